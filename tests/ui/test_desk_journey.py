from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kiosk_app.events import Event
from services.language import Language
from services.measuring import Counter, Key
from tests.ui.desk_driver import Driver, journey
from tests.ui.fake_desk import Bench
from ui.components.text import TextBlock
from ui.desk.places import Place
from ui.theme import LookSource

LookOf = Callable[..., LookSource]


def drive(qtbot: QtBot, looks: LookSource, bench: Bench | None = None) -> Driver:
    return Driver(qtbot, looks, bench or Bench())


def play_to(driver: Driver, page: str, prison: str = "Cardiff") -> None:
    """Play the journey up to a page, and leave it unanswered."""
    for name in journey(driver, prison):
        if name == page:
            return
    raise AssertionError(page)


@pytest.mark.parametrize(("language", "prison"), [(Language.ENGLISH, "Cardiff"), (Language.WELSH, "Caerdydd")])
def test_the_whole_journey_can_be_made_with_the_keyboard_alone(
    qtbot: QtBot, look_of: LookOf, language: Language, prison: str
) -> None:
    driver = drive(qtbot, look_of(language=language))

    play_to(driver, "confirmation", prison)

    (kept,) = driver.bench.submissions.kept.values()
    assert driver.place is Place.CONFIRMATION
    assert kept.language is language
    assert kept.receipt["slots"] == ["2026-11-26T14:00/15:30"]
    assert (kept.receipt["adults"], kept.receipt["children"]) == (1, 1)


def test_the_session_begins_once_and_ends_with_the_way_it_ended(qtbot: QtBot, looks: LookSource) -> None:
    driver = drive(qtbot, looks)
    play_to(driver, "confirmation")

    driver.press("finish")

    events = [(event, details.get("how")) for event, _subject, details in driver.bench.audit.events]
    assert events == [(Event.SESSION_STARTED, None), (Event.SESSION_ENDED, "finished")]
    assert driver.ended == ["finished"]
    assert not driver.window.isVisible()


def test_the_window_refuses_to_close_while_the_session_lasts(qtbot: QtBot, looks: LookSource) -> None:
    driver = drive(qtbot, looks)

    assert not driver.window.close()
    assert driver.window.isVisible()


def test_continue_without_an_answer_moves_the_focus_to_the_summary_and_says_error_in_the_title(
    qtbot: QtBot, looks: LookSource
) -> None:
    driver = drive(qtbot, looks)
    play_to(driver, "prisoner-number")

    driver.key(Qt.Key.Key_Return)

    assert driver.focus().objectName() == "error-summary"
    assert driver.focus().accessibleDescription() == "Enter the prison number"
    assert driver.window.windowTitle().startswith("Error: What is their prison number?")


def test_an_entry_of_the_summary_leads_to_its_field_and_typed_text_is_kept(qtbot: QtBot, looks: LookSource) -> None:
    driver = drive(qtbot, looks)
    play_to(driver, "prisoner-birth")
    driver.fill("31", "2", "1985")

    driver.key(Qt.Key.Key_Tab)
    driver.key(Qt.Key.Key_Return)

    field = driver.focus()
    assert isinstance(field, QLineEdit)
    assert field.objectName() == "field:prisoner.date_of_birth.day"
    assert field.text() == "31"


def test_nothing_is_said_about_an_answer_before_continue(qtbot: QtBot, looks: LookSource) -> None:
    driver = drive(qtbot, looks)
    play_to(driver, "prisoner-number")
    driver.type("A1")

    driver.key(Qt.Key.Key_Tab)

    assert not driver.has("error-summary")


def test_a_change_from_the_answers_returns_to_them(qtbot: QtBot, looks: LookSource) -> None:
    driver = drive(qtbot, looks)
    play_to(driver, "check")

    driver.press("change:contact")
    driver.walk_radios("option:return")
    driver.press("continue")

    assert driver.place is Place.CHECK


def test_the_language_can_change_in_the_middle_of_a_page_without_losing_anything(qtbot: QtBot, looks: LookSource) -> None:
    driver = drive(qtbot, looks)
    play_to(driver, "prisoner-number")
    driver.type("A12")

    driver.touch("language:cy")

    field = driver.find("field:prisoner.number")
    assert isinstance(field, QLineEdit)
    assert field.text() == "A12"
    assert "carcharor" in driver.window.windowTitle()
    assert driver.window.session.journey.draft.get("prisoner.first_name") == "David"


def test_escape_goes_back_and_out_of_what_lies_on_top(qtbot: QtBot, looks: LookSource) -> None:
    driver = drive(qtbot, looks)
    play_to(driver, "prisoner-name")
    driver.key(Qt.Key.Key_F1)
    assert driver.place is Place.HELP

    driver.key(Qt.Key.Key_Escape)
    assert driver.place is Place.QUESTION
    driver.key(Qt.Key.Key_Escape)

    assert driver.window.session.journey.step is not None
    assert driver.window.session.journey.step.key == "prison"


def test_going_back_out_of_the_first_question_asks_before_it_clears(qtbot: QtBot, looks: LookSource) -> None:
    driver = drive(qtbot, looks)
    play_to(driver, "prisoner-name")
    driver.key(Qt.Key.Key_Escape)

    driver.key(Qt.Key.Key_Escape)
    assert driver.place is Place.STOP
    driver.press("clear")

    assert driver.ended == ["stopped"]


def test_your_answers_shows_what_was_given_and_leads_back(qtbot: QtBot, looks: LookSource) -> None:
    driver = drive(qtbot, looks)
    play_to(driver, "prisoner-birth")

    driver.press("your-answers")

    shown = {block.text() for block in driver.window.findChildren(TextBlock) if block.isVisible()}
    assert {"HMP Cardiff", "David Thomas"} <= shown
    driver.key(Qt.Key.Key_Escape)
    assert driver.has("field:prisoner.date_of_birth.day")


def test_the_time_of_a_second_choice_can_be_moved_up_with_the_keyboard(qtbot: QtBot, looks: LookSource) -> None:
    driver = drive(qtbot, looks)
    play_to(driver, "times")
    driver.press("time:2026-11-26T14:00/15:30")
    driver.tab_to("day:2026-11-26")
    driver.key(Qt.Key.Key_Right)
    driver.key(Qt.Key.Key_Right)
    driver.press("time:2026-11-28T09:30/11:00")

    driver.press("up:2026-11-28T09:30/11:00")

    assert driver.window.session.journey.draft.list_at("slots") == ("2026-11-28T09:30/11:00", "2026-11-26T14:00/15:30")


def test_the_strip_of_days_turns_a_page_with_its_arrow(qtbot: QtBot, looks: LookSource) -> None:
    driver = drive(qtbot, looks)
    play_to(driver, "times")

    driver.press("later-days")

    assert not driver.has("day:2026-11-26")
    assert driver.has("day:2026-12-03")


def test_a_rating_counts_once_and_names_nobody(qtbot: QtBot, looks: LookSource) -> None:
    driver = drive(qtbot, looks)
    play_to(driver, "confirmation")

    driver.touch("face:5")
    driver.touch("face:1")

    driver.touch("finish")
    rated = {key: count for key, count in driver.bench.measures.counted().items() if key.counter is Counter.SATISFACTION}
    assert rated == {Key("prison-visit", Counter.SATISFACTION, "5"): 1}


def test_tab_goes_on_from_whichever_option_is_chosen(qtbot: QtBot, looks: LookSource) -> None:
    driver = drive(qtbot, looks)
    play_to(driver, "language")
    driver.key(Qt.Key.Key_Space)

    for option in ("option:cy", "option:en"):
        driver.key(Qt.Key.Key_Down)
        assert driver.focus().objectName() == option
        driver.key(Qt.Key.Key_Tab)
        assert driver.focus().objectName() == "continue"
        driver.key(Qt.Key.Key_Backtab)
