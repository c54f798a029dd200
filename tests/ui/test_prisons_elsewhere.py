"""Prisons whose visits cannot be asked for here are found by typing, and say what to do instead; they are never an answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from services.catalogue import embedded_catalogue
from services.language import Language
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import Bench
from ui.a11y import interface_of
from ui.components.options import OptionList
from ui.desk.places import Place
from ui.theme import LookSource

LookOf = Callable[..., LookSource]
NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description
ELSEWHERE = "Visits to {} are not asked for here. "
SEE = "Look at the visits information, or go to www.gov.uk/prison-visits."


@pytest.fixture
def driver(qtbot: QtBot, looks: LookSource) -> Driver:
    return Driver(qtbot, looks, Bench(catalogue=embedded_catalogue()))


def listed(driver: Driver) -> OptionList:
    found = driver.find("options:prison")
    assert isinstance(found, OptionList)
    return found


def typed(driver: Driver, text: str) -> OptionList:
    driver.press("tile:prison-visit")
    driver.type(text)
    driver.settle()
    return listed(driver)


def answer(driver: Driver) -> str:
    return driver.window.session.journey.draft.get("prison")


@pytest.mark.parametrize(
    ("text", "name", "instead"),
    [
        ("berwyn", "HMP Berwyn", ELSEWHERE.format("HMP Berwyn") + SEE),
        ("manchester", "HMP Manchester", ELSEWHERE.format("HMP Manchester") + SEE),
        ("stafford", "HMP Stafford", ELSEWHERE.format("HMP Stafford") + "Phone 0300 060 6505."),
        ("dartmoor", "HMP Dartmoor", "HMP Dartmoor is closed. It takes no visits now."),
    ],
)
def test_a_row_says_by_name_and_description_what_to_do_instead(driver: Driver, text: str, name: str, instead: str) -> None:
    rows = typed(driver, text)

    row = interface_of(rows).child(0)
    assert rows.options.rowCount() == 1
    assert row.role() is QAccessible.Role.ListItem
    assert (row.text(NAME), row.text(DESCRIPTION)) == (name, instead)
    assert not row.state().selectable


def test_in_welsh_the_row_and_what_it_says_are_welsh(qtbot: QtBot, look_of: LookOf) -> None:
    driver = Driver(qtbot, look_of(language=Language.WELSH), Bench(catalogue=embedded_catalogue()))

    row = interface_of(typed(driver, "berwyn")).child(0)

    assert row.text(NAME) == "Carchar y Berwyn"
    assert row.text(DESCRIPTION).startswith("Carchar y Berwyn: ni ellir gofyn am ymweliadau yma. ")


def test_before_anything_is_typed_only_answers_are_listed(driver: Driver) -> None:
    rows = typed(driver, "")

    assert rows.options.rowCount() == len(embedded_catalogue().open_prisons())


def test_going_on_with_such_a_row_alone_asks_for_a_prison_and_keeps_its_words(driver: Driver) -> None:
    typed(driver, "berwyn")

    driver.press("continue")

    assert driver.place is Place.QUESTION
    assert driver.find("error-summary").accessibleDescription() == "Select a prison"
    assert [each.value for each in listed(driver).options.shown] == ["BWI"]
    assert answer(driver) == ""


def test_a_finger_on_such_a_row_chooses_nothing_and_lets_go_of_what_was_chosen(driver: Driver) -> None:
    rows = typed(driver, "")
    rows.choose("CFI")
    driver.tab_to("field:prison")
    driver.type("berwyn")
    driver.settle()

    driver.look_at_the_page()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(rows.options.index(0)).center())

    assert answer(driver) == ""
    assert rows.selectedIndexes() == []


def test_arrow_keys_pass_over_such_a_row_and_never_leave_it_chosen(driver: Driver) -> None:
    rows = typed(driver, "car")
    values = [each.value for each in rows.options.shown]
    elsewhere = [each.value for each in rows.options.shown if each.instead]
    assert elsewhere

    driver.tab_to("options:prison")
    driver.key(Qt.Key.Key_Space)
    heard = [(values[rows.currentIndex().row()], answer(driver))]
    for _row in values[1:]:
        driver.key(Qt.Key.Key_Down)
        heard.append((values[rows.currentIndex().row()], answer(driver)))

    assert heard == [(value, "" if value in elsewhere else value) for value in values]


def test_the_row_is_high_enough_for_its_words(driver: Driver) -> None:
    rows = typed(driver, "berwyn")

    assert rows.height() >= rows.visualRect(rows.options.index(0)).height() > rows.looks.measures.mark_row + 8
