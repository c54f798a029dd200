"""Whether a worker has anything to do: one question, so that a centre at rest costs next to nothing."""

from __future__ import annotations

from sqlalchemy import and_, exists, or_, select

from central_api.db import Database
from central_api.models import Attachment, Case, CaseAttachment, StoredEnvelope
from central_api.states import AttachmentState, CaseState, CheckState, EnvelopeState, Parked

_ENVELOPES = (EnvelopeState.RECEIVED, EnvelopeState.PROCESSING)
_CASES = (CaseState.REQUESTED, CaseState.WAITING)
_NOT_ARRIVED = (Parked.CITED_NOT_ARRIVED, Parked.ATTACHMENTS_NOT_ARRIVED)
_SOMETHING = select(
    or_(
        exists().where(StoredEnvelope.state.in_(_ENVELOPES)),
        exists().where(Case.state.in_(_CASES)),
        exists().where(and_(Case.state == CaseState.PARKED, Case.reason.in_(_NOT_ARRIVED))),
        exists().where(CaseAttachment.state == CheckState.AWAITED),
        exists().where(Attachment.state == AttachmentState.PARTIAL),
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
