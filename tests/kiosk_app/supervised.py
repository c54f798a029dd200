"""A real supervisor with stand-in children that do what a test tells them, and what they wrote."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

CHILD = """
import json, os, select, signal, sys, time
from pathlib import Path
from kiosk_app.processes.pings import PipeLifeline
name, folder, manner = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
lifeline = PipeLifeline.inherited(os.environ)
def log(event):
    with (folder / "log").open("a") as file:
        file.write(json.dumps([name, event, os.getpid()]) + "\\n")
def end(status):
    log(f"ended {status}")
    os._exit(status)
if manner == "stubborn":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
log("started")
if name == "prepare":
    status = (folder / "prepare").read_text()
    if status == "hang":
        signal.pause()
    if status == "0":
        (folder / "wanted").unlink(missing_ok=True)
    end(int(status))
if manner == "failing":
    end(7)
if manner == "complaining":
    end(1)
orders = folder / f"do-{os.getpid()}"
quiet = manner == "mute"
while True:
    if not quiet:
        lifeline.alive()
    if 0 in select.select([0], [], [], 0.02)[0]:
        told = os.read(0, 100)
        if not told:
            end(0)
        log("shown")
        lifeline.shown()
    if orders.exists():
        order, _, status = orders.read_text().partition(" ")
        orders.unlink()
        if order == "over":
            lifeline.over()
        if order == "end":
            end(int(status))
        quiet = quiet or order == "hang"
"""
SUPERVISE = """
import json, os, sys
from pathlib import Path
from kiosk_app.processes.child import Child, Patience
from kiosk_app.processes.supervisor import Family, Supervisor
from kiosk_app.processes.watchdog import OF_SYSTEMD, Systemd
code, folder, made = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
environment = {name: value for name, value in os.environ.items() if name not in OF_SYSTEMD}
def child(name, kind, manner="", **patience):
    given = Patience(**{"start": 20.0, "silence": 20.0, "end": made["end"], "leave": made["leave"], **patience})
    return Child(name, [sys.executable, "-c", code, kind, folder, manner], environment, given)
family = Family(
    prepare=child("prepare", "prepare", start=made["prepare_start"], may_hang=False),
    agent=child("agent", "agent", made["agent"], start=made["start"], silence=made["silence"]),
    window=child("window", "window", made["window"], start=made["window_start"], silence=made["silence"]),
    spare=child("spare", "window", made["window"], start=made["window_start"], silence=made["silence"]),
)
wanted = (Path(folder) / "wanted").exists
sys.exit(Supervisor(family, Systemd.from_environment(os.environ), tries=3, wanted=wanted).run())
"""


class Watched:
    """A running supervisor. While the file "wanted" stands in the folder, the records are to be replaced.

    `agent` and `window` name a manner of the stand-ins; `prepare` ends with a status, or has to "hang".
    """

    def __init__(
        self,
        folder: Path,
        environment: Mapping[str, str] | None = None,
        *,
        prepare: int | str = 0,
        agent: str = "",
        window: str = "",
        prepare_start: float = 20.0,
        start: float = 20.0,
        window_start: float = 20.0,
        silence: float = 20.0,
        end: float = 3.0,
        leave: float = 20.0,
    ) -> None:
        self.folder = folder
        (folder / "prepare").write_text(str(prepare))
        made = {"agent": agent, "window": window, "start": start, "window_start": window_start}
        made |= {"prepare_start": prepare_start, "silence": silence, "end": end, "leave": leave}
        command = [sys.executable, "-c", SUPERVISE, CHILD, str(folder), json.dumps(made)]
        inherited = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **(environment or {})}
        self.process = subprocess.Popen(command, env=inherited, stderr=subprocess.DEVNULL)  # noqa: S603 - our own

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.process.terminate()
        self.process.wait(20)

    def pids(self, name: str, event: str) -> list[int]:
        """The process ids of children that said so, in order."""
        return [pid for who, what, pid in self._rows() if (who, what) == (name, event)]

    def events(self) -> list[tuple[str, str]]:
        """Who said what, in order."""
        return [(who, what) for who, what, _pid in self._rows()]

    def seen(self, name: str, event: str, times: int) -> Callable[[], bool]:
        return lambda: len(self.pids(name, event)) >= times

    def do(self, order: str, pid: int) -> None:
        """Tell a stand-in: "over", "hang", or "end STATUS"."""
        order_file = self.folder / f"do-{pid}"
        order_file.with_suffix(".new").write_text(order)
        order_file.with_suffix(".new").replace(order_file)

    def is_gone(self, pid: int) -> bool:
        try:
            return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return True

    def _rows(self) -> list[tuple[str, str, int]]:
        log = self.folder / "log"
        lines = log.read_text().splitlines() if log.exists() else []
        return [tuple(json.loads(line)) for line in lines if line.endswith("]")]
