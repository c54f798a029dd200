"""What a person waits for: one submission from answers to a durable commit, against one bare durable insert of the same bytes.

Then the same while another process empties a large outbox: nobody at the screen may notice.
"""

from __future__ import annotations

import contextlib
import subprocess
import time
from collections.abc import Callable, Iterator

from sqlalchemy import Connection, Engine, event

from benchmarks.harness import (
    COUNT,
    TIMES,
    Benchmark,
    Figure,
    Options,
    Result,
    in_turns,
    median,
    milliseconds,
    percentile,
    spread,
    timed,
)
from benchmarks.kiosks import environment_of
from benchmarks.quiet_centre import quiet_kiosk
from benchmarks.submissions import bare_insert, saving, wire_size
from kiosk_app.main.parts import Parts
from kiosk_app.processes.supervisor import own_command

_ROUNDS = 1000
_BACKLOG = 20_000
_TIMES = 6
_WORST_MS = 50
_PATIENCE_SECONDS = 300
_A_MOMENT = 0.01


def run(options: Options) -> Result:
    """First alone, then beside an agent that drains a backlog."""
    with quiet_kiosk(options.folder) as parts:
        save = saving(parts)
        save()
        connection, insert = bare_insert(options.folder / "bare.db", wire_size(parts))
        with contextlib.closing(connection):
            ours, bare = in_turns(options.rounds(_ROUNDS), save, insert, warm=20)
        commits = _commits(save)
        backlog = options.rounds(_BACKLOG)
        for _ in range(backlog):
            save()
        busy = _while_draining(parts)
    ratio = median(ours) / median(bare)
    against = f"a bare WAL/FULL insert of the same bytes: p50 {median(bare) * 1000:.2f} ms"
    return Result((
        *spread("submit", ours),
        Figure("p50 against the bare insert", ratio, TIMES, _TIMES, baseline=against),
        Figure("commits of one submission", commits, COUNT, 1),
        milliseconds(f"submit while {backlog:,} drain, p50", median(busy)),
        milliseconds(f"submit while {backlog:,} drain, p99", percentile(busy, 0.99), _WORST_MS),
        milliseconds(f"submit while {backlog:,} drain, longest", max(busy)),
        Figure("submissions saved meanwhile", len(busy), COUNT),
    ))  # fmt: skip


def _commits(save: Callable[[], object]) -> int:
    """How many transactions one submission commits, in any connection of this process."""
    counted: list[Connection] = []
    listener = counted.append
    event.listen(Engine, "commit", listener)
    try:
        save()
    finally:
        event.remove(Engine, "commit", listener)
    return len(counted)


def _while_draining(parts: Parts) -> list[float]:
    """How long each submission takes while an agent, in a process of its own, sends what waits."""
    save = saving(parts, "B")
    samples: list[float] = []
    submissions = parts.store.submissions
    waiting = submissions.counts().acknowledged + submissions.counts().waiting
    deadline = time.monotonic() + _PATIENCE_SECONDS
    with _agent(parts) as process:
        while (sent := submissions.counts().acknowledged) < waiting:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the agent had {sent} of {waiting} acknowledged")
            if sent:
                samples += [timed(save) for _ in range(10)]
            else:
                time.sleep(_A_MOMENT)  # it starts
    return samples


@contextlib.contextmanager
def _agent(parts: Parts) -> Iterator[subprocess.Popen[bytes]]:
    command = own_command("agent")
    with subprocess.Popen(command, env=environment_of(parts), stdin=subprocess.DEVNULL) as process:  # noqa: S603 - our own program
        try:
            yield process
        finally:
            process.terminate()


BENCHMARK = Benchmark("submit", "one submission, from answers to a durable commit; alone, and while a backlog drains", run)
