"""Attachments that the centre has not acknowledged (`kiosk_app.ports.attachments.AttachmentOutbox`).

They wait until their envelope is acknowledged, and are taken one by one, those tried least often first. No lease is kept: a
piece that arrives twice counts once, so whoever died in the middle simply begins again and asks what is missing. What the
schema does not let happen (a custody that goes back, a chunk that goes too soon) is not repeated here.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Engine, and_, case, exists, func, literal, or_, select, update

from kiosk_app.events import Event
from kiosk_app.ports.attachments import DueAttachment
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import Custody
from local_store.audit import Entry, append
from local_store.engine import reading
from local_store.identity import OF_THIS_CENTRE
from local_store.tables import attachment_chunks, attachment_outbox, attachments, outbox

# Written out, not bound: the planner uses a partial index only for the very value it names.
_OPEN: Final = attachment_outbox.c.custody != literal(Custody.ACKNOWLEDGED.value, literal_execute=True)
_SENDABLE: Final = and_(
    attachment_outbox.c.custody == Custody.HELD,
    _OPEN,
    attachment_outbox.c.epoch.in_(OF_THIS_CENTRE),
    exists().where(
        attachments.c.id == attachment_outbox.c.attachment_id,
        outbox.c.submission_id == attachments.c.submission_id,
        outbox.c.custody == Custody.ACKNOWLEDGED,
    ),
)


class StoredAttachmentOutbox:
    """The outbox of attachments in the local database. Used by the one holder of the agent's lock."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def due(self, now: datetime) -> DueAttachment | None:
        """The next one that may be sent."""
        columns = (attachments.c.id, attachments.c.manifest, attachments.c.sealed, attachment_outbox.c.attempts)
        query = (
            select(*columns)
            .join(attachment_outbox, attachment_outbox.c.attachment_id == attachments.c.id)
            .where(_SENDABLE, _due(now))
            .order_by(attachment_outbox.c.attempts, attachments.c.taken, attachments.c.id)
            .limit(1)
        )
        with reading(self._engine) as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else DueAttachment(*row)

    def begin(self, scan_id: UUID, now: datetime) -> None:
        """Count an attempt."""
        self._change(scan_id, {"attempts": attachment_outbox.c.attempts + 1, "sent": now, "retry_at": None})

    def chunk(self, scan_id: UUID, number: int) -> bytes:
        """One sealed chunk.

        Raises:
            LookupError: it is not there.
            StoreCorrupt: the disk does not give it back.
        """
        query = select(attachment_chunks.c.sealed)
        with reading(self._engine) as connection:
            sealed: bytes | None = connection.execute(
                query.where(attachment_chunks.c.attachment_id == scan_id, attachment_chunks.c.number == number)
            ).scalar_one_or_none()
        if sealed is None:
            raise LookupError(f"no chunk {number} of {scan_id}")
        return sealed

    def acknowledged(self, scan_id: UUID, now: datetime) -> None:
        """The centre has signed that it has the whole."""
        change = {"custody": Custody.ACKNOWLEDGED, "reason": "", "retry_at": None, "acknowledged": now}
        self._change(scan_id, change, Entry(Event.ATTACHMENT_ACKNOWLEDGED, str(scan_id)))

    def quarantined(self, scan_id: UUID, reason: str, now: datetime) -> None:
        """The centre has signed that it does not take it."""
        entry = Entry(Event.ATTACHMENT_QUARANTINED, str(scan_id), {"reason": reason})
        self._change(scan_id, {"custody": Custody.QUARANTINED, "reason": reason, "retry_at": None, "sent": now}, entry)

    def put_off(self, scan_id: UUID, reason: str, retry_at: datetime | None, *, counted: bool) -> None:
        """To be tried again, not before then."""
        attempts = attachment_outbox.c.attempts - (0 if counted else 1)
        self._change(scan_id, {"attempts": attempts, "reason": reason, "retry_at": retry_at})

    def next_due(self) -> datetime | None:
        """When the earliest may be tried; None without one."""
        now = self._clock.now()
        at = case((_due(now), literal(now, attachment_outbox.c.retry_at.type)), else_=attachment_outbox.c.retry_at)
        with reading(self._engine) as connection:
            due: datetime | None = connection.execute(select(func.min(at)).where(_SENDABLE)).scalar_one()
        return due

    def all_acknowledged(self) -> bool:
        """Whether every attachment of every submission is acknowledged."""
        with reading(self._engine) as connection:
            return not connection.execute(select(exists().where(_OPEN))).scalar_one()

    def _change(self, scan_id: UUID, values: dict[str, Any], *entries: Entry) -> None:
        """Change one that is not acknowledged; of one that is, nothing changes and nothing is written down."""
        with self._engine.begin() as connection:
            mine = attachment_outbox.c.attachment_id == scan_id
            if connection.execute(update(attachment_outbox).where(mine, _OPEN).values(values)).rowcount:
                append(connection, self._clock.now(), *entries)


def _due(now: datetime) -> ColumnElement[bool]:
    again, sent = attachment_outbox.c.retry_at, attachment_outbox.c.sent
    return or_(again.is_(None), again <= now, sent > now)
