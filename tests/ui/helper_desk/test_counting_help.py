"""What is counted at a helper desk: an application once, when it has an end, however often it is opened before."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from services.measuring import Counter
from tests.ui.helper_desk.helper_room import DILYS, Helper, HelperRoom
from ui.desk.places import Place


@pytest.fixture
def helper(helper: Helper) -> Helper:
    """A client has agreed, and their first section is answered."""
    helper.agree(DILYS)
    helper.key(Qt.Key.Key_1)
    helper.fill("Cardiff")
    return helper


def counted(helper: Helper) -> dict[tuple[str, str], int]:
    """What a service was counted with, once the operator has gone."""
    helper.window.session.finish("stopped")
    helper.settle()
    return {(key.counter.value, key.detail): n for key, n in helper.bench.measures.counted().items() if key.service}


def test_a_case_that_is_closed_and_opened_again_is_neither_begun_twice_nor_left(helper: Helper, room: HelperRoom) -> None:
    helper.key(Qt.Key.Key_Escape)
    (line,) = room.store.helped.lines(room.owner)
    helper.desk.resume(line.id)
    helper.settle()
    assert helper.at(Place.TASKS)

    assert counted(helper) == {}


def test_a_client_who_wants_to_stop_has_stopped_on_the_page_they_were_on(helper: Helper) -> None:
    helper.press("wants-to-stop")
    helper.press("stop-and-delete")

    found = counted(helper)

    assert {key: n for key, n in found.items() if key[0] != Counter.LANGUAGE} == {
        ("started", ""): 1,
        ("reached", "prison"): 1,
        ("left-on", "prison"): 1,
        ("left-how", "stopped"): 1,
    }


def stop(helper: Helper) -> None:
    helper.press("wants-to-stop")
    helper.press("stop-and-delete")


def helps(helper: Helper) -> dict[str, int]:
    """How often each help was counted, of any service and of none, once the operator has gone."""
    helper.window.session.finish("stopped")
    helper.settle()
    return {key.detail: n for key, n in helper.bench.measures.counted().items() if key.counter is Counter.HELP}


def test_help_counts_once_for_each_client_and_not_what_the_helper_did_for_themselves(helper: Helper) -> None:
    for _twice in range(2):
        helper.key(Qt.Key.Key_F3)
    stop(helper)
    helper.key(Qt.Key.Key_F2)  # nobody is helped
    helper.agree("Megan Rees")
    helper.key(Qt.Key.Key_F3)
    stop(helper)
    helper.agree("Nia Pugh")
    stop(helper)

    assert helps(helper) == {"contrast": 2}


def test_help_of_a_case_that_is_closed_counts_when_it_has_an_end_as_it_was_used_then(helper: Helper, room: HelperRoom) -> None:
    helper.key(Qt.Key.Key_F2)
    helper.key(Qt.Key.Key_F3)
    helper.key(Qt.Key.Key_Escape)
    (line,) = room.store.helped.lines(room.owner)
    for _again in range(2):
        helper.key(Qt.Key.Key_Escape)
        assert helper.at(Place.CASELOAD)
        helper.desk.resume(line.id)
        helper.settle()
        helper.key(Qt.Key.Key_F3)
    stop(helper)

    assert helps(helper) == {"contrast": 1}
