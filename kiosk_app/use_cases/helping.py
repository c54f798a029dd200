"""Helping somebody fill in a service: begun once they agreed, saved as it is typed, checked by them, submitted in their name.

While the client has the screen only their own case can be worked on, and only as far as they need to (`OWN_DRAFTS`); to open
another, or to see any list, the helper must be back (`HELP`). Every step is audited with the helper's id.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID

from kiosk_app.errors import UnknownService
from kiosk_app.ports.drafts import DraftClaim, Drafts, KeptDraft, NewDraft, Owner
from kiosk_app.ports.helping import Agreed, Agreement, Given, Helped, HelpedCase, NewHelp, Relationship, Step
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.operators import Permission
from kiosk_app.staff_errors import HelpGone, NotAgreed
from kiosk_app.use_cases.catalogue import Catalogues
from kiosk_app.use_cases.seat import Seat
from kiosk_app.use_cases.submit import Assisted
from services.forms.check import check_draft
from services.forms.draft import Draft
from services.forms.sections import FormSections, form_sections
from services.forms.service import Service
from services.language import Language

MOST_NAME: Final = 100  # characters of a client's name, and of an organisation's


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was entered about the help that a client wants. None where nothing was chosen."""

    client: str = field(default="", repr=False)
    relationship: Relationship | None = None
    organisation: str = field(default="", repr=False)
    agreed: Agreed | None = None
    given: frozenset[Given] = frozenset()


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case with its draft as it was kept last."""

    case: HelpedCase
    kept: KeptDraft

    @property
    def id(self) -> UUID:
        """The case's id."""
        return self.case.line.id


class Helping:
    """For whoever sits at the seat. Every method blocks and may raise a `StoreError`, `NotSignedIn` or `NotPermitted`."""

    def __init__(
        self,
        seat: Seat,
        *,
        helped: Helped,
        drafts: Drafts,
        catalogues: Catalogues,
        services: Mapping[str, Service],
        clock: Clock,
        new_id: Callable[[], UUID],
    ) -> None:
        self._seat = seat
        self._helped = helped
        self._drafts = drafts
        self._catalogues = catalogues
        self._services = services
        self._clock = clock
        self._new_id = new_id

    def start(self, service: str, language: Language, wanted: Wanted) -> OpenedCase:
        """Begin to help a client with a service.

        Raises:
            NotAgreed: who agreed, or how, or to what is not there; nothing was kept.
            UnknownService: it is not installed.
            DraftNotText: a name holds half of a character.
        """
        owner = self._owner(Permission.HELP)
        agreement, wanted_service = self._agreement(wanted), self._service(service)
        draft = NewDraft(self._new_id(), service, wanted_service.version, language)
        sections = self._sections(wanted_service, Draft()).counted
        case = self._helped.start(owner, NewHelp(self._new_id(), agreement, draft, sections))
        return OpenedCase(case, self._drafts.find(owner, draft.id))

    def open(self, case: UUID) -> OpenedCase:
        """A case as it was left.

        Raises:
            HelpGone: this operator has no such case that is still a draft.
            DraftGone: its draft is not there any more.
            UnknownService: its service is not installed any more.
        """
        owner = self._owner(Permission.HELP)
        found = self._helped.find(owner, case)
        if found.line.draft is None:
            raise HelpGone(case=case)
        self._service(found.line.service)
        return OpenedCase(found, self._drafts.find(owner, found.line.draft))

    def agree(self, opened: OpenedCase, wanted: Wanted) -> OpenedCase:
        """Write down anew what the client agreed to; when they first did stays.

        Raises:
            NotAgreed, HelpGone, DraftNotText: what was agreed before stands.
        """
        owner = self._owner(Permission.HELP)
        agreement = replace(self._agreement(wanted), at=opened.case.agreement.at)
        return replace(opened, case=self._helped.agree(owner, opened.id, agreement))

    def save(self, opened: OpenedCase, draft: Draft, language: Language) -> OpenedCase:
        """Keep what is typed now, durable when this returns.

        Raises:
            DraftChanged, DraftGone, DraftTooLarge, DraftNotText: what was kept before stands.
        """
        owner = self._owner(Permission.OWN_DRAFTS)
        version = self._service(opened.kept.service).version
        now = replace(opened.kept, content=dict(draft.items()), language=language, schema_version=version)
        return replace(opened, kept=self._drafts.save(owner, now))

    def mark(self, opened: OpenedCase, done: int, sections: int) -> OpenedCase:
        """Keep how far it is, for the list of cases.

        Raises:
            HelpGone: the case is over.
        """
        owner = self._owner(Permission.OWN_DRAFTS)
        line = self._helped.change(owner, opened.id, done=done, sections=sections, language=opened.kept.language)
        return replace(opened, case=replace(opened.case, line=line))

    def hand_over(self, opened: OpenedCase) -> None:
        """The client has the screen: nothing but their own case can be worked on until the helper has signed in again."""
        owner = self._owner(Permission.HELP)
        self._helped.note(owner, opened.id, Step.HANDED_OVER)
        self._seat.lend(Permission.OWN_DRAFTS)

    def take_back(self, opened: OpenedCase) -> None:
        """The helper has the screen again: the seat has seen to that."""
        self._helped.note(self._owner(Permission.HELP), opened.id, Step.RETURNED)

    def note(self, opened: OpenedCase, step: Step) -> None:
        """What the client said: that it is right, or wrong, or that they want no more help."""
        self._helped.note(self._owner(Permission.OWN_DRAFTS), opened.id, step)

    def stop(self, opened: OpenedCase) -> None:
        """The client wants to stop: what was typed is deleted for ever.

        Raises:
            HelpGone: the case is over.
        """
        self._helped.stop(self._owner(Permission.OWN_DRAFTS), opened.id)

    def assisted(self, opened: OpenedCase) -> Assisted:
        """What a submission of this case says besides its answers. They must be as they were saved last."""
        owner = self._owner(Permission.OWN_DRAFTS)
        return Assisted(opened.case.agreement, DraftClaim(opened.kept.id, owner, opened.kept.revision))

    def _sections(self, service: Service, draft: Draft) -> FormSections:
        context = self._catalogues.context()
        return form_sections(service, draft, check_draft(service, draft, context), context)

    def _agreement(self, wanted: Wanted) -> Agreement:
        client, organisation = " ".join(wanted.client.split())[:MOST_NAME], " ".join(wanted.organisation.split())[:MOST_NAME]
        if not client:
            raise NotAgreed(missing="client")
        if wanted.relationship is None:
            raise NotAgreed(missing="relationship")
        if wanted.agreed is None:
            raise NotAgreed(missing="agreed")
        if not wanted.given:
            raise NotAgreed(missing="given")
        return Agreement(client, wanted.relationship, organisation, wanted.agreed, wanted.given, self._clock.now())

    def _service(self, key: str) -> Service:
        service = self._services.get(key)
        if service is None:
            raise UnknownService(service=key)
        return service

    def _owner(self, permission: Permission) -> Owner:
        return self._seat.require(permission).owner
