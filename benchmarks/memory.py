"""What each process of a kiosk keeps in memory, and whether what lives on grows with the sessions."""

from __future__ import annotations

import subprocess
from pathlib import Path

from benchmarks.harness import MIB, Benchmark, Figure, Options, Result
from benchmarks.kiosks import enrolled_kiosk
from benchmarks.stable import Stable, supervised

_SESSIONS = 20
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
    return Result(tuple(figures))


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


BENCHMARK = Benchmark("memory", "memory of supervisor, agent, window and spare, after one session and after twenty", run)
