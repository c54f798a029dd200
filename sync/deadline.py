"""Ends an exchange that takes too long, whatever it is doing.

A time-out between two pieces does not help against an other side that sends one byte at a time, also of the head of its answer.
So one thread for each client watches the time of the exchange that runs, and shuts the socket for both directions when it is up.
An exchange that ends in time costs that thread nothing: it looks again only when the time it waits for has come.
"""

from __future__ import annotations

import math
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Condition, Thread
from time import monotonic
from typing import Any


class Deadline:
    """The time limit of one client that holds one connection at a time. To be closed."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._socket: socket.socket | None = None
        self._until = math.inf  # when the exchange that runs must have ended
        self._looks = math.inf  # when the thread looks again by itself
        self._over = False
        self._closed = False
        self._thread: Thread | None = None

    def note(self, event: str, info: Mapping[str, Any]) -> None:
        """Hear from the HTTP library what it does (httpx's extension "trace"): a new connection is remembered."""
        if event in {"connection.connect_tcp.complete", "connection.start_tls.complete"}:
            with self._changed:
                self._socket = info["return_value"].get_extra_info("socket")
                if self._over:  # the time was up before there was a connection
                    self._shut()

    @contextmanager
    def after(self, seconds: float) -> Iterator[None]:
        """Limit what happens inside."""
        with self._changed:
            self._over = False
            self._until = monotonic() + max(seconds, 0.0)
            if self._thread is None:
                self._thread = Thread(target=self._watch, name="deadline", daemon=True)
                self._thread.start()
            elif self._until < self._looks:
                self._changed.notify()
        try:
            yield
        finally:
            with self._changed:
                self._until = math.inf

    @property
    def is_over(self) -> bool:
        """Whether the time of the last exchange ran out."""
        with self._changed:
            return self._over

    def close(self) -> None:
        """End the thread. Nothing is limited any more."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _watch(self) -> None:
        with self._changed:
            while not self._closed:
                if monotonic() >= self._until:
                    self._end()
                self._looks = self._until
                self._changed.wait(None if math.isinf(self._until) else max(0.0, self._until - monotonic()))

    def _end(self) -> None:
        self._over = True
        self._until = math.inf
        self._shut()

    def _shut(self) -> None:
        if self._socket is not None:
            with suppress(OSError):  # closed already
                # Not the method of a TLS socket, which would take away what a reader in another thread is using.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
