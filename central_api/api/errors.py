"""Every refusal as the answer the contract gives it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from central_api.api.documents import signed_response
from central_api.api.gate import nonce_of
from central_api.api.problems import Problem
from central_api.api.staff_refusals import add_staff_refusals
from central_api.clock import Clock
from central_api.db import UNAVAILABLE
from central_api.devices import DeviceRefused, Refused, ReplayedRequest
from central_api.enrolment import EnrolmentRefused
from central_api.intake import BatchTooLarge
from central_api.keys import Signer
from central_api.rate_limits import TooManyRequests
from central_api.status import TooManyLookups
from sync.envelope import BadRequestSignature, Purpose, instant_text

_log = logging.getLogger(__name__)
_RETRY_SECONDS = 5  # what a kiosk waits, at least, while the database is away
_BY_STATUS = {problem.status: problem for problem in (Problem.NOT_FOUND, Problem.METHOD, Problem.MEDIA_TYPE)}


def add_error_handlers(app: FastAPI, signer: Signer, clock: Clock) -> None:
    """Teach the application its refusals."""
    _always(app, BatchTooLarge, Problem.TOO_LARGE)
    _always(app, EnrolmentRefused, Problem.ENROLMENT_REFUSED)
    _always(app, ReplayedRequest, Problem.REPLAYED)

    @app.exception_handler(DeviceRefused)
    async def _refused(request: Request, error: DeviceRefused) -> Response:
        """Only what is signed may stop a kiosk, so this refusal is."""
        payload: dict[str, object] = {
            "device": str(error.device_id),
            "nonce": await nonce_of(request),
            "time": instant_text(clock()),
            "device_state": error.refused.value,
            "results": [],
        }
        _log.warning("refused device=%s state=%s", error.device_id, error.refused.value)
        status = 401 if error.refused is Refused.UNKNOWN else 403
        return signed_response(signer.sign(Purpose.RESULTS, payload), status)

    @app.exception_handler(BadRequestSignature)
    async def _unauthenticated(_request: Request, error: BadRequestSignature) -> Response:
        _log.warning("request not authenticated code=%s", error.code)
        problem = Problem.CLOCKS_DISAGREE if error.code == "age" else Problem.UNAUTHENTICATED
        return problem.response({"WWW-Authenticate": "Signature"}, code=error.code, time=instant_text(clock()))

    @app.exception_handler(TooManyRequests)
    async def _hurried(_request: Request, error: TooManyRequests) -> Response:
        return Problem.TOO_MANY_REQUESTS.response({"Retry-After": str(error.retry_after)})

    @app.exception_handler(TooManyLookups)
    async def _limited(_request: Request, error: TooManyLookups) -> Response:
        return Problem.TOO_MANY_LOOKUPS.response({"Retry-After": str(error.retry_after)})

    @app.exception_handler(RequestValidationError)
    async def _invalid(_request: Request, error: RequestValidationError) -> Response:
        places = sorted({_place(fault) for fault in error.errors()})
        return Problem.BAD_REQUEST.response(places=places)

    @app.exception_handler(HTTPException)
    async def _http(_request: Request, error: HTTPException) -> Response:
        return _BY_STATUS.get(error.status_code, Problem.BAD_REQUEST).response(error.headers)

    add_staff_refusals(app)
    for fault in UNAVAILABLE:
        app.add_exception_handler(fault, _unavailable)


def _place(fault: Mapping[str, Any]) -> str:
    """Where a fault is, in names of the contract. The name of a member that is not in it was made up by who sent it."""
    where = fault["loc"][:-1] if fault["type"] == "extra_forbidden" else fault["loc"]
    return ".".join(str(part) for part in where)


async def _unavailable(_request: Request, error: Exception) -> Response:
    """Whatever was asked may have been done or not: every request can be made again."""
    _log.error("the database does not answer: %s", type(getattr(error, "orig", error)).__name__)
    return Problem.UNAVAILABLE.response({"Retry-After": str(_RETRY_SECONDS)})


def _always(app: FastAPI, error: type[Exception], problem: Problem) -> None:
    app.add_exception_handler(error, _answer_with(problem))


def _answer_with(problem: Problem) -> Callable[[Request, Exception], Response]:
    def handler(_request: Request, _error: Exception) -> Response:
        return problem.response()

    return handler
