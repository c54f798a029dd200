"""Looking up a reference: states only, never a name, and not too often.

Counted per device and per reference, whether or not the reference exists, so that nobody can find references by trying.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from central_api.clock import Clock
from central_api.db import Database, insert_new
from central_api.models import Case, LookupCount, RecordedOutcome
from central_api.outcomes import latest
from central_api.settings import Limits
from services.common.references import read_reference


class TooManyLookups(Exception):
    """The limit of this device or this reference is used up."""

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after  # seconds
        super().__init__("too many look-ups")


@dataclass(frozen=True, slots=True)
class Status:
    """What may be said of a reference."""

    service: str
    received: datetime
    latest: RecordedOutcome | None


class StatusLookups:
    """Answers and counts look-ups."""

    def __init__(self, database: Database, clock: Clock, limits: Limits) -> None:
        self._database = database
        self._clock = clock
        self._limits = limits

    def look_up(self, device_id: UUID, text: str) -> Status | None:
        """The state of a reference; None when it is not known here, or is none.

        Raises:
            TooManyLookups: it was not looked at.
        """
        reference = read_reference(text)
        self._count(device_id, reference)
        if reference is None:
            return None
        with self._database.read() as session:
            case = session.scalar(select(Case).where(Case.reference == reference))
            return None if case is None else Status(case.service, case.received, latest(session, case.submission_id))

    def _count(self, device_id: UUID, reference: str | None) -> None:
        now, span = self._clock(), self._limits.status_window_seconds
        starts = datetime.fromtimestamp(now.timestamp() // span * span, UTC)
        with self._database.write() as session:
            session.execute(delete(LookupCount).where(LookupCount.starts < starts))
            allowed = _one_more(session, f"device:{device_id}", starts, self._limits.status_per_device)
            if allowed and reference is not None:
                allowed = _one_more(session, f"reference:{reference}", starts, self._limits.status_per_reference)
        if not allowed:
            raise TooManyLookups(ceil((starts + timedelta(seconds=span) - now).total_seconds()))


def _one_more(session: Session, subject: str, starts: datetime, limit: int) -> bool:
    insert_new(session, LookupCount, [{"subject": subject, "starts": starts, "count": 0}])
    row = session.get_one(LookupCount, (subject, starts), with_for_update=True)
    row.count += 1
    return row.count <= limit
