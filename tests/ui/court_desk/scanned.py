"""Scans of several pages for tests of the court desk: paper with lines and boxes on it, and a window in front of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID, uuid4

from PIL import Image, ImageDraw
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk_app.ports.copies import Medium
from kiosk_app.ports.operators import Operator, Role
from kiosk_app.use_cases.operators import Wanted
from kiosk_app.use_cases.scan_pages import ScanPages
from kiosk_app.use_cases.scans import KeepingScans, ScanLimits, ScanShelf
from kiosk_app.use_cases.seat import Seat
from kiosk_app.use_cases.staff_work import StaffWork
from local_store.scan_files import MediaScanFiles
from printing.scans.apart import DrawnApart, own_child
from sync.attachment_sealing import AttachmentSealer
from tests.ui.desk_driver import Driver
from tests.ui.staff_room import SITE, StaffRoom
from ui.desk.places import Place
from ui.theme import LookSource

CLERK, CLERK_PIN = "Bethan Evans", "518364"
A4 = (620, 877)  # dots, at 75 an inch


def paper(number: int, size: tuple[int, int] = A4) -> Image.Image:
    """A page whose number can be told from its dots: as many black bars at its left as its number."""
    page = Image.new("L", size, 255)
    draw = ImageDraw.Draw(page)
    for bar in range(number):
        draw.rectangle((40 + 30 * bar, 40, 60 + 30 * bar, 160), fill=0)
    for line in range(220, size[1] - 60, 60):
        draw.rectangle((40, line, size[0] - 40, line + 36), outline=0, width=2)
    return page


def tiff(pages: int) -> bytes:
    """A TIFF of so many pages."""
    first, *others = [paper(number + 1) for number in range(pages)]
    written = io.BytesIO()
    first.save(written, "TIFF", save_all=True, append_images=others, compression="tiff_lzw", dpi=(75, 75))
    return written.getvalue()


def pdf(pages: int) -> bytes:
    """A PDF of so many pages, as a scanner makes it."""
    first, *others = [paper(number + 1) for number in range(pages)]
    written = io.BytesIO()
    first.save(written, "PDF", save_all=True, append_images=others, resolution=75)
    return written.getvalue()


def drop(driver: Driver, file: Path) -> None:
    """Drag a file onto the page, and let go."""
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(file))])
    how = Qt.DropAction.CopyAction, dragged, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (QDragEnterEvent(QPoint(5, 5), *how), QDropEvent(QPoint(5, 5), *how)):
        QApplication.sendEvent(driver.find("page"), event)
    driver.settle()


@dataclass
class Sticks:
    """Removable media that a test plugs in."""

    folders: tuple[Path, ...] = ()

    def mounted(self) -> tuple[Medium, ...]:
        return tuple(Medium(folder, folder.name, 1 << 30, 1 << 20, writable=True) for folder in self.folders)


@dataclass
class CourtRoom:
    """The records of a court desk, and its scans."""

    room: StaffRoom
    clerk: Operator
    sticks: Sticks

    @property
    def keeping(self) -> KeepingScans:
        return KeepingScans(self.room.store.scans, AttachmentSealer(), SITE)

    def scan(self, content: bytes, name: str = "Scan.pdf") -> UUID:
        scan_id = uuid4()
        self.keeping.keep(scan_id, name, content)
        return scan_id

    def work(self, seat: Seat, most_bytes: int = 1 << 24) -> ScanPages:
        shelf = ScanShelf(self.room.store.scans, AttachmentSealer(), SITE, ScanLimits())
        files = MediaScanFiles(self.sticks, most_bytes)
        return ScanPages(seat, shelf, self.keeping, files, images=DrawnApart(own_child()), new_id=uuid4)

    def opened(self, qtbot: QtBot, looks: LookSource, size: tuple[int, int] = (1280, 1024)) -> Driver:
        """A window at which the clerk looks at the scans that wait."""
        seat = self.room.seat()
        bench = replace(self.room.bench(), seat=seat, work=StaffWork(scan_pages=self.work(seat)))
        driver = Driver(qtbot, looks, bench, size)
        staff = driver.window.session.staff
        staff.operators.enter()
        driver.settle()
        staff.operators.sign_in(CLERK, CLERK_PIN)
        driver.settle()
        staff.open(Place.SCANS)
        driver.settle()
        return driver


@contextmanager
def court_room(room: StaffRoom) -> Iterator[CourtRoom]:
    """A court desk with one clerk."""
    room.staff()
    clerk = room.managing.create(Wanted(CLERK, CLERK_PIN, frozenset({Role.CLERK, Role.SUPERVISOR})), "machine")
    yield CourtRoom(room, clerk, Sticks())
