"""A desk at which staff sign in: real records in a folder of the test, cheap hashes, and a clock that a test moves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from uuid6 import uuid7

from kiosk_app.events import Event
from kiosk_app.hashing import Argon2Hasher, Cost
from kiosk_app.machine import SystemClock
from kiosk_app.ports.operators import Moment, Operator, Role
from kiosk_app.use_cases.operators import ManagingOperators, SignIns, Wanted
from kiosk_app.use_cases.seat import Seat
from local_store import Store, prepare
from services.language import Language
from tests.ui.fake_desk import Bench

SITE = "CFI"
ADMIN, ADMIN_PIN = "Alun Price", "284917"
SUPERVISOR, SUPERVISOR_PHRASE = "Hannah Lloyd", "bore da i bawb"
HELPER, HELPER_PIN = "Rhys Morgan", "739150"
CHEAP = Cost(iterations=1, lanes=1, memory_kib=64)


@dataclass
class Steady:
    """Seconds that a test counts."""

    seconds: float = 1000.0
    boot: str = "a"

    def moment(self) -> Moment:
        return Moment(self.boot, self.seconds)


@dataclass
class StaffRoom:
    """The records, and a seat over them."""

    store: Store
    steady: Steady = field(default_factory=Steady)
    printed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        hasher = Argon2Hasher(CHEAP)
        self.sign_ins = SignIns(self.store.operators, hasher, self.steady, SITE)
        self.managing = ManagingOperators(self.store.operators, hasher, uuid7, SITE)

    def staff(self) -> tuple[Operator, Operator, Operator]:
        """An administrator, a supervisor and a helper."""
        return (
            self.managing.create_first(Wanted(ADMIN, ADMIN_PIN, frozenset({Role.ADMINISTRATOR}))),
            self.managing.create(Wanted(SUPERVISOR, SUPERVISOR_PHRASE, frozenset({Role.SUPERVISOR})), "machine"),
            self.managing.create(Wanted(HELPER, HELPER_PIN, frozenset({Role.HELPER})), "machine"),
        )

    def seat(self) -> Seat:
        return Seat(self.sign_ins, self.managing, self.store.audit, uuid7)

    def bench(self) -> Bench:
        return Bench(seat=self.seat(), print_day=self._print)

    def events(self) -> list[Event]:
        return [row.event for row in self.store.audit.rows()]

    def _print(self, _day: date, _language: Language, operator: str) -> None:
        self.printed.append(operator)


@contextmanager
def staff_room(folder: Path) -> Iterator[StaffRoom]:
    """Records without anybody in them."""
    path, key = folder / "kiosk.db", bytes(range(32))
    prepare(path, key, SystemClock())
    store = Store.open(path, key, SystemClock())
    try:
        yield StaffRoom(store)
    finally:
        store.close()
