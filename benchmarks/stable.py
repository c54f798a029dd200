"""A whole supervised kiosk whose windows a benchmark drives from outside."""

from __future__ import annotations

import contextlib
import selectors
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.kiosks import environment_of
from kiosk_app.main.parts import Parts

_PATIENCE_SECONDS = 60


class Stable:
    """The windows that are there, by process id; what each has said, and when."""

    def __init__(self, supervisor: int, server: socket.socket) -> None:
        self.supervisor = supervisor
        self._server = server
        self._selector = selectors.DefaultSelector()
        self._selector.register(server, selectors.EVENT_READ)
        self._rests: dict[socket.socket, bytes] = {}
        self._lines: dict[int, socket.socket] = {}
        self.said: dict[tuple[str, int], float] = {}

    def window(self) -> int:
        """The process whose window is painted, once a spare stands ready behind it."""
        self._until(lambda: bool(self._painted()) and bool(self.spares()))
        return self._painted()[0]

    def spares(self) -> list[int]:
        """Processes whose window was never painted."""
        return [pid for pid in self._lines if ("painted", pid) not in self.said]

    def tell(self, pid: int, what: str) -> None:
        """Tell one window to do something."""
        self._lines[pid].sendall(f"{what}\n".encode())

    def heard(self, what: str, pid: int) -> float:
        """When a window said something, waited for."""
        self._until(lambda: (what, pid) in self.said)
        return self.said[what, pid]

    def _painted(self) -> list[int]:
        return [pid for pid in self._lines if ("painted", pid) in self.said and ("ending", pid) not in self.said]

    def _until(self, condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not condition():
            if time.monotonic() > deadline:
                raise TimeoutError("the kiosk did not do what it was told")
            for key, _events in self._selector.select(0.1):
                self._hear(key.fileobj)

    def _hear(self, source: object) -> None:
        assert isinstance(source, socket.socket)
        if source is self._server:
            line, _address = self._server.accept()
            self._selector.register(line, selectors.EVENT_READ)
            self._rests[line] = b""
            return
        chunk = source.recv(4096)
        if not chunk:
            self._forget(source)
            return
        *lines, self._rests[source] = (self._rests[source] + chunk).split(b"\n")
        for each in lines:
            what, pid, at = each.decode().split()
            self._lines[int(pid)] = source
            self.said[what, int(pid)] = float(at)

    def _forget(self, source: socket.socket) -> None:
        self._selector.unregister(source)
        self._lines = {pid: line for pid, line in self._lines.items() if line is not source}
        del self._rests[source]
        source.close()

    def close(self) -> None:
        """Let go of every window."""
        for source in list(self._rests):
            self._forget(source)
        self._selector.close()


@contextlib.contextmanager
def supervised(parts: Parts) -> Iterator[Stable]:
    """A real supervisor with agent, window and spare, stopped at the end."""
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as server:
        path = Path(folder) / "reins"  # a socket's name is short
        server.bind(str(path))
        server.listen()
        command = [sys.executable, "-m", "benchmarks.supervised", str(path), "--window"]
        with subprocess.Popen(command, env=environment_of(parts), stderr=subprocess.DEVNULL) as process:  # noqa: S603 - our own
            stable = Stable(process.pid, server)
            try:
                yield stable
            finally:
                process.terminate()
                process.wait(_PATIENCE_SECONDS)
                stable.close()
