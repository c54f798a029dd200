"""What of a submission has been kept long enough: the rows that can still lose something, and what of them goes now.

Nothing here changes anything. Which clock counts is said in `kiosk_app.ports.purge`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import Row, Select, and_, bindparam, func, literal_column, select

from kiosk_app.ports.purge import Retention
from kiosk_app.ports.submissions import Custody
from local_store.tables import envelopes, outbox, outcomes, retention, submissions
from services.common.civil import local

ROWS: Final = 50  # looked at in one step
MOST_BYTES: Final = 64 * 1024  # of envelopes that go in one step


class Now(NamedTuple):
    """What the time is. `horizon` is the earlier of the centre's and this computer's."""

    centre: datetime
    horizon: datetime


@dataclass(slots=True)
class Going:
    """What one step does: ids of submissions."""

    seen: list[UUID] = field(default_factory=list)
    aging: list[UUID] = field(default_factory=list)
    envelopes: list[UUID] = field(default_factory=list)
    receipts: list[UUID] = field(default_factory=list)
    done: list[UUID] = field(default_factory=list)


def sorted_out(rows: Sequence[Row[Any]], kept: Retention, now: Now) -> tuple[Going, int | None]:
    """What one step does with these rows, and where the next one begins; None after the last."""
    going, size, last = Going(), 0, None
    for row in rows:
        size += row.size or 0
        if going.envelopes and size > MOST_BYTES:
            return going, last
        last = row.number
        if row.since is None:
            if row.seen is None:
                going.seen.append(row.submission_id)
            elif row.seen < now.centre:
                going.aging.append(row.submission_id)
            continue
        goes = row.since <= now.horizon - kept.envelope
        empties = row.since <= now.horizon - kept.receipt and not _is_of_use(row, now.horizon)
        if goes and row.size is not None:
            going.envelopes.append(row.submission_id)
        if empties and not row.emptied:
            going.receipts.append(row.submission_id)
        if (goes or row.size is None) and (empties or row.emptied):
            going.done.append(row.submission_id)
    return going, last if len(rows) == ROWS else None


def _is_of_use(row: Row[Any], at: datetime) -> bool:
    """Whether a day that its service named, or that was granted, is still to come."""
    return any(_day(text) >= local(at).date() for text in (row.useful_until, row.granted) if text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:  # what was granted is no day
        return date.min


# A slot of an outcome begins with its day ("2026-11-28T09:30/11:00").
_GRANTED: Final = (
    select(func.max(func.substr(func.json_extract(outcomes.c.params, "$.slot"), 1, 10)))
    .where(outcomes.c.submission_id == retention.c.submission_id)
    .scalar_subquery()
)
_NUMBER: Final[Any] = literal_column("retention.rowid")
# No plain column, so that the planner walks in the order of the rows and not through an index of the outbox.
_CUSTODY: Final = outbox.c.custody.concat("")
ACKNOWLEDGED: Final[Select[Any]] = (
    select(
        _NUMBER.label("number"),
        retention.c.submission_id,
        retention.c.useful_until,
        retention.c.seen,
        retention.c.since,
        func.length(envelopes.c.wire).label("size"),
        (submissions.c.receipt == {}).label("emptied"),
        _GRANTED.label("granted"),
    )
    .join(outbox, and_(outbox.c.submission_id == retention.c.submission_id, _CUSTODY == Custody.ACKNOWLEDGED))
    .join(submissions, submissions.c.id == retention.c.submission_id)
    .join(envelopes, envelopes.c.submission_id == retention.c.submission_id, isouter=True)
    .where(bindparam("after") < _NUMBER)
    .order_by(_NUMBER)
    .limit(bindparam("most"))
)
