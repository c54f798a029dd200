"""How fast workers open and decide what has arrived: one on SQLite, one and two processes on PostgreSQL.

By the centre's own times, from the first case opened to the last one decided, so the start of a process does not count. The
baseline is a transaction that inserts one row.
"""

from __future__ import annotations

import secrets
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import func, select

from benchmarks.centres import known_senders, prepared_centre
from benchmarks.harness import PER_SECOND, Benchmark, Figure, Options, Result, median, timed
from central_api.clock import utc_now
from central_api.data_folder import Opened
from central_api.intake import Intake
from central_api.metrics import Metrics
from central_api.models import RecordedOutcome, Site
from central_api.states import OutcomeState

_RUNS = (("SQLite", 1), ("PostgreSQL", 1), ("PostgreSQL", 2))
_ENVELOPES = 2_000
_DEVICES = 10
_BATCH = 100
_TARGET = 50  # a second: 1,000 kiosks with a request every 20 seconds
_COMMITS = 50


def run(options: Options) -> Result:
    """Each database and number of workers, on a centre of its own."""
    count = options.rounds(_ENVELOPES)
    return Result(tuple(_measured(options.folder / f"{kind}-{workers}", kind, workers, count) for kind, workers in _RUNS))


def _measured(folder: Path, kind: str, workers: int, count: int) -> Figure:
    with prepared_centre(folder, kind) as centre:
        _take_in(centre, count)
        commit = median([timed(lambda: _one_commit(centre)) for _ in range(_COMMITS)])
        command = [sys.executable, "-m", "central_api", "work", "--once", "--data", str(folder)]
        with ExitStack() as stack:
            started = [
                stack.enter_context(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))  # noqa: S603
                for _ in range(workers)
            ]
        if any(worker.returncode for worker in started):
            raise RuntimeError("a worker failed")
        seconds = _lasted(centre, count)
    baseline = f"a commit of one row: {1 / commit:,.0f} a second"
    named = f"{kind}, {workers} worker{'s' if workers > 1 else ''}"
    return Figure(named, count / seconds, PER_SECOND, _TARGET, at_most=False, baseline=baseline)


def _take_in(centre: Opened, count: int) -> None:
    intake = Intake(centre.database, utc_now, centre.settings.limits, Metrics())
    for sender in known_senders(centre, _DEVICES):
        left = count // _DEVICES
        while left:
            many = min(left, _BATCH)
            intake.receive(sender.device_id, [sender.wire() for _ in range(many)])
            left -= many


def _one_commit(centre: Opened) -> None:
    with centre.database.write() as session:
        session.add(Site(code=secrets.token_hex(16)))


def _lasted(centre: Opened, count: int) -> float:
    """Seconds from the first case to the last decision."""
    decided = RecordedOutcome.state.in_([OutcomeState.BOOKED, OutcomeState.REJECTED])
    with centre.database.read() as session:
        if session.scalar(select(func.count()).where(decided)) != count:
            raise RuntimeError("not everything was decided")
        times = session.scalars(select(RecordedOutcome.decided)).all()
    return (max(times) - min(times)).total_seconds()


BENCHMARK = Benchmark("decide", "what has arrived opened and decided, by one worker and by two", run)
