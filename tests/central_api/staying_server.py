"""A server that stays for all tests of a process and serves whichever application it is lent to.

Starting and ending one takes a fifth of a second of waiting, which hundreds of tests would otherwise do one after another.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterator
from typing import cast

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from central_api.server import Server, listen, url_of
from tests.support import until


class StayingServer:
    """See the module. One application at a time."""

    def __init__(self) -> None:
        self._app: ASGIApp | None = None
        self._listening = listen("127.0.0.1", 0)
        self.url = url_of(self._listening)
        ready = threading.Event()
        self._server = Server(cast("FastAPI", self), ready.set)
        logging.getLogger("uvicorn.access").disabled = True  # it is off; the log that a test keeps would switch it on again
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._listening]})
        self._thread.start()
        assert ready.wait(30)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What the server asks for each request."""
        if scope["type"] == "http":
            assert self._app is not None, "asked by a test that has ended"
            await self._app(scope, receive, send)

    @contextlib.contextmanager
    def lent_to(self, app: FastAPI) -> Iterator[str]:
        """Serve an application; its address. What it was asked has been answered when the context is left."""
        assert self._app is None, "it serves another application"
        self._app = app
        try:
            yield self.url
        finally:
            until(lambda: not self._server.server_state.tasks)
            self._app = None

    def close(self) -> None:
        """End it."""
        self._server.should_exit = True
        self._thread.join()
        self._listening.close()
