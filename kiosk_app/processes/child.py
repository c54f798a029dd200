"""One process that the supervisor keeps: started, listened to, ended when it hangs, and started again with a growing pause.

Its standard input ends when the supervisor does, however that dies. Its lifeline brings its pings; one that says nothing for too
long is asked to end, then killed, and its end is noticed like any other.
"""

from __future__ import annotations

import contextlib
import logging
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk_app.processes.pings import ALIVE, LIFELINE, Listener

LOG = logging.getLogger(__name__)

KNOWN_ERROR = 1  # exit status: it said what is wrong, and starting everything anew would not help
FIRST_PAUSE = 0.25
BEYOND_KILLING = 10.0  # seconds that the kernel may take to end a process that was killed
LONGEST_PAUSE = 30.0
STEADY_SECONDS = 20.0  # one that lived this long starts again without a pause


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a child is waited for, in seconds. Without `silence` it need not ping."""

    start: float = 120.0  # until its first ping
    silence: float | None = 30.0  # between two pings
    end: float = 3.0  # between being asked to end and being killed
    may_hang: bool = True  # whether one that was ended because it said nothing may simply be started again
    leave: float = 150.0  # until one whose work is done ends; its last call may still wait for a centre that answers slowly


class Child:
    """A process of one kind. Not started yet."""

    def __init__(self, name: str, command: Sequence[str], environment: Mapping[str, str], patience: Patience) -> None:
        self.name = name
        self._fruitless = 0  # starts in a row that brought neither a ping nor a known error
        self._command = list(command)
        self._environment = dict(environment)
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None
        self._listener: Listener | None = None
        self._started = 0.0
        self._heard = 0.0
        self._pinged = False
        self._hung = False  # this run, or the one before it, was ended because it said nothing
        self._kill_at: float | None = None
        self._gone_by: float | None = None
        self._pause = 0.0
        self._not_before = 0.0

    @property
    def is_running(self) -> bool:
        """Whether it was started and its end has not been noticed."""
        return self._process is not None

    @property
    def pinged(self) -> bool:
        """Whether it has said a word since it was started."""
        return self._pinged

    @property
    def leaving(self) -> bool:
        """Whether its work is done: it ends by itself, or has ended."""
        return self._gone_by is not None

    @property
    def is_leaving(self) -> bool:
        """Whether its work is done and it has not ended yet."""
        return self.leaving and self._process is not None

    def is_stuck(self, tries: int) -> bool:
        """Whether starting it again does not help: so many starts brought nothing, or it hung, or it cannot even be killed."""
        unkillable = self._kill_at is not None and time.monotonic() > self._kill_at + BEYOND_KILLING
        return self._fruitless >= tries or unkillable or (self._hung and not self._patience.may_hang)

    @property
    def reading(self) -> int | None:
        """What to wait on for its words."""
        return None if self._listener is None else self._listener.reading

    def start(self) -> bool:
        """Start it, unless it ended a moment ago. Whether it runs."""
        if self._process is not None:
            return True
        if time.monotonic() < self._not_before:
            return False
        listener = Listener()
        environment = {**self._environment, LIFELINE: str(listener.writing)}
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own
                self._command, stdin=subprocess.PIPE, env=environment, pass_fds=[listener.writing]
            )
        except OSError as error:  # no memory or no process left: a pause like after any other end
            LOG.error("%s could not be started: errno %d", self.name, error.errno or 0)  # noqa: TRY400 - a trace says no more
            listener.close()
            self._wait_longer()
            return False
        finally:
            listener.hand_over()
        self._listener = listener
        self._started = self._heard = time.monotonic()
        self._pinged, self._kill_at, self._gone_by = False, None, None
        return True

    def hear(self) -> bytes:
        """The words it said since the last call."""
        words = b"" if self._listener is None else self._listener.hear()
        if words:
            self._heard = time.monotonic()
        if ALIVE in words:
            self._pinged, self._fruitless = True, 0
        return words

    def excuse(self, seconds: float) -> None:
        """It could not speak for so long: the whole computer stood still."""
        self._heard += seconds

    def mind(self) -> None:
        """End it when it has been silent for too long."""
        if self._process is None:
            return
        now = time.monotonic()
        if self._kill_at is not None:
            if now >= self._kill_at:
                self._process.kill()
        elif self._gone_by is not None:
            if now >= self._gone_by:
                LOG.error("%s (process %d) does not end by itself", self.name, self._process.pid)
                self.ask_to_end()
        elif self._patience.silence is not None:
            silent = now - self._heard
            if silent > (self._patience.silence if self._pinged else self._patience.start):
                LOG.error("%s (process %d) has said nothing for %.0f seconds", self.name, self._process.pid, silent)
                self._hung = True
                self.ask_to_end()

    def ended(self) -> int | None:
        """Its exit status, once, when it has ended."""
        status = None if self._process is None else self._process.poll()
        if status is None:
            return None
        hung, self._kill_at = self._kill_at is not None, None
        self._hung = self._hung and hung
        fruitless = not self._pinged and (hung or status not in {0, KNOWN_ERROR})
        self._fruitless = self._fruitless + 1 if fruitless else 0
        self._let_go()
        return status

    def pause(self, *, wanted: bool = False) -> None:
        """After an end: none for one that was `wanted` or long in coming, otherwise a longer one each time."""
        if wanted or (self._pinged and time.monotonic() - self._started > STEADY_SECONDS):
            self._pause = 0.0
        else:
            self._wait_longer()

    def hurry(self) -> None:
        """Something has changed: it may start at once."""
        self._not_before = 0.0

    def tell(self, message: bytes) -> None:
        """Write to its standard input; one that has just died is noticed elsewhere."""
        if self._process is not None and self._process.stdin is not None:
            try:
                self._process.stdin.write(message)
                self._process.stdin.flush()
            except BrokenPipeError:
                LOG.warning("%s ended before it could be told", self.name)

    def leave(self) -> None:
        """Its work is done: from now on it need not ping, only end."""
        self._gone_by = time.monotonic() + self._patience.leave

    def ask_to_end(self) -> None:
        """Ask it to end; killed when it has not done so within its patience. Waits for nothing."""
        if self._process is not None and self._kill_at is None:
            self._kill_at = time.monotonic() + self._patience.end
            self._process.terminate()

    def wait(self) -> None:
        """Wait for one that was asked to end."""
        if self._process is None:
            return
        try:
            self._process.wait(max(0.0, (self._kill_at or 0.0) - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._let_go()

    def _wait_longer(self) -> None:
        self._pause = min(max(FIRST_PAUSE, self._pause * 2), LONGEST_PAUSE)
        self._not_before = time.monotonic() + self._pause

    def _let_go(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()
        if self._listener is not None:
            self._listener.close()
        self._process = self._listener = None
