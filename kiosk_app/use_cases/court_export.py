"""The end of a batch: handed on as one file for the scanning service, or closed without one.

The file is named by when the batch was begun here, and nothing in it says when it was written: so whoever is cut off between
writing it and saying so finds it again, and no second one is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from uuid import UUID

from kiosk_app.ports.attachments import ScanSealer
from kiosk_app.ports.captures import BatchLine, Captures, ItemLine, ItemState, Paper
from kiosk_app.ports.operators import Permission
from kiosk_app.ports.page_images import PdfMaker
from kiosk_app.staff_errors import CaptureRefused
from kiosk_app.use_cases.batch_export import BatchExport
from kiosk_app.use_cases.court_items import CourtItems, ItemView
from kiosk_app.use_cases.seat import Seat
from services.bulk_scan.envelope import OcrField, Payment, ScannableItem, ScannedEnvelope
from services.bulk_scan.names import ZipName, pdf_name

_NEXT_ACTION = "none"  # the metafile asks for a text and names none; what was keyed here has been sent already


class CourtExport:
    """The use case. `to` is None where no folder is set."""

    def __init__(
        self, seat: Seat, captures: Captures, items: CourtItems, *, sealer: ScanSealer, pdfs: PdfMaker, to: BatchExport | None
    ) -> None:
        self._seat, self._captures, self._items = seat, captures, items
        self._sealer, self._pdfs, self._to = sealer, pdfs, to

    def export(self, seen: BatchLine) -> BatchLine:
        """Write the batch as one file, and end it. Papers of rejected items go back to who sent them, and are not in it.

        Raises:
            CaptureRefused: an item is not over, nothing was submitted, or no folder is set; nothing was written.
            CaptureChanged, CaptureGone: the batch is not as it was seen.
            BatchRefused: the scanning service would refuse it; nothing was written.
            CannotWrite: it is not there.
            ScanGone: a scan was let go, long after the centre had it; nothing was written.
            ScanError: a scan cannot be made a PDF; nothing was written.
        """
        operator = self._seat.require(Permission.CAPTURE)
        items = self._captures.items(operator.site, seen.id)
        if self._to is None:
            raise CaptureRefused(batch=seen.id, why="no-folder")
        if not all(item.state.is_over for item in items) or not any(_goes(item) for item in items):
            raise CaptureRefused(batch=seen.id, why="items")
        papers = {pdf_name(paper.number): paper.scan for item in items if _goes(item) for paper in self._papers(item.id)}

        def scan(name: str) -> bytes:
            return self._pdf(operator.site, papers[name])

        written = self._to.export(self._envelope(operator.site, seen, items), scan)
        return self._captures.close(
            operator.site, seen.id, seen.revision, str(operator.id), file=written.name, digest=written.digest
        )

    def close(self, seen: BatchLine) -> BatchLine:
        """End a batch without a file. Raises `CaptureRefused` where an item is not over."""
        operator = self._seat.require(Permission.RELEASE)
        return self._captures.close(operator.site, seen.id, seen.revision, str(operator.id))

    def _papers(self, item: UUID) -> tuple[Paper, ...]:
        return self._items.view(item).item.papers

    def _pdf(self, site: str, scan_id: UUID) -> bytes:
        scan, chunks = self._captures.scan(site, scan_id)
        return self._pdfs.pdf(self._sealer.open(scan, chunks), scan.kind)

    def _envelope(self, site: str, batch: BatchLine, items: Sequence[ItemLine]) -> ScannedEnvelope:
        begun = _to_the_millisecond(batch.created)
        views = [self._items.view(item.id) for item in items if _goes(item)]
        return ScannedEnvelope(
            po_box=batch.po_box,
            jurisdiction=batch.jurisdiction,
            delivery_date=_midnight(batch.received),
            opening_date=_midnight(batch.opened),
            zip_file_created=begun,
            zip_name=ZipName(batch.number, begun.replace(microsecond=0)),
            classification=batch.classification,
            items=tuple(each for view in views for each in _scannable(view, begun)),
            payments=tuple(Payment(payment.number) for payment in self._captures.payments(site, batch.id)),
        )


def _goes(item: ItemLine) -> bool:
    return item.state is ItemState.SUBMITTED


def _scannable(view: ItemView, begun: datetime) -> Iterator[ScannableItem]:
    """The papers of an item; what was keyed goes with its first form."""
    form = next((paper for paper in view.item.papers if paper.kind.is_form), None)
    ocr = tuple(OcrField(path, text) for path, text in view.read.draft.items())
    for paper in view.item.papers:
        yield ScannableItem(
            document_control_number=paper.number,
            scanning_date=_to_the_millisecond(paper.taken),
            file_name=pdf_name(paper.number),
            document_type=paper.kind,
            next_action=_NEXT_ACTION,
            next_action_date=begun,
            document_sub_type=view.sheet.form or view.service.key if paper.kind.is_form else None,
            ocr=ocr if paper is form else None,
        )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _to_the_millisecond(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(microsecond=instant.microsecond // 1000 * 1000)
