"""How fast an outbox empties over real HTTP into a real centre in a process of its own, its workers off.

The baseline sends the same bytes, as many in a request, to a bare server that only inserts them: no signature, no lease, no
signed answer, no audit.
"""

from __future__ import annotations

import base64
import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
from sqlalchemy import Connection, Engine, Pool, event

from benchmarks.harness import PER_SECOND, TIMES, Benchmark, Figure, Options, Result, milliseconds, percentile
from benchmarks.quiet_centre import quiet_kiosk
from benchmarks.submissions import saving
from kiosk_app.main.parts import Parts

_SIZES = (2_000, 20_000)
_TARGETS = {100: 2_000, 1: 200}  # envelopes a second, by how many travel together
_MOST_LEASED = 200
_LONGEST_TRANSACTION_MS = 10


def run(options: Options) -> Result:
    """Each size with each batch, on a kiosk and a centre of their own."""
    figures: list[Figure] = []
    for size in _SIZES:
        for batch, target in _TARGETS.items():
            count = options.rounds(size)
            folder = options.folder / f"{size}-{batch}"
            folder.mkdir()
            figures += _drained(folder, count, batch, target)
    return Result(tuple(figures))


def _drained(folder: Path, count: int, batch: int, target: int) -> tuple[Figure, ...]:
    with quiet_kiosk(folder) as parts:
        save = saving(parts)
        for _ in range(count):
            save()
        wires = [leased.wire for leased in parts.store.outbox.lease(parts.clock.now(), _MOST_LEASED, sys.maxsize)]
        parts.store.outbox.release_leases()
        with _transactions() as lasted:
            rate = _rate(parts, count, batch)
    bare = _bare_rate(folder, wires, min(count, 2_000), batch)
    name = f"{count:,} in batches of {batch}"
    against = f"bare requests and inserts of the same bytes: {bare:,.0f} a second"
    return (
        Figure(name, rate, PER_SECOND, target, at_most=False),
        Figure(f"{name}, against bare inserts", rate / bare, TIMES, baseline=against),
        milliseconds(f"{name}, the kiosk's transactions, p99", percentile(lasted, 0.99), _LONGEST_TRANSACTION_MS),
    )


@contextlib.contextmanager
def _transactions() -> Iterator[list[float]]:
    """How long each committed transaction of this process lasts, in seconds, until its connection is given back."""
    lasted: list[float] = []
    begun: dict[int, float] = {}
    committed: set[int] = set()

    def begin(connection: Connection) -> None:
        begun[id(connection.connection.dbapi_connection)] = time.perf_counter()

    def commit(connection: Connection) -> None:
        committed.add(id(connection.connection.dbapi_connection))

    def give_back(bare: object, _record: object) -> None:
        if id(bare) in committed:
            committed.remove(id(bare))
            lasted.append(time.perf_counter() - begun[id(bare)])

    listeners = ((Engine, "begin", begin), (Engine, "commit", commit), (Pool, "checkin", give_back))
    for target, name, listener in listeners:
        event.listen(target, name, listener)
    try:
        yield lasted
    finally:
        for target, name, listener in listeners:
            event.remove(target, name, listener)


def _rate(parts: Parts, count: int, batch: int) -> float:
    engine = parts.engine_sending(batch)
    started = time.perf_counter()
    report = engine.sync_once()
    seconds = time.perf_counter() - started
    if report.acknowledged != count or not report.all_sent:
        raise RuntimeError(f"{report.acknowledged} of {count} were acknowledged")
    return count / seconds


def _bare_rate(folder: Path, wires: list[bytes], count: int, batch: int) -> float:
    texts = [base64.b64encode(wire).decode() for wire in wires]
    with bare_server(folder / "bare.db") as url, httpx.Client() as client:
        client.post(url, json={"envelopes": texts[:1]}).raise_for_status()
        started = time.perf_counter()
        for start in range(0, count, batch):
            together = [texts[place % len(texts)] for place in range(start, min(start + batch, count))]
            client.post(url, json={"envelopes": together}).raise_for_status()
        return count / (time.perf_counter() - started)


@contextlib.contextmanager
def bare_server(database: Path) -> Iterator[str]:
    """A server that only inserts, in a process of its own; its address."""
    command = [sys.executable, "-m", "benchmarks.bare_server", str(database)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own program
        try:
            if process.stdout is None:
                raise RuntimeError("the bare server says nothing")
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


BENCHMARK = Benchmark("drain", "an outbox emptied into a real centre, in batches and singly", run)
