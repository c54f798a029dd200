"""Paper of a court desk in the local database (`kiosk_app.ports.captures.Captures`), and its step into a submission.

An item becomes a submission in the transaction that keeps it: checked under the write lock, with exactly its own scans, whose
keys stay here, sealed, until its batch is over.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection, select, update

from kiosk_app.ports.captures import ItemClaim, ItemState
from kiosk_app.staff_errors import CaptureChanged
from local_store.capture_batches import Batches
from local_store.capture_items import Items
from local_store.capture_rounds import Rounds
from local_store.capture_rows import item_row
from local_store.capture_tables import items, papers
from local_store.tables import attachments


class StoredCaptures(Batches, Items, Rounds):
    """Batches, items and what was typed."""


def claim(connection: Connection, claimed: ItemClaim, scan_ids: Sequence[UUID]) -> None:
    """Check, before anything is written, that this item can be submitted now, with these scans; and keep their keys.

    Raises:
        CaptureGone, CaptureChanged: it cannot, perhaps because it was a moment ago.
    """
    row = item_row(connection, claimed.site, claimed.id)
    mine = select(papers.c.scan_id).where(papers.c.item_id == claimed.id).order_by(papers.c.place)
    same = connection.execute(mine).scalars().all() == list(scan_ids)
    if row.state != ItemState.READY or row.revision != claimed.revision or not same:
        raise CaptureChanged(item=claimed.id, state=row.state)
    secret = select(attachments.c.secret).where(attachments.c.id == papers.c.scan_id).scalar_subquery()
    connection.execute(update(papers).where(papers.c.item_id == claimed.id).values(secret=secret))


def settle(connection: Connection, claimed: ItemClaim, reference: str) -> None:
    """Say, once the submission's row is there, that the item is it."""
    values = {"state": ItemState.SUBMITTED.value, "reference": reference, "revision": claimed.revision + 1}
    connection.execute(update(items).where(items.c.id == claimed.id).values(**values))
