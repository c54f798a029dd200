"""Parked work: kept whole until its cause is gone, then taken up again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, delete, func, or_, outerjoin, select, update
from sqlalchemy.orm import Session

from central_api.db import Database
from central_api.models import Case, StoredEnvelope, WrongFacts
from central_api.states import CaseState, EnvelopeState, Parked


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
    envelope, case = StoredEnvelope, Case
    opened = outerjoin(envelope, case, case.submission_id == envelope.submission_id)
    why = func.coalesce(case.reason, envelope.reason)
    columns = (envelope.submission_id, why, envelope.received, case.reference, case.service, case.site)
    parked = or_(case.state == CaseState.PARKED, and_(case.number.is_(None), envelope.state == EnvelopeState.PARKED))
    asked = select(*columns).select_from(opened).where(parked).order_by(envelope.number)
    if reason is not None:
        asked = asked.where(why == reason)
    with database.read() as session:
        found = session.execute(asked).all()
    return [ParkedLine(row[0], row[1], row[2], row[3] or "", row[4] or "", row[5] or "") for row in found]


def take_up(session: Session, envelope: StoredEnvelope, case: Case | None) -> None:
    """Give something that is parked, or that is with staff, back to the worker. Both rows are locked."""
    if case is not None and case.reason == Parked.WRONG_FACTS:  # staff have looked: what cites this reference may be tried again
        session.execute(delete(WrongFacts).where(WrongFacts.reference == case.cites))
    if envelope.state == EnvelopeState.PARKED:
        envelope.state, envelope.reason, envelope.attempts = EnvelopeState.RECEIVED, "", 0
    elif case is not None:
        case.state, case.reason, case.attempts = CaseState.REQUESTED, "", 0


def take_one_up_again(database: Database, submission_id: UUID) -> bool:
    """Give one submission back to the worker. Whether it is parked."""
    sealed = select(StoredEnvelope).where(StoredEnvelope.submission_id == submission_id)
    with database.write() as session:
        envelope = session.scalar(sealed.with_for_update())
        case = session.scalar(select(Case).where(Case.submission_id == submission_id).with_for_update())
        is_parked = case.state == CaseState.PARKED if case else envelope is not None and envelope.state == EnvelopeState.PARKED
        if envelope is not None and is_parked:
            take_up(session, envelope, case)
        return is_parked


def take_up_again(database: Database, reason: Parked) -> int:
    """Give what is parked for a reason back to the worker. The number of submissions."""
    with database.write() as session:
        envelopes = session.scalars(
            update(StoredEnvelope)
            .where(StoredEnvelope.state == EnvelopeState.PARKED, StoredEnvelope.reason == reason)
            .values(state=EnvelopeState.RECEIVED, reason="", attempts=0)
            .returning(StoredEnvelope.submission_id)
        ).all()
        opened = select(StoredEnvelope.submission_id).where(StoredEnvelope.state == EnvelopeState.PROCESSED)
        cases = session.scalars(
            update(Case)
            .where(Case.state == CaseState.PARKED, Case.reason == reason, Case.submission_id.in_(opened))
            .values(state=CaseState.REQUESTED, reason="", attempts=0)
            .returning(Case.cites)
        ).all()
        if reason is Parked.WRONG_FACTS:  # staff have looked: what cites these references may be tried again
            session.execute(delete(WrongFacts).where(WrongFacts.reference.in_(cases)))
        return len(envelopes) + len(cases)
