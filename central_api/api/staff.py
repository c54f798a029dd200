"""What staff may ask. Answers are unsigned, for they go to no kiosk, and no cache may keep them.

A case is opened before it is decided on: only there is its version, without which nothing can be done with it.
"""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Header, Path, Query, Response

from central_api.api.documents import problems
from central_api.api.problems import Problem
from central_api.api.queries import only_known_members
from central_api.api.staff_bodies import AcceptBody, CaseBody, DecisionBody, LineBody, PageBody, ParkBody, StandingBody
from central_api.api.staff_gate import Staff, StaffGate
from central_api.plain import plain
from central_api.staff.desk import StaffDesk
from central_api.staff.finding import CaseLine, Wanted
from central_api.staff.reading import OpenedCase
from central_api.staff.rulings import Standing
from central_api.staff.steps import Acceptance, Refusal
from central_api.states import CaseState, Parked

_ETAG: Final = re.compile(r'"?([0-9a-f]{16})"?', re.ASCII)
_Reference = Annotated[str, Path(max_length=40, description="As the person has it, with or without spaces")]
_IfMatch = Annotated[str | None, Header(alias="If-Match", description="The version of the case that was looked at, as its ETag")]
_State = Annotated[tuple[CaseState, ...], Query(description="Any of these; those that wait for staff unless told otherwise")]
_Code = Annotated[str, Query(max_length=64, pattern="^[A-Za-z0-9_.-]*$")]
_Number = Annotated[int, Query(ge=0, lt=2**53, description="Only cases with a smaller number; 0 for the newest")]
_WAITING: Final = Wanted().states
_AT_MOST: Final = 200


class VersionMissing(Exception):
    """Nothing can be done with a case without saying which version of it was looked at."""


class StaffRoutes:
    """The routes of staff, with what they need."""

    def __init__(self, *, gate: StaffGate, desk: StaffDesk) -> None:
        self._desk = desk
        refused = problems(Problem.STAFF_NOT_ADMITTED, Problem.TOO_MANY_REQUESTS)
        admitted = [Depends(gate), Depends(_keep_nothing), Depends(only_known_members)]
        self.router = APIRouter(prefix="/v1/staff", dependencies=admitted, responses=refused)
        add, missing = self.router.add_api_route, problems(Problem.NOT_FOUND)
        undone = missing | problems(Problem.VERSION_MISSING, Problem.CASE_CHANGED, Problem.CASE_DECIDED)
        decided = problems(
            Problem.NOT_FOUND,
            Problem.NOT_ALLOWED,
            Problem.CASE_CHANGED,
            Problem.CASE_DECIDED,
            Problem.ATTACHMENTS_MISSING,
            Problem.NO_PLACE,
            Problem.NOT_DECIDED_HERE,
            Problem.CITED_OVER,
            Problem.UNFIT_DECISION,
            Problem.VERSION_MISSING,
        )
        released = problems(
            Problem.NOT_FOUND, Problem.CASE_CHANGED, Problem.CASE_DECIDED, Problem.NOT_WAITING, Problem.VERSION_MISSING
        )
        add("/cases", self.cases, methods=["GET"], response_model=PageBody)
        add("/cases/{reference}", self.case, methods=["GET"], response_model=CaseBody, responses=missing)
        add("/cases/{reference}/decision", self.decide, methods=["POST"], response_model=StandingBody, responses=decided)
        add("/cases/{reference}/park", self.park, methods=["POST"], response_model=StandingBody, responses=undone)
        add("/cases/{reference}/release", self.release, methods=["POST"], response_model=StandingBody, responses=released)

    def cases(
        self,
        *,
        staff: Staff,
        state: _State = _WAITING,
        site: _Code = "",
        service: _Code = "",
        older_than: _Number = 0,
        limit: Annotated[int, Query(ge=1, le=_AT_MOST)] = 50,
    ) -> PageBody:
        """List cases: references and states, no answers."""
        page = self._desk.find(staff, Wanted(state, site, service, older_than, limit))
        return PageBody(cases=tuple(map(_line, page.cases)), more=page.more)

    def case(self, staff: Staff, reference: _Reference, response: Response) -> CaseBody:
        """Open one case. Who does is written down before anything of it is sent."""
        opened = self._desk.reader.open(staff, reference)
        response.headers["ETag"] = f'"{opened.version}"'
        return _case(opened)

    def decide(
        self, staff: Staff, reference: _Reference, body: DecisionBody, response: Response, if_match: _IfMatch = None
    ) -> StandingBody:
        """Accept or refuse. The kiosk hears it as it hears any decision."""
        version, rulings = _version(if_match), self._desk.rulings
        if isinstance(body, AcceptBody):
            accepted = Acceptance(body.slot or "", body.over_capacity, body.closed, body.not_listed)
            return _standing(rulings.accept(staff, reference, accepted, version), response)
        refusal = Refusal(body.reasons, body.not_listed, body.allowance_renews_on)
        return _standing(rulings.refuse(staff, reference, refusal, version), response)

    def park(
        self, staff: Staff, reference: _Reference, body: ParkBody, response: Response, if_match: _IfMatch = None
    ) -> StandingBody:
        """Put a case aside."""
        return _standing(self._desk.rulings.park(staff, reference, Parked(body.reason), _version(if_match)), response)

    def release(self, staff: Staff, reference: _Reference, response: Response, if_match: _IfMatch = None) -> StandingBody:
        """Give a case back to the worker."""
        return _standing(self._desk.rulings.release(staff, reference, _version(if_match)), response)


def _keep_nothing(response: Response) -> None:
    response.headers["Cache-Control"] = "no-store"


def _version(if_match: str | None) -> str:
    found = _ETAG.fullmatch(if_match or "")
    if found is None:
        raise VersionMissing
    return found[1]


def _standing(standing: Standing, response: Response) -> StandingBody:
    response.headers["ETag"] = f'"{standing.version}"'
    return StandingBody(**asdict(standing))


def _line(line: CaseLine) -> LineBody:
    return LineBody(**plain(line))


def _case(opened: OpenedCase) -> CaseBody:
    said = plain(opened)
    worded = said.pop("worded")
    return CaseBody.model_validate({"case": said.pop("line"), "answers": worded.pop("rows"), **worded, **said}, strict=False)
