"""What staff see of the way to the centre: where each submission is, without a word of what is in it.

Nothing here opens an envelope, ends a submission or makes two of one: staff can have what waits tried at once, take copies of
sealed envelopes along, and have what the centre refused sent once more, as it is. They can say that they have dealt with what was
put aside, which keeps it where it is. Only the centre's signed answer takes a submission off this list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple, Protocol
from uuid import UUID

from kiosk_app.ports.submissions import Custody

CONFLICT: Final = "conflict"
"""Why the centre refused a submission where sending the same once more never helps: it has another under that id for ever."""


class Shelf(StrEnum):
    """A part of the list."""

    OPEN = "open"  # the centre has not acknowledged it
    PUT_ASIDE = "put-aside"  # of those: the centre has refused it, signed
    NEEDING = "needing"  # of those put aside: nobody has dealt with it
    RECEIVED = "received"  # acknowledged lately


class Place(NamedTuple):
    """A submission's place in the order in which they were made."""

    epoch: int
    sequence: int


class DealtWith(NamedTuple):
    """A member of staff has said that nothing is left to do about what was put aside."""

    by: str  # the operator's id
    at: datetime


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
    of_this_centre: bool = True  # sealed for the present one
    dealt_with: DealtWith | None = None  # only of what is put aside

    @property
    def may_be_released(self) -> bool:
        """Whether sending it once more can end otherwise than the last time."""
        return self.custody is Custody.QUARANTINED and self.of_this_centre and self.reason != CONFLICT


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

    def release(self, operator: str, submission: UUID) -> bool:
        """Make what was put aside wait to be sent again, due at once: the same envelope in its own place.

        The centre judges it anew. False, and nothing changed, for what may not be released (`Queued.may_be_released`).
        Audited with why it had been put aside.
        """
        ...

    def deal_with(self, operator: str, submission: UUID) -> bool:
        """Write down that staff have dealt with what was put aside; audited. False where there is nothing to write down."""
        ...

    def take_up(self, operator: str, submission: UUID) -> bool:
        """Take that back; audited. False where nobody had dealt with it."""
        ...

    def unsettled(self, which: Sequence[UUID]) -> Mapping[UUID, Unsettled]:
        """Those of these submissions that are here and that the centre has not acknowledged."""
        ...

    def sealed(self, submission: UUID | None = None) -> Iterator[SealedCopy]:
        """The envelopes that the centre has not acknowledged, in the order in which they were made: one, or all.

        Each is read by itself. One that the disk does not give back is left out.
        """
        ...
