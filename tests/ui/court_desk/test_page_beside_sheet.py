"""The scanned page stands beside the sheet: keys turn it while a box is typed in, and it is gone while the screen is locked."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from kiosk_app.errors import KnownError
from kiosk_app.ports.captures import NewItem, Paper
from kiosk_app.staff_errors import PageDamaged
from kiosk_app.use_cases.scans import KeepingScans
from printing.scans.apart import Bounds, DrawnApart
from services.bulk_scan.kinds import DocumentType
from services.scans import ScanKind
from sync.attachment_sealing import AttachmentSealer
from tests.ui.court_desk.scanned import drop, pdf, tiff
from tests.ui.court_desk.typed_forms import CAME, TypingRoom, typing_room
from tests.ui.desk_driver import Driver
from tests.ui.staff_room import SITE
from ui.court_desk.viewer import PageViewer
from ui.desk.places import Place
from ui.theme import LookSource


@pytest.fixture
def room(tmp_path: Path) -> Iterator[TypingRoom]:
    with typing_room(tmp_path) as made:
        yield made


def scanned_item(room: TypingRoom, *contents: bytes) -> UUID:
    """An item of so many scanned papers."""
    keeping = KeepingScans(room.room.store.scans, AttachmentSealer(), SITE)
    papers = []
    for number, content in enumerate(contents):
        scan = uuid4()
        keeping.keep(scan, f"{number}.pdf", content)
        papers.append(Paper(str(41700 + number), scan, DocumentType.SUPPORTING_DOCUMENTS if number else DocumentType.FORM))
    new = NewItem(uuid4(), room.batch, "money-claim", CAME, tuple(papers))
    return room.room.store.captures.add_item(SITE, new, room.operator).id


def page_of(driver: Driver) -> str:
    return driver.find("scan-page").accessibleName()


def test_keys_turn_the_page_beside_a_box_that_is_typed_in(qtbot: QtBot, looks: LookSource, room: TypingRoom) -> None:
    driver = room.opened(qtbot, looks, scanned_item(room, pdf(3), tiff(1)))
    box = driver.focus()
    first = page_of(driver)

    driver.type("Dilys")
    driver.key(Qt.Key.Key_PageDown)
    driver.key(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    driver.type(" Rowlands")

    assert (first, page_of(driver)) == ("Page 1 of 4 of the scan", "Page 2 of 4 of the scan")
    assert driver.focus() is box
    assert box.property("text") == "Dilys Rowlands"
    viewer = next(each for each in driver.window.findChildren(PageViewer) if each.isVisibleTo(driver.window))
    assert viewer.canvas.has_image


def test_on_a_tall_screen_the_page_stands_above_the_boxes(qtbot: QtBot, looks: LookSource, room: TypingRoom) -> None:
    driver = room.opened(qtbot, looks, scanned_item(room, pdf(1)), (1080, 1920))

    page, box = (driver.find(name).mapTo(driver.window, QPoint()) for name in ("scan-page", "sheet-line"))

    assert page.y() < box.y()


def test_a_locked_screen_holds_no_page(qtbot: QtBot, looks: LookSource, room: TypingRoom) -> None:
    driver = room.opened(qtbot, looks, scanned_item(room, pdf(1)))

    driver.key(Qt.Key.Key_F12)

    assert driver.place is Place.LOCKED
    assert not any(viewer.canvas.has_image for viewer in driver.window.findChildren(PageViewer))


def test_a_file_that_is_dropped_on_the_sheet_is_shown_among_the_scans_and_back_leads_to_the_sheet(
    qtbot: QtBot, looks: LookSource, room: TypingRoom, tmp_path: Path
) -> None:
    driver = room.opened(qtbot, looks, scanned_item(room, pdf(1)))
    file = tmp_path / "late.tif"
    file.write_bytes(tiff(2))

    drop(driver, file)
    place, shown = driver.place, page_of(driver)
    driver.key(Qt.Key.Key_Escape)

    assert (place, shown) == (Place.SCANS, "Page 1 of 2 of the scan")
    assert driver.place is Place.SHEET
    assert page_of(driver) == "Page 1 of 1 of the scan"


class Hanging(DrawnApart):
    """Draws for ever, and remembers why it did not. `begun` appears once it draws."""

    def __init__(self, begun: Path) -> None:
        hangs = f"import pathlib, time; pathlib.Path({str(begun)!r}).touch(); time.sleep(600)"
        super().__init__((sys.executable, "-c", hangs), Bounds(seconds=60.0))
        self.why: list[type[Exception]] = []

    def pages(self, content: bytes, kind: ScanKind) -> int:
        try:
            return super().pages(content, kind)
        except KnownError as error:
            self.why.append(type(error))
            raise


def test_whoever_ends_the_session_waits_for_no_page(qtbot: QtBot, looks: LookSource, room: TypingRoom, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    hanging = Hanging(begun)
    room.images = lambda: hanging
    item = scanned_item(room, pdf(1), pdf(2))
    driver = room.opened(qtbot, looks, room.item("money-claim"))
    session = driver.window.session
    session.staff.keying.open(item)
    qtbot.waitUntil(begun.exists)

    session.finish("stopped")

    assert hanging.why == [PageDamaged, PageDamaged]  # and not PageTooLarge, which would have taken a minute
