"""Letting go of scans that belong to nothing, or to an item that was rejected in a batch that is over.

`kiosk_app.ports.purge` says by which clock. The first kind goes whole. Of the second, whose paper was sent back, what stands on
it and its name go; that there was a paper of that number stays with its batch.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Engine, and_, bindparam, delete, exists, insert, literal_column, or_, select, update

from kiosk_app.events import Event
from kiosk_app.ports.captures import BatchState, ItemState
from kiosk_app.ports.machine import Clock
from local_store.ages import Now
from local_store.attachments import GONE
from local_store.audit import Entry, append
from local_store.capture_tables import batches, items, papers
from local_store.engine import reading
from local_store.purge import time_now
from local_store.tables import attachment_chunks, attachments, scan_ages

_MOST: Final = 50  # looked at in one step


class StoredScanPurge:
    """The purge of scans in the local database."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def round(self, kept: timedelta) -> Iterator[UUID | None]:
        """One round. Nothing goes while no time of the centre's is known."""
        now = time_now(self._engine, self._clock)
        if now is None:
            return
        with self._engine.begin() as connection:
            connection.execute(_FORGET)
        after = 0
        while True:
            with reading(self._engine) as connection:
                rows = connection.execute(_WALK, {"after": after}).all()
            if not rows:
                return
            after = rows[-1].number
            self._grow_old([row.id for row in rows if row.seen is None], now, new=True)
            self._grow_old([row.id for row in rows if row.seen is not None and row.since is None and row.seen < now.centre], now)
            yield None
            for row in rows:
                if row.since is not None and row.since <= now.horizon - kept and self._delete(row.id):
                    yield row.id

    def _grow_old(self, scans: list[UUID], now: Now, *, new: bool = False) -> None:
        if not scans:
            return
        with self._engine.begin() as connection:
            if new:
                connection.execute(insert(scan_ages), [{"attachment_id": scan, "seen": now.centre} for scan in scans])
            else:
                connection.execute(update(scan_ages).where(scan_ages.c.attachment_id.in_(scans)).values(since=now.centre))

    def _delete(self, scan: UUID) -> bool:
        """Delete one that nobody needs still; whether it went."""
        with self._engine.begin() as connection:
            row = connection.execute(_STILL, {"which": scan}).one_or_none()
            if row is None:
                return False
            connection.execute(delete(attachment_chunks).where(attachment_chunks.c.attachment_id == scan))
            if row.laid:
                connection.execute(update(attachments).where(attachments.c.id == scan).values(secret=GONE))
            else:
                connection.execute(delete(attachments).where(attachments.c.id == scan))
            append(connection, self._clock.now(), Entry(Event.SCAN_PURGED, str(scan), {"digest": row.digest.hex()}))
        return True


_NUMBER: Final[Any] = literal_column("attachments.rowid")
_LAID: Final = exists().where(papers.c.scan_id == attachments.c.id)
_REJECTED: Final = exists().where(
    papers.c.scan_id == attachments.c.id,
    items.c.id == papers.c.item_id,
    items.c.state == ItemState.REJECTED.value,
    batches.c.id == papers.c.batch_id,
    batches.c.state != BatchState.OPEN.value,
)
_READABLE: Final = exists().where(attachment_chunks.c.attachment_id == attachments.c.id)
_FREE: Final[tuple[Any, ...]] = (
    attachments.c.whole,
    attachments.c.submission_id.is_(None),
    attachments.c.draft_id.is_(None),
    or_(~_LAID, and_(_REJECTED, _READABLE)),
)
_FORGET: Final = delete(scan_ages).where(scan_ages.c.attachment_id.not_in(select(attachments.c.id).where(*_FREE)))
_WALK: Final = (
    select(_NUMBER.label("number"), attachments.c.id, scan_ages.c.seen, scan_ages.c.since)
    .join(scan_ages, scan_ages.c.attachment_id == attachments.c.id, isouter=True)
    .where(*_FREE, bindparam("after") < _NUMBER)
    .order_by(_NUMBER)
    .limit(_MOST)
)
_STILL: Final = select(attachments.c.digest, _LAID.label("laid")).where(attachments.c.id == bindparam("which"), *_FREE)
