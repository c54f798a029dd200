"""What a visitor meets off the usual way, as the pictures show it: a split prison, what must be confirmed, and a decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kiosk_app.ports.centre import HoldState, RemoteStatus
from services.visits.amendments import CANCELLATION, CHANGE
from tests.ui.desk_driver import Driver
from tests.ui.fake_holds import MemoryHolds
from tests.ui.scenes import FIRST, SECOND, Open, answer_everything, bench, settle_line
from ui.desk.places import Place


def off_the_way(opened: Open) -> Iterator[tuple[str, Driver]]:
    """Each in a window of its own where that is needed."""
    driver = opened(bench())
    driver.press("tile:prison-visit")
    driver.fill("winchester")
    yield "held", driver
    driver = opened(bench())
    answer_everything(driver, once_more=True)
    yield "check-to-confirm", driver
    driver.press("continue")
    yield "check-not-confirmed", driver
    yield from _decided(opened(bench()))
    yield from _kept_free(opened(bench()))


def _kept_free(driver: Driver) -> Iterator[tuple[str, Driver]]:
    """A time that the centre holds meanwhile, and one that it no longer does."""
    driver.bench.device.line = replace(driver.bench.device.line, connected=True)
    holds = MemoryHolds(driver.seconds)
    driver.window.session._door.desk().holds = holds
    answer_everything(driver, leave_at="times")
    _let_the_centre_answer(driver)
    yield "times-held-free", driver
    driver.press("continue")
    driver.choose("no")
    driver.choose("return")
    driver.choose("en")
    _let_the_centre_answer(driver)
    yield "check-held-free", driver
    holds.state = HoldState.LOST
    driver.seconds.now += 9 * 60
    driver.window._watch.touched()
    _let_the_centre_answer(driver)
    yield "check-no-longer-held", driver


def _let_the_centre_answer(driver: Driver) -> None:
    for _turn in range(3):
        driver.window.tick()
        driver.settle()
        driver.qtbot.waitUntil(lambda: driver.window.session.holding.settled)
    driver.window.tick()
    driver.settle()


def _decided(driver: Driver) -> Iterator[tuple[str, Driver]]:
    """A request that was booked, and what can be done about it then; and one that was refused."""
    answer_everything(driver)
    driver.press("continue")
    (reference,) = driver.bench.submissions.kept
    at = driver.bench.clock.at
    booked = RemoteStatus(reference, "prison-visit", at, "booked", (), (("slot", FIRST),), at, at)
    refused = replace(booked, state="rejected", codes=("visitor_not_on_list",), params=(("visitors", "1"),))
    for name, status in (("status-rejected", refused), ("status-booked", booked)):
        driver.bench.lookup.connected = True
        driver.bench.lookup.known[reference] = status
        driver.window.session.look_up(reference)
        settle_line(driver)
        yield name, driver
    driver.press(f"offer:{CANCELLATION}")
    yield "cancel", driver
    driver.fill("1", "2", "1988")
    yield "cancel-check", driver
    driver.press("continue")
    settle_line(driver)
    yield "cancel-confirmation", driver
    driver.window.session.go(Place.START)
    driver.window.session.look_up(reference)
    settle_line(driver)
    yield "status-cancellation-saved", driver
    driver.press(f"offer:{CHANGE}")
    yield "change-prison", driver
    driver.fill("Caerdydd")
    driver.press(f"time:{SECOND}")
    driver.press("continue")
    driver.fill("1", "2", "1988")
    yield "change-check", driver
