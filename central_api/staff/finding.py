"""Finding a case for somebody: what is not theirs to see is not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from central_api.db import Database
from central_api.models import Case, StoredEnvelope
from central_api.staff.people import Person
from central_api.states import CaseState
from services.common.references import read_reference


class NoSuchCase(Exception):
    """There is no such case, or it is another site's."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases are listed. Empty is any; `older_than` is a case's number, 0 for the newest."""

    states: tuple[CaseState, ...] = (CaseState.WITH_STAFF, CaseState.PARKED)
    site: str = ""
    service: str = ""
    older_than: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list: nothing of what was answered."""

    number: int
    reference: str
    service: str
    site: str
    state: str
    reason: str  # why it is parked
    received: datetime
    cites: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """Some cases, the newest first, and whether there are older ones."""

    cases: tuple[CaseLine, ...]
    more: bool


def find_cases(database: Database, person: Person, wanted: Wanted) -> CasePage:
    """The cases that somebody may see, those opened last first."""
    asked = select(Case).options(defer(Case.answers)).order_by(Case.number.desc()).limit(wanted.limit + 1)
    if wanted.states:
        asked = asked.where(Case.state.in_(wanted.states))
    if person.sites:
        asked = asked.where(Case.site.in_(person.sites))
    if wanted.site:
        asked = asked.where(Case.site == wanted.site)
    if wanted.service:
        asked = asked.where(Case.service == wanted.service)
    if wanted.older_than:
        asked = asked.where(Case.number < wanted.older_than)
    with database.read() as session:
        found = session.scalars(asked).all()
    return CasePage(tuple(map(case_line, found[: wanted.limit])), len(found) > wanted.limit)


def locked_case(session: Session, person: Person, text: str) -> tuple[Case, StoredEnvelope]:
    """The case with a reference and its envelope, both locked: the envelope first, as whoever opens envelopes does.

    Their keys are not: whoever issues a claim tells its payments something, and need not wait for who has those in hand.

    Raises:
        NoSuchCase: there is none, or it is another site's.
    """
    reference = read_reference(text)
    submission = session.scalar(select(Case.submission_id).where(Case.reference == reference)) if reference else None
    if submission is None:
        raise NoSuchCase
    sealed = select(StoredEnvelope).where(StoredEnvelope.submission_id == submission)
    envelope = session.scalars(sealed.with_for_update(key_share=True)).one()
    case = session.scalars(select(Case).where(Case.submission_id == submission).with_for_update(key_share=True)).one()
    if not person.sees(case.site):
        raise NoSuchCase
    return case, envelope


def alike(session: Session, person: Person, case: Case) -> Sequence[CaseLine]:
    """Other cases of the same people for the same, as far as they are theirs to see."""
    if not case.likeness:
        return []
    others = select(Case).where(Case.likeness == case.likeness, Case.number != case.number).order_by(Case.number)
    return [case_line(other) for other in session.scalars(others) if person.sees(other.site)]


def case_line(case: Case) -> CaseLine:
    """The case as it stands in a list."""
    return CaseLine(case.number, case.reference, case.service, case.site, case.state, case.reason, case.received, case.cites)
