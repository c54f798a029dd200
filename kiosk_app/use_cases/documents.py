"""The whole of a submission on paper, printed while the session that submitted it can still read it.

What the session keeps for it is in the window's memory until it ends, and beside a waiting job sealed. A print child makes the
document from that: nobody else can, and nobody afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk_app.errors import NotKept, UnknownService
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.printing import DocumentContent, DocumentPage, PrintJob, PrintLedger, Renderer
from kiosk_app.ports.submissions import Submission
from kiosk_app.site import Site
from kiosk_app.use_cases.catalogue import Catalogues
from kiosk_app.use_cases.paying import PayAt, no_link
from kiosk_app.use_cases.receipts import imprint_of
from services.forms.check import Checked, check_answers
from services.forms.context import Context
from services.forms.service import Service


@dataclass(frozen=True, slots=True)
class Printable:
    """What a session keeps so that the whole can be printed; `needed` says that it is printed without being asked for."""

    content: DocumentContent
    needed: bool


def printable(service: Service, checked: Checked, context: Context) -> Printable | None:
    """What is kept of whole answers for their document; None of a service that has none."""
    if service.document is None:
        return None
    needed = service.document(checked.answers, context).needed
    return Printable(DocumentContent(checked.frozen(), context.today), needed)


class Documents:
    """Makes documents of jobs that are being printed."""

    def __init__(
        self,
        prints: PrintLedger,
        catalogues: Catalogues,
        services: Mapping[str, Service],
        site: Site,
        clock: Clock,
        *,
        pay_at: PayAt = no_link,
    ) -> None:
        self._prints = prints
        self._catalogues = catalogues
        self._services = services
        self._site = site
        self._clock = clock
        self._pay_at = pay_at

    def page(self, submission: Submission, job: PrintJob) -> DocumentPage:
        """Everything the document of a job says, in the language the person used.

        Raises:
            NotKept: what it is made from is gone, because its job has ended.
            UnknownService: the service is no longer installed, or has no document.
        """
        service = self._services.get(submission.service)
        if service is None or service.document is None:
            raise UnknownService(service=submission.service)
        content = self._prints.content(job.id)
        if content is None:
            raise NotKept(submission=submission.id)
        context = Context(content.captured, self._catalogues.context().catalogue, submission.cites)
        document = service.document(check_answers(service, content.answers, context, offers=False).answers, context)
        slip, pay_at = document.slip, ""
        if slip is not None and slip.by_link and slip.amount:
            pay_at = self._pay_at(slip.amount, submission.reference, submission.language)
        imprint = imprint_of(submission, self._site, self._clock.now(), job.copy)
        return DocumentPage(document=document, pay_at=pay_at, **imprint)

    def draw(self, renderer: Renderer, submission: Submission, job: PrintJob) -> bytes:
        """The document of a job as PDF. See `page`."""
        return renderer.document(self.page(submission, job))
