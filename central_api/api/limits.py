"""Two guards around everything: no body beyond a limit is taken in, and no fault of ours speaks to the outside or to the log."""

from __future__ import annotations

import logging
import re
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from central_api.api.problems import Problem
from central_api.tracing import code_path

_log = logging.getLogger(__name__)
_JSON = re.compile(r"application/(?:[a-z0-9.!#$&^_-]+\+)?json")
_PATIENCE = 4  # times the limit that is read and thrown away, so that an honest sender hears the answer


class BodyLimit:
    """Reads a body whole before the application sees it, or answers 413."""

    def __init__(self, app: ASGIApp, max_bytes: int) -> None:
        self._app = app
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = await self._read(receive)
        if body is None:
            await Problem.TOO_LARGE.response({"Connection": "close"})(scope, receive, send)
            return
        given = False

        async def replay() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, replay, send)

    async def _read(self, receive: Receive) -> bytes | None:
        """The body; None when it is too large."""
        parts: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            part = message.get("body", b"")
            size += len(part)
            if size <= self._max_bytes:
                parts.append(part)
            else:
                parts.clear()
            if not message.get("more_body", False) or size > _PATIENCE * self._max_bytes:
                return b"".join(parts) if size <= self._max_bytes else None


async def only_json(request: Request) -> None:
    """A dependency of every route: a body is JSON, and says so.

    Raises:
        HTTPException: 415.
    """
    if await request.body() and not _JSON.fullmatch(request.headers.get("content-type", "").split(";")[0].strip().lower()):
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)


class FaultGuard:
    """Turns a fault into a problem and a log line that holds no values."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; answer 500 when that raises and nothing was sent yet."""
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watch)
        except Exception as fault:
            if scope["type"] != "http":
                raise
            _log.error("request failed %s", code_path(fault))
            if not started:
                await Problem.INTERNAL.response()(scope, receive, send)
