"""Batches: envelopes that were opened, what pays in them, and their end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, func, insert, select, update

from kiosk_app.events import Event
from kiosk_app.ports.captures import BatchLine, BatchState, NewBatch, PaymentKind, PaymentPaper, Totals
from kiosk_app.staff_errors import CaptureChanged, CaptureGone, CaptureRefused, NumberUsed
from local_store.audit import Entry, append
from local_store.capture_rows import Rows, batch_line, batch_of, in_order, open_batch, said_totals, select_batches
from local_store.capture_tables import batches, items, papers, rounds
from local_store.engine import reading
from services.common.money import Pence


class Batches(Rows):
    """The part of `StoredCaptures` that keeps batches."""

    def open_batch(self, site: str, new: NewBatch, operator: str) -> BatchLine:
        """Keep a new batch. Raises `NumberUsed` where an envelope of that number is open."""
        values = {
            "id": new.id,
            "site": site,
            "number": new.number,
            "classification": new.classification.value,
            "received": new.received.isoformat(),
            "opened": new.opened.isoformat(),
            "jurisdiction": new.jurisdiction,
            "po_box": new.po_box,
            "declared": said_totals(new.declared),
            "state": BatchState.OPEN.value,
            "revision": 1,
            "created": self.clock.now(),
            "created_by": operator,
            "file": "",
            "digest": "",
        }
        same = select(batches.c.id).where(
            batches.c.site == site, batches.c.number == new.number, batches.c.state == BatchState.OPEN
        )
        with self.engine.begin() as connection:
            if connection.execute(same).first() is not None:
                raise NumberUsed(number=new.number)
            connection.execute(insert(batches).values(**values))
            details = {"number": new.number, "site": site, "operator": operator}
            append(connection, self.clock.now(), Entry(Event.BATCH_OPENED, str(new.id), details))
            return batch_line(connection, site, new.id)

    def batches(self, site: str) -> Sequence[BatchLine]:
        """The batches of a site, the open ones first, then the newest first."""
        with reading(self.engine) as connection:
            return [batch_of(row) for row in connection.execute(in_order(select_batches(site)))]

    def batch(self, site: str, batch: UUID) -> BatchLine:
        """One batch. Raises `CaptureGone`."""
        with reading(self.engine) as connection:
            return batch_line(connection, site, batch)

    def payments(self, site: str, batch: UUID) -> Sequence[PaymentPaper]:
        """What pays in a batch, in the order in which it was written down."""
        query = select(papers).join(batches, batches.c.id == papers.c.batch_id)
        mine = query.where(batches.c.site == site, papers.c.batch_id == batch, papers.c.scan_id.is_(None))
        with reading(self.engine) as connection:
            found = connection.execute(mine.order_by(papers.c.place)).all()
        return [PaymentPaper(row.number, PaymentKind(row.kind), Pence(row.pence)) for row in found]

    def add_payment(self, site: str, batch: UUID, payment: PaymentPaper, operator: str) -> None:
        """Write down something that pays. Raises `CaptureGone`, `CaptureRefused`, `NumberUsed`."""
        with self.engine.begin() as connection:
            open_batch(connection, site, batch)
            used = select(papers.c.number).where(papers.c.batch_id == batch, papers.c.number == payment.number)
            if connection.execute(used).first() is not None:
                raise NumberUsed(batch=batch)
            last = select(func.coalesce(func.max(papers.c.place), 0)).where(papers.c.batch_id == batch)
            values = {
                "batch_id": batch,
                "number": payment.number,
                "kind": payment.kind.value,
                "pence": int(payment.amount),
                "place": connection.execute(last).scalar_one() + 1,
                "secret": {},
            }
            connection.execute(insert(papers).values(**values))
            self._changed(connection, batch, operator, "payment-added", payment.number)

    def remove_payment(self, site: str, batch: UUID, number: str, operator: str) -> None:
        """Take back what was written down wrongly. Raises `CaptureGone`, `CaptureRefused`."""
        with self.engine.begin() as connection:
            open_batch(connection, site, batch)
            named = delete(papers).where(papers.c.batch_id == batch, papers.c.number == number, papers.c.scan_id.is_(None))
            if connection.execute(named).rowcount == 0:
                raise CaptureGone(batch=batch)
            self._changed(connection, batch, operator, "payment-removed", number)

    def declare(self, site: str, batch: UUID, revision: int, declared: Totals, operator: str) -> BatchLine:
        """Other control totals. Raises `CaptureChanged`, `CaptureGone`, `CaptureRefused`."""
        with self.engine.begin() as connection:
            _seen(connection, site, batch, revision)
            self._update(connection, batch, revision, declared=said_totals(declared))
            self._changed(connection, batch, operator, "totals")
            return batch_line(connection, site, batch)

    def remove_batch(self, site: str, batch: UUID, revision: int, operator: str) -> None:
        """Take a batch away in which there is nothing. Raises `CaptureChanged`, `CaptureGone`, `CaptureRefused`."""
        with self.engine.begin() as connection:
            line = _seen(connection, site, batch, revision)
            if line.counted != Totals():
                raise CaptureRefused(batch=batch, why="not-empty")
            connection.execute(delete(batches).where(batches.c.id == batch))
            append(connection, self.clock.now(), Entry(Event.BATCH_REMOVED, str(batch), {"operator": operator}))

    def close(self, site: str, batch: UUID, revision: int, operator: str, *, file: str = "", digest: str = "") -> BatchLine:
        """End a batch, whose items are all over. What was typed goes, and so do the keys of its scans.

        Raises:
            CaptureChanged, CaptureGone, CaptureRefused: it is open still.
        """
        with self.engine.begin() as connection:
            line = _seen(connection, site, batch, revision)
            mine = select(items.c.id).where(items.c.batch_id == batch)
            unfinished = mine.where(items.c.state.not_in(("submitted", "rejected")))
            if not line.items or connection.execute(unfinished).first() is not None:
                raise CaptureRefused(batch=batch, why="items")
            state = BatchState.EXPORTED if file else BatchState.CLOSED
            self._update(connection, batch, revision, state=state.value, file=file, digest=digest)
            connection.execute(delete(rounds).where(rounds.c.item_id.in_(mine)))
            connection.execute(update(papers).where(papers.c.batch_id == batch).values(secret={}))
            details = {"file": file, "digest": digest, "operator": operator}
            append(connection, self.clock.now(), Entry(Event.BATCH_CLOSED, str(batch), details))
            return batch_line(connection, site, batch)

    def _update(self, connection: Connection, batch: UUID, revision: int, **values: Any) -> None:  # noqa: ANN401 - of columns
        connection.execute(update(batches).where(batches.c.id == batch).values(**values, revision=revision + 1))

    def _changed(self, connection: Connection, batch: UUID, operator: str, what: str, number: str = "") -> None:
        details = {"what": what, "number": number, "operator": operator}
        append(connection, self.clock.now(), Entry(Event.BATCH_CHANGED, str(batch), details))


def _seen(connection: Connection, site: str, batch: UUID, revision: int) -> BatchLine:
    line = open_batch(connection, site, batch)
    if line.revision != revision:
        raise CaptureChanged(batch=batch, revision=line.revision)
    return line
