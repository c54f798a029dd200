"""Drafts of staff desks: unfinished answers as typed, kept over a restart, each belonging to one operator at one site.

A draft of somebody else is not found, like one that never was. Two windows that hold the same draft cannot overwrite each other:
whoever saves, discards or submits names the revision they saw.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from services.language import Language


class Owner(NamedTuple):
    """Whose drafts: ids, not names."""

    site: str
    operator: str


@dataclass(frozen=True, slots=True)
class NewDraft:
    """What a draft starts with."""

    id: UUID
    service: str
    schema_version: int
    language: Language
    content: Mapping[str, str] = field(default_factory=dict, repr=False)  # raw text by path


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One draft in a list: no word of what was typed."""

    id: UUID
    service: str
    schema_version: int  # of the program that saved it last
    language: Language
    created: datetime
    changed: datetime
    revision: int  # 1 when started, one more with each save


@dataclass(frozen=True, slots=True)
class KeptDraft(DraftLine):
    """A draft with what was typed."""

    content: Mapping[str, str] = field(repr=False)  # raw text by path, exactly as typed


class DraftClaim(NamedTuple):
    """Names the draft that a submission was made from, as its owner saw it last."""

    id: UUID
    owner: Owner
    revision: int


class Drafts(Protocol):
    """Keeps drafts. Every method may raise a `StoreError`; what was kept before is then kept still."""

    def start(self, owner: Owner, new: NewDraft) -> KeptDraft:
        """Keep a new draft, durable when this returns.

        Raises:
            DraftTooLarge, DraftNotText: it was not kept.
        """
        ...

    def save(self, owner: Owner, draft: KeptDraft) -> KeptDraft:
        """Keep the text, language and schema version of `draft` over those of its revision; durable when this returns.

        Raises:
            DraftChanged: it was saved by somebody else since; their text stands.
            DraftGone: this owner has no such draft (any more).
            DraftTooLarge, DraftNotText: what was kept before stands.
        """
        ...

    def find(self, owner: Owner, draft_id: UUID) -> KeptDraft:
        """One draft.

        Raises:
            DraftGone: this owner has no such draft (any more).
        """
        ...

    def mine(self, owner: Owner) -> Sequence[DraftLine]:
        """The owner's drafts, the one changed last first."""
        ...

    def discard(self, owner: Owner, draft: DraftLine) -> None:
        """Delete a draft for ever.

        Raises:
            DraftChanged: it was saved by somebody else since; it stands.
            DraftGone: this owner has no such draft (any more).
        """
        ...
