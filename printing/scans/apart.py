"""Draws scans, and makes PDF of them, each time in a process of its own (`kiosk_app.ports.page_images`).

That process gets the scan through a pipe, with an empty environment and no file but its three; it is killed when it takes too
long or says too much. Its answer is checked before anybody uses it.
"""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import Final

from kiosk_app.ports.page_images import Raster
from kiosk_app.staff_errors import PageDamaged, PageProtected, PageTooLarge
from printing.scans.child import PDF_ARGUMENT
from printing.scans.wire import KINDS, Asked, Nonsense, Outcome, Task, ask, most_drawn, read_count, read_drawn
from services.scans import ScanKind

_CHUNK: Final = 1 << 16
_MOST_COUNT: Final = 16  # bytes
_KIND: Final = dict(zip(ScanKind, KINDS, strict=True))
_SAYS: Final = {Outcome.DAMAGED: PageDamaged, Outcome.PROTECTED: PageProtected, Outcome.TOO_LARGE: PageTooLarge}


def own_child() -> Sequence[str]:
    """The command line of the process that draws: nothing of the surroundings decides what it imports."""
    return (sys.executable, "-I", "-m", "printing.scans.child")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a process that draws may take, whatever limits it set itself."""

    seconds: float = 12.0
    pdf_seconds: float = 60.0  # a scan of many pages
    pdf_bytes: int = 512 * 1024 * 1024


class DrawnApart:
    """`PageImages` and `PdfMaker`. `command` starts the process that draws."""

    def __init__(self, command: Sequence[str], bounds: Bounds | None = None) -> None:
        self._command = tuple(command)
        self._bounds = bounds or Bounds()
        self._starting = Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._stopped = False

    def pages(self, content: bytes, kind: ScanKind) -> int:
        """How many pages a scan has."""
        answer = self._ask(Asked(Task.COUNT, _KIND[kind]), content, _MOST_COUNT)
        try:
            return read_count(answer)
        except Nonsense:
            raise PageDamaged(cause="nonsense") from None

    def render(self, content: bytes, kind: ScanKind, page: int, width_px: int, rotation: int) -> Raster:
        """A page as a picture."""
        answer = self._ask(Asked(Task.DRAW, _KIND[kind], page, width_px, rotation), content, most_drawn())
        try:
            return Raster(*read_drawn(answer))
        except Nonsense:
            raise PageDamaged(cause="nonsense") from None

    def pdf(self, content: bytes, kind: ScanKind) -> bytes:
        """A PDF of a scan."""
        if kind is ScanKind.PDF:
            return content
        return self._ask(Asked(Task.PDF, _KIND[kind]), content, self._bounds.pdf_bytes)[1:]

    def stop(self) -> None:
        """End every process that draws, and start none any more."""
        with self._starting:
            self._stopped = True
            for process in self._running:
                process.kill()

    def _start(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        with self._starting:
            if self._stopped:
                raise PageDamaged(cause="stopped")
            process = subprocess.Popen(  # noqa: S603 - our own program
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                env={},
                close_fds=True,
            )
            self._running.add(process)
            return process

    def _ask(self, asked: Asked, content: bytes, most: int) -> bytes:
        """The whole answer to a question, which begins with `Outcome.DONE`."""
        making = asked.task is Task.PDF
        command = (*self._command, PDF_ARGUMENT) if making else self._command
        seconds = self._bounds.pdf_seconds if making else self._bounds.seconds
        with self._start(command) as process:
            try:
                answer = _exchange(process, ask(asked) + content, most, time.monotonic() + seconds)
            finally:
                process.kill()
                with self._starting:
                    self._running.discard(process)
        if not answer or answer[0] not in set(Outcome):
            raise PageDamaged(cause="ended")
        if answer[0] != Outcome.DONE:
            raise _SAYS[Outcome(answer[0])](cause="told")
        return answer


def _exchange(process: subprocess.Popen[bytes], question: bytes, most: int, until: float) -> bytes:
    """Write the question and read the answer, both as the other side can; b"" from one that ended before."""
    told, heard = process.stdin, process.stdout
    if told is None or heard is None:
        raise RuntimeError("there is no pipe")
    left, answer = memoryview(question), bytearray()
    with selectors.DefaultSelector() as ready:
        for pipe, event in ((told, selectors.EVENT_WRITE), (heard, selectors.EVENT_READ)):
            os.set_blocking(pipe.fileno(), False)
            ready.register(pipe, event)
        while True:
            spare = until - time.monotonic()
            if spare <= 0:
                raise PageTooLarge(cause="seconds")
            for key, event in ready.select(spare):
                if event & selectors.EVENT_READ:
                    got = os.read(key.fd, _CHUNK)
                    if not got:
                        return bytes(answer)
                    answer += got
                    if len(answer) > most:
                        raise PageTooLarge(cause="answer")
                else:
                    with suppress(BrokenPipeError):
                        left = left[os.write(key.fd, left[:_CHUNK]) :]
                        if left:
                            continue
                    ready.unregister(told)
                    told.close()
