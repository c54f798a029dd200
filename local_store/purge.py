"""Letting go of what may not be kept any longer (`kiosk_app.ports.purge`, which says by which clock).

A round walks through what can still go (`local_store.ages`), some rows a step: read without holding anybody up, then changed in
one short transaction. Rows that have nothing left to lose leave the walk for ever. What goes is overwritten where it stood
(`secure_delete`), and each round ends by emptying the write-ahead log, where older versions of its pages stand, in a moment when
nobody reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Engine, Select, bindparam, delete, literal, literal_column, select, update
from sqlalchemy.dialects import sqlite

from kiosk_app.events import Event
from kiosk_app.ports.checkpoints import UNWATCHED, Checkpoints, Point
from kiosk_app.ports.device import CENTRE_BEHIND
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.purge import Purged, Retention
from local_store.ages import ACKNOWLEDGED, ROWS, Going, Now, sorted_out
from local_store.audit import Entry, append
from local_store.connection import BUSY_SECONDS
from local_store.engine import reading
from local_store.faults import translating
from local_store.tables import contact, draft_ages, drafts, envelopes, helped, likenesses, purged, retention, submissions

_LOG_TRIES: Final = 20


class StoredPurge:
    """The purge of the local database."""

    def __init__(self, engine: Engine, clock: Clock, checkpoints: Checkpoints = UNWATCHED) -> None:
        self._engine = engine
        self._clock = clock
        self._checkpoints = checkpoints

    def round(self, kept: Retention) -> Iterator[Purged]:
        """One round, a short transaction a step. Nothing goes while no time of the centre's is known."""
        now = time_now(self._engine, self._clock)
        if now is None:
            return
        yield from self._submissions(kept, now)
        yield from self._drafts(kept, now)
        yield self._stopped(now.horizon - kept.draft)
        self._tell()
        yield from self._empty_log()

    def _submissions(self, kept: Retention, now: Now) -> Iterator[Purged]:
        after: int | None = 0
        while after is not None:
            with reading(self._engine) as connection:
                rows = connection.execute(ACKNOWLEDGED, {"after": after, "most": ROWS}).all()
            going, after = sorted_out(rows, kept, now)
            yield self._let_go(going, now)

    def _let_go(self, going: Going, now: Now) -> Purged:
        went = Purged(envelopes=len(going.envelopes), receipts=len(going.receipts))
        if not any((going.seen, going.aging, going.envelopes, going.receipts, going.done)):
            return went
        with self._engine.begin() as connection:
            for statement, ids in (
                (_SEEN, going.seen),
                (_SINCE, going.aging),
                (_DELETE_ENVELOPES, going.envelopes),
                (_EMPTY_RECEIPTS, going.receipts),
                (_DELETE_LIKENESSES, going.receipts),
                (_DELETE_DONE, going.done),
            ):
                if ids:
                    connection.execute(statement, {"which": ids, "centre": now.centre})
            self._count(connection, went)
        if any(went):
            self._checkpoints.reached(Point.PURGE_COMMITTED)
        return went

    def _count(self, connection: Connection, went: Purged) -> None:
        if any(went):
            connection.execute(_COUNT, {f"more_{name}": number for name, number in went._asdict().items()})
            self._checkpoints.reached(Point.PURGE_WRITTEN)

    def _drafts(self, kept: Retention, now: Now) -> Iterator[Purged]:
        """Drafts are few and may be large, so each that goes does so in a transaction of its own."""
        after = 0
        while True:
            with reading(self._engine) as connection:
                rows = connection.execute(_DRAFTS, {"after": after, "most": ROWS}).all()
            if not rows:
                return
            after = rows[-1].number
            new = [row.id for row in rows if row.seen_revision != row.revision]
            aging = [row.id for row in rows if row.id not in new and row.since is None and row.seen < now.centre]
            if new or aging:
                with self._engine.begin() as connection:
                    for statement, ids in ((_SEEN_DRAFTS, new), (_SINCE_DRAFTS, aging)):
                        if ids:
                            connection.execute(statement, {"which": ids, "centre": now.centre})
            yield Purged()
            for row in rows:
                if row.id not in new and row.since is not None and row.since <= now.horizon - kept.draft:
                    yield self._delete_draft(row.id, row.revision)

    def _delete_draft(self, draft: UUID, revision: int) -> Purged:
        with self._engine.begin() as connection:
            went = Purged(drafts=connection.execute(_DELETE_DRAFT, {"which": draft, "as_seen": revision}).rowcount)
            self._count(connection, went)
        if any(went):
            self._checkpoints.reached(Point.PURGE_COMMITTED)
        return went

    def _stopped(self, before: datetime) -> Purged:
        """Cases of help that were stopped hold a name and no answers; they are kept as long as a draft that nobody touches."""
        with reading(self._engine) as connection:
            old = connection.execute(_OLD_STOPPED, {"before": before, "most": ROWS}).scalars().all()
        if old:
            with self._engine.begin() as connection:
                connection.execute(_DELETE_STOPPED, {"which": old})
        return Purged()

    def _tell(self) -> None:
        """Audit what went, also in rounds that were not finished."""
        with reading(self._engine) as connection:
            if not any(connection.execute(_WENT).one()):
                return
        with self._engine.begin() as connection:
            went = Purged(*connection.execute(_WENT).one())
            details = {name: str(number) for name, number in went._asdict().items()}
            append(connection, self._clock.now(), Entry(Event.STORE_PURGED, "", details))
            connection.execute(update(purged).values(**Purged()._asdict()))

    def _empty_log(self) -> Iterator[Purged]:
        """Where somebody reads at each try, the next round does it."""
        for _ in range(_LOG_TRIES):
            with translating(), closing(self._engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
                cursor.execute("PRAGMA busy_timeout = 0")  # whoever saves or reads goes first
                try:
                    cursor.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()  # holds up nobody; the next has little left to do
                    busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
                finally:
                    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")
            if not busy:
                return
            yield Purged()


def time_now(engine: Engine, clock: Clock) -> Now | None:
    """The centre's time is the one of its last signed answer.

    Of a refusal it is not known; and nothing goes while the centre lacks what it had confirmed: this may be the last copy.
    """
    with reading(engine) as connection:
        known = connection.execute(_CONTACT).one_or_none()
    if known is None or known.last_contact is None or known.paused or known.reason == CENTRE_BEHIND:
        return None
    centre = known.last_contact + timedelta(seconds=known.clock_skew_seconds)
    return Now(centre, min(centre, clock.now()))


_AFTER: Final[Any] = bindparam("after")
_MOST: Final[Any] = bindparam("most")
_CENTRE: Final[Any] = bindparam("centre", type_=retention.c.seen.type)
_WHICH: Final[Any] = bindparam("which", expanding=True)
_MINE: Final = retention.c.submission_id.in_(_WHICH)
_CONTACT: Final = select(contact.c.last_contact, contact.c.clock_skew_seconds, contact.c.paused, contact.c.reason)
_SEEN: Final = update(retention).where(_MINE).values(seen=_CENTRE)
_SINCE: Final = update(retention).where(_MINE).values(since=_CENTRE)
_DELETE_ENVELOPES: Final = delete(envelopes).where(envelopes.c.submission_id.in_(_WHICH))
_EMPTY_RECEIPTS: Final = update(submissions).where(submissions.c.id.in_(_WHICH)).values(receipt={})
_DELETE_LIKENESSES: Final = delete(likenesses).where(likenesses.c.submission_id.in_(_WHICH))
_DELETE_DONE: Final = delete(retention).where(_MINE)
_WENT: Final = select(purged.c.envelopes, purged.c.receipts, purged.c.drafts)
_COUNT: Final = update(purged).values({name: purged.c[name] + bindparam(f"more_{name}") for name in Purged._fields})

_DRAFT_NUMBER: Final[Any] = literal_column("drafts.rowid")
_DRAFTS: Final[Select[Any]] = (
    select(
        _DRAFT_NUMBER.label("number"),
        drafts.c.id,
        drafts.c.revision,
        draft_ages.c.revision.label("seen_revision"),
        draft_ages.c.seen,
        draft_ages.c.since,
    )
    .join(draft_ages, draft_ages.c.draft_id == drafts.c.id, isouter=True)
    .where(_DRAFT_NUMBER > _AFTER)
    .order_by(_DRAFT_NUMBER)
    .limit(_MOST)
)
_NEW_AGES: Final = sqlite.insert(draft_ages).from_select(
    ["draft_id", "revision", "seen"], select(drafts.c.id, drafts.c.revision, _CENTRE).where(drafts.c.id.in_(_WHICH))
)
_SEEN_DRAFTS: Final = _NEW_AGES.on_conflict_do_update(
    index_elements=["draft_id"],
    set_={"revision": _NEW_AGES.excluded.revision, "seen": _NEW_AGES.excluded.seen, "since": None},
)
_SINCE_DRAFTS: Final = update(draft_ages).where(draft_ages.c.draft_id.in_(_WHICH)).values(since=_CENTRE)
_OLD_STOPPED: Final[Select[Any]] = (
    select(helped.c.id)
    .where(helped.c.state == literal("stopped"), helped.c.changed <= bindparam("before", type_=helped.c.changed.type))
    .limit(_MOST)
)
_DELETE_STOPPED: Final = delete(helped).where(helped.c.id.in_(_WHICH))
_DELETE_DRAFT: Final = delete(drafts).where(drafts.c.id == bindparam("which"), drafts.c.revision == bindparam("as_seen"))
