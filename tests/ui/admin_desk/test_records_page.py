"""Administrators read the audit log by keyboard: newest first, narrowed, checked, and handed out on a stick."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kiosk_app.event_words import EVENT_WORDS
from kiosk_app.events import Event
from kiosk_app.record_file import judge_records
from kiosk_app.use_cases.records import PAGE
from services.language import Language
from sync.audit_signing import whose
from tests.ui.admin_desk.records_desk import Sticks, subject, with_records
from tests.ui.desk_driver import STAFF, Driver
from tests.ui.fake_desk import Bench
from tests.ui.staff_room import ADMIN, ADMIN_PIN, SUPERVISOR, SUPERVISOR_PHRASE, StaffRoom, staff_room
from ui.components.buttons import LinkButton
from ui.components.row_list import RowList
from ui.components.status import StatusMark
from ui.components.text import TextBlock
from ui.desk.places import Place
from ui.theme import LookSource, TextSize


@pytest.fixture
def room(tmp_path: Path) -> Iterator[StaffRoom]:
    with staff_room(tmp_path) as made:
        made.staff()
        yield made


@pytest.fixture
def open_page(qtbot: QtBot, room: StaffRoom, tmp_path: Path) -> Callable[..., Driver]:
    """The page of records, reached by keys alone."""

    def open_it(looks: LookSource, *sticks: Path) -> Driver:
        driver = Driver(qtbot, looks, with_records(Bench(), room, tmp_path, Sticks(list(sticks))))
        driver.key(*STAFF)
        driver.fill(ADMIN, ADMIN_PIN)
        driver.key(Qt.Key.Key_6)
        assert driver.place is Place.RECORDS
        return driver

    return open_it


def words(driver: Driver) -> str:
    return " ".join(each.accessibleName() for each in driver.visible() if isinstance(each, TextBlock | LinkButton | StatusMark))


def listed(driver: Driver, name: str = "records") -> RowList:
    found = driver.find(name)
    assert isinstance(found, RowList)
    return found


def pick(driver: Driver, key: str) -> None:
    """Go down a list to a row, and press Enter."""
    rows = listed(driver, "picks")
    while rows.current != key:
        before = rows.current
        driver.key(Qt.Key.Key_Down)
        assert rows.current != before, f"no row {key!r}"
    driver.key(Qt.Key.Key_Return)


def test_what_happened_is_told_in_words_with_who_did_it_and_reading_is_the_newest_row(
    open_page: Callable[..., Driver], looks: LookSource, room: StaffRoom
) -> None:
    driver = open_page(looks)

    said = words(driver)

    newest = room.store.audit.head().rows
    assert room.events()[-1] is Event.RECORDS_READ
    assert f"Row {newest}: {EVENT_WORDS[Event.RECORDS_READ].msgid}" in said
    assert f"Done by: {ADMIN}" in said
    driver.key(Qt.Key.Key_Down)
    assert EVENT_WORDS[Event.OPERATOR_SIGNED_IN].msgid in words(driver)


def test_older_and_newer_pages_follow_one_another_by_keys(
    open_page: Callable[..., Driver], looks: LookSource, room: StaffRoom
) -> None:
    for number in range(2 * PAGE):
        room.store.audit.append(Event.SUBMISSION_ACKNOWLEDGED, subject(number))
    driver = open_page(looks)
    total = room.store.audit.head().rows
    newest = listed(driver).current

    driver.key(Qt.Key.Key_O)
    older = listed(driver).current
    driver.key(Qt.Key.Key_O)
    oldest, last = listed(driver).current, listed(driver).count
    driver.key(Qt.Key.Key_O)  # there is no older one
    driver.key(Qt.Key.Key_N)
    driver.key(Qt.Key.Key_N)

    assert (newest, older, oldest) == (str(total), str(total - PAGE), str(total - 2 * PAGE))
    assert (last, listed(driver).current) == (total - 2 * PAGE, newest)


def test_records_are_narrowed_by_what_who_day_and_subject(
    open_page: Callable[..., Driver], looks: LookSource, room: StaffRoom
) -> None:
    room.store.audit.append(Event.SUBMISSION_ACKNOWLEDGED, subject(1))
    room.store.audit.append(Event.SUBMISSION_ACKNOWLEDGED, subject(2))
    driver = open_page(looks)

    driver.key(Qt.Key.Key_K)
    pick(driver, Event.SUBMISSION_ACKNOWLEDGED.value)
    by_event = listed(driver).count
    driver.key(Qt.Key.Key_R)
    driver.type(subject(2))
    driver.key(Qt.Key.Key_Return)
    by_subject = listed(driver).count
    driver.key(Qt.Key.Key_W)
    pick(driver, str(room.store.operators.everyone("CFI")[0].id))

    assert (by_event, by_subject, listed(driver).count) == (2, 1, 0)
    assert f"Only of {ADMIN}" in words(driver)
    assert room.store.audit.rows()[-1].details["narrowed"] == "event,operator,subject"


def test_a_letter_or_a_number_that_is_typed_into_a_field_is_no_shortcut(
    open_page: Callable[..., Driver], looks: LookSource
) -> None:
    driver = open_page(looks)
    driver.key(Qt.Key.Key_R)

    driver.type("kver7")

    field = driver.find("picks")
    assert isinstance(field, QLineEdit)
    assert (driver.place, field.text()) == (Place.RECORDS, "kver7")


def test_a_day_that_is_none_is_said_and_what_was_typed_stays(open_page: Callable[..., Driver], looks: LookSource) -> None:
    driver = open_page(looks)
    driver.key(Qt.Key.Key_D)

    driver.type("31 2 2026")
    driver.key(Qt.Key.Key_Return)

    field = driver.find("picks")
    assert isinstance(field, QLineEdit)
    assert "Enter a day, like 28 11 2026." in words(driver)
    assert field.text() == "31 2 2026"


def test_the_chain_is_checked_and_the_page_says_up_to_where_it_is_whole(
    open_page: Callable[..., Driver], looks: LookSource, room: StaffRoom, qtbot: QtBot
) -> None:
    driver = open_page(looks)
    rows = room.store.audit.head().rows

    driver.key(Qt.Key.Key_V)
    qtbot.waitUntil(lambda: not driver.window.session.staff.record_book.walking)
    driver.settle()

    assert f"Whole: all {rows} rows follow from one another" in words(driver)
    assert room.events()[-1] is Event.RECORDS_CHECKED


def test_the_log_is_handed_out_on_a_stick_whole(
    open_page: Callable[..., Driver], looks: LookSource, room: StaffRoom, tmp_path: Path
) -> None:
    stick = tmp_path / "STICK"
    stick.mkdir()
    driver = open_page(looks, stick)

    driver.key(Qt.Key.Key_E)
    driver.key(Qt.Key.Key_Return)

    (written,) = stick.iterdir()
    with written.open("rb") as file:
        judged = judge_records(file, whose)
    assert (judged.fault, judged.rows) == ("", room.store.audit.head().rows)
    assert f"{judged.rows} rows are in {written.name} on STICK." in words(driver)


def test_without_a_stick_the_page_says_what_to_do(open_page: Callable[..., Driver], looks: LookSource, room: StaffRoom) -> None:
    driver = open_page(looks)

    driver.key(Qt.Key.Key_E)
    driver.press("back-to-records")

    assert driver.has("records")
    assert Event.RECORDS_EXPORTED not in room.events()


def test_a_supervisor_has_no_way_to_the_records(qtbot: QtBot, looks: LookSource, room: StaffRoom, tmp_path: Path) -> None:
    driver = Driver(qtbot, looks, with_records(Bench(), room, tmp_path))
    driver.key(*STAFF)
    driver.fill(SUPERVISOR, SUPERVISOR_PHRASE)

    driver.key(Qt.Key.Key_6)

    assert driver.place is Place.ADMIN
    assert not driver.has("way:records")


def test_a_locked_screen_shows_nothing_of_the_records_and_unlocking_comes_back(
    open_page: Callable[..., Driver], looks: LookSource
) -> None:
    driver = open_page(looks)
    driver.key(Qt.Key.Key_F12)
    locked = words(driver)

    driver.fill(ADMIN_PIN)

    assert EVENT_WORDS[Event.RECORDS_READ].msgid not in locked
    assert driver.place is Place.RECORDS
    assert driver.has("records")


def test_in_welsh_and_in_the_largest_text_everything_is_reached_by_keys(
    open_page: Callable[..., Driver], look_of: Callable[..., LookSource], room: StaffRoom
) -> None:
    driver = open_page(look_of(language=Language.WELSH, size=TextSize.LARGEST))

    driver.key(Qt.Key.Key_K)
    pick(driver, Event.OPERATOR_SIGNED_IN.value)

    assert listed(driver).count == 1
    assert "Cofnodion" in words(driver)
    driver.tab_to("export")
    assert room.store.audit.rows()[-1].details["narrowed"] == "event"
