"""The page of scans that wait, played through the window: pages beside the list, files taken and dropped, scans discarded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk_app.events import Event
from services.scans import Refusal
from services.scans.kinds import REFUSAL_WORDS
from tests.ui.court_desk.scanned import CLERK, CLERK_PIN, CourtRoom, court_room, drop, pdf, tiff
from tests.ui.desk_driver import Driver
from tests.ui.staff_room import SITE, staff_room
from ui.court_desk.viewer import PageViewer
from ui.desk.places import Place
from ui.theme import LookSource


@pytest.fixture
def court(tmp_path: Path) -> Iterator[CourtRoom]:
    with staff_room(tmp_path) as room, court_room(room) as made:
        yield made


def viewer_of(driver: Driver) -> PageViewer:
    found = driver.window.findChildren(PageViewer)
    return next(each for each in found if each.isVisibleTo(driver.window))


def says(driver: Driver, name: str) -> str:
    return driver.find(name).accessibleName()


def names(court: CourtRoom) -> list[str]:
    return [line.name for line in court.room.store.scans.waiting(SITE)]


def test_the_pages_of_the_chosen_scan_are_turned_enlarged_and_rotated_by_keys(
    qtbot: QtBot, looks: LookSource, court: CourtRoom
) -> None:
    court.scan(pdf(3))
    driver = court.opened(qtbot, looks)
    viewer = viewer_of(driver)
    first = says(driver, "scan-page")

    driver.key(Qt.Key.Key_PageDown)
    second = says(driver, "scan-page")
    driver.key(Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    driver.key(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)

    assert (first, second) == ("Page 1 of 3 of the scan", "Page 2 of 3 of the scan")
    assert viewer.canvas.has_image
    assert viewer._wanted == (1, round(viewer.canvas.room * 1.25), 90)


def test_another_scan_is_shown_when_it_is_chosen(qtbot: QtBot, looks: LookSource, court: CourtRoom) -> None:
    court.scan(pdf(1), "first.pdf")
    court.scan(tiff(2), "second.tif")
    driver = court.opened(qtbot, looks)

    driver.key(Qt.Key.Key_Down)

    assert says(driver, "scan-page") == "Page 1 of 2 of the scan"


def test_a_file_from_a_stick_is_taken_and_stays_on_the_stick(
    qtbot: QtBot, looks: LookSource, court: CourtRoom, tmp_path: Path
) -> None:
    stick = tmp_path / "STICK"
    stick.mkdir()
    (stick / "claim.tif").write_bytes(tiff(2))
    court.sticks.folders = (stick,)
    driver = court.opened(qtbot, looks)

    driver.key(Qt.Key.Key_F6)
    driver.key(Qt.Key.Key_Return)

    assert names(court) == ["claim.tif"]
    assert (stick / "claim.tif").exists()
    assert says(driver, "scan-page") == "Page 1 of 2 of the scan"
    row = court.room.store.audit.rows()[-1]
    assert (row.event, row.details["operator"]) == (Event.SCAN_TAKEN, str(court.clerk.id))


def test_what_is_no_scan_is_refused_in_plain_words(qtbot: QtBot, looks: LookSource, court: CourtRoom, tmp_path: Path) -> None:
    stick = tmp_path / "STICK"
    stick.mkdir()
    (stick / "letter.pdf").write_bytes(b"not a PDF")
    court.sticks.folders = (stick,)
    driver = court.opened(qtbot, looks)

    driver.key(Qt.Key.Key_F6)
    driver.key(Qt.Key.Key_Return)

    assert REFUSAL_WORDS[Refusal.UNKNOWN].msgid in {widget.accessibleName() for widget in driver.visible()}
    assert names(court) == []


def test_a_file_that_is_dropped_on_the_page_is_copied_and_the_original_stays(
    qtbot: QtBot, looks: LookSource, court: CourtRoom, tmp_path: Path
) -> None:
    file = tmp_path / "dropped.pdf"
    content = pdf(1)
    file.write_bytes(content)
    driver = court.opened(qtbot, looks)

    drop(driver, file)

    assert names(court) == ["dropped.pdf"]
    assert file.read_bytes() == content


def test_a_scan_is_discarded_only_with_a_reason_that_is_written_down(qtbot: QtBot, looks: LookSource, court: CourtRoom) -> None:
    scan = court.scan(pdf(1))
    driver = court.opened(qtbot, looks)

    driver.key(Qt.Key.Key_Delete)
    kept = names(court)
    driver.key(Qt.Key.Key_2)

    assert kept == ["Scan.pdf"]
    assert names(court) == []
    row = court.room.store.audit.rows()[-1]
    assert (row.event, row.subject, row.details["reason"]) == (Event.SCAN_DISCARDED, str(scan), "twice")


def test_a_locked_screen_holds_no_picture_and_the_page_comes_back_as_it_was(
    qtbot: QtBot, looks: LookSource, court: CourtRoom
) -> None:
    court.scan(pdf(2))
    driver = court.opened(qtbot, looks)
    driver.key(Qt.Key.Key_PageDown)

    driver.key(Qt.Key.Key_F12)

    assert driver.place is Place.LOCKED
    assert not driver.has("scan-page")
    held = [viewer for viewer in driver.window.findChildren(PageViewer) if viewer.canvas.has_image]
    assert held == []
    driver.window.session.staff.operators.unlock(CLERK, CLERK_PIN)
    driver.settle()
    assert says(driver, "scan-page") == "Page 2 of 2 of the scan"
