"""What became of what was submitted with help from one site: each submission with its newest decision, and if it is paid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol
from uuid import UUID

from kiosk_app.ports.diary import Entry


@dataclass(frozen=True, slots=True)
class Standing:
    """How one submission stands, as far as this kiosk knows.

    `paid`: the centre has the money, or somebody said that they have paid.
    `dealt_with`: it was put aside, and staff have said that they have dealt with it.
    """

    entry: Entry
    paid: bool
    dealt_with: bool = False

    @property
    def id(self) -> UUID:
        """Of the submission."""
        return self.entry.submission.id


class Mark(NamedTuple):
    """By which it is known whether anything has changed about a submission since somebody looked."""

    custody: str
    reason: str
    cursor: int  # of the newest decision; 0 without one
    paid: bool
    emptied: bool
    dealt_with: bool


class Standings(Protocol):
    """Finds them. Every method may raise a `StoreError`."""

    def marks(self, site: str) -> Mapping[str, Mark]:
        """Of everything that was submitted with help from a site, by the submission's id as text. Nothing is opened for it."""
        ...

    def some(self, submissions: Sequence[UUID]) -> Sequence[Standing]:
        """Of a few submissions."""
        ...

    def helped(self, site: str) -> Sequence[Standing]:
        """Of everything that was submitted with help from a site."""
        ...

    def one(self, submission: UUID) -> Standing | None:
        """Of one submission; None where there is none."""
        ...
