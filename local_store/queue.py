"""The list of what is on its way (`kiosk_app.ports.queue.Queue`): read from the outbox, a page at a time, no receipt unsealed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    Connection,
    Engine,
    Integer,
    Row,
    Select,
    and_,
    bindparam,
    delete,
    func,
    insert,
    literal,
    select,
    tuple_,
    update,
)

from kiosk_app.errors import StoreCorrupt
from kiosk_app.events import Event
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.queue import CONFLICT, DealtWith, Place, Queued, SealedCopy, Shelf, Unsettled
from kiosk_app.ports.submissions import Custody
from local_store.audit import Entry, append
from local_store.engine import reading
from local_store.identity import OF_THIS_CENTRE
from local_store.submissions import REASON
from local_store.tables import dealt_with, envelopes, outbox, submissions

# Written out, not bound: the planner uses a partial index only for the very value it names.
_NOT_ACKNOWLEDGED: Final = outbox.c.custody != literal(Custody.ACKNOWLEDGED.value, literal_execute=True)
_SINCE: Final = bindparam("since", type_=outbox.c.acknowledged.type)
_IS_ASIDE: Final = and_(_NOT_ACKNOWLEDGED, outbox.c.custody == Custody.QUARANTINED)
_DEALT: Final = dealt_with.alias()
_ON: Final[Mapping[Shelf, Any]] = {
    Shelf.OPEN: _NOT_ACKNOWLEDGED,
    Shelf.PUT_ASIDE: _IS_ASIDE,
    Shelf.NEEDING: and_(_IS_ASIDE, outbox.c.submission_id.not_in(select(dealt_with.c.submission_id))),
    Shelf.RECEIVED: and_(outbox.c.custody == Custody.ACKNOWLEDGED, outbox.c.acknowledged >= _SINCE),
}
_PLACE: Final = tuple_(outbox.c.epoch, outbox.c.sequence)
_BEFORE: Final = tuple_(bindparam("epoch", type_=Integer), bindparam("sequence", type_=Integer))
_STATE: Final = (
    submissions.c.id,
    submissions.c.reference,
    submissions.c.service,
    submissions.c.created,
    outbox.c.epoch,
    outbox.c.sequence,
    outbox.c.custody,
    REASON.label("reason"),
    outbox.c.attempts,
    outbox.c.sent,
    outbox.c.retry_at,
    outbox.c.acknowledged,
    outbox.c.epoch.in_(OF_THIS_CENTRE).label("of_this_centre"),
    _DEALT.c.operator.label("dealt_by"),
    _DEALT.c.at.label("dealt_at"),
)
_ROWS: Final[Select[Any]] = (
    select(*_STATE)
    .join(submissions, submissions.c.id == outbox.c.submission_id)
    .outerjoin(_DEALT, _DEALT.c.submission_id == outbox.c.submission_id)
)
_WHICH: Final = outbox.c.submission_id == bindparam("which", type_=outbox.c.submission_id.type)
_WAITS: Final = and_(outbox.c.custody == Custody.HELD, outbox.c.retry_at.is_not(None), (outbox.c.epoch + 0).in_(OF_THIS_CENTRE))
_MAY_BE_RELEASED: Final = select(outbox.c.reason).where(
    _WHICH, _IS_ASIDE, outbox.c.reason != CONFLICT, outbox.c.epoch.in_(OF_THIS_CENTRE)
)
_RELEASE: Final = update(outbox).where(_WHICH).values(custody=Custody.HELD, reason="", retry_at=None)
_MAY_BE_DEALT_WITH: Final = select(outbox.c.reason).where(_WHICH, _ON[Shelf.NEEDING])
_SEALED: Final = (
    select(outbox.c.submission_id, outbox.c.epoch, outbox.c.sequence, envelopes.c.wire)
    .join(envelopes, envelopes.c.submission_id == outbox.c.submission_id)
    .where(_WHICH)
)
_UNSETTLED: Final = (
    select(outbox.c.submission_id, outbox.c.custody, submissions.c.digest)
    .join(submissions, submissions.c.id == outbox.c.submission_id)
    .where(outbox.c.submission_id.in_(bindparam("which", expanding=True)), _NOT_ACKNOWLEDGED)
)
_OPEN: Final = select(outbox.c.submission_id).where(_NOT_ACKNOWLEDGED).order_by(outbox.c.epoch, outbox.c.sequence)


class StoredQueue:
    """See the module."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def rows(self, shelf: Shelf, limit: int, *, before: Place | None = None, since: datetime | None = None) -> Sequence[Queued]:
        """Up to `limit` made before a place, newest first. See the port."""
        found = _ROWS.where(_ON[shelf]).order_by(outbox.c.epoch.desc(), outbox.c.sequence.desc()).limit(limit)
        values: dict[str, object] = {"since": since} if shelf is Shelf.RECEIVED else {}
        if before is not None:
            found, values = found.where(_PLACE < _BEFORE), values | before._asdict()
        with reading(self._engine) as connection:
            return [_queued(row) for row in connection.execute(found, values)]

    def number(self, shelf: Shelf, *, since: datetime | None = None) -> int:
        """How many there are."""
        counted = select(func.count()).select_from(outbox).where(_ON[shelf])
        with reading(self._engine) as connection:
            found: int = connection.execute(counted, {"since": since} if shelf is Shelf.RECEIVED else {}).scalar_one()
        return found

    def find(self, submission: UUID) -> Queued | None:
        """One of them."""
        with reading(self._engine) as connection:
            row = connection.execute(_ROWS.where(_WHICH), {"which": submission}).one_or_none()
        return None if row is None else _queued(row)

    def try_now(self, operator: str, submission: UUID | None = None) -> int:
        """Make what waits for its next attempt due at once. See the port."""
        change = update(outbox).where(_WAITS).values(retry_at=None)
        if submission is not None:
            change = change.where(_WHICH)
        with self._engine.begin() as connection:
            number = connection.execute(change, {} if submission is None else {"which": submission}).rowcount
            subject = "" if submission is None else str(submission)
            append(
                connection, self._clock.now(), Entry(Event.QUEUE_TRIED, subject, {"number": str(number), "operator": operator})
            )
        return number

    def release(self, operator: str, submission: UUID) -> bool:
        """Make what was put aside wait to be sent again. See the port."""
        which = {"which": submission}
        with self._engine.begin() as connection:
            reason: str | None = connection.execute(_MAY_BE_RELEASED, which).scalar_one_or_none()
            if reason is None:
                return False
            connection.execute(_RELEASE, which)
            self._note(connection, Event.QUEUE_RELEASED, submission, operator, reason)
        return True

    def deal_with(self, operator: str, submission: UUID) -> bool:
        """Write down that staff have dealt with it. See the port."""
        with self._engine.begin() as connection:
            reason: str | None = connection.execute(_MAY_BE_DEALT_WITH, {"which": submission}).scalar_one_or_none()
            if reason is None:
                return False
            made = {"submission_id": submission, "at": self._clock.now(), "operator": operator}
            connection.execute(insert(dealt_with), made)
            self._note(connection, Event.QUEUE_DEALT_WITH, submission, operator, reason)
        return True

    def take_up(self, operator: str, submission: UUID) -> bool:
        """Take that back. See the port."""
        with self._engine.begin() as connection:
            gone = connection.execute(delete(dealt_with).where(dealt_with.c.submission_id == submission)).rowcount
            if gone:
                self._note(connection, Event.QUEUE_TAKEN_UP, submission, operator)
        return bool(gone)

    def _note(self, connection: Connection, event: Event, submission: UUID, operator: str, reason: str = "") -> None:
        details = {"operator": operator} | ({"reason": reason} if reason else {})
        append(connection, self._clock.now(), Entry(event, str(submission), details))

    def unsettled(self, which: Sequence[UUID]) -> Mapping[UUID, Unsettled]:
        """Those of these that are here and not acknowledged. See the port."""
        with reading(self._engine) as connection:
            rows = connection.execute(_UNSETTLED, {"which": list(which)})
            return {row.submission_id: Unsettled(row.digest, Custody(row.custody)) for row in rows}

    def sealed(self, submission: UUID | None = None) -> Iterator[SealedCopy]:
        """The envelopes that the centre has not acknowledged, oldest first. See the port."""
        which = [submission] if submission is not None else self._open()
        for each in which:
            found = self._envelope(each)
            if found is not None:
                yield found

    def _envelope(self, submission: UUID) -> SealedCopy | None:
        row = None
        with suppress(StoreCorrupt), reading(self._engine) as connection:
            row = connection.execute(_SEALED.where(_NOT_ACKNOWLEDGED), {"which": submission}).one_or_none()
        return None if row is None else SealedCopy(row.submission_id, Place(row.epoch, row.sequence), row.wire)

    def _open(self) -> Sequence[UUID]:
        with reading(self._engine) as connection:
            return connection.execute(_OPEN).scalars().all()


def _queued(row: Row[Any]) -> Queued:
    return Queued(
        id=row.id,
        reference=row.reference,
        service=row.service,
        place=Place(row.epoch, row.sequence),
        custody=Custody(row.custody),
        reason=row.reason,
        attempts=row.attempts,
        saved=row.created,
        sent=row.sent,
        retry_at=row.retry_at,
        acknowledged=row.acknowledged,
        of_this_centre=bool(row.of_this_centre),
        dealt_with=None if row.dealt_by is None else DealtWith(row.dealt_by, row.dealt_at),
    )
