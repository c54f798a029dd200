"""The shapes of what staff ask and are answered, as the OpenAPI document shows them. Strict, and closed."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from central_api.api.bodies import Body, Instant
from services.visits.slots import SlotValue

Reference: TypeAlias = Annotated[str, Field(description="12 characters")]
Version: TypeAlias = Annotated[str, Field(pattern="^[0-9a-f]{16}$", description="For `If-Match`")]
_Positions: TypeAlias = Annotated[
    tuple[Annotated[int, Field(ge=1, le=99)], ...],
    Field(
        max_length=20,
        strict=False,
        description="Visitors who are not on the prisoner's list, by their place in the request from 1",
    ),
]


class AcceptBody(Body):
    """Yes: at this time or, without one, at the first time asked for that has a place."""

    decision: Literal["accept"]
    slot: SlotValue | None = None
    over_capacity: Annotated[bool, Field(description="Beyond the session's capacity; supervisors only")] = False
    closed: Annotated[bool, Field(description="A closed visit")] = False
    not_listed: _Positions = ()


class RefuseBody(Body):
    """No: why. Confidential reasons stay at the centre; a kiosk hears a neutral one."""

    decision: Literal["refuse"]
    reasons: Annotated[tuple[Annotated[str, Field(max_length=64)], ...], Field(min_length=1, max_length=10, strict=False)]
    not_listed: _Positions = ()
    allowance_renews_on: Annotated[date | None, Field(strict=False)] = None


DecisionBody: TypeAlias = Annotated[AcceptBody | RefuseBody, Field(discriminator="decision")]


class ParkBody(Body):
    """Put aside, and why."""

    reason: Literal["staff-asked", "staff-check", "staff-other"]


class LineBody(Body):
    """A case in a list: nothing of what was answered."""

    number: Annotated[int, Field(description="In the order in which cases were opened; for `older_than`")]
    reference: Reference
    service: str
    site: str
    state: str
    reason: Annotated[str, Field(description="Why it is parked")]
    received: Instant
    cites: str


class PageBody(Body):
    """Cases, those that were opened last first."""

    cases: tuple[LineBody, ...]
    more: bool


class RowBody(Body):
    """One question and its answer. Lines are numbered choices where `ranked`."""

    label: str
    lines: tuple[str, ...]
    ranked: bool


class SaidBody(Body):
    """What the person was asked about an answer, and what they said to it."""

    path: str
    code: str
    asked: str
    answer: str


class CitedBody(Body):
    """The request that this one is about. `matches`: the date of birth that came is its lead visitor's."""

    reference: Reference
    known: bool
    matches: bool
    state: str
    slot: str


class ToldBody(Body):
    """An outcome: `codes` is what the kiosk was told, `decided_as` what was decided."""

    state: str
    codes: tuple[str, ...]
    decided_as: tuple[str, ...]
    slot: str
    claim_number: Annotated[str, Field(description="Of a claim that was issued")]
    decided: Instant
    by: Annotated[str, Field(description="Of the staff; empty for the worker")]


class DoneBody(Body):
    """What somebody of the staff did with the case."""

    act: str
    staff: str
    done: Instant
    detail: dict[str, object]


class AssistanceBody(Body):
    """How somebody helped in person, and how the person agreed to it."""

    way: str
    relationship: Annotated[str, Field(description="Code of what the helper is to the person")]
    organisation: str
    given: Annotated[tuple[str, ...], Field(description="Codes of the help that was given")]
    agreed: Annotated[str, Field(description="Code of how the person agreed")]
    agreed_at: Instant


class CaseBody(Body):
    """A case as whoever decides must see it."""

    case: LineBody
    version: Version
    title: str
    language: str
    assisted_by: str
    assistance: Annotated[
        AssistanceBody | None, Field(description="How somebody at a helper desk helped; null: nobody did, or it was not said")
    ]
    created: Instant
    answers: tuple[RowBody, ...]
    problems: tuple[str, ...]
    confirmed: Annotated[tuple[SaidBody, ...] | None, Field(description="null: opened before this was kept")]
    slots: Annotated[tuple[str, ...], Field(description="The times asked for, best first")]
    cited: CitedBody | None
    alike: Annotated[tuple[LineBody, ...], Field(description="Other cases of the same people")]
    told: tuple[ToldBody, ...]
    done: tuple[DoneBody, ...]


class StandingBody(Body):
    """How far the case is now, and what its kiosk was told last."""

    reference: Reference
    version: Version
    state: str
    reason: str
    told: str
    slot: str
