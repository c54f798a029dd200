"""Scans in the local database (`kiosk_app.ports.attachments.Scans`), sealed in chunks before they get here.

A scan is written in many transactions, so that nobody who saves waits for it, and counts only once the last is committed. What
was begun and did not get whole (a full disk, a kill) is no scan, and goes when the
same one is kept again, or another an hour later.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Engine, Row, delete, exists, insert, or_, select, update

from kiosk_app.errors import StoreError
from kiosk_app.events import Event
from kiosk_app.ports.attachments import AttachedScan, NewScan, ScanLine
from kiosk_app.ports.checkpoints import UNWATCHED, Checkpoints, Point
from kiosk_app.ports.machine import Clock
from kiosk_app.staff_errors import ScanGone
from local_store.audit import Entry, append
from local_store.capture_tables import papers
from local_store.engine import reading
from local_store.sealing import Column, Sealing
from local_store.tables import attachment_chunks, attachment_outbox, attachments
from services.scans import ScanKind

_FREE: Final = attachments.c.submission_id.is_(None)
_ABANDONED: Final = timedelta(hours=1)
GONE: Final = "gone"
"""The secret of a scan that was let go and of which only the number of its paper is kept."""
_LAID: Final = exists().where(papers.c.scan_id == attachments.c.id)


class StoredScans:
    """The scans in the local database."""

    def __init__(self, engine: Engine, clock: Clock, sealing: Sealing, checkpoints: Checkpoints = UNWATCHED) -> None:
        self._engine = engine
        self._clock = clock
        self._sealing = sealing
        self._checkpoints = checkpoints

    def keep(self, new: NewScan, chunks: Iterable[bytes]) -> None:
        """Keep a scan; durable when this returns.

        Raises:
            DiskFull, StoreLocked, StoreCorrupt: it is not kept.
        """
        scan = new.scan
        secret = self._sealing.seal(Column.SCAN, scan.id, {"key": b64encode(scan.key).decode(), "name": new.name})
        row = {
            "id": scan.id,
            "site": new.site,
            "kind": scan.kind.value,
            "length": scan.length,
            "digest": scan.digest,
            "manifest": new.manifest,
            "sealed": scan.sealed,
            "secret": secret,
            "taken": self._clock.now(),
            "whole": False,
        }
        self._forget_unfinished(scan.id)
        with self._engine.begin() as connection:
            connection.execute(insert(attachments), row)
        for number, sealed in enumerate(chunks):
            with self._engine.begin() as connection:
                place = {"attachment_id": scan.id, "number": number, "sealed": sealed}
                connection.execute(insert(attachment_chunks), place)
            self._checkpoints.reached(Point.SCAN_CHUNK)
        with self._engine.begin() as connection:
            mine = (attachments.c.id == scan.id, ~attachments.c.whole, attachments.c.secret == secret)
            if connection.execute(update(attachments).where(*mine).values(whole=True)).rowcount != 1:
                raise StoreError(cause="begun-anew")
            taken = {"site": new.site, "digest": scan.digest.hex(), **({"operator": new.operator} if new.operator else {})}
            append(connection, self._clock.now(), Entry(Event.SCAN_TAKEN, str(scan.id), taken))
        self._checkpoints.reached(Point.SCAN_WHOLE)

    def is_whole(self, scan_id: UUID) -> bool:
        """Whether this scan is kept whole, or was and has been sent."""
        with reading(self._engine) as connection:
            whole = select(attachments.c.id).where(attachments.c.id == scan_id, attachments.c.whole)
            return connection.execute(whole).first() is not None

    def waiting(self, site: str) -> Sequence[ScanLine]:
        """The scans of a site that are of no submission and of no item of a batch, oldest first."""
        query = select(attachments).where(attachments.c.site == site, _FREE, attachments.c.whole, ~_LAID)
        with reading(self._engine) as connection:
            found = connection.execute(query.order_by(attachments.c.taken, attachments.c.id)).all()
        return [
            ScanLine(row.id, self._secret(row)["name"], ScanKind(row.kind), row.length, row.taken, row.draft_id) for row in found
        ]

    def chunks(self, site: str, scan_id: UUID) -> tuple[AttachedScan, Sequence[bytes]]:
        """A scan that is of no submission, with its key.

        Raises:
            ScanGone: this site has no such scan.
        """
        with reading(self._engine) as connection:
            scan = self._attached(_found(connection, site, scan_id))
            query = select(attachment_chunks.c.sealed).where(attachment_chunks.c.attachment_id == scan_id)
            return scan, list(connection.execute(query.order_by(attachment_chunks.c.number)).scalars())

    def lay_beside(self, site: str, scan_id: UUID, draft: UUID | None) -> None:
        """Lay a scan beside a draft, or take it from there.

        Raises:
            ScanGone: this site has no such scan.
        """
        with self._engine.begin() as connection:
            _loose(connection, site, scan_id)
            connection.execute(update(attachments).where(attachments.c.id == scan_id).values(draft_id=draft))

    def attachable(self, site: str, scan_ids: Sequence[UUID]) -> tuple[AttachedScan, ...]:
        """These scans, in this order, to be submitted with.

        Raises:
            ScanGone: one of them is not there.
        """
        with reading(self._engine) as connection:
            return tuple(self._attached(_found(connection, site, scan_id)) for scan_id in scan_ids)

    def discard(self, site: str, scan_id: UUID, operator: str, reason: str = "") -> None:
        """Delete a scan that is of no submission.

        Raises:
            ScanGone: this site has no such scan.
        """
        with self._engine.begin() as connection:
            row = _loose(connection, site, scan_id)
            _delete(connection, [scan_id])
            details = {"digest": row.digest.hex(), "operator": operator, "reason": reason}
            append(connection, self._clock.now(), Entry(Event.SCAN_DISCARDED, str(scan_id), details))

    def _forget_unfinished(self, scan_id: UUID) -> None:
        """Delete what was begun of this scan, and of others an hour ago or more: by then nobody is at it any more."""
        now = self._clock.now()
        old = or_(attachments.c.taken <= now - _ABANDONED, attachments.c.taken >= now + _ABANDONED, attachments.c.id == scan_id)
        with self._engine.begin() as connection:
            _delete(connection, connection.execute(select(attachments.c.id).where(~attachments.c.whole, old)).scalars().all())

    def _attached(self, row: Row[Any]) -> AttachedScan:
        key = b64decode(self._secret(row)["key"])
        return AttachedScan(row.id, ScanKind(row.kind), row.length, row.digest, row.sealed, key)

    def _secret(self, row: Row[Any]) -> dict[str, Any]:
        return self._sealing.unseal(Column.SCAN, row.id, row.secret)


def bind(connection: Connection, submission_id: UUID, scan_ids: Sequence[UUID], epoch: int) -> None:
    """Make scans a submission's own, in its transaction: their keys go, and they wait to be sent.

    Raises:
        ScanGone: one of them is not there, or was taken by another submission meanwhile.
    """
    for place, scan_id in enumerate(scan_ids):
        free = update(attachments).where(attachments.c.id == scan_id, _FREE, attachments.c.whole)
        bound = connection.execute(free.values(submission_id=submission_id, place=place, secret={}, draft_id=None))
        if bound.rowcount != 1:
            raise ScanGone(id=scan_id)
        held = {"attachment_id": scan_id, "epoch": epoch, "custody": "held", "attempts": 0, "reason": ""}
        connection.execute(insert(attachment_outbox), held)


def _found(connection: Connection, site: str, scan_id: UUID) -> Row[Any]:
    mine = select(attachments).where(attachments.c.id == scan_id, attachments.c.site == site, _FREE, attachments.c.whole)
    row = connection.execute(mine).one_or_none()
    if row is None or row.secret == GONE:
        raise ScanGone(id=scan_id)
    return row


def _loose(connection: Connection, site: str, scan_id: UUID) -> Row[Any]:
    """A scan that is of no item of a batch: that one keeps its papers."""
    row = _found(connection, site, scan_id)
    if connection.execute(select(papers.c.number).where(papers.c.scan_id == scan_id)).first() is not None:
        raise ScanGone(id=scan_id)
    return row


def _delete(connection: Connection, scan_ids: Sequence[UUID]) -> None:
    for scan_id in scan_ids:
        connection.execute(delete(attachment_chunks).where(attachment_chunks.c.attachment_id == scan_id))
        connection.execute(delete(attachments).where(attachments.c.id == scan_id))
