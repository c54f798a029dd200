"""Turning receipt fields back into words: for the confirmation screen, for paper, for a second copy, for a pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypedDict

from kiosk_app.errors import NoPass, NotKept, UnknownReference, UnknownService
from kiosk_app.ports.device import DeviceState
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.printing import Paper, PassPage, PrintJob, ReceiptPage, Renderer
from kiosk_app.ports.submissions import Submission, Submissions
from kiosk_app.site import Site
from kiosk_app.use_cases.paying import Online, PayAt, no_link
from kiosk_app.use_cases.standing import context_of
from kiosk_app.wording import custody_words
from services.common.references import read_reference
from services.forms.granted import Pass
from services.forms.helped import helped_words
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
        *,
        pay_at: PayAt = no_link,
    ) -> None:
        self._submissions = submissions
        self._device = device
        self._services = services
        self._site = site
        self._clock = clock
        self._pay_at = pay_at

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
            NotKept: what they are made from was kept for as long as it may be.
            UnknownService: the service is no longer installed.
        """
        check_kept(submission)
        fields = submission.receipt
        return replace(self._service(submission).receipt(fields, self.context(submission)), helped=helped_words(fields))

    def paper(self, submission: Submission) -> Paper:
        """What is printed of it when somebody asks: the pass, once this kiosk knows that there is one; else the receipt.

        Raises:
            NotKept: nothing can be printed of it any more.
            UnknownService: the service is no longer installed.
        """
        check_kept(submission)
        return Paper.RECEIPT if self._pass(submission) is None else Paper.ADMISSION

    def page(self, submission: Submission, copy: int, language: Language | None = None) -> ReceiptPage:
        """Everything the printed receipt says, in the language the person used."""
        words, online = self.words(submission), self.online(submission, language)
        return ReceiptPage(
            receipt=words,
            pay=online.amount if online else None,
            pay_at=online.at if online else "",
            custody=submission.custody,
            custody_words=custody_words(submission.custody, self._service(submission).receiver),
            **self._imprint(submission, copy, language),
        )

    def online(self, submission: Submission, language: Language | None = None) -> Online | None:
        """What the person of a submission still pays online; None where that is nothing, or not known any more.

        Raises:
            UnknownService: the service is no longer installed.
        """
        asked = None if submission.emptied else self._service(submission).due
        due = asked(submission.receipt, self.context(submission)) if asked else None
        if due is None or not due.by_link:
            return None
        return Online(due.amount, self._pay_at(due.amount, submission.reference, language or submission.language))

    def pass_page(self, submission: Submission, copy: int, language: Language | None = None) -> PassPage:
        """Everything the printed pass says.

        Raises:
            NoPass: nothing is granted that still lies ahead.
            NotKept: what it is made from was kept for as long as it may be.
            UnknownService: the service is no longer installed.
        """
        check_kept(submission)
        granted = self._pass(submission)
        if granted is None:
            raise NoPass(submission=submission.id)
        return PassPage(granted=granted, **self._imprint(submission, copy, language))

    def draw(self, renderer: Renderer, submission: Submission, job: PrintJob) -> bytes:
        """The paper of a job as PDF.

        Raises:
            NoPass: it was to be a pass, which is over or was taken back since.
            NotKept: what it is made from was kept for as long as it may be.
        """
        if job.paper is Paper.ADMISSION:
            return renderer.granted_pass(self.pass_page(submission, job.copy))
        return renderer.receipt(self.page(submission, job.copy))

    def context(self, submission: Submission) -> ReceiptContext:
        """What the words of a submission depend on beside its fields: where it is, and what was decided as far as known here."""
        known = list(self._device.outcomes(submission.id))
        return context_of(submission, known[-1] if known else None, self._clock.today())

    def _pass(self, submission: Submission) -> Pass | None:
        granted = self._service(submission).granted_pass
        return granted(submission.receipt, self.context(submission)) if granted else None

    def _service(self, submission: Submission) -> Service:
        service = self._services.get(submission.service)
        if service is None:
            raise UnknownService(service=submission.service)
        return service

    def _imprint(self, submission: Submission, copy: int, language: Language | None) -> Imprint:
        return imprint_of(submission, self._site, self._clock.now(), copy, language)


def check_kept(submission: Submission) -> None:
    """Whether a paper can still be made of a submission.

    Raises:
        NotKept: what it is made from was kept for as long as it may be.
    """
    if submission.emptied:
        raise NotKept(submission=submission.id)


class Imprint(TypedDict):
    """What every paper of a submission says of itself."""

    reference: str
    site: str
    organisation: str
    kiosk: str
    language: Language
    printed: datetime
    copy: int


def imprint_of(submission: Submission, site: Site, printed: datetime, copy: int, language: Language | None = None) -> Imprint:
    """What a paper of a submission says of itself, in a language, or that which the person used."""
    chosen = language or submission.language
    translate = Translator(chosen)
    return Imprint(
        reference=submission.reference,
        site=translate(site.name),
        organisation=translate(site.organisation),
        kiosk=site.kiosk,
        language=chosen,
        printed=printed,
        copy=copy,
    )
