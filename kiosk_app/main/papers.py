"""Drawing the paper of a job of a submission, in the process that prints it: a receipt, a pass, or the whole document."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from kiosk_app.errors import StoreError
from kiosk_app.main.parts import Parts
from kiosk_app.ports.payments import PaymentKind
from kiosk_app.ports.printing import Paper

if TYPE_CHECKING:
    from kiosk_app.ports.printing import PrintJob
    from kiosk_app.use_cases.documents import Documents


def drawn(parts: Parts, job: PrintJob) -> bytes:
    """The paper of a job as PDF. See `Receipts.draw` and `Documents.draw`."""
    submission = parts.receipts.find(job.reference)
    papers = _documents(parts) if job.paper is Paper.DOCUMENT else parts.receipts
    return papers.draw(parts.renderer, submission, job)


def _documents(parts: Parts) -> Documents:
    from kiosk_app.use_cases.documents import Documents

    return Documents(parts.store.prints, parts.catalogues, parts.services, parts.site, parts.clock, pay_at=parts.pay_at)


def write_down_code(parts: Parts, job: PrintJob) -> None:
    """A receipt or a document with the code of a payment link has come out: write that down, if it can be, with its payment."""
    if job.submission_id is None or job.paper not in {Paper.RECEIPT, Paper.DOCUMENT}:
        return
    with suppress(StoreError):  # the paper is out, whatever becomes of this
        online = parts.receipts.online(parts.receipts.find(job.reference))
        if online is not None and online.at:
            parts.store.payments.write_down(job.submission_id, PaymentKind.QR_PRINTED, online.amount)
