"""The supervisor: small, no Qt, no database, no answers. Starts the agent and the windows and restarts what dies.

On the public desk a window's process ends with its session, so a spare window always stands ready: it is told "show" on its
standard input the moment the window before it ends, and the next spare is started behind it.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from types import FrameType

LOG = logging.getLogger(__name__)

WINDOW_CLOSED = 3  # exit status of a window that a developer closed: the kiosk stops
LOOK_SECONDS = 0.05
LONGEST_PAUSE = 30.0
STEADY_SECONDS = 20.0  # a child that lived this long starts again without a pause
SHOW = b"show\n"


class Child:
    """One kind of process: started, watched, restarted with a growing pause when it keeps dying."""

    def __init__(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.name = name
        self._command = list(command)
        self._environment = dict(environment)
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._pause = 0.0
        self._not_before = 0.0

    def start(self) -> None:
        """Start it, unless it died a moment ago."""
        if time.monotonic() < self._not_before:
            return
        self._started = time.monotonic()
        self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, env=self._environment)  # noqa: S603 - our own

    def ended(self) -> int | None:
        """Its exit status once it ended; None while it runs or was not started."""
        return None if self._process is None else self._process.poll()

    @property
    def is_running(self) -> bool:
        """Whether it runs now."""
        return self._process is not None and self._process.poll() is None

    def forget(self, *, wanted: bool) -> None:
        """It ended: `wanted` for a session that is over, otherwise it waits longer each time before it starts again."""
        lived = time.monotonic() - self._started
        self._pause = 0.0 if wanted or lived > STEADY_SECONDS else min(max(0.25, self._pause * 2), LONGEST_PAUSE)
        self._not_before = time.monotonic() + self._pause
        self._process = None

    def tell(self, message: bytes) -> None:
        """Write to its standard input; one that has just died is noticed elsewhere."""
        if self._process is not None and self._process.stdin is not None:
            try:
                self._process.stdin.write(message)
                self._process.stdin.flush()
            except BrokenPipeError:
                LOG.warning("%s ended before it could be told", self.name)

    def stop(self, seconds: float = 5.0) -> None:
        """End it, kindly, then not."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.terminate()
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class Supervisor:
    """Keeps one agent, one window and one spare."""

    def __init__(self, agent: Child, windows: tuple[Child, Child]) -> None:
        self._agent = agent
        self._front, self._spare = windows
        self._stop = threading.Event()

    def run(self) -> int:
        """Until stopped by a signal or by a closed window; the exit status."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)
        self._agent.start()
        self._front.start()
        self._front.tell(SHOW)
        self._spare.start()
        try:
            while not self._stop.wait(LOOK_SECONDS):
                self._look()
        finally:
            for child in (self._front, self._spare, self._agent):
                child.stop()
        return 0

    def _look(self) -> None:
        self._restart(self._agent)
        status = self._front.ended()
        if status == WINDOW_CLOSED:
            self._stop.set()
        elif status is not None:
            LOG.info("a window ended with status %d", status)
            self._front.forget(wanted=status == 0)
            self._front, self._spare = self._spare, self._front
            self._front.tell(SHOW)
        if not self._front.is_running:
            self._restart(self._front)
            self._front.tell(SHOW)
        self._restart(self._spare)

    def _restart(self, child: Child) -> None:
        status = child.ended()
        if status is not None:
            LOG.warning("%s ended with status %d", child.name, status)
            child.forget(wanted=False)
        if not child.is_running:
            child.start()

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._stop.set()


def own_command(*arguments: str) -> list[str]:
    """The command line that runs another process of this program."""
    return [sys.executable, "-m", "kiosk_app.main", *arguments]


def own_environment(home: str, **more: str) -> dict[str, str]:
    """This environment with the data folder named, for a child."""
    return {**os.environ, "KIOSK_HOME": home, **more}
