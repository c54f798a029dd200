"""What lies around the work of a helper: pages that anybody may read, the foot, a full disk, a window of another shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk_app.errors import DiskFull
from kiosk_app.ports.submissions import Counts
from kiosk_app.use_cases.line import Line
from services.forms.words import Translator
from services.language import Language
from services.money_claims.service import SERVICE as CLAIM
from tests.ui.helper_desk.helper_room import DILYS, Helper, HelperRoom, helper_room
from ui.components.text import TextBlock
from ui.components.tiles import Tile
from ui.desk.places import Place
from ui.desk.words import staff_line_words
from ui.theme import LookSource

LONG_ENOUGH = 70  # seconds until a screen locks


def wait(helper: Helper) -> None:
    helper.seconds.now += LONG_ENOUGH
    helper.window.tick()
    helper.settle()


def test_whoever_reads_information_is_still_signed_in_and_nobody_can_begin_there(helper: Helper) -> None:
    helper.key(Qt.Key.Key_F1)
    helper.press("public-help")
    helper.press("information")
    assert helper.at(Place.INFORMATION)
    helper.press(topic(helper))
    assert helper.place in {Place.TOPIC, Place.PRISONS}
    assert not helper.has("start")

    while not helper.at(Place.CASELOAD):
        helper.key(Qt.Key.Key_Escape)

    assert helper.window.session.staff.operators.at_work is not None
    assert not helper.ended


def topic(helper: Helper) -> str:
    """The first there is."""
    return next(each.objectName() for each in helper.window.findChildren(Tile) if each.objectName().startswith("topic:"))


def test_a_help_page_over_the_work_locks_as_the_work_does_and_comes_back(helper: Helper) -> None:
    helper.key(Qt.Key.Key_F1)

    wait(helper)
    assert helper.at(Place.LOCKED)
    helper.unlock()

    assert helper.at(Place.KEYS)
    helper.key(Qt.Key.Key_Escape)
    assert helper.at(Place.CASELOAD)


def test_the_keys_of_a_question_are_told_over_it_and_a_client_is_told_how_to_get_help(helper: Helper) -> None:
    helper.agree(DILYS)
    helper.key(Qt.Key.Key_2)
    helper.type("David")

    helper.key(Qt.Key.Key_F1)
    assert helper.at(Place.KEYS)
    assert {("F6", "Hand over"), ("Esc", "Sections")} <= keys_told(helper)
    helper.key(Qt.Key.Key_Escape)
    assert helper.at(Place.QUESTION)
    assert helper.window.session.journey.draft.get("prisoner.first_name") == "David"
    helper.key(Qt.Key.Key_F6)
    assert helper.at(Place.CLIENT_VIEW)
    helper.key(Qt.Key.Key_F1)

    assert helper.at(Place.HELP)


def test_the_list_of_keys_that_names_a_client_goes_with_them(helper: Helper) -> None:
    helper.agree(DILYS)
    helper.key(Qt.Key.Key_F1)
    helper.key(Qt.Key.Key_Escape)
    helper.key(Qt.Key.Key_Escape)

    assert helper.at(Place.CASELOAD)
    assert helper.window.session.staff.keys is None


def keys_told(helper: Helper) -> set[tuple[str, str]]:
    """The keys of the page under the list, in the language of the window."""
    keys = helper.window.session.staff.keys
    assert keys is not None
    return {(key, helper.window._looks.say(does)) for key, does in keys.keys}


def test_nobody_begins_at_a_desk_of_staff_without_signing_in(qtbot: QtBot, looks: LookSource, room: HelperRoom) -> None:
    visitor = Helper(qtbot, looks, room)
    visitor.key(Qt.Key.Key_F1)
    visitor.press("information")
    visitor.press(topic(visitor))

    assert not visitor.has("start")


def test_a_case_that_cannot_be_saved_stays_open_until_it_can(
    helper: Helper, room: HelperRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    helper.agree(DILYS)
    helper.key(Qt.Key.Key_2)
    helper.type("David")
    with monkeypatch.context() as full:
        full.setattr(type(room.store.drafts), "save", no_room)
        helper.type("a")
        helper.key(Qt.Key.Key_Escape)
        helper.key(Qt.Key.Key_Escape)
        assert helper.at(Place.TASKS)
        assert any(each.text().startswith("Not saved") for each in helper.window.findChildren(TextBlock))

    helper.key(Qt.Key.Key_Escape)

    assert helper.at(Place.CASELOAD)
    (line,) = room.store.drafts.mine(room.owner)
    assert room.store.drafts.find(room.owner, line.id).content["prisoner.first_name"] == "Davida"


def no_room(*_args: object) -> None:
    raise DiskFull


def test_every_section_of_a_long_application_has_a_key(qtbot: QtBot, looks: LookSource, tmp_path: Path) -> None:
    with helper_room(tmp_path, {CLAIM.key: CLAIM}) as room:
        helper = Helper(qtbot, looks, room)
        helper.sign_in()
        helper.agree(DILYS, CLAIM.key)
        way = helper.desk.way
        assert way is not None
        assert len(way.sections().sections) > 10

        helper.key(Qt.Key.Key_A)

        assert helper.at(Place.QUESTION)
        assert way.step is not None
        assert (way.step.parent or way.step.page).key in way.sections().sections[10].pages


@pytest.mark.parametrize("language", list(Language))
def test_a_desk_of_staff_is_no_wider_than_a_window_on_end(
    qtbot: QtBot, look_of: Callable[..., LookSource], room: HelperRoom, language: Language
) -> None:
    helper = Helper(qtbot, look_of(language=language), room, (1080, 1920))

    assert helper.window.width() == 1080


def test_the_foot_of_staff_says_how_the_line_is_in_few_words() -> None:
    line = Line(connected=True, reason="", counts=Counts(held=1), all_sent=None, last_contact=None, enrolled=True)
    apart = replace(line, connected=False)
    lines = [line, replace(line, counts=Counts()), apart, replace(apart, counts=Counts()), None]

    said = [[Translator(language)(staff_line_words(each)) for each in lines] for language in (Language.ENGLISH, Language.WELSH)]

    assert said == [
        ["Connected. 1 waiting to send.", "Connected.", "Not connected. 1 waiting.", "Not connected.", "Checking…"],
        ["Wedi cysylltu. 1 yn aros i’w anfon.", "Wedi cysylltu.", "Heb gysylltiad. 1 yn aros.", "Heb gysylltiad.", "Yn gwirio…"],
    ]
