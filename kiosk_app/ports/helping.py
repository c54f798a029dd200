"""Cases of help: somebody at a helper desk fills in a service for a client who agreed to it.

A case names the client, who is never the operator, so it belongs to one operator at one site like the draft that it is made with.
Of another's case only what was submitted from the site can be seen. What has been done is a list of codes and times that only
grows; answers stand in the draft and nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol
from uuid import UUID

from kiosk_app.ports.drafts import NewDraft, Owner
from services.language import Language


class HelpedState(StrEnum):
    """Where a case stands on this kiosk. Values are kept, and never change their meaning."""

    DRAFT = "draft"  # being filled in
    SUBMITTED = "submitted"
    STOPPED = "stopped"  # the client wanted no more of it: the answers are gone


class Agreed(StrEnum):
    """How the client agreed to be helped. Values are kept, and never change their meaning."""

    PAPER = "paper"  # signed a paper that the site keeps
    SAID = "said"
    TICKED = "ticked"  # ticked it on this screen


class Given(StrEnum):
    """One kind of help. Values are kept and sent, and never change their meaning."""

    EXPLAINED = "explained"
    TYPED = "typed"
    READ_ALOUD = "read-aloud"


class Relationship(StrEnum):
    """What the helper is to the client. Values are kept and sent, and never change their meaning."""

    ADVISER = "adviser"  # helps as part of their work: advice centre, library, court
    SUPPORT_WORKER = "support-worker"
    VOLUNTEER = "volunteer"
    INTERPRETER = "interpreter"
    FAMILY = "family"
    FRIEND = "friend"
    OTHER = "other"


class Step(StrEnum):
    """One thing that was done in a case. Values are kept, and never change their meaning."""

    STARTED = "started"
    AGREED = "agreed"  # what was agreed was written down anew
    HANDED_OVER = "handed-over"  # the client has the screen
    RIGHT = "right"  # the client said that the answers are right
    WRONG = "wrong"  # the client said that something is wrong
    RETURNED = "returned"  # the helper has the screen again
    REFUSED = "refused"  # the client wants no more help
    STOPPED = "stopped"
    SUBMITTED = "submitted"


class Done(NamedTuple):
    """One line of what has been done."""

    step: Step
    at: datetime


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a client agreed to."""

    client: str = field(repr=False)  # their name, as the helper typed it
    relationship: Relationship
    organisation: str = field(repr=False)  # of the helper
    agreed: Agreed
    given: frozenset[Given]
    at: datetime


@dataclass(frozen=True, slots=True)
class NewHelp:
    """A case to begin, with its empty draft."""

    id: UUID
    agreement: Agreement
    draft: NewDraft
    sections: int  # of the service, as far as they are known now


@dataclass(frozen=True, slots=True)
class HelpedLine:
    """One case in a list."""

    id: UUID
    client: str = field(repr=False)
    service: str
    language: Language
    state: HelpedState
    started: datetime
    changed: datetime
    draft: UUID | None  # while it is one
    submission: UUID | None  # once it is one
    reference: str  # 12 characters, "" before it is submitted
    done: int  # sections completed
    sections: int
    consent_at: datetime
    operator: str = ""  # the id of whose it is


@dataclass(frozen=True, slots=True)
class HelpedCase:
    """One case with what was agreed."""

    line: HelpedLine
    agreement: Agreement


class Helped(Protocol):
    """Keeps cases. Every method may raise a `StoreError`; what was kept before is then kept still."""

    def lines(self, owner: Owner) -> Sequence[HelpedLine]:
        """All cases of an owner, the one changed last first."""
        ...

    def of_site(self, site: str) -> Sequence[HelpedLine]:
        """What every operator of a site submitted, the one changed last first. Nobody's drafts, and nothing that was stopped."""
        ...

    def find(self, owner: Owner, case: UUID) -> HelpedCase:
        """One case.

        Raises:
            HelpGone: this owner has no such case (any more).
        """
        ...

    def start(self, owner: Owner, new: NewHelp) -> HelpedCase:
        """Keep a new case and its draft, both or neither, durable when this returns.

        Raises:
            DraftTooLarge, DraftNotText: neither was kept.
        """
        ...

    def change(self, owner: Owner, case: UUID, *, done: int, sections: int, language: Language) -> HelpedLine:
        """Keep how far it is. It counts as changed now.

        Raises:
            HelpGone: this owner has no such case that is still a draft.
        """
        ...

    def agree(self, owner: Owner, case: UUID, agreement: Agreement) -> HelpedCase:
        """Keep another agreement over the one before.

        Raises:
            HelpGone: this owner has no such case that is still a draft.
        """
        ...

    def note(self, owner: Owner, case: UUID, step: Step) -> None:
        """Add a line to what has been done, now.

        Raises:
            HelpGone: this owner has no such case (any more).
        """
        ...

    def stop(self, owner: Owner, case: UUID) -> None:
        """Delete the draft for ever; the case stays, as stopped. Both or neither.

        Raises:
            HelpGone: this owner has no such case that is still a draft.
        """
        ...

    def events(self, owner: Owner, case: UUID) -> Sequence[Done]:
        """What has been done, in its order; nothing where this owner has no such case."""
        ...
