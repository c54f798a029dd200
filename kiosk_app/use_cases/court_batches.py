"""Batches at a court desk: an envelope is opened, its papers become items, what pays is written down, totals are compared.

Every method blocks, asks the seat who is at work, and may raise a `StoreError`, `CaptureGone` or `CaptureChanged`; nothing was
changed then.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from kiosk_app.errors import UnknownService
from kiosk_app.ports.attachments import ScanLine
from kiosk_app.ports.captures import (
    BatchLine,
    Captures,
    ItemLine,
    NewBatch,
    NewItem,
    Paper,
    PaymentPaper,
    Totals,
)
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.operators import Operator, Permission
from kiosk_app.staff_errors import CaptureRefused, NumberUnreadable, NumberUsed
from kiosk_app.use_cases.court_export import CourtExport
from kiosk_app.use_cases.court_items import SETTLING, CourtItems
from kiosk_app.use_cases.scans import ScanShelf
from kiosk_app.use_cases.seat import Seat
from services.bulk_scan.kinds import Classification
from services.forms.service import Service

_DIGITS = re.compile(r"[0-9]{1,20}")


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is written down of an envelope when it is opened."""

    number: str
    classification: Classification
    received: date
    opened: date
    declared: Totals
    po_box: str = ""


@dataclass(frozen=True, slots=True)
class BatchView:
    """Everything in one batch. `waiting` are the scans of this site that are of no item."""

    line: BatchLine
    items: tuple[ItemLine, ...]
    payments: tuple[PaymentPaper, ...]
    waiting: tuple[ScanLine, ...] = field(repr=False)
    names: Mapping[str, str] = field(repr=False)  # of operators, by id


class CourtBatches:
    """The use case. `items` is what is done with one item, `exporting` what ends a batch."""

    def __init__(
        self,
        seat: Seat,
        captures: Captures,
        scans: ScanShelf,
        *,
        items: CourtItems,
        exporting: CourtExport,
        services: Mapping[str, Service],
        clock: Clock,
        new_id: Callable[[], UUID],
        name_of: Callable[[str], str],
        jurisdiction: str,
        po_boxes: Sequence[str],
    ) -> None:
        """`services` are those whose paper is typed; `po_boxes` those that paper comes to, the usual one first."""
        self._seat, self._captures, self._scans = seat, captures, scans
        self.items, self.exporting = items, exporting
        self.services, self.po_boxes = services, tuple(po_boxes)
        self._clock, self._new_id, self._name_of = clock, new_id, name_of
        self._jurisdiction = jurisdiction
        self._stay: set[tuple[UUID, int]] = set()  # items and their revisions that do not go on by themselves

    def all(self) -> Sequence[BatchLine]:
        """The batches of the site, the open ones first."""
        return self._captures.batches(self._clerk().site)

    def view(self, batch: UUID) -> BatchView:
        """One batch."""
        operator = self._clerk()
        line = self._captures.batch(operator.site, batch)
        items = tuple(self._settled(item) for item in self._captures.items(operator.site, batch))
        people = {each for item in items for each in (item.keyed_by, item.second_by) if each}
        return BatchView(
            line=line,
            items=items,
            payments=tuple(self._captures.payments(operator.site, batch)),
            waiting=tuple(self._scans.waiting()),
            names={each: self._name_of(each) for each in people},
        )

    def open(self, envelope: Envelope) -> BatchLine:
        """Begin a batch.

        Raises:
            NumberUnreadable: its number is not made of digits.
            NumberUsed: an envelope of that number is open.
            CaptureRefused: a day lies ahead, it was opened before it came, or the PO box is none of this court's.
        """
        operator = self._clerk()
        today = self._clock.today()
        if not envelope.received <= envelope.opened <= today:
            raise CaptureRefused(why="days")
        po_box = envelope.po_box or next(iter(self.po_boxes), "")
        if po_box and po_box not in self.po_boxes:
            raise CaptureRefused(why="po-box")
        new = NewBatch(
            id=self._new_id(),
            number=_number(envelope.number),
            classification=envelope.classification,
            received=envelope.received,
            opened=envelope.opened,
            jurisdiction=self._jurisdiction,
            po_box=po_box,
            declared=envelope.declared,
        )
        return self._captures.open_batch(operator.site, new, str(operator.id))

    def declare(self, seen: BatchLine, declared: Totals) -> BatchLine:
        """Other control totals."""
        operator = self._clerk()
        return self._captures.declare(operator.site, seen.id, seen.revision, declared, str(operator.id))

    def take_away(self, seen: BatchLine) -> None:
        """Take a batch away in which there is nothing. Raises `CaptureRefused` where there is."""
        operator = self._clerk()
        self._captures.remove_batch(operator.site, seen.id, seen.revision, str(operator.id))

    def add_item(self, batch: UUID, service: str, papers: Sequence[Paper], received: date | None = None) -> ItemLine:
        """Make scans that wait an item. Without `received` it came with its envelope.

        Raises:
            UnknownService: its paper is not typed here.
            NumberUnreadable, NumberUsed: a document control number.
            ScanGone: a scan is not there, or is of another item.
            CaptureRefused: there are no papers, or the batch is over.
        """
        operator = self._clerk()
        if service not in self.services:
            raise UnknownService(service=service)
        if not papers:
            raise CaptureRefused(batch=batch, why="no-papers")
        numbered = tuple(Paper(_number(paper.number), paper.scan, paper.kind) for paper in papers)
        if len({paper.number for paper in numbered}) != len(numbered):
            raise NumberUsed(batch=batch)
        came = received or self._captures.batch(operator.site, batch).received
        return self._captures.add_item(operator.site, NewItem(self._new_id(), batch, service, came, numbered), str(operator.id))

    def remove_item(self, seen: ItemLine) -> None:
        """Take an item that nobody has typed away; its scans wait again."""
        operator = self._clerk()
        self._captures.remove_item(operator.site, seen.id, seen.revision, str(operator.id))

    def add_payment(self, batch: UUID, payment: PaymentPaper) -> None:
        """Write down something that pays. Raises `NumberUnreadable`, `NumberUsed`, `CaptureRefused`."""
        operator = self._clerk()
        numbered = PaymentPaper(_number(payment.number), payment.kind, payment.amount)
        self._captures.add_payment(operator.site, batch, numbered, str(operator.id))

    def remove_payment(self, batch: UUID, number: str) -> None:
        """Take back what was written down wrongly."""
        operator = self._clerk()
        self._captures.remove_payment(operator.site, batch, number, str(operator.id))

    def _settled(self, item: ItemLine) -> ItemLine:
        """An item, taken as far as it goes by itself: whoever finished typing it may have been cut off before that."""
        if item.state not in SETTLING or (item.id, item.revision) in self._stay:
            return item
        settled = self.items.settle(item.id)
        if settled == item:
            self._stay.add((item.id, item.revision))
        return settled

    def _clerk(self) -> Operator:
        return self._seat.require(Permission.CAPTURE)


def unlike(declared: Totals, counted: Totals) -> tuple[str, ...]:
    """The names of the totals that are not as they were declared."""
    return tuple(name for name in Totals._fields if getattr(declared, name) != getattr(counted, name))


def _number(typed: str) -> str:
    number = typed.strip().replace(" ", "")
    if not _DIGITS.fullmatch(number):
        raise NumberUnreadable
    return number
