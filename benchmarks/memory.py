"""What each process of a kiosk keeps in memory, and whether what lives on grows with the sessions.

A session ends with its process. What lives on is the supervisor and the agent; each spare is a new process, which must not be
larger than the one before.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks.harness import COUNT, MIB, Benchmark, Figure, Options, Result, median
from benchmarks.kiosks import enrolled_kiosk
from benchmarks.stable import Stable, supervised

_SESSIONS = 20  # with a saved visit request each
_MANY_SESSIONS = 500  # that only begin and end
_SETTLED = 10  # sessions until what is made once is made
_AROUND = 5  # sizes of which the median counts
_GROWTH = 1.0  # MiB at most, over all of them: the noise of a process that only waits
_KIB_PER_MIB = 1024


def run(options: Options) -> Result:
    """Whole sessions, each with a saved visit request; proportional set sizes while the first and the last are on the screen."""
    last = options.rounds(_SESSIONS)
    figures: list[Figure] = []
    with enrolled_kiosk(options.folder) as parts, supervised(parts) as kiosk:
        for session in range(1, last + 1):
            window = kiosk.window()
            (spare,) = kiosk.spares()
            kiosk.tell(window, "visit")
            kiosk.heard("saved", window)
            if session in {1, last}:
                figures += _sizes(kiosk, window, spare, session)
            kiosk.tell(window, "finish")
            kiosk.heard("painted", spare)
        figures += _growth(kiosk, options.rounds(_MANY_SESSIONS))
    return Result(tuple(figures))


def _growth(kiosk: Stable, sessions: int) -> Iterator[Figure]:
    """How much more of its own each process that lives on has, and each spare, after so many sessions; and open files."""
    sizes: dict[str, list[float]] = {"supervisor": [], "agent": [], "spare": []}
    agent, files = _agent(kiosk.supervisor), _open_files(kiosk.supervisor)
    for _session in range(_SETTLED + sessions):
        window = kiosk.window()
        (spare,) = kiosk.spares()
        for name, pid in (("supervisor", kiosk.supervisor), ("agent", agent), ("spare", spare)):
            sizes[name].append(_private(pid))
        kiosk.tell(window, "finish")
        kiosk.heard("painted", spare)
    for name, found in sizes.items():
        before, after = median(found[_SETTLED : _SETTLED + _AROUND]), median(found[-_AROUND:])
        yield Figure(
            f"{name}, more after {sessions} sessions", after - before, MIB, _GROWTH, baseline=f"{before:.1f} MiB of its own"
        )
    kiosk.window()
    yield Figure("supervisor, more open files", _open_files(kiosk.supervisor) - files, COUNT, 0)


def _sizes(kiosk: Stable, window: int, spare: int, session: int) -> list[Figure]:
    processes = {"supervisor": kiosk.supervisor, "agent": _agent(kiosk.supervisor), "window": window, "spare": spare}
    return [Figure(f"{name}, session {session}", _pss(pid), MIB) for name, pid in processes.items()]


def _agent(supervisor: int) -> int:
    """The child of the supervisor that is the agent."""
    listed = subprocess.run(["ps", "--ppid", str(supervisor), "-o", "pid=,args="], stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603, S607
    return next(int(line.split()[0]) for line in listed.stdout.splitlines() if " agent " in line)


def _pss(pid: int) -> float:
    """The proportional set size of a process, in MiB: pages that processes share are shared out between them."""
    rows = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith("Pss:")) / _KIB_PER_MIB


def _private(pid: int) -> float:
    """What a process shares with no other, in MiB."""
    rows = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(row.split()[1]) for row in rows if row.startswith("Private_")) / _KIB_PER_MIB


def _open_files(pid: int) -> int:
    return sum(1 for _file in Path(f"/proc/{pid}/fd").iterdir())


BENCHMARK = Benchmark(
    "memory", "memory of supervisor, agent, window and spare, after one session, after twenty, and its growth over 500", run
)
