"""Parked work: kept whole until its cause is gone, then taken up again."""

from __future__ import annotations

from sqlalchemy import delete, select, update

from central_api.db import Database
from central_api.models import Case, StoredEnvelope, WrongFacts
from central_api.states import CaseState, EnvelopeState, Parked


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
