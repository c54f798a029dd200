"""The agent's third line of work on a real store: whole records are said to be, damaged ones close the kiosk."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest

from kiosk_app.config import Home
from kiosk_app.errors import DiskFull, StoreCorrupt, StoreLocked
from kiosk_app.events import Event
from kiosk_app.main.parts import Parts
from kiosk_app.main.preparing import store_key
from kiosk_app.ports.audit import AuditLog, Integrity, Slice
from kiosk_app.processes.keeping import Keeping, KeepingPorts
from kiosk_app.room import DiskRoom, FileDamageMark
from kiosk_app.use_cases.closing import Closure
from local_store.connection import connect
from tests.support import kiosk_at, until

PAGE = 4096
DAY = timedelta(days=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder of a kiosk with a long audit log, which nobody has open."""
    folder = tmp_path / "kiosk"
    parts = kiosk_at(folder)
    for _row in range(300):
        parts.store.audit.append(Event.SESSION_STARTED, "x" * 200)
    parts.store.close()
    return folder


@contextmanager
def opened(folder: Path) -> Iterator[Parts]:
    parts = Parts(Home(folder), {})
    try:
        yield parts
    finally:
        parts.store.close()


def ports(parts: Parts, **changes: object) -> KeepingPorts:
    room = DiskRoom(parts.home.folder, close_below=1, size=0)
    values: dict[str, object] = {"integrity": parts.store.integrity, "audit": parts.store.audit, "digest": lambda _wire: None}
    return KeepingPorts(room=room, mark=parts.damage, **(values | changes))  # type: ignore[arg-type]


@contextmanager
def running(kept: KeepingPorts) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=Keeping(kept, DAY, rest=0.0).run, args=(stop, not_heard))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def not_heard() -> None:
    """Nobody counts the rounds."""


def events(parts: Parts) -> list[Event]:
    return [row.event for row in parts.store.audit.rows(limit=5000)]


def latest(parts: Parts) -> list[Event]:
    """What the last few rows say; damage may lie before them."""
    return [row.event for row in parts.store.audit.rows(after=parts.store.audit.head().rows - 3)]


def change_byte(database: Path, page: int) -> None:
    with database.open("r+b") as file:
        file.seek((page - 1) * PAGE + 1000)
        byte = file.read(1)[0]
        file.seek(-1, 1)
        file.write(bytes([byte ^ 0x01]))


def test_whole_records_are_said_to_be_whole_and_nothing_is_closed(folder: Path) -> None:
    with opened(folder) as parts:
        with running(ports(parts)):
            until(lambda: Event.STORE_CHECKED in events(parts))

        (row,) = [row for row in parts.store.audit.rows(limit=5000) if row.event is Event.STORE_CHECKED]
        assert int(row.details["rows"]) >= 300
        assert parts.closing.reason() is Closure.NONE


def test_damaged_records_close_the_kiosk_also_after_a_restart_until_the_mark_is_cleared(folder: Path) -> None:
    database = Home(folder).database
    change_byte(database, database.stat().st_size // PAGE - 10)
    with opened(folder) as parts, running(ports(parts)):
        until(lambda: Event.STORE_DAMAGED in latest(parts))
        assert parts.closing.reason() is Closure.DAMAGED

    with opened(folder) as restarted:
        with pytest.raises(StoreCorrupt):
            restarted.public_desk()
        restarted.damage.clear()
        assert restarted.closing.reason() is Closure.NONE


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET details = 'not JSON' WHERE number = 2",
        "UPDATE audit SET details = CAST(x'ff' AS TEXT) WHERE number = 200",
    ],
)
def test_an_audit_row_that_cannot_be_read_closes_the_kiosk_and_the_rounds_go_on(folder: Path, change: str) -> None:
    with opened(folder) as parts:
        with closing(connect(parts.home.database, store_key(parts.keys))) as bare:
            bare.execute("PRAGMA ignore_check_constraints = ON")
            bare.execute("DROP TRIGGER audit_fixed")
            bare.execute(change)

        with running(ports(parts)):
            until(lambda: latest(parts)[-2:] == [Event.STORE_DAMAGED] * 2)  # the end of the log, then the whole round

        assert parts.closing.reason() is Closure.DAMAGED


def test_a_keeper_with_nothing_to_do_comes_round_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk_app.processes.keeping.WAIT_SECONDS", 0.01)
    stop, rounds = threading.Event(), itertools.count(1)

    def came_round() -> None:
        if next(rounds) == 20:
            stop.set()

    thread = threading.Thread(target=keeping(tmp_path, Found(lambda: iter(())), Told()).run, args=(stop, came_round))
    thread.start()
    thread.join(20)

    assert not thread.is_alive()


class Told:
    """An audit log that takes what it is told when it can."""

    def __init__(self) -> None:
        self.full = False
        self.said: list[tuple[Event, dict[str, str]]] = []

    def append(self, event: Event, subject: str = "", **details: str) -> None:
        del subject
        if self.full:
            raise DiskFull
        self.said.append((event, details))


class Found:
    """Finds what a test says, round after round."""

    def __init__(self, *rounds: Callable[[], Iterator[Slice]], tail: int | None = None) -> None:
        self._rounds = iter(rounds)
        self._tail = tail

    def slices(self, digest: object) -> Iterator[Slice]:
        del digest
        return next(self._rounds)()

    def audit_tail(self, rows: int) -> int | None:
        del rows
        return self._tail


def keeping(folder: Path, found: Found, told: Told) -> Keeping:
    room = DiskRoom(folder, close_below=1, size=0)
    mark = FileDamageMark(folder / "damaged")
    kept = KeepingPorts(room, mark, cast("Integrity", found), cast("AuditLog", told), lambda _wire: None)
    return Keeping(kept, DAY, rest=0.0)


def test_each_kind_of_damage_is_counted_and_the_first_one_marked(tmp_path: Path) -> None:
    def damaged() -> Iterator[Slice]:
        yield Slice(100)
        yield Slice(0, ("envelopes:unreadable",))
        yield Slice(100, ("envelopes:digest", "envelopes:digest"))

    told, stop = Told(), threading.Event()
    thread = threading.Thread(target=keeping(tmp_path, Found(damaged), told).run, args=(stop, not_heard))
    thread.start()
    until(lambda: bool(told.said))
    stop.set()
    thread.join()

    assert told.said == [(Event.STORE_DAMAGED, {"envelopes:digest": "2", "envelopes:unreadable": "1"})]
    assert FileDamageMark(tmp_path / "damaged").code() == "envelopes:unreadable"


def test_a_broken_tail_of_the_log_closes_the_kiosk_before_the_first_round(tmp_path: Path) -> None:
    told, stop = Told(), threading.Event()
    stop.set()

    keeping(tmp_path, Found(tail=7), told).run(stop, not_heard)

    assert told.said == [(Event.STORE_DAMAGED, {"audit:chain": "1"})]
    assert FileDamageMark(tmp_path / "damaged").code() == "audit:chain"


def test_a_round_that_cannot_be_finished_marks_and_says_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    def locked() -> Iterator[Slice]:
        yield Slice(100)
        raise StoreLocked

    told, stop = Told(), threading.Event()
    thread = threading.Thread(target=keeping(tmp_path, Found(locked), told).run, args=(stop, not_heard))
    thread.start()
    until(lambda: "not checked to the end" in caplog.text)
    stop.set()
    thread.join()

    assert not told.said
    assert not FileDamageMark(tmp_path / "damaged").code()


def test_what_cannot_be_said_on_a_full_disk_is_said_later_in_order(tmp_path: Path) -> None:
    told, mark = Told(), FileDamageMark(tmp_path / "damaged")
    told.full = True
    room = DiskRoom(tmp_path, close_below=1 << 60, size=0)
    kept = KeepingPorts(room, mark, cast("Integrity", Found()), cast("AuditLog", told), lambda _wire: None)
    keeper = Keeping(kept, DAY)
    keeper.look()
    assert not told.said

    told.full = False
    keeper.look()

    assert [event for event, _details in told.said] == [Event.ROOM_SHORT]
    assert not keeper.make_room()  # nothing was held back
