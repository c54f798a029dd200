"""Waiting for what happens: a word of a child, the end of a child, or a signal to stop, each noticed at once."""

from __future__ import annotations

import contextlib
import os
import select
import signal
from collections.abc import Sequence
from types import FrameType, TracebackType
from typing import Final, Self

STOPPING: Final = (signal.SIGTERM, signal.SIGINT)
_CHUNK: Final = 4096


class Wakening:
    """While used as a context (on the main thread), signals and the ends of children end a wait."""

    def __init__(self) -> None:
        self.stopped = False

    def __enter__(self) -> Self:
        self._reading, self._writing = os.pipe()
        for end in (self._reading, self._writing):
            os.set_blocking(end, False)
        self._woken_before = signal.set_wakeup_fd(self._writing, warn_on_full_buffer=False)
        self._handled_before = {number: signal.signal(number, self._on_signal) for number in (*STOPPING, signal.SIGCHLD)}
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        signal.set_wakeup_fd(self._woken_before)
        for number, handler in self._handled_before.items():
            signal.signal(number, handler)
        os.close(self._reading)
        os.close(self._writing)

    def wait(self, reading: Sequence[int], seconds: float) -> None:
        """Until one of `reading` can be read, a signal arrives, or so many seconds have passed."""
        ready, _, _ = select.select([self._reading, *reading], [], [], seconds)
        if self._reading in ready:
            with contextlib.suppress(BlockingIOError):
                os.read(self._reading, _CHUNK)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        self.stopped = self.stopped or number in STOPPING
