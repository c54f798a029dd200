"""Ends an exchange that takes too long, whatever it is doing.

A time-out between two pieces does not help against an other side that sends one byte at a time, also of the head of its answer.
So while an exchange runs, a timer holds the socket and shuts it for both directions when the time is up.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Lock, Timer
from typing import Any


class Deadline:
    """The time limit of one client that holds one connection at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._socket: socket.socket | None = None
        self._over = False

    def note(self, event: str, info: Mapping[str, Any]) -> None:
        """Hear from the HTTP library what it does (httpx's extension "trace"): a new connection is remembered."""
        if event in {"connection.connect_tcp.complete", "connection.start_tls.complete"}:
            with self._lock:
                self._socket = info["return_value"].get_extra_info("socket")

    @contextmanager
    def after(self, seconds: float) -> Iterator[None]:
        """Limit what happens inside."""
        with self._lock:
            self._over = False
        timer = Timer(max(seconds, 0.0), self._end)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()  # so that it can never end the exchange after this one

    @property
    def is_over(self) -> bool:
        """Whether the time of the last exchange ran out."""
        with self._lock:
            return self._over

    def _end(self) -> None:
        with self._lock:
            self._over = True
            if self._socket is not None:
                with suppress(OSError):  # closed already
                    # Not the method of a TLS socket, which would take away what a reader in another thread is using.
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
