"""Administrators see every setting with its source, change those they may by keyboard, and have what is old let go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kiosk_app.config import FILE_NAME, Home
from kiosk_app.events import Event
from kiosk_app.local_settings import NAME
from kiosk_app.ports.purge import LastRound, Purged
from kiosk_app.purge_rounds import FilePurgeRounds
from services.language import Language
from tests.ui.admin_desk.records_desk import with_records
from tests.ui.desk_driver import STAFF, Driver
from tests.ui.fake_desk import Bench
from tests.ui.staff_room import ADMIN, ADMIN_PIN, StaffRoom, staff_room
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
    """The page of settings, reached by keys alone."""

    def open_it(looks: LookSource) -> Driver:
        driver = Driver(qtbot, looks, with_records(Bench(), room, tmp_path))
        driver.key(*STAFF)
        driver.fill(ADMIN, ADMIN_PIN)
        driver.key(Qt.Key.Key_7)
        assert driver.place is Place.SETTINGS
        return driver

    return open_it


def words(driver: Driver) -> str:
    return " ".join(each.accessibleName() for each in driver.visible() if isinstance(each, TextBlock | LinkButton | StatusMark))


def choose(driver: Driver, name: str) -> None:
    """Go down the list to a setting."""
    while True:
        rows = driver.find("settings")
        assert isinstance(rows, RowList)
        if rows.current == name:
            return
        driver.key(Qt.Key.Key_Down)


def enter(driver: Driver, typed: str) -> None:
    """Another number, kept with Enter."""
    driver.key(Qt.Key.Key_Return)  # from the list into the field
    field = driver.find("value")
    assert isinstance(field, QLineEdit)
    field.clear()
    driver.type(typed)
    driver.key(Qt.Key.Key_Return)


def test_a_number_is_changed_by_keyboard_and_the_page_says_who_did_it(
    open_page: Callable[..., Driver], looks: LookSource, tmp_path: Path, room: StaffRoom
) -> None:
    driver = open_page(looks)
    choose(driver, "desk.warn_after_seconds")

    enter(driver, "120")

    said = words(driver)
    assert Home(tmp_path).settings().desk.warn_after_seconds == 120
    assert "The change is kept." in said
    assert f"Changed by {ADMIN}" in said
    assert room.events()[-1] is Event.SETTING_CHANGED
    driver.key(Qt.Key.Key_B)
    assert Home(tmp_path).settings().desk.warn_after_seconds == 90


def test_a_number_that_cannot_be_is_refused_and_stays_to_be_mended(
    open_page: Callable[..., Driver], looks: LookSource, tmp_path: Path
) -> None:
    driver = open_page(looks)
    choose(driver, "desk.warn_after_seconds")

    enter(driver, "19")

    field = driver.find("value")
    assert isinstance(field, QLineEdit)
    assert field.text() == "19"
    assert "This setting cannot be that." in words(driver)
    assert not (tmp_path / NAME).exists()


def test_the_first_language_is_chosen_by_keyboard(open_page: Callable[..., Driver], looks: LookSource, tmp_path: Path) -> None:
    driver = open_page(looks)
    choose(driver, "desk.first_language")

    driver.key(Qt.Key.Key_Return)
    driver.key(Qt.Key.Key_Down)
    driver.press("keep-setting")

    assert Home(tmp_path).settings().desk.first_language is Language.WELSH
    assert "from the next person on" in words(driver)


def test_what_the_owner_set_is_shown_and_cannot_be_changed_here(
    open_page: Callable[..., Driver], looks: LookSource, tmp_path: Path
) -> None:
    (tmp_path / FILE_NAME).write_text('locked = ["printer.paper"]\n[site]\ncode = "SWI"\n', encoding="utf-8")
    driver = open_page(looks)

    choose(driver, "printer.paper")
    locked = words(driver), driver.has("value")
    choose(driver, "site.code")
    owners = words(driver), driver.has("value")

    assert ("The owner of this kiosk has locked it" in locked[0], locked[1]) == (True, False)
    assert ("Where it comes from: from kiosk.toml" in owners[0], owners[1]) == (True, False)


def test_changes_that_could_not_be_read_are_spoken_of_until_somebody_has_read_it(
    open_page: Callable[..., Driver], looks: LookSource, tmp_path: Path
) -> None:
    (tmp_path / NAME).write_text("{", encoding="utf-8")
    driver = open_page(looks)
    said = words(driver)

    driver.press("seen")

    assert "could not be read and was put aside" in said
    assert "could not be read" not in words(driver)


def test_letting_go_is_asked_for_after_a_question_and_what_went_is_told(
    open_page: Callable[..., Driver], looks: LookSource, tmp_path: Path, room: StaffRoom
) -> None:
    driver = open_page(looks)

    driver.key(Qt.Key.Key_P)
    driver.press("let-go-no")
    nothing = FilePurgeRounds(tmp_path).is_asked()
    driver.key(Qt.Key.Key_P)
    driver.press("let-go-yes")
    asked = words(driver)
    rounds, now = FilePurgeRounds(tmp_path), datetime.now(UTC)
    rounds.begun()
    rounds.ended(LastRound(now, now + timedelta(days=1), Purged(envelopes=3, receipts=2, drafts=1)))
    driver.window.tick()
    driver.settle()

    assert (nothing, room.events()[-1]) == (False, Event.PURGE_ASKED)
    assert "A round is asked for." in asked
    assert "sealed requests 3, receipts 2, drafts 1" in words(driver)


def test_in_welsh_and_in_the_largest_text_a_setting_is_changed_by_keys(
    open_page: Callable[..., Driver], look_of: Callable[..., LookSource], tmp_path: Path
) -> None:
    driver = open_page(look_of(language=Language.WELSH, size=TextSize.LARGEST))
    choose(driver, "speech.volume")

    enter(driver, "2")

    assert Home(tmp_path).settings().speech.volume == 2
    assert "Gosodiadau" in words(driver)
