"""A real encrypted store in a temporary folder, a clock that stands still, and envelopes that are sealed only by name."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from kiosk_app.ports.device import Enrolment
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import NewSubmission, Position, Sealed
from local_store import Store, prepare
from local_store.connection import RawConnection, connect
from services.language import Language
from tests.small_disks import mounted_disk

NOW = datetime(2026, 11, 26, 10, 0, 0, 123456, tzinfo=UTC)


class StandingClock:
    def now(self) -> datetime:
        return NOW

    def today(self) -> date:
        return NOW.date()


@pytest.fixture
def clock() -> Clock:
    return StandingClock()


@pytest.fixture
def key() -> bytes:
    return bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kiosk.db"


@pytest.fixture
def new_enrolment() -> Callable[..., Enrolment]:
    def make(number: int = 1, root_key: bytes = b"r" * 32) -> Enrolment:
        return Enrolment(UUID(int=number), f"CFI-{number}", "https://centre.example", root_key, NOW)

    return make


@pytest.fixture
def new_submission() -> Callable[..., NewSubmission]:
    numbers = itertools.count(1)

    def make(**changes: object) -> NewSubmission:
        number = next(numbers)
        values: dict[str, object] = {
            "id": UUID(int=1000 + number),
            "reference": f"{number:012}",
            "service": "prison-visit",
            "schema_version": 1,
            "language": Language.ENGLISH,
            "created": NOW,
            "receipt": {"who": "Ada L", "slots": ["2026-11-28T09:30/11:00"]},
        }
        return NewSubmission(**(values | changes))  # type: ignore[arg-type]

    return make


@pytest.fixture
def seal() -> Callable[[Position], Sealed]:
    def make(position: Position) -> Sealed:
        wire = f"{position.epoch}/{position.sequence}/".encode() + position.previous
        return Sealed(wire, hashlib.sha256(wire).digest())

    return make


@pytest.fixture
def blank(path: Path, key: bytes, clock: Clock) -> Iterator[Store]:
    """A store of a device that is not enrolled."""
    prepare(path, key, clock)
    with closing(Store.open(path, key, clock)) as store:
        yield store


@pytest.fixture
def open_store(path: Path, key: bytes, clock: Clock) -> Callable[..., Store]:
    """Opens the prepared store (or a copy of it) as another process would."""

    def one_more(at: Path = path) -> Store:
        return Store.open(at, key, clock)

    return one_more


@pytest.fixture
def store(blank: Store, new_enrolment: Callable[..., Enrolment]) -> Store:
    """A store of an enrolled device."""
    blank.device.enrol(new_enrolment())
    return blank


@pytest.fixture
def submit(
    store: Store, new_submission: Callable[..., NewSubmission], seal: Callable[[Position], Sealed]
) -> Callable[..., NewSubmission]:
    """Submits one more, and returns what was submitted."""

    def one_more(**changes: object) -> NewSubmission:
        new = new_submission(**changes)
        store.submissions.submit(new, seal)
        return new

    return one_more


@pytest.fixture
def bare(store: Store, path: Path, key: bytes) -> Iterator[RawConnection]:  # noqa: ARG001 - the store makes the file
    """A connection past all repositories, as a fault or an intruder with the key would have."""
    with closing(connect(path, key)) as connection:
        yield connection


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 1 MiB."""
    with mounted_disk(tmp_path / "small", 1) as disk:
        yield disk
