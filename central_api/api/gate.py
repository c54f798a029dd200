"""The way in: every request of a device passes here before its handler, which then only asks who it was."""

from __future__ import annotations

import json
import re
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from central_api.devices import Admitted, Doorkeeper, ReceivedRequest

_NONCE = re.compile(r"[0-9a-f]{16,64}", re.ASCII)


class Gate:
    """A dependency of routers: admits the device that signed the request, or raises what `Doorkeeper.admit` raises."""

    def __init__(self, doorkeeper: Doorkeeper) -> None:
        self._doorkeeper = doorkeeper

    async def __call__(self, request: Request) -> None:
        """Admit, and remember whom."""
        scope = request.scope
        received = ReceivedRequest(
            method=request.method,
            path=scope["raw_path"].decode("latin-1"),
            query=scope["query_string"].decode("latin-1"),
            body=await request.body(),
            headers=request.headers,
        )
        request.state.admitted = await run_in_threadpool(self._doorkeeper.admit, received)


async def _device_of(request: Request) -> UUID:
    admitted: Admitted = request.state.admitted
    return admitted.device_id


async def _admitted(request: Request) -> Admitted:
    admitted: Admitted = request.state.admitted
    return admitted


DeviceId = Annotated[UUID, Depends(_device_of)]
By = Annotated[Admitted, Depends(_admitted)]


async def nonce_of(request: Request) -> str:
    """The nonce of a request that is not answered by its handler; "" when it has none."""
    nonce = request.query_params.get("nonce")
    if nonce is None:
        try:
            body = json.loads(await request.body())
        except (ValueError, RecursionError):
            return ""
        nonce = body.get("nonce") if isinstance(body, dict) else None
    return nonce if isinstance(nonce, str) and _NONCE.fullmatch(nonce) else ""
