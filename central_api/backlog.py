"""Whether a worker has anything to do: one question, so that a centre at rest costs next to nothing."""

from __future__ import annotations

from sqlalchemy import and_, exists, or_, select

from central_api.db import Database
from central_api.models import Case, StoredEnvelope
from central_api.states import CaseState, EnvelopeState, Parked

_ENVELOPES = (EnvelopeState.RECEIVED, EnvelopeState.PROCESSING)
_CASES = (CaseState.REQUESTED, CaseState.WAITING)
_SOMETHING = select(
    or_(
        exists().where(StoredEnvelope.state.in_(_ENVELOPES)),
        exists().where(Case.state.in_(_CASES)),
        exists().where(and_(Case.state == CaseState.PARKED, Case.reason == Parked.CITED_NOT_ARRIVED)),
    )
)


class Backlog:
    """What has arrived and is not settled, in either of its stages."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def is_empty(self) -> bool:
        """Whether every stage would find nothing. What waits for something else counts as work: its time may have come."""
        with self._database.read() as session:
            return not session.scalar(_SOMETHING)
