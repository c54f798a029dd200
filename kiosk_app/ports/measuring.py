"""Counters of each day and comments on the kiosk, kept here until the centre has them. What is counted: `services.measuring`.

A day's numbers are one thing with a revision that grows whenever something is added to it, so that the centre can tell a newer
state of a day from an older one and counts each day of a kiosk once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from services.measuring import Tally


@dataclass(frozen=True, slots=True)
class MeasuredDay:
    """What was counted on one civil day."""

    day: date
    revision: int  # from 1
    tally: Tally
    acknowledged: bool  # whether the centre has this revision


@dataclass(frozen=True, slots=True)
class SealedComment:
    """A comment as it travels. Nobody here can read it."""

    id: UUID  # random
    day: date
    sealed: bytes


class Measures(Protocol):
    """The counters. Everything raises `StoreError` where the database fails, and then nothing was changed."""

    def add(self, day: date, tally: Tally) -> None:
        """Add to what was counted on a day, in one short transaction."""
        ...

    def days(self) -> Sequence[MeasuredDay]:
        """What is kept, the oldest day first."""
        ...

    def to_send(self, before: date, after: date = date.min) -> MeasuredDay | None:
        """The oldest day between these two that the centre lacks."""
        ...

    def sent(self, day: date, revision: int) -> None:
        """The centre has this revision of a day, or a later one."""
        ...

    def add_comment(self, comment: SealedComment) -> None:
        """Keep a comment."""
        ...

    def comment_to_send(self, before: date, after: UUID = UUID(int=0)) -> SealedComment | None:  # noqa: B008 - never changed
        """The comment with the lowest id above this one, of a day before this one."""
        ...

    def comment_sent(self, comment: UUID) -> None:
        """The centre has it, and it is kept here no longer."""
        ...

    def forget(self, before: date) -> int:
        """Let go of days before this one that the centre has; how many."""
        ...


class CommentSealer(Protocol):
    """Seals comments to the centre."""

    def seal(self, comment: UUID, content: bytes) -> bytes:
        """The sealed bytes. What is sealed the kiosk itself cannot open again.

        Raises:
            NotEnrolled: there is no key to seal to.
        """
        ...
