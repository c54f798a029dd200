"""A desk whose administrators see how the kiosk stands, what waits and what was printed: a kiosk in a folder of the test."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from uuid6 import uuid7

from kiosk_app.config import FILE_NAME, Home
from kiosk_app.machine import SystemClock
from kiosk_app.main.parts import Parts
from kiosk_app.main.queueing import print_jobs_of, queue_of
from kiosk_app.ports.device import Enrolment
from kiosk_app.ports.submissions import NewSubmission, Position, Sealed, Settled, Settlement
from kiosk_app.site import DeskKind
from kiosk_app.use_cases.readiness import Readiness
from kiosk_app.use_cases.staff_work import StaffWork
from services.common.references import new_reference
from services.language import Language
from tests.ui.fake_desk import Bench, StillClock
from tests.ui.staff_room import StaffRoom

RECEIPT = {"prisoner": "Dafydd T", "visitors": ["Siân T"], "slots": ["2026-11-28T09:30/11:00"], "prison": "CFI"}


def _seal(position: Position) -> Sealed:
    wire = f"{position.epoch}/{position.sequence}/".encode() + position.previous
    return Sealed(wire, hashlib.sha256(wire).digest())


@dataclass
class QueueRoom:
    """The kiosk, who works there, and a folder that is taken for a stick."""

    parts: Parts
    room: StaffRoom
    stick: Path
    printed: list[tuple[Language, str]] = field(default_factory=list)
    noted: list[tuple[UUID, Language, str]] = field(default_factory=list)
    paper: threading.Event = field(default_factory=threading.Event)  # the printer of notes waits for it

    def __post_init__(self) -> None:
        self.paper.set()

    def enrol(self, root_key: bytes = b"r" * 32) -> None:
        """Make it known to a centre, as if one had answered."""
        self.parts.store.device.enrol(Enrolment(uuid7(), "CFI-2", "https://centre.example", root_key, SystemClock().now()))

    def save(self, service: str = "prison-visit", *, copies: int = 0) -> tuple[UUID, str]:
        """A submission that somebody made a moment ago: its id and its reference."""
        new = NewSubmission(
            uuid7(),
            new_reference(),
            service,
            1,
            Language.ENGLISH,
            SystemClock().now(),
            RECEIPT,
            print_copies=copies,
            session="gone",
        )
        self.parts.store.submissions.submit(new, _seal)
        return new.id, new.reference

    def settle(self, which: UUID, settled: Settled, reason: str = "", *, again: timedelta | None = None) -> None:
        """As if it had been sent, and the centre, or nobody, had answered."""
        now = SystemClock().now()
        self.parts.store.outbox.lease(now, 100, 1 << 20)
        retry_at = None if again is None else now + again
        self.parts.store.outbox.settle([Settlement(which, settled, reason, retry_at)], now)
        self.parts.store.outbox.release_leases()

    def bench(self) -> Bench:
        """A desk with all of it, for whoever signs in."""
        seat = self.room.seat()
        work = StaffWork(
            readiness=Readiness(self.parts, seat, DeskKind.PUBLIC, self._print),
            queue=queue_of(self.parts, seat, self._note),
            print_jobs=print_jobs_of(self.parts, seat),
        )
        return replace(Bench(), clock=StillClock(SystemClock().now()), seat=seat, work=work)

    def _note(self, which: UUID, language: Language, operator: str) -> None:
        self.paper.wait(30)
        self.noted.append((which, language, operator))

    def _print(self, language: Language, operator: str) -> None:
        self.printed.append((language, operator))


@contextmanager
def queue_room(folder: Path) -> Iterator[QueueRoom]:
    """A kiosk that a centre knows, with nobody in it."""
    home, stick = Home(folder / "kiosk"), folder / "stick"
    home.make()
    stick.mkdir()
    (home.folder / FILE_NAME).write_text(f'[copies]\nmedia = "{stick}"\n', encoding="utf-8")
    parts = Parts(home, {})
    parts.prepare()
    made = QueueRoom(parts, StaffRoom(parts.store), stick)
    made.enrol()
    try:
        yield made
    finally:
        parts.store.close()
