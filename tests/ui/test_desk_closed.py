"""A kiosk that cannot take requests: what it says, what still works, and that it opens by itself."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from kiosk_app.errors import (
    DiskFailing,
    DiskFull,
    KeyUnavailable,
    KnownError,
    NewerSchema,
    NotEnrolled,
    StoreCorrupt,
    StoreError,
    StoreUnreadable,
)
from kiosk_app.use_cases.desk import PublicDesk
from services.language import Language
from tests.ui.desk_driver import Driver, journey
from tests.ui.fake_desk import Bench
from ui.components.text import TextBlock
from ui.desk.closed import RETRY_SECONDS
from ui.desk.places import Place
from ui.theme import LookSource, TextSize

CLOSED = "This kiosk cannot be used now"
NO_NEW = "This kiosk cannot take new requests now"


class ShutBench(Bench):
    """A bench whose desk cannot be opened while `refuse` says why."""

    refuse: KnownError | None = None

    def desk(self) -> PublicDesk:
        if self.refuse is not None:
            raise self.refuse
        return super().desk()


def words(driver: Driver) -> str:
    """Everything that can be read on the page."""
    return "\n".join(each.accessibleName() for each in driver.visible() if each.accessibleName())


def opened(qtbot: QtBot, looks: LookSource, bench: Bench) -> Driver:
    """A window whose first attempt to open the desk has been answered."""
    loaded = threading.Event()
    driver = Driver(qtbot, looks, bench, loaded=loaded)
    loaded.set()
    qtbot.waitUntil(lambda: driver.window.session.line is not None or driver.place is Place.CLOSED)
    driver.settle()
    return driver


@pytest.fixture
def driver(qtbot: QtBot, looks: LookSource) -> Driver:
    return Driver(qtbot, looks, Bench())


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    "error",
    [
        StoreUnreadable(cause="missing", file="kiosk.db"),
        StoreCorrupt(cause="SQLITE_CORRUPT"),
        NewerSchema(found="0009", known="0002"),
        StoreError(found="0001", known="0002"),
        DiskFull(cause="SQLITE_FULL"),
        DiskFailing(cause="SQLITE_IOERR"),
        NotEnrolled(),
        KeyUnavailable(name="store", source="file", why="missing"),
    ],
    ids=lambda error: error.code,
)
def test_a_kiosk_that_cannot_be_opened_says_so_in_both_languages_with_a_code_and_no_way_to_begin(
    qtbot: QtBot, look_of: Callable[..., LookSource], error: KnownError, language: Language
) -> None:
    bench = ShutBench()
    bench.refuse = error

    driver = opened(qtbot, look_of(language=language), bench)

    assert driver.place is Place.CLOSED
    said = words(driver)
    assert CLOSED in said
    assert "Ni ellir defnyddio’r ciosg hwn nawr" in said
    assert error.code in said
    assert not any(str(detail) in said for detail in error.details.values())
    assert not driver.has("tile:prison-visit")
    assert not driver.has("continue")


def test_a_closed_kiosk_stays_closed_and_opens_by_itself_when_its_records_are_back(qtbot: QtBot, looks: LookSource) -> None:
    bench = ShutBench()
    bench.refuse = StoreUnreadable(cause="missing")
    driver = opened(qtbot, looks, bench)

    for _minute in range(3):
        driver.wait(60)
        assert driver.place is Place.CLOSED
    bench.refuse = None
    driver.wait(RETRY_SECONDS + 1)

    assert driver.place is Place.START
    assert driver.has("tile:prison-visit")
    assert not driver.ended


def test_without_room_the_start_screen_says_so_and_a_reference_can_still_be_looked_up(driver: Driver) -> None:
    driver.bench.room.short = True
    driver.wait(1)

    assert NO_NEW in words(driver)
    assert "disk-full" in words(driver)
    assert not driver.has("tile:prison-visit")
    driver.press("reference")
    driver.fill("7K2M 9QTX 4HW3")
    assert driver.place in {Place.NOT_KNOWN, Place.REFERENCE}


def test_a_start_screen_without_services_invites_nobody_and_gets_them_back_when_there_is_room(driver: Driver) -> None:
    driver.bench.room.short = True
    driver.wait(1)
    driver.wait(61)
    assert driver.place is Place.START

    driver.bench.room.short = False
    driver.wait(1)

    assert driver.has("tile:prison-visit")
    assert NO_NEW not in words(driver)


def test_the_inviting_page_gives_way_when_there_is_no_room_any_more(driver: Driver) -> None:
    driver.wait(61)
    assert driver.place is Place.ATTRACT

    driver.bench.room.short = True
    driver.wait(1)

    assert driver.place is Place.START
    assert NO_NEW in words(driver)


def test_a_press_in_the_moment_the_room_runs_out_begins_nothing(driver: Driver) -> None:
    driver.bench.room.short = True  # and nobody has looked since

    driver.press("tile:prison-visit")

    assert driver.place is Place.START
    assert driver.window.session.way is None
    assert NO_NEW in words(driver)


def test_whoever_has_begun_may_finish_when_the_room_runs_out(driver: Driver) -> None:
    for page in journey(driver):
        if page == "check":
            break
    driver.bench.room.short = True
    driver.wait(1)

    driver.press("continue")

    assert driver.place is Place.CONFIRMATION
    assert len(driver.bench.submissions.kept) == 1


def test_records_that_turn_out_damaged_while_saving_close_the_kiosk_after_the_session(
    qtbot: QtBot, looks: LookSource, driver: Driver
) -> None:
    for page in journey(driver):
        if page == "check":
            break
    driver.bench.submissions.refuse = StoreCorrupt(cause="SQLITE_CORRUPT")

    driver.press("continue")
    assert driver.place is Place.NOTHING_SAVED
    assert "Nothing was saved" in words(driver)
    assert not driver.has("try-again")
    driver.press("finish")
    assert driver.ended == ["failed"]

    following = opened(qtbot, looks, driver.bench)
    assert following.place is Place.CLOSED
    assert "store-corrupt" in words(following)


def test_a_mark_set_by_the_agent_closes_the_start_screen_and_a_new_process_comes_when_it_is_taken_away(driver: Driver) -> None:
    driver.bench.damage.set("envelopes:unreadable")
    driver.wait(1)
    assert driver.place is Place.CLOSED
    driver.wait(RETRY_SECONDS + 1)
    assert not driver.ended

    driver.bench.damage.clear()
    driver.wait(RETRY_SECONDS + 1)

    assert driver.ended == ["failed"]


@pytest.mark.parametrize("size", list(TextSize))
@pytest.mark.parametrize("language", list(Language))
def test_no_word_of_a_closed_kiosk_is_cut_off(
    qtbot: QtBot, look_of: Callable[..., LookSource], size: TextSize, language: Language
) -> None:
    driver = Driver(qtbot, look_of(size=size, language=language), Bench())
    for close in (lambda: setattr(driver.bench.room, "short", True), lambda: driver.bench.damage.set("x")):
        close()
        driver.wait(1)

        for block in driver.window.findChildren(TextBlock):
            if block.isVisibleTo(driver.window):
                assert block.height() >= block.heightForWidth(block.width()), block.text()
