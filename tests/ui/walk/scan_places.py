"""The page of scans that wait at a court desk: none, some with a page beside them, why one is discarded, and files on a stick."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk_app.use_cases.staff_work import StaffWork
from tests.ui.court_desk.scanned import CLERK, CLERK_PIN, court_room, tiff
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import Bench
from tests.ui.scenes import settle_line
from tests.ui.staff_room import staff_room
from tests.ui.walk.places import Shown
from ui.court_desk.scans import DOING, FILES, REASONS
from ui.desk.places import Place


def scanned(opened: Callable[[Bench], Driver], bench: Callable[[], Bench]) -> Shown:
    """As a clerk sees it."""
    with TemporaryDirectory() as folder, staff_room(Path(folder)) as room, court_room(room) as court:
        seat = room.seat()
        driver = opened(replace(bench(), seat=seat, work=StaffWork(scan_pages=court.work(seat))))
        settle_line(driver)
        session = driver.window.session
        session.staff.operators.enter()
        driver.settle()
        session.staff.operators.sign_in(CLERK, CLERK_PIN)
        driver.settle()
        session.staff.open(Place.SCANS)
        driver.settle()
        yield "scans/none", driver
        session.leave()
        court.scan(tiff(2), "Scan0001.tif")
        session.staff.open(Place.SCANS)
        driver.settle()
        yield "scans", driver
        session.view[DOING] = REASONS
        session.redraw()
        driver.settle()
        yield "scans/why", driver
        stick = Path(folder) / "STICK"
        stick.mkdir()
        (stick / "claim.pdf").write_bytes(b"not a PDF")
        court.sticks.folders = (stick,)
        session.view[DOING] = FILES
        session.staff.scans.list_files()
        driver.settle()
        session.staff.scans.take(session.staff.scans.files[0])
        driver.settle()
        yield "scans/refused", driver
        session.finish("stopped")
        driver.settle()
