"""A window in front of a court's batches: real records, real scans, somebody at work."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from kiosk_app.main.scans import scan_pages
from kiosk_app.site import DeskKind
from kiosk_app.use_cases.staff_work import StaffWork
from tests.court import SECRETS, Court
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import SITE as PLACE
from tests.ui.fake_desk import Bench, StillClock
from ui.court_desk.batches import Batches
from ui.theme import LookSource


def bench_of(court: Court) -> Bench:
    """What a window asks, without anybody at work."""
    seat = court.seat()
    at = court.sitting(seat)
    clock = StillClock()
    clock.at = court.parts.clock.now()
    work = StaffWork(capturing=at.capturing, batches=at.batches, scan_pages=scan_pages(court.parts, seat))
    return Bench(clock=clock, seat=seat, work=work, services=court.parts.services, site=replace(PLACE, desk=DeskKind.COURT))


def opened(qtbot: QtBot, looks: LookSource, court: Court, name: str, size: tuple[int, int] = (1280, 1024)) -> Driver:
    """A window at which somebody signed in: all batches are shown."""
    driver = Driver(qtbot, looks, bench_of(court), size)
    sign_in(driver, name)
    return driver


def sign_in(driver: Driver, name: str) -> None:
    """Somebody begins."""
    operators = driver.window.session.staff.operators
    operators.enter()
    driver.settle()
    operators.sign_in(name, SECRETS[name])
    driver.settle()


def batches_of(driver: Driver) -> Batches:
    """What the pages show."""
    return driver.window.session.staff.batches
