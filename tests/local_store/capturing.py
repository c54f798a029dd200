"""Batches and items for tests of the store, whose scans are small."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from kiosk_app.ports.captures import BatchLine, ItemLine, KeptRound, NewBatch, NewItem, Paper, Totals
from local_store import Store
from services.bulk_scan.kinds import Classification, DocumentType
from tests.local_store.scanning import SITE, new_scan

GWEN, RHYS, HANNAH = "gwen", "rhys", "hannah"
DAY = date(2026, 11, 26)


def new_batch(number: str = "7") -> NewBatch:
    return NewBatch(
        id=uuid4(),
        number=number,
        classification=Classification.NEW_APPLICATION,
        received=DAY,
        opened=DAY,
        jurisdiction="CIVIL",
        po_box="13226",
        declared=Totals(1, 1),
    )


def scan(store: Store, number: int, site: str = SITE) -> UUID:
    """A scan that waits."""
    new, sealed = new_scan(number, site=site)
    store.scans.keep(new, sealed.chunks)
    return new.scan.id


def batch(store: Store, number: str = "7", site: str = SITE) -> BatchLine:
    return store.captures.open_batch(site, new_batch(number), GWEN)


def item(store: Store, of: BatchLine, number: int, site: str = SITE) -> ItemLine:
    """An item of one paper, with a scan of that number."""
    paper = Paper(str(number), scan(store, number, site), DocumentType.FORM)
    return store.captures.add_item(site, NewItem(uuid4(), of.id, "prison-visit", DAY, (paper,)), GWEN)


def typed(of: UUID, round_: int = 1, operator: str = GWEN, text: str = "Ada", *, finished: bool = True) -> KeptRound:
    return KeptRound(of, round_, operator, {"name": text}, finished=finished)
