"""Another copy of a receipt or a pass, asked for by staff: of no session, so it never expires. A second one says DUPLICATE."""

from __future__ import annotations

from kiosk_app.events import Event
from kiosk_app.ports.audit import AuditLog
from kiosk_app.ports.printing import Paper, PrintJob, PrintLedger
from kiosk_app.use_cases.receipts import Receipts


class Reprinting:
    """Queues copies, and writes down who asked."""

    def __init__(self, receipts: Receipts, prints: PrintLedger, audit: AuditLog) -> None:
        self._receipts = receipts
        self._prints = prints
        self._audit = audit

    def again(self, reference: str, operator: str) -> PrintJob:
        """One more copy of the pass, where there is one, else of the receipt.

        Raises:
            UnknownReference: it was not made here.
            NotKept: nothing can be printed of it any more.
            UnknownService: the service is no longer installed.
        """
        found = self._receipts.find(reference)
        job = self._prints.queue(found.id, "", self._receipts.paper(found))
        more = {} if job.paper is Paper.RECEIPT else {"paper": job.paper.value}
        self._audit.append(Event.PRINT_ASKED, str(found.id), copy=str(job.copy), operator=operator, **more)
        return job
