"""Submitting: validate the whole, freeze, seal, keep in one transaction. Only then may anything say "Saved"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from kiosk_app.errors import BadInput, InvalidAnswers, NotConfirmed
from kiosk_app.ports.attachments import AttachedScan
from kiosk_app.ports.centre import Sealer
from kiosk_app.ports.drafts import DraftClaim
from kiosk_app.ports.helping import Agreement
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import NewSubmission, Submissions
from services.common.money import Pence
from services.common.references import new_reference, read_reference
from services.forms.check import Checked
from services.forms.helped import with_helper
from services.forms.problem import Problem
from services.forms.receipt import ReceiptContext, ReceiptFields
from services.forms.resemblance import Resemblance, asked_already
from services.forms.service import Service
from services.language import Language

if TYPE_CHECKING:
    from kiosk_app.ports.captures import ItemClaim


@dataclass(frozen=True, slots=True)
class Frozen:
    """Finished answers with all that travels beside them."""

    service: str
    schema_version: int
    reference: str
    language: Language
    answers: Mapping[str, object]
    assisted_by: str | None
    cites: str
    created: datetime
    confirmed: tuple[Problem, ...] = ()  # what a person was asked and said yes to
    hold: UUID | None = None  # of a place that the centre was asked to hold
    attachments: tuple[AttachedScan, ...] = ()  # with their keys
    agreement: Agreement | None = None  # to be helped; `assisted_by` is then who helped
    received: date | None = None  # the day on which paper came to a court, where it was typed from paper


@dataclass(frozen=True, slots=True)
class Assisted:
    """Somebody helped at a desk of staff: what the person agreed to, and the helper's draft that becomes the submission."""

    agreement: Agreement
    draft: DraftClaim


class Freezer(Protocol):
    """Writes finished answers as the canonical bytes that are sealed."""

    def freeze(self, frozen: Frozen) -> bytes:
        """Canonical JSON (RFC 8785) with the answers' digest."""
        ...


@dataclass(frozen=True, slots=True)
class Submitted:
    """What is known once the submission is kept."""

    id: UUID
    reference: str
    receipt: ReceiptFields
    created: datetime
    print_jobs: tuple[int, ...]


class Submitting:
    """The use case. One instance serves any number of submissions."""

    def __init__(
        self,
        submissions: Submissions,
        sealer: Sealer,
        freezer: Freezer,
        clock: Clock,
        new_id: Callable[[], UUID],
    ) -> None:
        self._submissions = submissions
        self._sealer = sealer
        self._freezer = freezer
        self._clock = clock
        self._new_id = new_id

    def repeated(self, service: Service, checked: Checked) -> tuple[Problem, ...]:
        """What a person must confirm because the same was asked for on this kiosk before; nothing where it was not.

        Raises:
            StoreError: it is not known.
        """
        found = _resemblance(service, checked)
        return (asked_already(found),) if found and self._submissions.resembles(service.key, found) else ()

    def ready(self) -> None:
        """Whether what is submitted could be signed and sealed.

        Raises:
            NotEnrolled, KeyUnavailable: it could not.
        """
        self._sealer.ready()

    def submit(
        self,
        service: Service,
        checked: Checked,
        receipt: ReceiptFields,
        language: Language,
        *,
        session: str = "",
        assisted_by: str | None = None,
        cites: str = "",
        copies: int = 1,
        draft: DraftClaim | None = None,
        confirmed: tuple[Problem, ...] = (),
        hold: UUID | None = None,
        attachments: tuple[AttachedScan, ...] = (),
        agreement: Agreement | None = None,
        item: ItemClaim | None = None,
        received: date | None = None,
    ) -> Submitted:
        """Keep checked answers. The `draft` they were made from goes in the same transaction.

        `confirmed` is what a person has said yes to. What of it was needed is sealed with the answers, and so is the id of a
        `hold`: nothing is asked or waited for because of it. The keys of `attachments` are sealed with it and leave this kiosk.
        The `item` of paper they were typed from is submitted with them, once, and says when it was `received`.
        An `agreement` to be helped goes with it, but for the person's name, and its organisation stays on the receipt.

        Raises:
            InvalidAnswers: a problem blocks; nothing was saved.
            NotConfirmed: the problems need a yes that is not among `confirmed`; nothing was saved.
            BadInput: the service follows another submission and `cites` is not a reference.
            DraftChanged, DraftGone: the draft is not as it was seen; nothing was saved.
            ScanGone: one of the attachments is not there any more; nothing was saved.
            CaptureChanged, CaptureGone: the item is not as it was seen, perhaps submitted already; nothing was saved.
            StoreError, NotEnrolled, KeyUnavailable: nothing was saved.
        """
        if checked.blocked:
            raise InvalidAnswers(checked.problems)
        cited = read_reference(cites) if cites else ""
        if cited is None or (service.follows and not cited):
            raise BadInput(field="cites")
        needed = (*checked.to_confirm, *self.repeated(service, checked))
        if any(problem not in confirmed for problem in needed):
            raise NotConfirmed(needed)
        created = self._clock.now()
        reference = new_reference()
        # A draft, or an item of paper, makes one submission for ever, also when a restored copy brings it back: the second one is
        # refused by its id.
        made_from = draft or item
        submission_id = self._new_id() if made_from is None else made_from.id
        frozen = Frozen(
            service.key,
            service.version,
            reference,
            language,
            checked.frozen(),
            assisted_by,
            cited,
            created,
            needed,
            hold,
            attachments,
            agreement,
            received,
        )
        plaintext = self._freezer.freeze(frozen)
        if agreement is not None:
            receipt = with_helper(receipt, agreement.organisation)
        new = NewSubmission(
            id=submission_id,
            reference=reference,
            service=service.key,
            schema_version=service.version,
            language=language,
            created=created,
            receipt=receipt,
            cites=cited,
            print_copies=copies,
            session=session,
            draft=draft,
            resemblance=_resemblance(service, checked),
            useful_until=service.useful_until(receipt) if service.useful_until else None,
            attachments=tuple(scan.id for scan in attachments),
            due=_due(service, receipt, self._clock),
            item=item,
        )
        seal = self._sealer.ready()
        saved = self._submissions.submit(new, lambda position: seal(position, submission_id, plaintext))
        return Submitted(submission_id, reference, receipt, created, saved.print_jobs)


def _resemblance(service: Service, checked: Checked) -> Resemblance | None:
    return service.resemblance(checked.answers) if service.resemblance else None


def _due(service: Service, receipt: ReceiptFields, clock: Clock) -> Pence | None:
    """What has to be paid for it, whichever way; None where that is nothing, or not known."""
    due = service.due(receipt, ReceiptContext(clock.today(), clock.today())) if service.due else None
    return due.amount if due else None
