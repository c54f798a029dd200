"""Items of paper: made from scans that wait, each scan in one item at most, and taken from step to step."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from kiosk_app.events import Event
from kiosk_app.ports.attachments import AttachedScan
from kiosk_app.ports.captures import BatchState, ItemLine, ItemState, KeptItem, Move, NewItem, Paper
from kiosk_app.staff_errors import AnotherMustAct, CaptureChanged, CaptureRefused, NumberUsed, ScanGone
from local_store.audit import Entry, append
from local_store.capture_rows import Rows, item_line, item_lines, item_row, open_batch, select_items
from local_store.capture_tables import batches, items, papers
from local_store.engine import reading
from local_store.sealing import Column
from local_store.tables import attachment_chunks, attachments
from services.bulk_scan.kinds import DocumentType
from services.scans import ScanKind

_STEPS: Final[Mapping[ItemState, frozenset[ItemState]]] = MappingProxyType(
    {
        ItemState.KEYED: frozenset({ItemState.TO_RELEASE, ItemState.READY}),
        ItemState.DIFFERS: frozenset({ItemState.KEYED, ItemState.TO_RELEASE, ItemState.READY}),
        ItemState.TO_RELEASE: frozenset({ItemState.READY}),
    }
)
"""Beside putting aside, taking up again and rejecting."""


class Items(Rows):
    """The part of `StoredCaptures` that keeps items."""

    def item(self, site: str, item: UUID) -> KeptItem:
        """One item. Raises `CaptureGone`."""
        with reading(self.engine) as connection:
            line = item_line(connection, site, item)
            joined = select(papers, attachments.c.taken).join(attachments, attachments.c.id == papers.c.scan_id)
            query = joined.where(papers.c.item_id == item).order_by(papers.c.place)
            found = [Paper(row.number, row.scan_id, DocumentType(row.kind), row.taken) for row in connection.execute(query)]
        return KeptItem(line, tuple(found))

    def items(self, site: str, batch: UUID) -> Sequence[ItemLine]:
        """The items of a batch by position."""
        query = select_items(site).where(items.c.batch_id == batch).order_by(items.c.position)
        with reading(self.engine) as connection:
            return item_lines(connection, connection.execute(query).all())

    def add_item(self, site: str, new: NewItem, operator: str) -> ItemLine:
        """Keep an item with its papers.

        Raises:
            CaptureGone, CaptureRefused: there is no such batch, or it is over.
            NumberUsed: another paper of the batch has a number.
            ScanGone: a scan is not there, or is of another item.
        """
        with self.engine.begin() as connection:
            open_batch(connection, site, new.batch)
            last = select(func.coalesce(func.max(items.c.position), 0)).where(items.c.batch_id == new.batch)
            values = {
                "id": new.id,
                "batch_id": new.batch,
                "position": connection.execute(last).scalar_one() + 1,
                "service": new.service,
                "received": new.received.isoformat(),
                "state": ItemState.NEW.value,
                "revision": 1,
            }
            connection.execute(insert(items).values(**values))
            for place, paper in enumerate(new.papers):
                _add_paper(connection, site, new, paper, place)
            details = {"batch": str(new.batch), "service": new.service, "papers": str(len(new.papers)), "operator": operator}
            append(connection, self.clock.now(), Entry(Event.ITEM_MADE, str(new.id), details))
            return item_line(connection, site, new.id)

    def remove_item(self, site: str, item: UUID, revision: int, operator: str) -> None:
        """Take an item that nobody has typed away; its scans wait again.

        Raises:
            CaptureChanged, CaptureGone, CaptureRefused: it stands.
        """
        with self.engine.begin() as connection:
            row = _seen(connection, site, item, revision)
            if row.state != ItemState.NEW:
                raise CaptureRefused(item=item, why=row.state)
            connection.execute(delete(papers).where(papers.c.item_id == item))
            connection.execute(delete(items).where(items.c.id == item))
            append(connection, self.clock.now(), Entry(Event.ITEM_REMOVED, str(item), {"operator": operator}))

    def set_received(self, site: str, item: UUID, received: date, operator: str) -> ItemLine:
        """Another day on which an item came. Raises `CaptureGone`, `CaptureRefused`."""
        with self.engine.begin() as connection:
            row = item_row(connection, site, item)
            if ItemState(row.state).is_over:
                raise CaptureRefused(item=item, why=row.state)
            if row.received != received.isoformat():
                values = {"received": received.isoformat(), "revision": row.revision + 1}
                connection.execute(update(items).where(items.c.id == item).values(**values))
                details = {"received": received.isoformat(), "operator": operator}
                append(connection, self.clock.now(), Entry(Event.ITEM_DATED, str(item), details))
            return item_line(connection, site, item)

    def move(self, site: str, move: Move, operator: str) -> ItemLine:
        """Take an item one step on.

        Raises:
            CaptureChanged, CaptureGone, CaptureRefused: it is where it was.
            AnotherMustAct: whoever typed it cannot release it.
        """
        with self.engine.begin() as connection:
            row = _seen(connection, site, move.item, move.revision)
            _check_step(row, move, operator)
            aside = move.to is ItemState.PUT_ASIDE
            values = {
                "state": move.to.value,
                "resumes": row.state if aside else "",
                "reason": move.reason,
                "released_by": operator if move.releasing else row.released_by,
                "revision": row.revision + 1,
            }
            connection.execute(update(items).where(items.c.id == move.item).values(**values))
            details = {"from": row.state, "to": move.to.value, "reason": move.reason, "operator": operator}
            append(connection, self.clock.now(), Entry(Event.ITEM_MOVED, str(move.item), details))
            return item_line(connection, site, move.item)

    def laid(self, site: str) -> frozenset[UUID]:
        """The scans that are of an item."""
        query = select(papers.c.scan_id).join(batches, batches.c.id == papers.c.batch_id)
        with reading(self.engine) as connection:
            found = connection.execute(query.where(batches.c.site == site, papers.c.scan_id.is_not(None)))
            return frozenset(found.scalars())

    def scan(self, site: str, scan: UUID) -> tuple[AttachedScan, Sequence[bytes]]:
        """A scan of an item, also one that was submitted while its batch is open. Raises `ScanGone`."""
        query = (
            select(attachments, papers.c.secret.label("kept_secret"))
            .join(papers, papers.c.scan_id == attachments.c.id)
            .where(attachments.c.id == scan, attachments.c.site == site)
        )
        with reading(self.engine) as connection:
            row = connection.execute(query).one_or_none()
            secret = {} if row is None else row.secret or row.kept_secret
            chunks = select(attachment_chunks.c.sealed).where(attachment_chunks.c.attachment_id == scan)
            sealed = connection.execute(chunks.order_by(attachment_chunks.c.number)).scalars().all()
        if row is None or not secret or not sealed:
            raise ScanGone(id=scan)
        key = b64decode(self.sealing.unseal(Column.SCAN, scan, secret)["key"])
        return AttachedScan(row.id, ScanKind(row.kind), row.length, row.digest, row.sealed, key), list(sealed)


def _add_paper(connection: Connection, site: str, new: NewItem, paper: Paper, place: int) -> None:
    used = select(papers.c.number).where(papers.c.batch_id == new.batch, papers.c.number == paper.number)
    if connection.execute(used).first() is not None:
        raise NumberUsed(batch=new.batch)
    free = select(attachments.c.id).where(
        attachments.c.id == paper.scan,
        attachments.c.site == site,
        attachments.c.submission_id.is_(None),
        attachments.c.draft_id.is_(None),
        attachments.c.whole,
        attachments.c.id.not_in(select(papers.c.scan_id).where(papers.c.scan_id.is_not(None))),
    )
    if connection.execute(free).first() is None:
        raise ScanGone(id=paper.scan)
    values = {
        "batch_id": new.batch,
        "number": paper.number,
        "item_id": new.id,
        "scan_id": paper.scan,
        "kind": paper.kind.value,
        "place": place,
        "secret": {},
    }
    connection.execute(insert(papers).values(**values))


def _seen(connection: Connection, site: str, item: UUID, revision: int) -> Row[Any]:
    row = item_row(connection, site, item)
    if row.revision != revision:
        raise CaptureChanged(item=item, revision=row.revision)
    return row


def _check_step(row: Row[Any], move: Move, operator: str) -> None:
    state = ItemState(row.state)
    if row.batch_state != BatchState.OPEN or state.is_over:
        raise CaptureRefused(item=row.id, why=row.state)
    if state is ItemState.PUT_ASIDE:
        allowed = move.to is ItemState.REJECTED or move.to == row.resumes
    elif move.to in {ItemState.PUT_ASIDE, ItemState.REJECTED}:
        allowed = bool(move.reason)
    else:
        allowed = move.to in _STEPS.get(state, frozenset()) and (state is not ItemState.TO_RELEASE or move.releasing)
    if not allowed:
        raise CaptureRefused(item=row.id, why=row.state)
    if move.releasing and operator in {row.keyed_by, row.second_by}:
        raise AnotherMustAct(item=row.id)
