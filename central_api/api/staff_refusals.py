"""Every refusal of something that staff asked, as the answer the contract gives it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fastapi import FastAPI, Request
from starlette.responses import Response

from central_api.api.problems import Problem
from central_api.api.staff import VersionMissing
from central_api.api.staff_gate import NotAdmitted
from central_api.staff.finding import NoSuchCase
from central_api.staff.obstacles import CannotDo, Obstacle

PROBLEMS: Final[Mapping[Obstacle, Problem]] = {
    Obstacle.CHANGED: Problem.CASE_CHANGED,
    Obstacle.DECIDED: Problem.CASE_DECIDED,
    Obstacle.NO_PLACE: Problem.NO_PLACE,
    Obstacle.NOT_ALLOWED: Problem.NOT_ALLOWED,
    Obstacle.NOT_DECIDED_HERE: Problem.NOT_DECIDED_HERE,
    Obstacle.CITED_OVER: Problem.CITED_OVER,
    Obstacle.NOT_WAITING: Problem.NOT_WAITING,
    Obstacle.ATTACHMENTS: Problem.ATTACHMENTS_MISSING,
    Obstacle.UNFIT: Problem.UNFIT_DECISION,
}


def add_staff_refusals(app: FastAPI) -> None:
    """Teach the application what staff are refused."""

    @app.exception_handler(NotAdmitted)
    async def _not_admitted(_request: Request, _error: NotAdmitted) -> Response:
        return Problem.STAFF_NOT_ADMITTED.response({"WWW-Authenticate": "Bearer"})

    @app.exception_handler(NoSuchCase)
    async def _no_such_case(_request: Request, _error: NoSuchCase) -> Response:
        return Problem.NOT_FOUND.response()

    @app.exception_handler(VersionMissing)
    async def _no_version(_request: Request, _error: VersionMissing) -> Response:
        return Problem.VERSION_MISSING.response()

    @app.exception_handler(CannotDo)
    async def _cannot(_request: Request, error: CannotDo) -> Response:
        return PROBLEMS[error.obstacle].response()
