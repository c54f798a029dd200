"""Turning receipt fields back into words: for the confirmation screen, for paper, for a second copy."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk_app.errors import UnknownReference, UnknownService
from kiosk_app.ports.device import DeviceState
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.printing import ReceiptPage
from kiosk_app.ports.submissions import Custody, Submission, Submissions
from kiosk_app.site import Site
from kiosk_app.use_cases.status import place_of
from kiosk_app.wording import CUSTODY
from services.common.civil import local
from services.common.references import read_reference
from services.forms.receipt import Receipt, ReceiptContext
from services.forms.service import Service
from services.forms.words import Translator
from services.language import Language


class Receipts:
    """Builds receipts of what this kiosk keeps."""

    def __init__(
        self,
        submissions: Submissions,
        device: DeviceState,
        services: Mapping[str, Service],
        site: Site,
        clock: Clock,
    ) -> None:
        self._submissions = submissions
        self._device = device
        self._services = services
        self._site = site
        self._clock = clock

    def find(self, typed: str) -> Submission:
        """The submission with this reference.

        Raises:
            UnknownReference: it was not made here, or is mistyped.
        """
        reference = read_reference(typed)
        found = self._submissions.find(reference) if reference else None
        if found is None:
            raise UnknownReference(why="not-made-here" if reference else "mistyped")
        return found

    def words(self, submission: Submission) -> Receipt:
        """The service's words for a submission: what was decided, once this kiosk knows a decision.

        Raises:
            UnknownService: the service is no longer installed.
        """
        service = self._services.get(submission.service)
        if service is None:
            raise UnknownService(service=submission.service)
        known = list(self._device.outcomes(submission.id))
        received = submission.acknowledged if submission.custody is Custody.ACKNOWLEDGED else None
        context = ReceiptContext(
            self._clock.today(),
            local(submission.created).date(),
            place_of(submission.custody),
            sent_on=local(received).date() if received else None,
            state=known[-1].state if known else "",
            params=known[-1].params if known else {},
        )
        return service.receipt(submission.receipt, context)

    def page(self, submission: Submission, copy: int, language: Language | None = None) -> ReceiptPage:
        """Everything the printed page says, in the language the person used."""
        chosen = language or submission.language
        translate = Translator(chosen)
        return ReceiptPage(
            receipt=self.words(submission),
            reference=submission.reference,
            custody=submission.custody,
            custody_words=CUSTODY[submission.custody],
            site=translate(self._site.name),
            organisation=translate(self._site.organisation),
            kiosk=self._site.kiosk,
            language=chosen,
            printed=self._clock.now(),
            copy=copy,
        )
