"""A helper fills in a service for a client, by keyboard, on real records; the client checks and sends it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kiosk_app.events import Event
from kiosk_app.ports.helping import HelpedState, Step
from services.language import Language
from tests.support import until
from tests.ui.helper_desk.helper_room import DILYS, TOMASZ, Helper, HelperRoom, helper_room
from ui.components.text import TextBlock
from ui.desk.places import Place
from ui.theme import LookSource, TextSize


def words_on(driver: Helper) -> str:
    """Everything that can be read on the screen, in fields too."""
    said = [each.text() for each in driver.window.findChildren(TextBlock) if each.isVisibleTo(driver.window)]
    typed = [each.text() for each in driver.window.findChildren(QLineEdit) if each.isVisibleTo(driver.window)]
    named = [each.accessibleName() for each in driver.window.findChildren(QWidget)]
    return "\n".join((*said, *typed, *named))


def fill_in_the_visit(helper: Helper) -> None:
    """Every section of a prison visit, opened by its number."""
    assert helper.at(Place.TASKS)
    helper.key(Qt.Key.Key_1)
    helper.fill("Cardiff")
    helper.key(Qt.Key.Key_2)
    helper.fill("David", "Thomas")
    helper.fill("27", "3", "1985")
    helper.fill("a1234bc")
    helper.key(Qt.Key.Key_3)
    helper.fill("Siân", "Thomas")
    helper.fill("1", "Feb", "1988")
    helper.press("continue")
    helper.key(Qt.Key.Key_4)
    helper.press("time:2026-11-26T14:00/15:30")
    helper.press("continue")
    helper.key(Qt.Key.Key_5)
    helper.choose("no")
    helper.key(Qt.Key.Key_6)
    helper.choose("text")
    helper.fill("07700 900982")
    helper.key(Qt.Key.Key_7)
    helper.choose("cy")
    assert helper.at(Place.TASKS)


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.WELSH])
def test_a_visit_is_asked_for_with_help_from_the_agreement_to_the_next_client(
    qtbot: QtBot, look_of: Callable[..., LookSource], tmp_path: Path, language: Language
) -> None:
    with helper_room(tmp_path) as room:
        helper = Helper(qtbot, look_of(language=language), room)
        helper.sign_in()
        helper.agree(DILYS)
        fill_in_the_visit(helper)

        helper.key(Qt.Key.Key_F6)
        assert helper.at(Place.CLIENT_VIEW)
        helper.press("show-answers")
        assert helper.at(Place.CHECK)
        helper.press("continue")

        assert helper.at(Place.CONFIRMATION)
        assert not helper.ended
        (line,) = room.store.helped.lines(room.owner)
        (content,) = room.contents()
        assert (line.state, line.client, line.reference) == (HelpedState.SUBMITTED, DILYS, content.reference)
        assert content.assisted_by == room.owner.operator
        assert content.assistance is not None
        assert (content.assistance.way, content.assistance.given, content.assistance.agreed) == ("IN_PERSON", ("typed",), "paper")

        helper.press("finish")
        helper.unlock()
        assert helper.at(Place.CASELOAD)
        assert (helper.window.session.way, helper.window.session.keeping, helper.desk.file) == (None, None, None)
        helper.agree(TOMASZ)
        assert helper.at(Place.TASKS)
        helper.key(Qt.Key.Key_2)
        everything = words_on(helper)
        assert not [word for word in ("Dilys", "Rowlands", "Thomas", "A1234BC", content.reference) if word in everything]
        assert [done.step for done in room.store.helped.events(room.owner, line.id)] == [
            Step.STARTED,
            Step.HANDED_OVER,
            Step.RIGHT,
            Step.SUBMITTED,
        ]
        assert [row.event for row in room.store.audit.rows()].count(Event.HELP_SUBMITTED) == 1


def test_work_goes_on_where_it_was_after_a_lock_and_after_a_restart(
    qtbot: QtBot, looks: LookSource, helper: Helper, room: HelperRoom
) -> None:
    helper.agree(DILYS)
    helper.key(Qt.Key.Key_2)
    helper.type("David")

    helper.key(Qt.Key.Key_F12)
    assert "David" not in words_on(helper)
    helper.unlock()
    assert helper.at(Place.QUESTION)
    assert "David" in words_on(helper)

    helper.window.session.finish("stopped")
    (line,) = room.store.helped.lines(room.owner)
    again = Helper(qtbot, looks, room)
    again.sign_in()
    again.desk.resume(line.id)
    again.settle()
    assert again.at(Place.TASKS)
    again.key(Qt.Key.Key_2)
    assert "David" in words_on(again)


def test_what_is_typed_is_kept_a_moment_later_without_a_press(helper: Helper, room: HelperRoom) -> None:
    helper.agree(DILYS)
    helper.key(Qt.Key.Key_2)

    helper.type("David")

    def kept() -> bool:
        helper.qtbot.wait(1)
        (line,) = room.store.drafts.mine(room.owner)
        return room.store.drafts.find(room.owner, line.id).content.get("prisoner.first_name") == "David"

    until(kept)


def test_nothing_is_begun_without_an_agreement(helper: Helper, room: HelperRoom) -> None:
    helper.desk.new()
    helper.settle()
    helper.tab_to("field:client")
    helper.type(DILYS)

    helper.press("continue")

    assert helper.at(Place.AGREEMENT)
    assert helper.window._screen is not None
    assert helper.window._screen.has_errors
    assert room.store.helped.lines(room.owner) == ()


def test_while_the_client_has_the_screen_nothing_else_can_be_reached(helper: Helper, room: HelperRoom) -> None:
    helper.agree(DILYS)
    helper.key(Qt.Key.Key_F6)

    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F12, Qt.Key.Key_F6, Qt.Key.Key_1):
        helper.key(key)
        assert helper.at(Place.CLIENT_VIEW)
    helper.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert helper.at(Place.CLIENT_VIEW)

    helper.press("give-back")
    assert helper.at(Place.LOCKED)
    helper.unlock()
    assert helper.at(Place.TASKS)
    (line,) = room.store.helped.lines(room.owner)
    assert [done.step for done in room.store.helped.events(room.owner, line.id)][-1] is Step.RETURNED


def test_a_client_is_led_through_what_is_not_answered_yet(helper: Helper) -> None:
    helper.agree(DILYS)
    helper.key(Qt.Key.Key_F6)
    helper.press("show-answers")
    assert helper.at(Place.CHECK)

    helper.press("continue")

    assert helper.at(Place.QUESTION)
    assert helper.window._screen is not None
    assert not helper.window._screen.has_errors
    helper.key(Qt.Key.Key_Escape)
    assert helper.at(Place.CHECK)


def test_a_client_who_wants_to_stop_leaves_no_answers_behind(helper: Helper, room: HelperRoom) -> None:
    helper.agree(DILYS)
    helper.key(Qt.Key.Key_1)
    helper.fill("Cardiff")
    helper.press("wants-to-stop")
    assert helper.at(Place.STOP)
    assert room.store.drafts.mine(room.owner)

    helper.press("stop-and-delete")

    assert helper.at(Place.CASELOAD)
    assert not room.store.drafts.mine(room.owner)
    (line,) = room.store.helped.lines(room.owner)
    assert (line.state, line.draft) == (HelpedState.STOPPED, None)


def test_a_client_may_refuse_help_and_stop_while_they_have_the_screen(helper: Helper, room: HelperRoom) -> None:
    helper.agree(DILYS)
    helper.key(Qt.Key.Key_F6)
    helper.press("refuse-help")
    assert helper.at(Place.STOP)

    helper.press("stop-and-delete")

    assert helper.at(Place.LOCKED)
    helper.unlock()
    assert helper.at(Place.CASELOAD)
    (line,) = room.store.helped.lines(room.owner)
    steps = [done.step for done in room.store.helped.events(room.owner, line.id)]
    assert steps == [Step.STARTED, Step.HANDED_OVER, Step.REFUSED, Step.STOPPED]


def test_the_next_client_is_never_shown_what_was_typed_for_the_one_before(helper: Helper, room: HelperRoom) -> None:
    helper.agree(DILYS)
    helper.key(Qt.Key.Key_2)
    helper.type("David")
    helper.key(Qt.Key.Key_Escape)
    assert helper.at(Place.TASKS)
    helper.key(Qt.Key.Key_Escape)
    assert helper.at(Place.CASELOAD)
    assert helper.window.session.way is None

    helper.agree(TOMASZ)
    helper.key(Qt.Key.Key_2)
    helper.type("Ewa")
    assert "David" not in words_on(helper)
    assert "Dilys" not in words_on(helper)
    helper.key(Qt.Key.Key_Escape)
    helper.key(Qt.Key.Key_Escape)

    names = {
        line.client: room.store.drafts.find(room.owner, line.draft).content.get("prisoner.first_name")
        for line in room.store.helped.lines(room.owner)
        if line.draft is not None
    }
    assert names == {DILYS: "David", TOMASZ: "Ewa"}


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.WELSH])
def test_the_pages_stand_in_the_largest_text(
    qtbot: QtBot, look_of: Callable[..., LookSource], room: HelperRoom, language: Language
) -> None:
    helper = Helper(qtbot, look_of(size=TextSize.LARGEST, language=language), room)
    helper.sign_in()

    helper.agree(DILYS)
    helper.key(Qt.Key.Key_1)
    helper.key(Qt.Key.Key_Escape)
    helper.key(Qt.Key.Key_F6)

    assert helper.at(Place.CLIENT_VIEW)
