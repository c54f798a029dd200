"""Drafts of one operator at one site: begun, saved, found again after a restart, submitted once.

What is submitted is what was saved last: the store takes the draft away in the transaction that keeps the submission, and only at
the revision that was checked here. A second press, or a second window, finds nothing to submit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from kiosk_app.errors import NotConfirmed, UnknownService
from kiosk_app.ports.drafts import DraftClaim, DraftLine, Drafts, KeptDraft, NewDraft, Owner
from kiosk_app.use_cases.catalogue import Catalogues
from kiosk_app.use_cases.submit import Submitted, Submitting
from services.common.references import read_reference
from services.forms.check import Checked, check_draft
from services.forms.draft import Draft
from services.forms.problem import Problem
from services.forms.service import Service
from services.language import Language


class StaffDrafts:
    """One operator's drafts. Every method blocks and may raise a `StoreError`."""

    def __init__(
        self,
        owner: Owner,
        *,
        drafts: Drafts,
        submitting: Submitting,
        catalogues: Catalogues,
        services: Mapping[str, Service],
        new_id: Callable[[], UUID],
    ) -> None:
        self._owner = owner
        self._drafts = drafts
        self._submitting = submitting
        self._catalogues = catalogues
        self._services = services
        self._new_id = new_id

    def mine(self) -> Sequence[DraftLine]:
        """The operator's drafts, the one changed last first."""
        return self._drafts.mine(self._owner)

    def start(self, service: str, language: Language) -> KeptDraft:
        """Begin an empty draft.

        Raises:
            UnknownService: it is not installed.
        """
        version = self._service(service).version
        return self._drafts.start(self._owner, NewDraft(self._new_id(), service, version, language))

    def resume(self, draft_id: UUID) -> KeptDraft:
        """A draft as it was saved last. `Draft(kept.content)` is what a window edits.

        Raises:
            DraftGone: this operator has no such draft (any more).
        """
        return self._drafts.find(self._owner, draft_id)

    def save(self, kept: KeptDraft, draft: Draft, language: Language | None = None) -> KeptDraft:
        """Keep what is typed now over what was `kept`, durable when this returns.

        Raises:
            DraftChanged, DraftGone, DraftTooLarge, DraftNotText: what was kept before stands.
            UnknownService: its service is not installed any more.
        """
        version = self._service(kept.service).version
        changed = replace(kept, content=dict(draft.items()), language=language or kept.language, schema_version=version)
        return self._drafts.save(self._owner, changed)

    def discard(self, line: DraftLine) -> None:
        """Delete a draft for ever, as it was seen.

        Raises:
            DraftChanged, DraftGone: nothing was deleted.
        """
        self._drafts.discard(self._owner, line)

    def check(self, kept: KeptDraft) -> Checked:
        """What can be read of a draft, and what is wrong with it.

        Raises:
            UnknownService: its service is not installed any more.
        """
        return check_draft(self._service(kept.service), Draft(kept.content), self._catalogues.context())

    def repeated(self, kept: KeptDraft) -> tuple[Problem, ...]:
        """What must be confirmed because the same was asked for here before. See `Submitting.repeated`."""
        return self._submitting.repeated(self._service(kept.service), self.check(kept))

    def submit(
        self,
        kept: KeptDraft,
        *,
        cites: str = "",
        copies: int = 1,
        confirmed: tuple[Problem, ...] = (),
    ) -> Submitted:
        """Submit a draft as it was saved last; the operator is named as who assisted.

        `confirmed` is what the person has said yes to.

        Raises:
            InvalidAnswers, NotConfirmed, BadInput: it cannot be submitted as it is; the draft stands.
            DraftChanged, DraftGone: the draft is not as it was seen, perhaps submitted already; nothing was saved.
            StoreError, NotEnrolled, KeyUnavailable: nothing was saved; the draft stands.
            UnknownService: its service is not installed any more.
        """
        service, context = self._service(kept.service), replace(self._catalogues.context(), cites=read_reference(cites) or "")
        checked = check_draft(service, Draft(kept.content), context)
        fields = {} if checked.blocked else service.receipt_fields(checked.answers, context)
        try:
            return self._submitting.submit(
                service,
                checked,
                fields,
                kept.language,
                assisted_by=self._owner.operator,
                cites=cites,
                copies=copies,
                draft=DraftClaim(kept.id, self._owner, kept.revision),
                confirmed=confirmed,
            )
        except NotConfirmed:
            self._drafts.find(self._owner, kept.id)  # what it is too much like may be itself, submitted a moment ago
            raise

    def _service(self, key: str) -> Service:
        service = self._services.get(key)
        if service is None:
            raise UnknownService(service=key)
        return service
