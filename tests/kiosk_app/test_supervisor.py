"""The supervisor with small stand-in children: real processes, no Qt and no database."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support import until

CHILD = """
import json, os, sys, time
from pathlib import Path
name, folder = sys.argv[1], Path(sys.argv[2])
def log(event):
    with (folder / "log").open("a") as file:
        file.write(json.dumps([name, event, os.getpid()]) + "\\n")
log("started")
if name == "agent":
    sys.stdin.read()
    time.sleep(60)
line = sys.stdin.readline()
log("shown" if line == "show\\n" else "closed")
while not (folder / f"end-{os.getpid()}").exists():
    time.sleep(0.02)
status = int((folder / f"end-{os.getpid()}").read_text() or 0)
log(f"ended {status}")
sys.exit(status)
"""
SUPERVISE = """
import sys
from kiosk_app.processes.supervisor import Child, Supervisor
command = lambda name: [sys.executable, "-c", sys.argv[2], name, sys.argv[1]]
windows = Child("window", command("window"), {}), Child("spare", command("window"), {})
sys.exit(Supervisor(Child("agent", command("agent"), {}), windows).run())
"""


class Watched:
    """A running supervisor and what its children wrote."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        environment = {**os.environ, "PYTHONPATH": os.getcwd()}  # noqa: PTH109 - as text for the environment
        command = [sys.executable, "-c", SUPERVISE, str(folder), CHILD]
        self.process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)  # noqa: S603 - our own

    def events(self, name: str, event: str) -> list[int]:
        """The process ids of children that said so, in order."""
        log = self.folder / "log"
        rows = [json.loads(line) for line in log.read_text().splitlines() if line.endswith("]")] if log.exists() else []
        return [pid for who, what, pid in rows if who == name and what == event]

    def seen(self, name: str, event: str, times: int) -> Callable[[], bool]:
        return lambda: len(self.events(name, event)) >= times

    def end(self, pid: int, status: int = 0) -> None:
        mark = self.folder / f"end-{pid}"
        mark.with_suffix(".new").write_text(str(status))
        mark.with_suffix(".new").replace(mark)


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    made = Watched(tmp_path)
    until(made.seen("window", "started", 2))
    until(made.seen("window", "shown", 1))
    until(made.seen("agent", "started", 1))
    yield made
    made.process.terminate()
    made.process.wait(20)


def test_one_window_is_shown_and_one_stands_ready(watched: Watched) -> None:
    assert len(watched.events("window", "shown")) == 1
    assert len(watched.events("agent", "started")) == 1


def test_when_a_session_ends_the_spare_is_shown_and_another_is_started(watched: Watched) -> None:
    first = watched.events("window", "shown")[0]

    watched.end(first)

    until(watched.seen("window", "shown", 2))
    until(watched.seen("window", "started", 3))
    assert watched.events("window", "shown")[1] in watched.events("window", "started")[:2]


def test_a_window_that_crashes_is_replaced_like_one_that_finished(watched: Watched) -> None:
    os.kill(watched.events("window", "shown")[0], signal.SIGKILL)

    until(watched.seen("window", "shown", 2))


def test_an_agent_that_dies_is_started_again(watched: Watched) -> None:
    os.kill(watched.events("agent", "started")[0], signal.SIGKILL)

    until(watched.seen("agent", "started", 2))


def test_a_spare_that_dies_is_started_again(watched: Watched) -> None:
    (shown,) = watched.events("window", "shown")
    spare = next(pid for pid in watched.events("window", "started") if pid != shown)

    os.kill(spare, signal.SIGKILL)

    until(watched.seen("window", "started", 3))


def test_closing_the_window_stops_everything(watched: Watched) -> None:
    watched.end(watched.events("window", "shown")[0], 3)

    assert watched.process.wait(20) == 0
    with pytest.raises(ProcessLookupError):
        os.kill(watched.events("agent", "started")[0], 0)


def test_a_signal_stops_every_child(watched: Watched) -> None:
    watched.process.send_signal(signal.SIGTERM)

    assert watched.process.wait(20) == 0
    for pid in watched.events("window", "started"):
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
