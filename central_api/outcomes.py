"""Outcomes: what a device is told, in an order that never changes.

A device's outcomes are numbered without gaps, by counting on its own row: the number is fixed only when the transaction is, so
nobody who has read up to a number can have missed a smaller one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from central_api.db import Database
from central_api.models import Case, Device, RecordedOutcome
from central_api.telling import Decision, tellable


@dataclass(frozen=True, slots=True)
class Page:
    """Some outcomes of a device in order, and whether there are more."""

    outcomes: Sequence[RecordedOutcome]
    next: int
    more: bool


def record(session: Session, case: Case, decision: Decision, now: datetime, *, by: str = "") -> None:
    """Tell the device of a case what was decided: of its reasons, what may be said. The rest stays here, also `by` whom."""
    said = tellable(case.service, decision)
    cursor = session.scalar(
        update(Device).where(Device.id == case.device_id).values(last_cursor=Device.last_cursor + 1).returning(Device.last_cursor)
    )
    session.add(
        RecordedOutcome(
            device_id=case.device_id,
            cursor=cursor,
            submission_id=case.submission_id,
            reference=case.reference,
            state=decision.state,
            codes=list(said.codes),
            params=dict(said.params or {}),
            decided_as={"codes": list(decision.codes), "params": dict(decision.params or {})},
            decided=now,
            decided_by=by,
        )
    )


def latest(session: Session, submission_id: UUID) -> RecordedOutcome | None:
    """What was told last about a submission."""
    return session.scalar(
        select(RecordedOutcome)
        .where(RecordedOutcome.submission_id == submission_id)
        .order_by(RecordedOutcome.cursor.desc())
        .limit(1)
    )


def is_latest(session: Session, case: Case, decision: Decision) -> bool:
    """Whether this decision is what was told last about a case."""
    known, said = latest(session, case.submission_id), tellable(case.service, decision)
    return known is not None and (known.state, known.codes, known.params) == (
        said.state,
        list(said.codes),
        dict(said.params or {}),
    )


def newest(session: Session, device_id: UUID) -> int:
    """The cursor of a device's newest outcome; 0 when there is none."""
    return session.scalar(select(Device.last_cursor).where(Device.id == device_id)) or 0


class Outcomes:
    """Reads outcomes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, device_id: UUID, after: int, limit: int) -> Page:
        """Up to `limit` outcomes of a device with a cursor above `after`."""
        with self._database.read() as session:
            rows = session.scalars(
                select(RecordedOutcome)
                .where(RecordedOutcome.device_id == device_id, RecordedOutcome.cursor > after)
                .order_by(RecordedOutcome.cursor)
                .limit(limit + 1)
            ).all()
        shown = rows[:limit]
        return Page(shown, shown[-1].cursor if shown else after, len(rows) > limit)
