"""Serving over HTTP, with the worker beside it, until told to stop."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable
from threading import Thread

import uvicorn
from fastapi import FastAPI

from central_api.worker import WorkerThread

_GRACE_SECONDS = 10


class Server(uvicorn.Server):
    """A server that says when it is ready."""

    def __init__(self, app: FastAPI, on_ready: Callable[[], None]) -> None:
        # No access log: the application's own lines say more, and say nothing they should not.
        super().__init__(
            uvicorn.Config(app, access_log=False, log_config=None, server_header=False, timeout_graceful_shutdown=_GRACE_SECONDS)
        )
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        if self.started:
            self._on_ready()


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 lets the system choose."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family, backlog=128)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # inherited: asyncio does so only for sockets it made itself
    return listening


def url_of(listening: socket.socket) -> str:
    """The address others reach this socket at."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(
    app: FastAPI,
    listening: socket.socket,
    worker: WorkerThread | None,
    on_ready: Callable[[], None],
    *,
    until_closed: int | None = None,
) -> None:
    """Serve until SIGTERM or SIGINT; open requests and the worker's piece of work are finished first.

    With `until_closed`, a file descriptor, its end is a reason to stop too: a pipe from a parent ends however the parent dies.
    """
    server = Server(app, on_ready)

    def stop(*_: object) -> None:
        server.should_exit = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)  # the server has its own while it runs, and raises them again when it has ended
    if until_closed is not None:
        Thread(target=_await_end, args=(until_closed, stop), name="central-api-parent", daemon=True).start()
    if worker is not None:
        worker.start()
    try:
        server.run(sockets=[listening])
    finally:
        if worker is not None:
            worker.stop()


def _await_end(descriptor: int, stop: Callable[[], None]) -> None:
    """Read past sys.stdin, whose lock would be held when the interpreter ends."""
    try:
        while os.read(descriptor, 4096):
            pass
    except OSError:
        pass  # it was never open
    stop()
