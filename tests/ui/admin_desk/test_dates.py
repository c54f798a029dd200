"""Staff of a prison change visit times by keyboard; whoever comes next is offered what is left, and staff see who did what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kiosk_app.events import Event
from services.language import Language
from tests.ui.admin_desk.visit_times import with_visit_times
from tests.ui.desk_driver import STAFF, Driver
from tests.ui.fake_desk import Bench
from tests.ui.staff_room import SUPERVISOR, SUPERVISOR_PHRASE, StaffRoom, staff_room
from ui.components.buttons import LinkButton
from ui.components.row_list import RowList
from ui.components.text import TextBlock
from ui.desk.places import Place
from ui.theme import STANDARD, LookSource, TextSize


@pytest.fixture
def room(tmp_path: Path) -> Iterator[StaffRoom]:
    with staff_room(tmp_path) as made:
        made.staff()
        yield made


@pytest.fixture
def open_page(qtbot: QtBot, room: StaffRoom) -> Callable[..., Driver]:
    """The page of visit times, reached by keys alone."""

    def open_it(looks: LookSource, prison: str = "CFI") -> Driver:
        driver = Driver(qtbot, looks, with_visit_times(Bench(), room, prison))
        driver.key(*STAFF)
        driver.fill(SUPERVISOR, SUPERVISOR_PHRASE)
        driver.key(Qt.Key.Key_4)
        assert driver.place is Place.DATES
        return driver

    return open_it


def words(driver: Driver) -> str:
    return " ".join(each.accessibleName() for each in driver.visible() if isinstance(each, TextBlock | LinkButton))


def choose(driver: Driver, name: str, downs: int) -> None:
    """The first row of a list of answers is chosen with Space, the next with Down."""
    driver.tab_to(name)
    driver.key(Qt.Key.Key_Space)
    for _press in range(downs):
        driver.key(Qt.Key.Key_Down)


def block(driver: Driver, first: str, last: str = "") -> None:
    """No visits from one day to another, for want of staff."""
    driver.key(Qt.Key.Key_N)
    choose(driver, "choice:what", 0)
    driver.tab_to("field:first")
    driver.type(first)
    driver.tab_to("field:last")
    driver.type(last)
    choose(driver, "choice:why", 0)
    driver.press("keep-change")


def test_a_day_is_blocked_by_keyboard_and_nobody_is_offered_it(open_page: Callable[..., Driver], looks: LookSource) -> None:
    driver = open_page(looks)

    block(driver, "28 11 2026")

    assert "The change holds from now on." in {each.accessibleName() for each in driver.visible()}
    assert SUPERVISOR in words(driver)
    prison = driver.bench.catalogues().current().catalogue.prison("CFI")
    assert prison is not None
    assert [day.isoformat() for day in prison.timetables[0].unbookable] == ["2026-11-28"]


def test_one_session_is_taken_away_and_the_change_is_taken_back(
    open_page: Callable[..., Driver], looks: LookSource, room: StaffRoom
) -> None:
    driver = open_page(looks)
    driver.key(Qt.Key.Key_N)
    choose(driver, "choice:what", 1)
    for name, typed in (("first", "28/11"), ("begins", "0930"), ("ends", "11")):
        driver.tab_to(f"field:{name}")
        driver.type(typed)
    choose(driver, "choice:why", 2)
    driver.press("keep-change")
    shown = words(driver)

    driver.press("take-back")

    assert "Not 9:30am to 11am" in shown
    assert "No undecided request of this kiosk asks for this time." in shown
    assert "Nothing is changed now." in words(driver)
    assert room.events()[-2:] == [Event.DATES_CHANGED, Event.DATES_TAKEN_BACK]


def test_what_is_wrong_is_said_at_the_top_and_what_was_typed_stays(open_page: Callable[..., Driver], looks: LookSource) -> None:
    driver = open_page(looks)

    block(driver, "31 11 2026")
    said = words(driver)
    field = driver.find("field:first")
    assert isinstance(field, QLineEdit)
    kept = field.text()
    field.setText("1 11 2026")
    driver.press("keep-change")

    assert "Enter the first day with numbers, like 28 11 2026." in said
    assert kept == "31 11 2026"
    assert "Enter a first day that is today or later." in words(driver)


def test_a_letter_that_is_a_shortcut_is_typed_into_a_field(open_page: Callable[..., Driver], looks: LookSource) -> None:
    driver = open_page(looks)
    driver.key(Qt.Key.Key_N)
    driver.tab_to("field:first")

    for key in (Qt.Key.Key_N, Qt.Key.Key_5):
        driver.key(key)

    field = driver.find("field:first")
    assert isinstance(field, QLineEdit)
    assert (driver.place, field.text().lower()) == (Place.DATES, "n5")


def test_the_arrow_keys_go_through_the_changes(open_page: Callable[..., Driver], looks: LookSource) -> None:
    driver = open_page(looks)
    block(driver, "28 11 2026")
    block(driver, "1 12 2026", "3 12 2026")
    listed = driver.find("changes")
    assert isinstance(listed, RowList)

    driver.tab_to("changes")
    driver.key(Qt.Key.Key_Up)

    assert "Saturday 28 November 2026" in words(driver)


def test_a_kiosk_of_no_prison_says_so(open_page: Callable[..., Driver], looks: LookSource) -> None:
    driver = open_page(looks, prison="")

    assert "This kiosk is of no prison" in words(driver)
    assert not driver.has("new-change")


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.WELSH])
def test_at_225_per_cent_it_works_by_keyboard_all_the_same(
    open_page: Callable[..., Driver], look_of: Callable[..., LookSource], room: StaffRoom, language: Language
) -> None:
    driver = open_page(look_of(STANDARD, TextSize.LARGEST, language))
    driver.window.session.speak(language)
    driver.settle()

    block(driver, "28 11 2026")

    assert len(room.store.local_changes.standing(driver.bench.clock.today())) == 1
