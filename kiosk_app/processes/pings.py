"""Both ends of the lifeline: a pipe on which a child tells the supervisor in single bytes that it lives.

The child inherits the writing end; the environment names its descriptor. A word is one byte and never waits: a pipe that is full
holds pings enough, and a supervisor that is gone is noticed on standard input.
"""

from __future__ import annotations

import contextlib
import os
import stat
import threading
from collections.abc import Callable, Iterable, MutableMapping
from typing import Final, Self

from kiosk_app.ports.checkpoints import Point

LIFELINE: Final = "KIOSK_LIFELINE"  # the environment variable with the number of the descriptor
ALIVE: Final = b"a"
SHOWN: Final = b"s"
OVER: Final = b"o"
SENDING: Final = "sending"
PRINTING: Final = "printing"
KEEPING: Final = "keeping"
_CHUNK: Final = 4096


class PipeLifeline:
    """The child's end (`kiosk_app.ports.lifeline.Lifeline`). Without a descriptor nobody listens."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor

    @classmethod
    def inherited(cls, environment: MutableMapping[str, str]) -> Self:
        """The end that the supervisor left this process. It is taken out of `environment`: no child of ours speaks for us."""
        named = environment.pop(LIFELINE, "")
        if not named.isdecimal():
            return cls(None)
        descriptor = int(named)
        try:
            if not stat.S_ISFIFO(os.fstat(descriptor).st_mode):
                return cls(None)
            os.set_inheritable(descriptor, False)  # noqa: FBT003 - its only argument
        except (OSError, OverflowError):
            return cls(None)
        return cls(descriptor)

    def alive(self) -> None:
        """The loop that must go round has come round."""
        self._say(ALIVE)

    def shown(self) -> None:
        """The window is on the screen."""
        self._say(SHOWN)

    def over(self) -> None:
        """The session has ended and nothing of it can be seen any more."""
        self._say(OVER)

    def _say(self, word: bytes) -> None:
        if self._descriptor is not None:
            with contextlib.suppress(BlockingIOError, BrokenPipeError):
                os.write(self._descriptor, word)


class Listener:
    """The supervisor's end of one child's lifeline. `writing` is the end that the child inherits."""

    def __init__(self) -> None:
        reading, self.writing = os.pipe()
        self._reading: int | None = reading
        for end in (reading, self.writing):
            os.set_blocking(end, False)

    @property
    def reading(self) -> int | None:
        """What to wait on; None once the child has closed its end."""
        return self._reading

    def hand_over(self) -> None:
        """The child has its end now; close ours, so that the child's end is the only one."""
        os.close(self.writing)

    def hear(self) -> bytes:
        """The words said since the last call."""
        heard = b""
        while self._reading is not None:
            try:
                chunk = os.read(self._reading, _CHUNK)
            except BlockingIOError:
                break
            if not chunk:
                self.close()
            heard += chunk
        return heard

    def close(self) -> None:
        """Listen no more."""
        if self._reading is not None:
            os.close(self._reading)
            self._reading = None


class Rounds:
    """Lines of work that must all come round before one ping is sent: one that hangs silences them together."""

    def __init__(self, lines: Iterable[str], alive: Callable[[], None]) -> None:
        self._lines = frozenset(lines)
        self._alive = alive
        self._awaited = set(self._lines)
        self._lock = threading.Lock()

    def came_round(self, line: str) -> None:
        """`line` is at its beginning again. Called by any thread."""
        with self._lock:
            self._awaited.discard(line)
            if self._awaited:
                return
            self._awaited.update(self._lines)
        self._alive()


class Progress:
    """A pass that sends for an hour is alive at each place it passes (`kiosk_app.ports.checkpoints.Checkpoints`)."""

    def __init__(self, rounds: Rounds) -> None:
        self._rounds = rounds

    def reached(self, point: Point) -> None:
        """The agent is at `point` now."""
        self._rounds.came_round(PRINTING if point is Point.PRINT_CLAIMED else SENDING)
