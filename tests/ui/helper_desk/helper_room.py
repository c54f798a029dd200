"""A helper desk on real records: what is typed for a client goes into a real store, and what is submitted can be read back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from uuid6 import uuid7

from kiosk_app.machine import SystemClock
from kiosk_app.main.adapters import CanonicalFreezer
from kiosk_app.ports.centre import Seal
from kiosk_app.ports.device import Enrolment
from kiosk_app.ports.drafts import Owner
from kiosk_app.ports.submissions import Position, Sealed
from kiosk_app.site import DeskKind, Site
from kiosk_app.use_cases.closing import Closing
from kiosk_app.use_cases.desk import PublicDesk
from kiosk_app.use_cases.guidance import Guides
from kiosk_app.use_cases.helping import Helping
from kiosk_app.use_cases.line import LineReader
from kiosk_app.use_cases.measuring import Measuring
from kiosk_app.use_cases.receipts import Receipts
from kiosk_app.use_cases.staff_work import StaffWork
from kiosk_app.use_cases.status import Statuses
from kiosk_app.use_cases.submit import Submitting
from local_store import Store, prepare
from local_store.engine import reading
from local_store.tables import envelopes
from services.forms.service import Service
from services.forms.words import bilingual
from sync.envelope import Content, read_plaintext
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import MORNING, Bench, checkerboard
from tests.ui.staff_room import HELPER, HELPER_PIN, StaffRoom
from ui.desk.places import Place
from ui.helper_desk.helping import HelperDesk
from ui.theme import LookSource

SITE = Site(
    bilingual("Ministry of Justice", "Y Weinyddiaeth Gyfiawnder"),
    bilingual("Taff Street Advice Centre", "Canolfan Gynghori Stryd Taf"),
    "TAF-1",
    DeskKind.HELPER,
)
DILYS, TOMASZ = "Dilys Rowlands", "Tomasz Zieliński"


class _PlainSealer:
    """Seals only by name: the plaintext can be read back."""

    def ready(self) -> Seal:
        return _plain


def _plain(position: Position, submission_id: UUID, plaintext: bytes) -> Sealed:
    del position
    return Sealed(plaintext, hashlib.sha256(submission_id.bytes).digest())


@dataclass(slots=True)
class HelperBench(Bench):
    """A bench whose records are real."""

    store: Store = field(kw_only=True)
    staff: StaffRoom = field(kw_only=True)

    def desk(self) -> PublicDesk:
        store, catalogues, seat = self.store, self.catalogues(), self.staff.seat()
        closing = Closing(self.room, self.damage)
        return PublicDesk(
            services=self.services,
            site=self.site,
            session=str(uuid7()),
            catalogues=catalogues,
            guides=Guides(catalogues, self.site, self.clock),
            submitting=Submitting(store.submissions, _PlainSealer(), CanonicalFreezer(), self.clock, uuid7),
            receipts=Receipts(store.submissions, store.device, self.services, self.site, self.clock),
            statuses=Statuses(store.submissions, store.device, self.lookup, self.services, self.clock),
            line=LineReader(store.submissions, store.device, self.switch, closing),
            closing=closing,
            prints=store.prints,
            audit=store.audit,
            switch=self.switch,
            qr=checkerboard,
            may_switch_network=False,
            measuring=Measuring(self.measures, self.measures, self.clock, uuid7),
            seat=seat,
            work=StaffWork(
                helping=Helping(
                    seat,
                    helped=store.helped,
                    drafts=store.drafts,
                    catalogues=catalogues,
                    services=self.services,
                    clock=self.clock,
                    new_id=uuid7,
                )
            ),
        )


@dataclass(slots=True)
class HelperRoom:
    """The records, and who works here."""

    store: Store
    staff: StaffRoom
    owner: Owner
    services: Mapping[str, Service] = field(default_factory=lambda: Bench().services)

    def bench(self) -> HelperBench:
        """Another window's desk on the same records."""
        return HelperBench(store=self.store, staff=self.staff, site=SITE, services=self.services)

    def contents(self) -> list[Content]:
        """What was submitted, as its envelopes say."""
        with reading(self.store._engine) as connection:
            return [read_plaintext(wire) for wire in connection.execute(select(envelopes.c.wire)).scalars()]


@contextmanager
def helper_room(folder: Path, services: Mapping[str, Service] | None = None) -> Iterator[HelperRoom]:
    """A kiosk that a centre knows, with a helper."""
    path, key = folder / "kiosk.db", bytes(range(32))
    if not path.exists():
        prepare(path, key, SystemClock())
    store = Store.open(path, key, SystemClock())
    try:
        staff = StaffRoom(store)
        helper = staff.staff()[-1]
        store.device.enrol(Enrolment(uuid7(), "TAF-1", "https://centre.example", b"r" * 32, MORNING))
        yield HelperRoom(store, staff, helper.owner, services or Bench().services)
    finally:
        store.close()


class Helper(Driver):
    """Works the helper desk by keyboard."""

    def __init__(self, qtbot: QtBot, looks: LookSource, room: HelperRoom, size: tuple[int, int] = (1280, 1024)) -> None:
        super().__init__(qtbot, looks, room.bench(), size)

    @property
    def desk(self) -> HelperDesk:
        return self.window.session.staff.helping

    def at(self, place: Place) -> bool:
        return self.place is place

    def sign_in(self) -> None:
        self.tab_to("field:name")
        self.type(HELPER)
        self.key(Qt.Key.Key_Tab)
        self.type(HELPER_PIN)
        self.key(Qt.Key.Key_Return)
        assert self.at(Place.CASELOAD)

    def unlock(self) -> None:
        assert self.at(Place.LOCKED)
        self.tab_to("field:secret")
        self.type(HELPER_PIN)
        self.key(Qt.Key.Key_Return)

    def agree(self, client: str, service: str = "prison-visit") -> None:
        """Start helping a new client, who signs a paper."""
        self.desk.new()
        self.settle()
        self.tab_to("field:client")
        self.type(client)
        for name in (f"service:{service}", "agreed:paper", "given:typed"):
            if self.has(name):
                self.tab_to(name)
                self.key(Qt.Key.Key_Space)
        self.press("continue")
