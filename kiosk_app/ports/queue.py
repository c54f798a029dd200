"""What staff see of the way to the centre: where each submission is, without a word of what is in it.

Nothing here opens an envelope, ends a submission or makes two of one: staff can have what waits tried at once, and take copies of
sealed envelopes along. Only the centre's signed answer takes a submission off this list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol
from uuid import UUID

from kiosk_app.ports.submissions import Custody


class Shelf(StrEnum):
    """A part of the list."""

    OPEN = "open"  # the centre has not acknowledged it
    PUT_ASIDE = "put-aside"  # of those: the centre has refused it, signed
    RECEIVED = "received"  # acknowledged lately


class Place(NamedTuple):
    """A submission's place in the order in which they were made."""

    epoch: int
    sequence: int


@dataclass(frozen=True, slots=True)
class Queued:
    """One submission on its way."""

    id: UUID
    reference: str  # 12 characters
    service: str
    place: Place
    custody: Custody
    reason: str  # a code, as of `Submission.reason`
    attempts: int
    saved: datetime
    sent: datetime | None  # when the last attempt began
    retry_at: datetime | None  # when it is tried again; None for at once
    acknowledged: datetime | None


class SealedCopy(NamedTuple):
    """A sealed envelope, to be taken along."""

    id: UUID
    place: Place
    wire: bytes


class Unsettled(NamedTuple):
    """What is known here of an envelope that the centre has not acknowledged."""

    digest: bytes
    custody: Custody


class Queue(Protocol):
    """Reads the list in pages, newest first. Every method may raise a `StoreError`."""

    def rows(self, shelf: Shelf, limit: int, *, before: Place | None = None, since: datetime | None = None) -> Sequence[Queued]:
        """Up to `limit` made before a place; of `RECEIVED` those acknowledged at `since` or later."""
        ...

    def number(self, shelf: Shelf, *, since: datetime | None = None) -> int:
        """How many there are."""
        ...

    def find(self, submission: UUID) -> Queued | None:
        """One of them."""
        ...

    def try_now(self, operator: str, submission: UUID | None = None) -> int:
        """Make what waits for its next attempt due at once: one, or all. How many.

        What was put aside, is of another centre or is being sent is not touched. Nobody is to wait for it, and it is audited.
        """
        ...

    def unsettled(self, which: Sequence[UUID]) -> Mapping[UUID, Unsettled]:
        """Those of these submissions that are here and that the centre has not acknowledged."""
        ...

    def sealed(self, submission: UUID | None = None) -> Iterator[SealedCopy]:
        """The envelopes that the centre has not acknowledged, in the order in which they were made: one, or all.

        Each is read by itself. One that the disk does not give back is left out.
        """
        ...
