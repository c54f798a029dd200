"""What must be confirmed before answers are kept: on the check-your-answers page, by touch, by keyboard and by ear."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from services.catalogue import embedded_catalogue
from services.forms.context import Context
from services.language import Language
from services.visits import SERVICE
from services.visits.resemblance import resemblance
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import Bench
from tests.ui.test_desk_navigator import ANSWERS
from ui.components.marks import CheckRow
from ui.components.text import TextBlock
from ui.desk.navigator import Navigator
from ui.desk.places import Place
from ui.theme import LookSource, TextSize

LookOf = Callable[..., LookSource]
TWICE = {f"visitors.1.{name}": ANSWERS[f"visitors.0.{name}"] for name in ("first_name", "last_name")} | {
    f"visitors.1.date_of_birth.{part}": ANSWERS[f"visitors.0.date_of_birth.{part}"] for part in ("day", "month", "year")
}
BOX = "confirm:visitors.1.date_of_birth:same-visitor"
AGAIN = "confirm:slots:asked-already"


def at_the_check_page(qtbot: QtBot, looks: LookSource, bench: Bench | None = None, **more: str) -> Driver:
    driver = Driver(qtbot, looks, bench or Bench())
    driver.window.session.start("prison-visit")
    driver.settle()
    way = driver.window.session.journey
    for path, text in {**ANSWERS, **more}.items():
        way.draft.set(path, text)
    while way.step is not None:
        assert way.advance(), way.shown
    driver.window.session.show_step()
    driver.settle()
    assert driver.place is Place.CHECK
    return driver


def asked_before(bench: Bench) -> None:
    """Somebody has made the same request at this kiosk."""
    way = Navigator(SERVICE, Context(bench.clock.today(), embedded_catalogue()))
    for path, text in ANSWERS.items():
        way.draft.set(path, text)
    found = resemblance(way.checked().answers)
    assert found is not None
    bench.submissions.alike.append((SERVICE.key, found))


def texts(driver: Driver) -> list[str]:
    return [block.accessibleName() for block in driver.window.findChildren(TextBlock) if block.isVisibleTo(driver.window)]


def box(driver: Driver, name: str) -> CheckRow:
    found = driver.find(name)
    assert isinstance(found, CheckRow)
    return found


def test_answers_that_raise_nothing_are_kept_without_a_question(qtbot: QtBot, looks: LookSource) -> None:
    driver = at_the_check_page(qtbot, looks)

    driver.press("continue")

    assert driver.place is Place.CONFIRMATION


def test_nothing_is_kept_before_the_person_says_yes_and_the_focus_goes_to_why(qtbot: QtBot, looks: LookSource) -> None:
    driver = at_the_check_page(qtbot, looks, **TWICE)

    driver.press("continue")

    assert driver.place is Place.CHECK
    assert not driver.bench.submissions.kept
    assert driver.focus().objectName() == "error-summary"
    assert driver.focus().accessibleDescription() == "Select “Yes, they are two people”, or change your answers"
    assert driver.window.windowTitle().startswith("Error: Check your answers")


def test_the_box_is_ticked_with_the_keyboard_and_then_the_answers_are_kept(qtbot: QtBot, looks: LookSource) -> None:
    driver = at_the_check_page(qtbot, looks, **TWICE)

    driver.tab_to(BOX)
    driver.key(Qt.Key.Key_Space)
    driver.press("continue")

    assert driver.place is Place.CONFIRMATION


def test_the_box_is_ticked_with_a_finger_after_the_error(qtbot: QtBot, looks: LookSource) -> None:
    driver = at_the_check_page(qtbot, looks, **TWICE)
    driver.touch("continue")

    driver.touch(BOX)
    driver.touch("continue")

    assert driver.place is Place.CONFIRMATION


def test_a_box_that_was_ticked_since_is_not_called_wrong_again(qtbot: QtBot, looks: LookSource) -> None:
    driver = at_the_check_page(qtbot, looks, **TWICE)
    driver.touch("continue")
    driver.touch(BOX)

    driver.window.session.redraw()
    driver.settle()

    assert box(driver, BOX).isChecked()
    assert not driver.has("error-summary")
    assert driver.window.windowTitle().startswith("Check your answers")


def test_a_yes_that_was_taken_back_counts_for_nothing(qtbot: QtBot, looks: LookSource) -> None:
    driver = at_the_check_page(qtbot, looks, **TWICE)

    driver.touch(BOX)
    driver.touch(BOX)
    driver.touch("continue")

    assert driver.place is Place.CHECK


def test_the_box_is_a_checkbox_that_says_what_it_is_about(qtbot: QtBot, look_of: LookOf) -> None:
    for language, name, fact in (
        (Language.ENGLISH, "Yes, they are two people", "Two visitors have the same name and date of birth."),
        (Language.WELSH, "Ydyn, maen nhw’n ddau berson", "Mae gan ddau ymwelydd yr un enw a’r un dyddiad geni."),
    ):
        driver = at_the_check_page(qtbot, look_of(language=language), **TWICE)

        found = QAccessible.queryAccessibleInterface(box(driver, BOX))

        assert found.role() is QAccessible.Role.CheckBox
        assert found.text(QAccessible.Text.Name) == name
        assert found.text(QAccessible.Text.Description) == fact


def test_another_language_keeps_the_yes(qtbot: QtBot, looks: LookSource) -> None:
    driver = at_the_check_page(qtbot, looks, **TWICE)
    driver.touch(BOX)

    driver.window.session.speak(Language.WELSH)
    driver.settle()

    assert box(driver, BOX).isChecked()


def test_notes_are_shown_and_ask_for_nothing(qtbot: QtBot, looks: LookSource) -> None:
    overlapping = {"slots.0": "2026-11-28T09:30/11:00", "contact.phone": "01632 960 001"}
    driver = at_the_check_page(qtbot, looks, **overlapping)

    assert "This phone number looks like a landline, so a text message may not reach you." in texts(driver)

    driver.press("continue")

    assert driver.place is Place.CONFIRMATION


def test_the_same_request_a_second_time_is_asked_about_before_it_is_kept(qtbot: QtBot, looks: LookSource) -> None:
    bench = Bench()
    asked_before(bench)
    driver = at_the_check_page(qtbot, looks, bench)

    driver.press("continue")
    assert (driver.place, len(bench.submissions.kept)) == (Place.CHECK, 0)

    driver.touch(AGAIN)
    driver.press("continue")
    assert (driver.place, len(bench.submissions.kept)) == (Place.CONFIRMATION, 1)


def test_it_is_asked_as_soon_as_the_page_is_there(qtbot: QtBot, looks: LookSource) -> None:
    bench = Bench()
    asked_before(bench)

    driver = at_the_check_page(qtbot, looks, bench)

    assert driver.has(AGAIN)


@pytest.mark.parametrize(
    "other",
    [
        {"prisoner.number": "A1234BD"},
        {"visitors.0.first_name": "Megan"},
        {"visitors.0.date_of_birth.day": "2"},
        {"slots.0": "2026-11-29T14:00/15:30"},
    ],
)
def test_a_stranger_who_knows_less_is_told_nothing(qtbot: QtBot, looks: LookSource, other: dict[str, str]) -> None:
    bench = Bench()
    asked_before(bench)

    driver = at_the_check_page(qtbot, looks, bench, **other)

    assert not driver.has(AGAIN)
    driver.press("continue")
    assert driver.place is Place.CONFIRMATION


def test_what_is_found_only_while_saving_is_asked_then(qtbot: QtBot, looks: LookSource) -> None:
    bench = Bench()
    driver = at_the_check_page(qtbot, looks, bench)
    asked_before(bench)

    driver.touch("continue")

    assert driver.place is Place.CHECK
    assert driver.has(AGAIN)
    assert driver.focus().objectName() == "error-summary"


@pytest.mark.parametrize("language", list(Language))
def test_the_page_fits_in_the_largest_text(qtbot: QtBot, look_of: LookOf, language: Language) -> None:
    driver = at_the_check_page(qtbot, look_of(size=TextSize.LARGEST, language=language), **TWICE)

    found = box(driver, BOX)

    assert found.width() <= driver.window.width()
    assert found.height() >= found.heightForWidth(found.width())
