"""One round: a window, an agent and a centre at work, one of them killed with kill -9 at one point, started again, and drained.

Everything is real: processes, SQLCipher, SQLite, HTTP on loopback, the print child with its PDF. What died comes back without
the listener.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from subprocess import PIPE, Popen
from urllib.parse import urlsplit

from central_api.app import enrolments
from central_api.clock import utc_now
from central_api.data_folder import initialise, opened
from central_api.published import Publications
from kiosk_app.config import FILE_NAME as KIOSK_FILE
from kiosk_app.ports.printing import PrintState
from tests.faults.kill_roles import CENTRE_SETTINGS, KIOSK_SETTINGS, NAME, QuickParts, kiosk
from tests.faults.nursery import ADDRESS, Born

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 60.0
BORN = {"kill_window", "kill_agent", "kill_enrol", "kill_scans", "kill_centre"}  # not what takes Qt with it
_OPEN_JOBS = {PrintState.QUEUED, PrintState.PRINTING}
_FINAL_OUTCOMES = {"booked", "rejected"}


class Victim(StrEnum):
    """Who is killed."""

    ENROLMENT = "enrolment"
    WINDOW = "window"
    AGENT = "agent"
    PRINT = "print"  # the agent's child
    CENTRE = "centre"


@dataclass(frozen=True)
class Round:
    """What happens in one round."""

    point: str
    victim: Victim
    passing: int = 1  # of the point, at which it happens
    requests: int = 2  # that the window submits, before and again after it was killed

    @property
    def name(self) -> str:
        return f"{self.victim}-{self.point}-{self.passing}-of-{self.requests}"

    @property
    def ending(self) -> str:
        """How the window's session ends: finished, so that receipts not printed yet expire, or left as it is."""
        return "leave" if self.point.startswith("print") else "finish"

    @property
    def prints_late(self) -> bool:
        """Whether the agent starts only after the window has ended, so that receipts still wait when its session ends."""
        return self.point.startswith("expiry")

    def kills(self, who: Victim) -> list[str]:
        """The listener's part of a role's command line."""
        agent_of_the_child = who is Victim.AGENT and self.victim is Victim.PRINT
        return [self.point, str(self.passing)] if who is self.victim or agent_of_the_child else []


@dataclass(frozen=True)
class CentreAt:
    """A centre that runs."""

    data: Path
    url: str


class Process:
    """One role in a process of its own. Its orphans are ended with it."""

    def __init__(self, role: str, *arguments: str) -> None:
        name = os.environ.get(ADDRESS)
        if name is not None and role in BORN:
            self.popen: Popen[str] | Born = Born(name, role, arguments)
            return
        command = [sys.executable, "-m", f"tests.faults.{role}", *arguments]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        self.popen = Popen(  # noqa: S603 - our own program
            command, cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True, env=environment, start_new_session=True
        )

    @property
    def has_died(self) -> bool:
        return self.popen.poll() is not None

    def line(self) -> str:
        assert self.popen.stdout is not None
        return self.popen.stdout.readline().strip()

    def ended(self) -> tuple[int, list[str]]:
        """Wait for its end; the exit status and what it said."""
        assert self.popen.stdout is not None
        said = self.popen.stdout.read().split()
        status = self.popen.wait(PATIENCE_SECONDS)
        assert status is not None
        return status, said

    def stop(self) -> int:
        """Ask it to end, once it has said that it can be asked, and wait."""
        assert self.line() == "ready"
        if self.popen.poll() is None:
            os.kill(self.popen.pid, signal.SIGTERM)
        return self.ended()[0]

    def close(self) -> None:
        """Whatever happened in the test: nothing of it stays."""
        with suppress(ProcessLookupError):
            os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait()
        for pipe in (self.popen.stdin, self.popen.stdout):
            if pipe is not None:
                pipe.close()


def make_centre(data: Path) -> None:
    """A data folder of a centre with few places and a worker that looks often."""
    data.mkdir(parents=True)
    (data / "centre.toml").write_text(CENTRE_SETTINGS, encoding="utf-8")
    initialise(data)


@contextmanager
def started(role: str, *arguments: str) -> Iterator[Process]:
    """A role at work, for as long as the context lasts."""
    process = Process(role, *arguments)
    try:
        yield process
    finally:
        process.close()


def start_centre(stack: ExitStack, data: Path, port: int = 0, kill: list[str] | None = None) -> tuple[Process, CentreAt]:
    """A centre that answers; the same port again gives it the address it had."""
    process = stack.enter_context(started("kill_centre", str(data), str(port), *(kill or [])))
    return process, CentreAt(data, process.line())


def make_kiosk(folder: Path, centre: CentreAt, kill: list[str] | None = None) -> bool:
    """A kiosk that the centre knows, after an enrolment was killed. Whether it was.

    The first: it is enrolled again then, with another code, if it has to be. Or, at the second passing, the second: the kiosk
    is then whoever it was before, or the new one.
    """
    folder.mkdir(mode=0o700)
    (folder / KIOSK_FILE).write_text(KIOSK_SETTINGS, encoding="utf-8")
    parts = kiosk(folder)
    parts.home.make()
    parts.prepare()
    died = False
    if kill:
        point, passing = kill
        if passing == "2":
            with started("kill_enrol", str(folder), centre.url, _new_code(centre)) as enrolment:
                assert enrolment.ended()[0] == 0
        with started("kill_enrol", str(folder), centre.url, _new_code(centre), point, "1") as enrolment:
            died = enrolment.ended()[0] == -signal.SIGKILL
    with closing(parts.store):
        if parts.store.device.enrolment() is None:
            parts.enroller.enrol(centre.url, _new_code(centre), NAME)
    return died


def _new_code(centre: CentreAt) -> str:
    with opened(centre.data) as opened_centre:
        root_key = Publications(opened_centre.database, utc_now).key_list().root_key
        return enrolments(opened_centre.settings, opened_centre.database).issue_code(root_key, NAME).to_text()


def is_drained(parts: QuickParts) -> bool:
    """Whether everything saved here has gone, been decided, come back, and every receipt has come to an end."""
    counts, store = parts.store.submissions.counts(), parts.store
    if counts.held or counts.sending or store.device.contact().all_sent is None:
        return False
    if any(job.state in _OPEN_JOBS for job in store.prints.jobs(10_000)):
        return False
    kept = store.submissions.recent(10_000)
    return all({outcome.state for outcome in store.device.outcomes(each.id)} & _FINAL_OUTCOMES for each in kept)


def drain(parts: QuickParts, given_up: Callable[[], bool] = lambda: False) -> None:
    """Wait until everything is drained, for as long as anything moves: a busy machine is no failure."""
    rows, deadline = -1, 0.0
    while not is_drained(parts) and not given_up():
        now = parts.store.audit.head().rows
        if now != rows:
            rows, deadline = now, time.monotonic() + PATIENCE_SECONDS
        assert time.monotonic() < deadline, "work is left, and nothing moves"
        time.sleep(0.05)


def play(one: Round, folder: Path, centre: CentreAt, centre_process: Process, stack: ExitStack) -> tuple[list[str], bool]:
    """Play a round on the kiosk at `folder`: what the window was told was saved, and whether the victim died at its point."""
    home = str(folder)
    begin_agent = partial(started, "kill_agent", home, *one.kills(Victim.AGENT))
    if not one.prints_late:
        agent = stack.enter_context(begin_agent())
    asking = ("kill_window", home, str(one.requests), one.ending)
    window = stack.enter_context(started(*asking, *one.kills(Victim.WINDOW)))
    status, told = window.ended()
    died = status == -signal.SIGKILL
    if died:
        window = stack.enter_context(started(*asking))
        status, more = window.ended()
        told += more
    assert status == 0, f"the window ended with {status}"
    if one.prints_late:
        agent = stack.enter_context(begin_agent())
    parts = kiosk(folder)
    stack.callback(parts.store.close)
    if one.victim is Victim.CENTRE:
        drain(parts, lambda: centre_process.has_died)
        died = centre_process.has_died
        if died:
            assert centre_process.popen.returncode == -signal.SIGKILL
            start_centre(stack, centre.data, urlsplit(centre.url).port or 0)
    drain(parts, lambda: agent.has_died)
    status = agent.stop()
    if one.victim is Victim.AGENT and status == -signal.SIGKILL:  # before it was drained, or with its last commit
        died = True
        agent = stack.enter_context(started("kill_agent", home))
        drain(parts, lambda: agent.has_died)
        status = agent.stop()
    if one.victim is Victim.PRINT:
        died = any(job.state is PrintState.UNKNOWN for job in parts.store.prints.jobs(10_000))
    assert status == 0, "the agent did not end well"
    return told, died
