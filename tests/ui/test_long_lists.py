"""Lists that can be long are models, and their views make and draw only what is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import Bench
from tests.ui.sample_catalogue import OTHERS, busiest_catalogue
from tests.ui.scenes import answer_everything
from ui.a11y import interface_of
from ui.components.options import Entry, OptionList
from ui.components.times import DayButton, TimeButton
from ui.desk.times_model import DaysModel, TimesModel
from ui.theme import LookSource

NAME = QAccessible.Text.Name
Show = Callable[[QWidget], QWidget]


@pytest.fixture
def driver(qtbot: QtBot, looks: LookSource) -> Driver:
    """In front of the busiest reference data there could be."""
    return Driver(qtbot, looks, Bench(catalogue=busiest_catalogue()))


@pytest.fixture
def prisons(driver: Driver) -> OptionList:
    driver.press("tile:prison-visit")
    found = driver.find("options:prison")
    assert isinstance(found, OptionList)
    return found


def at_times(driver: Driver) -> None:
    answer_everything(driver, "2026-11-26T14:00/14:45")
    driver.press("change:times")


def drawn(rows: OptionList, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Which rows the view draws, from now on."""
    seen: list[int] = []
    delegate = rows.itemDelegate()
    paint = delegate.paint

    def note(*arguments: object) -> None:
        seen.append(arguments[2].row())  # type: ignore[attr-defined]
        paint(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(delegate, "paint", note)
    rows.window().grab()
    yield from seen


def test_a_hundred_and_thirty_prisons_are_one_widget(driver: Driver, prisons: OptionList) -> None:
    made = driver.window.frame.rail.widget().findChildren(QAbstractButton)

    assert prisons.options.rowCount() == OTHERS + 1
    assert len(made) < 10


def test_only_rows_that_are_seen_are_drawn(prisons: OptionList, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = set(drawn(prisons, monkeypatch))

    assert rows
    assert max(rows) < 15


def test_every_row_is_an_accessible_object_with_its_name_and_whether_it_is_chosen(prisons: OptionList) -> None:
    prisons.choose("CFI")

    listed = interface_of(prisons)
    first, last = listed.child(0), listed.child(OTHERS)
    assert listed.role() is QAccessible.Role.List
    assert listed.text(NAME) == "Prison name"
    assert listed.childCount() == OTHERS + 1
    assert (first.text(NAME), last.text(NAME)) == ("HMP Cardiff", f"HMP Sample {OTHERS:03}")
    assert (bool(first.state().selected), bool(last.state().selected)) == (True, False)


def test_tab_enters_the_list_without_choosing_and_arrow_keys_choose(driver: Driver, prisons: OptionList) -> None:
    chosen: list[str] = []
    prisons.chosen.connect(chosen.append)

    driver.tab_to("options:prison")
    assert chosen == []
    driver.key(Qt.Key.Key_Space)
    driver.key(Qt.Key.Key_Down)

    assert chosen == ["CFI", "XAA"]
    assert driver.window.session.journey.draft.get("prison") == "XAA"


def test_the_row_that_has_the_focus_is_always_in_sight(driver: Driver, prisons: OptionList) -> None:
    driver.tab_to("options:prison")

    for _press in range(40):
        driver.key(Qt.Key.Key_Down, wait=False)
    driver.settle()

    rail = driver.window.frame.rail
    row = prisons.focused_part()
    top = prisons.mapTo(rail, row.topLeft()).y()
    assert prisons.currentIndex().row() == 40
    assert QRect(0, 0, 1, rail.viewport().height()).contains(QRect(0, top, 1, row.height()))


def test_what_was_chosen_stays_chosen_while_typing_hides_it(driver: Driver, prisons: OptionList) -> None:
    prisons.choose("CFI")

    driver.tab_to("field:prison")
    driver.type("sample 007")

    assert prisons.only() == "XAG"
    assert driver.window.session.journey.draft.get("prison") == "CFI"


def test_a_prison_is_found_by_its_name_in_the_other_language(driver: Driver, prisons: OptionList) -> None:
    driver.type("caerdydd")

    assert prisons.only() == "CFI"


def test_a_finger_chooses_when_it_lets_go(show: Show, looks: LookSource) -> None:
    rows = OptionList(looks, "Prison", [Entry(name, name, name) for name in ("A", "B", "C")])
    show(rows)
    second = rows.visualRect(rows.options.index(1)).center()
    chosen: list[str] = []
    rows.chosen.connect(chosen.append)

    QTest.mousePress(rows.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert chosen == []
    QTest.mouseRelease(rows.viewport(), Qt.MouseButton.LeftButton, pos=second)

    assert chosen == ["B"]


def test_of_four_weeks_only_the_days_and_the_times_that_are_seen_are_made(driver: Driver) -> None:
    at_times(driver)

    page = driver.window.frame.rail.widget()
    days, times = page.findChildren(DaysModel), page.findChildren(TimesModel)
    assert [model.rowCount() > 20 for model in days] == [True]
    assert len(page.findChildren(DayButton)) <= 7
    assert len(page.findChildren(TimeButton)) == times[0].rowCount()


def test_a_choice_changes_only_what_shows_it_and_keeps_the_page(driver: Driver) -> None:
    at_times(driver)
    page = driver.window.frame.rail.widget()
    times = page.findChild(TimesModel)
    changed: list[int] = []
    times.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    value = times.option(3).value

    driver.press(f"time:{value}")

    assert driver.window.frame.rail.widget() is page
    assert 3 in changed
    assert driver.focus().objectName() == f"time:{value}"
    assert driver.window.session.journey.draft.list_at("slots")[-1] == value
