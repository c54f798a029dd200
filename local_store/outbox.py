"""The outbox: which envelopes the centre has not acknowledged, and what became of each attempt.

Custody moves held -> sending -> acknowledged or quarantined, and back to held for another try. Acknowledged is final. A
quarantined submission leaves quarantine only by an acknowledgement, or because staff have it sent once more
(`kiosk_app.ports.queue.Queue.release`): then it is held again, and the next result counts. A result may also arrive for a
submission that is merely held (it travelled by courier): it counts just the same, and the same result twice counts once.

What was sealed for another centre than the present one is never leased: it stays held until this kiosk is enrolled with that
centre again.

Time decides only when to try again, and a time from a clock that has since gone back decides nothing: a submission whose last
attempt lies in the future is due at once.

A damaged page spoils every transaction that meets it, and a row that grows may meet those beside its own. Where one is met,
submissions are read, leased, settled and released one by one, and whatever can still be read is sent: where its state cannot be
written it is handed out all the same, an hour apart, for what arrives twice counts once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Integer,
    Row,
    Select,
    String,
    Update,
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
from local_store.columns import compact_json
from local_store.engine import reading
from local_store.identity import OF_THIS_CENTRE
from local_store.tables import ZEROS, enrolments, envelopes, outbox, submissions

_Row = TypeVar("_Row", bound=tuple[Any, ...])
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
        self._aside: dict[UUID, datetime] = {}  # whose state cannot be written, and since when

    def release_leases(self) -> int:
        """Return every leased submission to held, at once, whatever the clock says. The number released."""
        try:
            with self._engine.begin() as connection:
                return connection.execute(_RELEASE).rowcount
        except StoreCorrupt:
            with reading(self._engine) as connection:
                leased = connection.execute(_SENDING).scalars().all()
            return sum(self._changed(_RELEASE.where(_MINE), {"which": [submission_id]}) for submission_id in leased)

    def lease(self, now: datetime, limit: int, max_bytes: int) -> Sequence[Leased]:
        """Take up to `limit` due submissions of together `max_bytes` (at least one, whatever its size), in order.

        Committed before it returns, so before the first byte leaves, but for those whose state cannot be written. An envelope
        that cannot be read any more is tried again later, and keeps none of the others from being taken.

        Raises:
            StoreCorrupt: not even the list of what is due can be read.
        """
        try:
            taken = self._take(now, limit, max_bytes)
        except StoreCorrupt:
            taken = self._take_one_by_one(now, limit, max_bytes)
        if taken:
            self._checkpoints.reached(Point.LEASE_COMMITTED)
        return taken

    def _take(self, now: datetime, limit: int, max_bytes: int) -> Sequence[Leased]:
        with self._engine.begin() as connection:
            taken = _choose(connection, self._not_aside(_CHOOSE, now), {"now": now, "most": limit}, max_bytes)
            if taken:
                connection.execute(_LEASE, {"which": [leased.id for leased in taken], "now": now})
                self._checkpoints.reached(Point.LEASE_WRITTEN)
        return taken

    def _take_one_by_one(self, now: datetime, limit: int, max_bytes: int) -> Sequence[Leased]:
        taken: list[Leased] = []
        room = max_bytes
        while not taken and (due := self._due(now, limit)):  # each is then leased, put off or put aside, so that this ends
            for place in due:
                try:
                    with reading(self._engine) as connection:
                        sealed = connection.execute(_SEALED, {"which": [place.submission_id]}).one()
                except StoreCorrupt:
                    self._write(_PUT_OFF, place.submission_id, now, later=now + UNREADABLE_AGAIN)
                    continue
                if taken and len(sealed.wire) > room:
                    break
                self._write(_LEASE, place.submission_id, now)
                taken.append(Leased(place.submission_id, place.sequence, place.epoch, place.attempts, sealed.wire, sealed.digest))
                room -= len(sealed.wire)
        return taken

    def _due(self, now: datetime, limit: int) -> Sequence[Row[Any]]:
        with reading(self._engine) as connection:
            return connection.execute(self._not_aside(_DUE, now), {"now": now, "most": limit}).all()

    def _write(self, change: Update, submission_id: UUID, now: datetime, **more: datetime) -> None:
        """Change one row; where that cannot be, put it aside."""
        if not self._changed(change, {"which": [submission_id], "now": now, **more}):
            self._aside[submission_id] = now

    def _changed(self, change: Update, values: Mapping[str, object]) -> int:
        """How many rows a transaction of its own has changed: none where it met a damaged page."""
        with suppress(StoreCorrupt), self._engine.begin() as connection:
            return connection.execute(change, values).rowcount
        return 0

    def _not_aside(self, query: Select[_Row], now: datetime) -> Select[_Row]:
        aside = [str(each) for each, since in self._aside.items() if since <= now < since + UNREADABLE_AGAIN]
        return query.where(_ANOTHER).params(aside=compact_json(aside)) if aside else query

    def settle(self, settlements: Sequence[Settlement], now: datetime) -> None:
        """Record how submissions ended this pass, in one transaction; acknowledged and quarantined ones with an audit row.

        Of those whose state cannot be written nothing is recorded, and they are sent again.

        Raises:
            LookupError: a settlement names a submission that is not here.
        """
        if not settlements:
            return
        try:
            self._settle(settlements, now)
        except StoreCorrupt:
            for settlement in settlements:
                with suppress(StoreCorrupt):
                    self._settle([settlement], now)

    def _settle(self, settlements: Sequence[Settlement], now: datetime) -> None:
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
            due: datetime | None = connection.execute(self._not_aside(_NEXT_DUE, now), {"now": now}).scalar_one()
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
_PLACE: Final = (outbox.c.submission_id, outbox.c.sequence, outbox.c.epoch, (outbox.c.attempts + 1).label("attempts"))
_ENVELOPES: Final = (
    select(*_PLACE, envelopes.c.wire, submissions.c.digest)
    .join(envelopes, envelopes.c.submission_id == outbox.c.submission_id)
    .join(submissions, submissions.c.id == outbox.c.submission_id)
)
# A sum, so that the planner keeps to the index that gives the order.
_FOR_THIS_CENTRE: Final = (outbox.c.epoch + 0).in_(OF_THIS_CENTRE)
_IS_DUE: Final = and_(outbox.c.custody == Custody.HELD, _due(_NOW), _FOR_THIS_CENTRE)
_MOST: Final = bindparam("most", type_=Integer)
_CHOOSE: Final = _ENVELOPES.where(_IS_DUE).order_by(*_ORDER).limit(_MOST)
_DUE: Final = select(*_PLACE).where(_IS_DUE).order_by(*_ORDER).limit(_MOST)  # read from an index alone
_SEALED: Final = (
    select(envelopes.c.wire, submissions.c.digest)
    .join(submissions, submissions.c.id == envelopes.c.submission_id)
    .where(envelopes.c.submission_id.in_(bindparam("which", expanding=True)))
)
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
_RELEASE: Final = update(outbox).where(outbox.c.custody == Custody.SENDING).values(custody=Custody.HELD)
_SENDING: Final = select(outbox.c.submission_id).where(outbox.c.custody == Custody.SENDING)
_THIS_EPOCH: Final[ColumnElement[int]] = bindparam("epoch", type_=Integer)
_MADE_IN: Final = submissions.c.epoch == _THIS_EPOCH
_EPOCH: Final = select(func.coalesce(func.max(enrolments.c.epoch), 0))
_LAST: Final = select(func.coalesce(func.max(submissions.c.sequence), 0)).where(_MADE_IN)
_GAP: Final = select(func.min(outbox.c.sequence)).where(outbox.c.epoch == _THIS_EPOCH, _NOT_ACKNOWLEDGED)
_DIGEST: Final = select(submissions.c.digest).where(_MADE_IN, submissions.c.sequence == bindparam("sequence", type_=Integer))
_ANOTHER: Final = outbox.c.submission_id.not_in(  # one parameter, however many there are
    select(func.json_each(bindparam("aside", type_=String)).table_valued("value").c.value)
)
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


def _choose(connection: Connection, query: Select[Any], values: Mapping[str, object], max_bytes: int) -> list[Leased]:
    """What is due, each with the attempt that is about to be counted."""
    chosen: list[Leased] = []
    total = 0
    with connection.execute(query, values) as due:
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
