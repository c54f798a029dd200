"""Parked work: kept whole until its cause is gone, then taken up again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Select, and_, delete, func, or_, outerjoin, select
from sqlalchemy.orm import Session

from central_api.db import Database
from central_api.models import Case, StoredEnvelope, WrongFacts
from central_api.states import CaseState, EnvelopeState, Parked

# Released once staff have made sure who asks. What they put aside themselves may have come with too many wrong facts before.
_LOOKED_AT: Final = frozenset({Parked.WRONG_FACTS, Parked.STAFF_ASKED, Parked.STAFF_CHECK, Parked.STAFF_OTHER})
_AT_REST: Final = frozenset({EnvelopeState.PARKED, EnvelopeState.PROCESSED})  # the worker does not have it again already
_WHY: Final = func.coalesce(Case.reason, StoredEnvelope.reason)


@dataclass(frozen=True, slots=True)
class ParkedLine:
    """Something that is parked: an envelope that could not be opened, or a case. `reference` and `service` are of a case."""

    submission_id: UUID
    reason: str
    received: datetime
    reference: str
    service: str
    site: str


def parked_lines(database: Database, reason: Parked | None = None) -> list[ParkedLine]:
    """What is parked, first what came first."""
    columns = (StoredEnvelope.submission_id, _WHY, StoredEnvelope.received, Case.reference, Case.service, Case.site)
    with database.read() as session:
        found = session.execute(_parked(reason).with_only_columns(*columns)).all()
    return [ParkedLine(row[0], row[1], row[2], row[3] or "", row[4] or "", row[5] or "") for row in found]


def take_up(session: Session, envelope: StoredEnvelope, case: Case | None) -> None:
    """Give something that is parked, or that is with staff, back to the worker. Both rows are locked."""
    if case is not None and case.cites and case.reason in _LOOKED_AT:  # what cites this reference may be tried again
        session.execute(delete(WrongFacts).where(WrongFacts.reference == case.cites))
    if envelope.state == EnvelopeState.PARKED:
        envelope.state, envelope.reason, envelope.attempts = EnvelopeState.RECEIVED, "", 0
    elif case is not None and envelope.state == EnvelopeState.PROCESSED:  # else the worker has it already, to be opened again
        case.state, case.reason, case.attempts = CaseState.REQUESTED, "", 0


def take_one_up_again(database: Database, submission_id: UUID, reason: Parked | None = None) -> bool:
    """Give one submission back to the worker. Whether it is parked and, if a reason is said, for that."""
    sealed = select(StoredEnvelope).where(StoredEnvelope.submission_id == submission_id)
    with database.write() as session:
        envelope = session.scalar(sealed.with_for_update())
        case = session.scalar(select(Case).where(Case.submission_id == submission_id).with_for_update())
        if envelope is None:
            return False
        state, why = (case.state, case.reason) if case else (envelope.state, envelope.reason)
        is_meant = state in {CaseState.PARKED, EnvelopeState.PARKED} and reason in {None, why} and envelope.state in _AT_REST
        if is_meant:
            take_up(session, envelope, case)
        return is_meant


def take_up_again(database: Database, reason: Parked) -> int:
    """Give what is parked for a reason back to the worker, one after the other. The number of submissions."""
    with database.read() as session:
        found = session.scalars(_parked(reason).with_only_columns(StoredEnvelope.submission_id)).all()
    return sum(take_one_up_again(database, submission_id, reason) for submission_id in found)


def _parked(reason: Parked | None) -> Select[UUID]:
    """What is parked: a case, or an envelope that became none. Why is said by the case, once there is one."""
    opened = outerjoin(StoredEnvelope, Case, Case.submission_id == StoredEnvelope.submission_id)
    parked = or_(Case.state == CaseState.PARKED, and_(Case.number.is_(None), StoredEnvelope.state == EnvelopeState.PARKED))
    asked = select(StoredEnvelope.submission_id).select_from(opened).where(parked).order_by(StoredEnvelope.number)
    return asked if reason is None else asked.where(_WHY.in_([reason]))
