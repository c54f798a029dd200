"""The outbox: which envelopes the centre has not acknowledged, and what became of each attempt.

Custody moves held -> sending -> acknowledged or quarantined, and back to held for another try. Acknowledged is final. A
quarantined submission leaves quarantine only by an acknowledgement. A result may also arrive for a submission that is merely held
(it travelled by courier): it counts just the same, and the same result twice counts once.

What was sealed for another centre than the present one is never leased: it stays held until this kiosk is enrolled with that
centre again.

Time decides only when to try again, and a time from a clock that has since gone back decides nothing: a submission whose last
attempt lies in the future is due at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Integer,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)

from kiosk_app.errors import StoreCorrupt
from kiosk_app.events import Event
from kiosk_app.ports.checkpoints import UNWATCHED, Checkpoints, Point
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import Custody, Head, Leased, Settled, Settlement
from local_store.audit import Entry, append
from local_store.engine import reading
from local_store.identity import OF_THIS_CENTRE
from local_store.tables import ZEROS, enrolments, envelopes, outbox, submissions

UNREADABLE: Final = "unreadable"  # why an envelope waits that the disk does not give back
UNREADABLE_AGAIN: Final = timedelta(hours=1)
_ORDER: Final = (outbox.c.attempts, outbox.c.epoch, outbox.c.sequence)
# Written out, not bound: the planner uses a partial index only for the very value it names.
_NOT_ACKNOWLEDGED: Final = outbox.c.custody != literal(Custody.ACKNOWLEDGED.value, literal_execute=True)


class StoredOutbox:
    """The outbox in the local database. Used by the one holder of the agent's lock."""

    def __init__(self, engine: Engine, clock: Clock, checkpoints: Checkpoints = UNWATCHED) -> None:
        self._engine = engine
        self._clock = clock
        self._checkpoints = checkpoints

    def release_leases(self) -> int:
        """Return every leased submission to held, at once, whatever the clock says. The number released."""
        release = update(outbox).where(outbox.c.custody == Custody.SENDING).values(custody=Custody.HELD)
        with self._engine.begin() as connection:
            return connection.execute(release).rowcount

    def lease(self, now: datetime, limit: int, max_bytes: int) -> Sequence[Leased]:
        """Take up to `limit` due submissions of together `max_bytes` (at least one, whatever its size), in order.

        Committed before it returns, so before the first byte leaves. An envelope that cannot be read any more stays held, is
        tried again later, and keeps none of the others from being taken.
        """
        unreadable: Sequence[UUID] = ()
        try:
            taken = self._take(now, lambda connection: _choose(connection, now, limit, max_bytes))
        except StoreCorrupt:
            readable, unreadable = self._sort_out(now, limit, max_bytes)
            taken = self._take(now, lambda _connection: readable, unreadable)
        if taken or unreadable:
            self._checkpoints.reached(Point.LEASE_COMMITTED)
        return taken

    def _take(
        self, now: datetime, choose: Callable[[Connection], Sequence[Leased]], unreadable: Sequence[UUID] = ()
    ) -> Sequence[Leased]:
        with self._engine.begin() as connection:
            taken = choose(connection)
            if taken:
                connection.execute(_LEASE, {"which": [leased.id for leased in taken], "now": now})
            if unreadable:
                connection.execute(_PUT_OFF, {"which": unreadable, "now": now, "later": now + UNREADABLE_AGAIN})
            if taken or unreadable:
                self._checkpoints.reached(Point.LEASE_WRITTEN)
        return taken

    def _sort_out(self, now: datetime, limit: int, max_bytes: int) -> tuple[Sequence[Leased], Sequence[UUID]]:
        """What is due, read one by one, since a damaged page spoils all that is read with it: the readable, and the others."""
        with reading(self._engine) as connection:
            due = connection.execute(_DUE, {"now": now, "most": limit}).scalars().all()
        readable: list[Leased] = []
        unreadable: list[UUID] = []
        for submission_id in due:
            try:
                with reading(self._engine) as connection:
                    row = connection.execute(_ONE, {"this": submission_id}).one()
            except StoreCorrupt:
                unreadable.append(submission_id)
                continue
            if readable and sum(len(leased.wire) for leased in readable) + len(row.wire) > max_bytes:
                break
            readable.append(Leased(*row))
        return readable, unreadable

    def settle(self, settlements: Sequence[Settlement], now: datetime) -> None:
        """Record how submissions ended this pass, in one transaction; acknowledged and quarantined ones with an audit row.

        Raises:
            LookupError: a settlement names a submission that is not here.
        """
        if not settlements:
            return
        with self._engine.begin() as connection:
            custody = _custody(connection, [settlement.id for settlement in settlements])
            changes, entries = [], []
            for settlement in settlements:
                if settlement.id not in custody:
                    raise LookupError(f"no submission {settlement.id}")
                if not _applies(settlement.settled, custody[settlement.id]):
                    continue
                change = _change(settlement, now)
                custody[settlement.id] = Custody(change["to"])
                changes.append(change)
                entries += _entries(settlement)
            if changes:
                connection.execute(_SETTLE, changes)
            append(connection, now, *entries)
            self._checkpoints.reached(Point.SETTLE_WRITTEN)
        self._checkpoints.reached(Point.SETTLE_COMMITTED)

    def next_due(self) -> datetime | None:
        """When the earliest held submission of this centre may be tried (now, when one is due already); None without one."""
        now = self._clock.now()
        with reading(self._engine) as connection:
            due: datetime | None = connection.execute(_NEXT_DUE, {"now": now}).scalar_one()
        return due

    def all_acknowledged(self) -> bool:
        """Whether every submission is acknowledged: of every epoch, what was put aside or is of another centre included."""
        with reading(self._engine) as connection:
            return not connection.execute(_ANY_OPEN).scalar_one()

    def head(self) -> Head:
        """How far the newest epoch is acknowledged without a gap; all zeros before enrolment.

        A quarantined submission is a gap: the centre refused it and does not hold it, so its own statement stops before it too,
        and "everything sent" stays untrue until a person has dealt with it.
        """
        with reading(self._engine) as connection:
            epoch: int = connection.execute(_EPOCH).scalar_one()
            last: int = connection.execute(_LAST, {"epoch": epoch}).scalar_one()
            gap: int | None = connection.execute(_GAP, {"epoch": epoch}).scalar_one()
            highest = last if gap is None else gap - 1
            digest = connection.execute(_DIGEST, {"epoch": epoch, "sequence": highest}).scalar_one_or_none()
        return Head(epoch, highest, digest or ZEROS, last)


def _due(now: ColumnElement[datetime]) -> ColumnElement[bool]:
    return or_(outbox.c.retry_at.is_(None), outbox.c.retry_at <= now, outbox.c.sent > now)


# Built once: what a person waits for, and what is done for every envelope, is not put together anew each time.
_NOW: Final[ColumnElement[datetime]] = bindparam("now", type_=outbox.c.retry_at.type)
_MINE: Final = outbox.c.submission_id.in_(bindparam("which", expanding=True))
_ENVELOPES: Final = (
    select(
        outbox.c.submission_id,
        outbox.c.sequence,
        outbox.c.epoch,
        (outbox.c.attempts + 1).label("attempts"),
        envelopes.c.wire,
        submissions.c.digest,
    )
    .join(envelopes, envelopes.c.submission_id == outbox.c.submission_id)
    .join(submissions, submissions.c.id == outbox.c.submission_id)
)
# A sum, so that the planner keeps to the index that gives the order.
_FOR_THIS_CENTRE: Final = (outbox.c.epoch + 0).in_(OF_THIS_CENTRE)
_IS_DUE: Final = and_(outbox.c.custody == Custody.HELD, _due(_NOW), _FOR_THIS_CENTRE)
_MOST: Final = bindparam("most", type_=Integer)
_CHOOSE: Final = _ENVELOPES.where(_IS_DUE).order_by(*_ORDER).limit(_MOST)
_DUE: Final = select(outbox.c.submission_id).where(_IS_DUE).order_by(*_ORDER).limit(_MOST)
_ONE: Final = _ENVELOPES.where(outbox.c.submission_id == bindparam("this", type_=outbox.c.submission_id.type))
_PUT_OFF: Final = (
    update(outbox)
    .where(_MINE)
    .values(
        attempts=outbox.c.attempts + 1,
        reason=UNREADABLE,
        sent=_NOW,
        retry_at=bindparam("later", type_=outbox.c.retry_at.type),
    )
)
_LEASE: Final = (
    update(outbox).where(_MINE).values(custody=Custody.SENDING, attempts=outbox.c.attempts + 1, sent=_NOW, retry_at=None)
)
_THIS_EPOCH: Final[ColumnElement[int]] = bindparam("epoch", type_=Integer)
_MADE_IN: Final = submissions.c.epoch == _THIS_EPOCH
_EPOCH: Final = select(func.coalesce(func.max(enrolments.c.epoch), 0))
_LAST: Final = select(func.coalesce(func.max(submissions.c.sequence), 0)).where(_MADE_IN)
_GAP: Final = select(func.min(outbox.c.sequence)).where(outbox.c.epoch == _THIS_EPOCH, _NOT_ACKNOWLEDGED)
_DIGEST: Final = select(submissions.c.digest).where(_MADE_IN, submissions.c.sequence == bindparam("sequence", type_=Integer))
_WHERE_NOW: Final = select(outbox.c.submission_id, outbox.c.custody).where(_MINE)
_NEXT_DUE: Final = select(func.min(case((_due(_NOW), _NOW), else_=outbox.c.retry_at))).where(
    outbox.c.custody == Custody.HELD, _FOR_THIS_CENTRE
)
_ANY_OPEN: Final = select(exists().where(_NOT_ACKNOWLEDGED))
_SETTLE: Final = (
    update(outbox)
    .where(outbox.c.submission_id == bindparam("which"))
    .values(
        custody=bindparam("to"),
        attempts=outbox.c.attempts - bindparam("uncounted"),
        reason=bindparam("why"),
        retry_at=bindparam("again"),
        acknowledged=bindparam("acknowledged_at"),
    )
)


def _choose(connection: Connection, now: datetime, limit: int, max_bytes: int) -> list[Leased]:
    """What is due, each with the attempt that is about to be counted."""
    chosen: list[Leased] = []
    total = 0
    with connection.execute(_CHOOSE, {"now": now, "most": limit}) as due:
        for row in due:
            total += len(row.wire)
            if chosen and total > max_bytes:
                break
            chosen.append(Leased(*row))
    return chosen


def _custody(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, Custody]:
    found = connection.execute(_WHERE_NOW, {"which": ids})
    return {submission_id: Custody(custody) for submission_id, custody in found}


def _applies(settled: Settled, custody: Custody) -> bool:
    match settled:
        case Settled.ACKNOWLEDGED:
            return custody is not Custody.ACKNOWLEDGED
        case Settled.QUARANTINED:
            return custody in {Custody.HELD, Custody.SENDING}
        case Settled.RETRY | Settled.PAUSED:
            return custody is Custody.SENDING


def _change(settlement: Settlement, now: datetime) -> dict[str, Any]:
    change: dict[str, Any] = {
        "which": settlement.id,
        "to": Custody.HELD,
        "uncounted": 0,
        "why": settlement.reason,
        "again": None,
        "acknowledged_at": None,
    }
    match settlement.settled:
        case Settled.ACKNOWLEDGED:
            return change | {"to": Custody.ACKNOWLEDGED, "why": "", "acknowledged_at": now}
        case Settled.QUARANTINED:
            return change | {"to": Custody.QUARANTINED}
        case Settled.RETRY:
            return change | {"again": settlement.retry_at}
        case Settled.PAUSED:
            return change | {"again": settlement.retry_at, "uncounted": 1}


def _entries(settlement: Settlement) -> list[Entry]:
    match settlement.settled:
        case Settled.ACKNOWLEDGED:
            return [Entry(Event.SUBMISSION_ACKNOWLEDGED, str(settlement.id))]
        case Settled.QUARANTINED:
            return [Entry(Event.SUBMISSION_QUARANTINED, str(settlement.id), {"reason": settlement.reason})]
        case Settled.RETRY | Settled.PAUSED:
            return []
