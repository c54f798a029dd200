"""The outermost layer of the application: each request has a name, and one line in the log that says how it was answered."""

from __future__ import annotations

import logging
import time
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from central_api.request_ids import HEADER, dealing_with, request_id_from

_log = logging.getLogger(__name__)
_METHODS: Final = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})  # any other word may be anything
_UNSAID: Final = frozenset({"/healthz", "/readyz", "/metrics"})  # asked for every few seconds; said only when something is wrong
_FIRST_REFUSAL: Final = 400


class NamedRequests:
    """Takes a name that is well-formed or makes one; it stands in each line of the log and in the answer's head."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Name it, pass on, and say what came of it: never its path, which may hold a reference."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        name = request_id_from(Headers(scope=scope).get(HEADER))
        began = time.perf_counter()

        async def watch(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = name
                _say(scope, message["status"], time.perf_counter() - began)
            await send(message)

        with dealing_with(name):
            await self._app(scope, receive, watch)


def _say(scope: Scope, status: int, seconds: float) -> None:
    if status < _FIRST_REFUSAL and scope["path"] in _UNSAID:
        return
    route = getattr(scope.get("route"), "path", "-")
    method = scope["method"] if scope["method"] in _METHODS else "-"
    _log.info("answered status=%d method=%s route=%s ms=%d", status, method, route, round(1000 * seconds))
