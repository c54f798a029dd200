"""Whether a kiosk gets slower with the years: one submission beside 200,000 earlier ones, and beside 1,000 in another kiosk."""

from __future__ import annotations

import contextlib
import os
from itertools import pairwise
from uuid import UUID

from benchmarks.harness import TIMES, Benchmark, Figure, Options, Result, in_turns, median, milliseconds
from benchmarks.quiet_centre import quiet_kiosk
from benchmarks.submissions import saving, wire_size
from kiosk_app.main.parts import Parts
from kiosk_app.main.preparing import store_key
from local_store.connection import RawConnection, connect

_FEW = 1_000
_MANY = (10_000, 50_000, 200_000)
_ROUNDS = 300
_GROWTH = 1.25  # "flat", with room for what a busy machine does to a median
_ADD = (
    "INSERT INTO submissions VALUES (?, ?, 'prison-visit', 1, 'en', 0, '{}', '', ?, ?, ?, ?)",
    "INSERT INTO envelopes VALUES (?, ?)",
    "INSERT INTO outbox VALUES (?, ?, ?, 'acknowledged', 1, NULL, '', 0, 0)",
    "INSERT INTO print_jobs VALUES (NULL, ?, 1, 'printed', '', 0, '')",
    "INSERT INTO audit VALUES (?, 0, 'submission.saved', ?, '{}', ?)",
)


def run(options: Options) -> Result:
    """A kiosk with few finished submissions and one with ever more: some more are saved in each, by turns."""
    figures: list[Figure] = []
    (options.folder / "few").mkdir()
    (options.folder / "many").mkdir()
    with quiet_kiosk(options.folder / "few") as few, quiet_kiosk(options.folder / "many") as many:
        save_few, save_many = saving(few), saving(many)
        save_few()
        save_many()
        size = wire_size(many)
        _fill(few, options.rounds(_FEW), size)
        for rows in (options.rounds(rows) for rows in _MANY):
            _fill(many, rows, size)
            ours, base = in_turns(options.rounds(_ROUNDS), save_many, save_few, warm=20)
            against = f"beside {options.rounds(_FEW):,}: p50 {median(base) * 1000:.2f} ms"
            figures.append(milliseconds(f"submit beside {rows:,}, p50", median(ours), baseline=against))
    growth = Figure("the last against the same time beside few", median(ours) / median(base), TIMES, _GROWTH)
    return Result((*figures, growth))


def _fill(parts: Parts, rows: int, size: int) -> None:
    """Add submissions that were sent and printed long ago, until there are `rows`."""
    with contextlib.closing(connect(parts.home.database, store_key(parts.keys) or b"")) as connection:
        present = connection.execute("SELECT count(*) FROM submissions").fetchone()[0]
        epoch, last, digest = connection.execute(
            "SELECT epoch, sequence, digest FROM submissions ORDER BY epoch DESC, sequence DESC LIMIT 1"
        ).fetchone()
        audited = connection.execute("SELECT rows FROM audit_head").fetchone()[0]
        new = range(last + 1, last + 1 + max(0, rows - present))
        digests = [digest, *(os.urandom(32) for _ in new)]
        connection.execute("BEGIN IMMEDIATE")
        for number, (sequence, (before, mine)) in enumerate(zip(new, pairwise(digests), strict=True), audited + 1):
            name, wire = str(UUID(bytes=os.urandom(16))), os.urandom(size)
            values = (
                (name, os.urandom(6).hex(), epoch, sequence, before, mine),
                (name, wire),
                (name, epoch, sequence),
                (name,),
                (number, name, os.urandom(32)),
            )
            _add(connection, values)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _add(connection: RawConnection, values: tuple[tuple[object, ...], ...]) -> None:
    for statement, parameters in zip(_ADD, values, strict=True):
        connection.execute(statement, parameters)


BENCHMARK = Benchmark("flat", "the cost of a submission beside 1,000 to 200,000 earlier ones", run)
