"""An administrator makes a copy by keyboard, is told when the stick may go, and puts one back in steps that can be left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from services.language import Language
from tests.kiosk_app.copy_room import CopyRoom, copy_room
from tests.ui.admin_desk.sticks import with_copies
from tests.ui.desk_driver import STAFF, Driver
from tests.ui.fake_desk import Bench, StillClock
from tests.ui.staff_room import ADMIN, ADMIN_PIN
from ui.components.buttons import LinkButton
from ui.components.row_list import RowList
from ui.components.status import StatusMark
from ui.components.text import TextBlock
from ui.desk.places import Place
from ui.theme import STANDARD, LookSource, TextSize

SHOWN = TextBlock | LinkButton | StatusMark


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[CopyRoom]:
    with copy_room(tmp_path) as made:
        yield made


@pytest.fixture
def open_page(qtbot: QtBot, copies: CopyRoom) -> Callable[[LookSource], Driver]:
    """The page of copies, reached by keys alone."""

    def open_it(looks: LookSource) -> Driver:
        driver = Driver(qtbot, looks, with_copies(Bench(clock=StillClock(datetime.now(UTC))), copies))
        driver.key(*STAFF)
        driver.fill(ADMIN, ADMIN_PIN)
        driver.key(Qt.Key.Key_8)
        assert driver.place is Place.BACKUPS
        return driver

    return open_it


def words(driver: Driver) -> str:
    return " ".join(each.accessibleName() for each in driver.visible() if isinstance(each, SHOWN))


def make_one(driver: Driver) -> None:
    driver.press("open-stick")
    driver.press("make-copy")


def choose_first(driver: Driver) -> None:
    listed = driver.find("copies")
    assert isinstance(listed, RowList)
    driver.tab_to("copies")
    driver.key(Qt.Key.Key_Space if listed.currentIndex().isValid() else Qt.Key.Key_Down)


def test_a_copy_is_made_and_the_page_says_when_the_stick_may_go(
    open_page: Callable[[LookSource], Driver], looks: LookSource, copies: CopyRoom
) -> None:
    driver = open_page(looks)
    before = words(driver)

    make_one(driver)

    assert "No copy of the records was made yet." in before
    assert "The copy is whole. You can take the stick out." in words(driver)
    assert len(list(copies.stick.iterdir())) == 1
    driver.key(Qt.Key.Key_F5)
    assert "Last copied today" in words(driver)


def test_the_screen_is_locked_and_unlocked_while_a_copy_is_made_and_the_page_says_what_came_of_it(
    open_page: Callable[[LookSource], Driver], looks: LookSource, copies: CopyRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = open_page(looks)
    driver.press("open-stick")
    driver.tab_to("make-copy")
    goes_on, mounted = Event(), copies.media.mounted
    monkeypatch.setattr(copies.media, "mounted", lambda: goes_on.wait(30) and mounted())
    try:
        driver.key(Qt.Key.Key_Return, wait=False)
        driver.qtbot.waitUntil(lambda: "Copying: 0 per cent" in words(driver))
        driver.key(Qt.Key.Key_F12, wait=False)
        driver.qtbot.waitUntil(lambda: driver.place is Place.LOCKED)
        driver.type(ADMIN_PIN)
        driver.key(Qt.Key.Key_Return, wait=False)
        driver.qtbot.waitUntil(lambda: driver.place is Place.BACKUPS)
        driver.key(Qt.Key.Key_1, wait=False)
        driver.qtbot.waitUntil(lambda: driver.place is Place.ADMIN)
    finally:
        goes_on.set()
    driver.settle()

    driver.key(Qt.Key.Key_8)

    assert len(list(copies.stick.iterdir())) == 1
    assert "Last copied today" in words(driver)
    assert "Copying:" not in words(driver)


def test_without_a_stick_the_page_says_so_and_looks_again(
    open_page: Callable[[LookSource], Driver], looks: LookSource, copies: CopyRoom
) -> None:
    stick = copies.media.sticks.pop()
    driver = open_page(looks)
    before = words(driver)

    copies.media.sticks.append(stick)
    driver.key(Qt.Key.Key_F5)

    assert "There is no stick in this kiosk." in before
    assert driver.has("open-stick")


def test_a_stick_that_is_taken_out_is_a_plain_message_and_the_page_goes_on(
    open_page: Callable[[LookSource], Driver], looks: LookSource, copies: CopyRoom
) -> None:
    driver = open_page(looks)
    driver.press("open-stick")
    copies.media.sticks.clear()

    driver.press("make-copy")

    assert "The stick was taken out, or cannot be read." in words(driver)
    assert driver.place is Place.BACKUPS


def test_putting_back_is_explained_asked_twice_and_can_be_left_at_each_step(
    open_page: Callable[[LookSource], Driver], looks: LookSource, copies: CopyRoom
) -> None:
    driver = open_page(looks)
    make_one(driver)
    choose_first(driver)
    driver.press("weigh")
    explained = words(driver)
    driver.press("cancel-restore")
    driver.press("weigh")
    driver.press("go-on")
    driver.press("cancel-restore")

    assert "Every page of it was read. It is whole." in explained
    assert "The kiosk closes for about a minute." in explained
    assert driver.has("copies")
    assert copies.wishes.read() is None


def test_a_wrong_pin_puts_nothing_back_and_the_right_one_asks_for_it(
    open_page: Callable[[LookSource], Driver], looks: LookSource, copies: CopyRoom
) -> None:
    driver = open_page(looks)
    make_one(driver)
    choose_first(driver)
    driver.press("weigh")
    driver.press("go-on")
    driver.fill("000111")
    refused, wished = words(driver), copies.wishes.read()

    driver.tab_to("field:secret")
    driver.fill(ADMIN_PIN)

    assert "do not match" in refused
    assert wished is None
    assert "This kiosk closes by itself" in words(driver)
    wish = copies.wishes.read()
    assert wish is not None
    assert not wish.leave_behind


def test_what_would_be_left_behind_is_said_before_and_is_then_allowed(
    open_page: Callable[[LookSource], Driver], looks: LookSource, copies: CopyRoom
) -> None:
    driver = open_page(looks)
    make_one(driver)
    copies.submit(1)
    choose_first(driver)

    driver.press("weigh")
    said = words(driver)
    driver.press("go-on")
    driver.fill(ADMIN_PIN)

    assert "1 request here was never sent and is not in the copy." in said
    wish = copies.wishes.read()
    assert wish is not None
    assert wish.leave_behind


def test_a_file_that_is_no_copy_of_this_kiosk_offers_nothing_to_do(
    open_page: Callable[[LookSource], Driver], looks: LookSource, copies: CopyRoom
) -> None:
    (copies.stick / "kiosk-theirs.db").write_text("not a database of this kiosk" * 300)
    driver = open_page(looks)
    driver.press("open-stick")

    choose_first(driver)

    assert "another kiosk’s, or damaged" in words(driver)
    assert not driver.has("weigh")


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.WELSH])
def test_at_225_per_cent_a_copy_is_made_by_keyboard_all_the_same(
    open_page: Callable[[LookSource], Driver], look_of: Callable[..., LookSource], copies: CopyRoom, language: Language
) -> None:
    driver = open_page(look_of(STANDARD, TextSize.LARGEST, language))
    driver.window.session.speak(language)
    driver.settle()

    make_one(driver)

    assert len(list(copies.stick.iterdir())) == 1
