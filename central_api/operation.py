"""What those ask who run a centre: is it alive, is it ready, what does it count.

Three addresses outside of `/v1`, which a proxy does not hand on: for the machine's own supervisor, balancer and Prometheus.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from central_api.metrics import MEDIA_TYPE, Metrics
from central_api.readiness import Readiness

_METHODS = frozenset({"GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"})
ALIVE: Final = "/healthz"
READY: Final = "/readyz"
METRICS: Final = "/metrics"


def operation_routes(readiness: Readiness, metrics: Metrics) -> Sequence[BaseRoute]:
    """The three addresses."""

    async def alive(_request: Request) -> Response:
        """The process answers; nothing else is looked at, so that a database that is away restarts nobody."""
        return JSONResponse({"status": "ok"})

    async def ready(_request: Request) -> Response:
        """Whether requests can be served: 200, or 503 and what is wrong."""
        found = await run_in_threadpool(readiness.check)
        return JSONResponse(found, 200 if readiness.is_ready(found) else 503, headers={"Cache-Control": "no-store"})

    async def counted(_request: Request) -> Response:
        """Prometheus's own text."""
        return Response(await run_in_threadpool(metrics.text), media_type=MEDIA_TYPE)

    return [Route(ALIVE, alive), Route(READY, ready), Route(METRICS, counted)]


class RequestTimes:
    """Measures every request, under the pattern of its route and never its path, which may hold a reference."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and measure until the answer begins."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()

        async def watch(message: Message) -> None:
            if message["type"] == "http.response.start":
                method = scope["method"] if scope["method"] in _METHODS else "other"
                route = getattr(scope.get("route"), "path", "none")
                self._metrics.answered(method, route, message["status"], time.perf_counter() - began)
            await send(message)

        await self._app(scope, receive, watch)
