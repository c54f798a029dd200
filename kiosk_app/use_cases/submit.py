"""Submitting: validate the whole, freeze, seal, keep in one transaction. Only then may anything say "Saved"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from kiosk_app.errors import BadInput, InvalidAnswers
from kiosk_app.ports.centre import Sealer
from kiosk_app.ports.drafts import DraftClaim
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import NewSubmission, Submissions
from services.common.references import new_reference, read_reference
from services.forms.check import Checked
from services.forms.receipt import ReceiptFields
from services.forms.service import Service
from services.language import Language


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
    ) -> Submitted:
        """Keep checked answers. The `draft` they were made from goes in the same transaction.

        Raises:
            InvalidAnswers: a problem blocks; nothing was saved.
            BadInput: the service follows another submission and `cites` is not a reference.
            DraftChanged, DraftGone: the draft is not as it was seen; nothing was saved.
            StoreError, NotEnrolled, KeyUnavailable: nothing was saved.
        """
        if checked.blocked:
            raise InvalidAnswers(checked.problems)
        cited = read_reference(cites) if cites else ""
        if cited is None or (service.follows and not cited):
            raise BadInput(field="cites")
        created = self._clock.now()
        reference = new_reference()
        # A draft makes one submission for ever, also when a restored copy brings it back: the second one is refused by its id.
        submission_id = self._new_id() if draft is None else draft.id
        frozen = Frozen(service.key, service.version, reference, language, checked.frozen(), assisted_by, cited, created)
        plaintext = self._freezer.freeze(frozen)
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
        )
        seal = self._sealer.ready()
        saved = self._submissions.submit(new, lambda position: seal(position, submission_id, plaintext))
        return Submitted(submission_id, reference, receipt, created, saved.print_jobs)
