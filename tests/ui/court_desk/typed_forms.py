"""A clerk at a court desk with paper forms to type: real records, a real window, and the forms as they would be typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from uuid import UUID, uuid4

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk_app.ports.captures import FIRST, KeptRound, NewBatch, NewItem, Totals
from kiosk_app.ports.operators import Operator, Permission, Role
from kiosk_app.ports.page_images import PageImages
from kiosk_app.use_cases.capturing import Capturing
from kiosk_app.use_cases.court_items import CourtItems
from kiosk_app.use_cases.court_rules import CourtRules
from kiosk_app.use_cases.operators import Wanted
from kiosk_app.use_cases.scan_pages import ScanPages
from kiosk_app.use_cases.scans import KeepingScans, ScanLimits, ScanShelf
from kiosk_app.use_cases.seat import Seat
from kiosk_app.use_cases.staff_work import StaffWork
from local_store.scan_files import MediaScanFiles
from printing.scans.apart import DrawnApart, own_child
from services.bulk_scan.kinds import Classification
from services.forms.registry import installed_services
from services.reject_reasons import RejectReasons
from sync.attachment_sealing import AttachmentSealer
from tests.ui.court_desk.scanned import Sticks
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import Bench
from tests.ui.staff_room import SITE, StaffRoom, staff_room
from ui.theme import LookSource

CLERK, CLERK_PIN = "Bethan Evans", "518364"
TODAY = date(2026, 11, 20)
CAME = date(2026, 11, 19)
_MOST = 200  # boxes
_NONE: Mapping[str, Qt.Key] = MappingProxyType({})


@dataclass
class TypingRoom:
    """The records, and the clerk in front of them."""

    room: StaffRoom
    clerk: Operator
    batch: UUID
    images: Callable[[], PageImages] = lambda: DrawnApart(own_child())

    @property
    def operator(self) -> str:
        return str(self.clerk.id)

    def item(self, service: str) -> UUID:
        """A paper form of a service, at the end of the batch."""
        new = NewItem(uuid4(), self.batch, service, CAME, ())
        return self.room.store.captures.add_item(SITE, new, self.operator).id

    def kept(self, item: UUID, round_: int = FIRST) -> KeptRound:
        """What the records hold of an item."""
        found = self.room.store.captures.find(SITE, item, round_)
        assert found is not None
        return found

    def work(self, seat: Seat, bench: Bench) -> StaffWork:
        capturing, shelf = self._parts(seat, bench)
        keeping = KeepingScans(self.room.store.scans, AttachmentSealer(), SITE)
        files = MediaScanFiles(Sticks(), 1 << 24)
        pages = ScanPages(seat, shelf, keeping, files, images=self.images(), new_id=uuid4)
        return StaffWork(capturing=capturing, scan_pages=pages)

    def _parts(self, seat: Seat, bench: Bench) -> tuple[Capturing, ScanShelf]:
        store, catalogues = self.room.store, bench.catalogues()
        services = {key: each for key, each in installed_services().items() if each.paper is not None}
        shelf = ScanShelf(store.scans, AttachmentSealer(), SITE, ScanLimits())
        items = CourtItems(
            seat,
            store.captures,
            CourtRules(),
            services=services,
            context=lambda received: replace(catalogues.context(), today=received),
            submitting=bench.submitting(),
            scans=shelf,
            reasons=RejectReasons.shipped(),
            name_of=lambda _operator: CLERK,
        )
        return Capturing(seat, store.captures, items, catalogues, services), shelf

    def at_work(self) -> Capturing:
        """Without a window: the clerk is signed in."""
        seat = self.room.seat()
        seat.sign_in(CLERK, CLERK_PIN, Permission.CAPTURE)
        return self._parts(seat, self.room.bench())[0]

    def opened(self, qtbot: QtBot, looks: LookSource, item: UUID, size: tuple[int, int] = (1280, 1024)) -> Driver:
        """A window at which the clerk types an item."""
        seat = self.room.seat()
        bench = replace(self.room.bench(), seat=seat)
        bench.work = self.work(seat, bench)
        driver = Driver(qtbot, looks, bench, size)
        sign_in(driver)
        driver.window.session.staff.keying.open(item)
        driver.settle()
        return driver


def sign_in(driver: Driver) -> None:
    """The clerk comes to work."""
    operators = driver.window.session.staff.operators
    operators.enter()
    driver.settle()
    operators.sign_in(CLERK, CLERK_PIN)
    driver.settle()


@contextmanager
def typing_room(folder: Path) -> Iterator[TypingRoom]:
    """A court desk with a clerk and an open batch without items."""
    with staff_room(folder) as room:
        room.staff()
        clerk = room.managing.create(Wanted(CLERK, CLERK_PIN, frozenset({Role.CLERK, Role.SUPERVISOR})), "machine")
        new = NewBatch(
            id=uuid4(),
            number="7",
            classification=Classification.NEW_APPLICATION,
            received=CAME,
            opened=CAME,
            jurisdiction="CIVIL",
            po_box="1",
            declared=Totals(),
        )
        room.store.captures.open_batch(SITE, new, str(clerk.id))
        yield TypingRoom(room, clerk, new.id)


def type_through(
    driver: Driver, texts: Mapping[str, str], press: Callable[[str], None], marks: Mapping[str, Qt.Key] = _NONE
) -> None:
    """Type a whole form as a clerk would: in each box what the paper says, then Enter; `marks` are pressed in theirs.

    `press` is told of every press: a character, or the name of a key.
    """
    keying = driver.window.session.staff.keying
    waiting, marked = dict(texts), dict(marks)
    for _box in range(_MOST):
        at = keying.form.current
        mark = marked.pop(at, None)
        for character in waiting.pop(at, ""):
            driver.type(character)
            press(character)
        if not waiting and not marked and mark is None:
            return
        key = mark or Qt.Key.Key_Return
        press(key.name)
        driver.key(key)
        if not waiting and not marked:
            return
    raise AssertionError(f"Enter never comes to {[*waiting, *marked]}")
