"""Submissions and the outbox: what is kept here, where each submission is, and how the engine settles it.

Order in the outbox is by (attempts, sequence), so one bad item never holds the line; clocks order nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol
from uuid import UUID

from kiosk_app.ports.drafts import DraftClaim
from services.common.money import Pence
from services.forms.resemblance import Resemblance
from services.language import Language

if TYPE_CHECKING:
    from kiosk_app.ports.captures import ItemClaim

ANOTHER_CENTRE: Final = "another-centre"  # why a submission is not sent that was sealed for a centre before the present one

OFTEN: Final = 5  # attempts
DOES_NOT_PASS: Final = ("too-much-at-once", "unknown-result", "no-result", "unreadable")
"""Why an attempt failed, where after so many the trouble is in the submission, or in one of the two programs."""


class Custody(StrEnum):
    """Where a submission is. Says nothing about the decision."""

    HELD = "held"  # on this kiosk, not sent
    SENDING = "sending"  # a lease is committed; the bytes may or may not have arrived
    ACKNOWLEDGED = "acknowledged"  # a result signed by the centre names this id and digest
    QUARANTINED = "quarantined"  # put aside with a reason, by a signed result only


class Position(NamedTuple):
    """A submission's place in this device's chain, allocated inside the submit transaction."""

    device_id: UUID
    epoch: int
    sequence: int  # gapless from 1 within the epoch
    previous: bytes  # 32 bytes: digest of the envelope before it in this epoch; zeros for the first


class Sealed(NamedTuple):
    """An envelope as bytes, and the digest that travels."""

    wire: bytes
    digest: bytes  # 32 bytes


@dataclass(frozen=True, slots=True)
class NewSubmission:
    """What the store keeps of finished answers, beside the sealed envelope: ids and the declared receipt fields only."""

    id: UUID  # UUIDv7
    reference: str  # 12 characters, no spaces
    service: str
    schema_version: int
    language: Language
    created: datetime  # UTC
    receipt: Mapping[str, object]  # JSON-able receipt fields
    cites: str = ""  # the reference this submission follows or changes
    print_copies: int = 1  # receipts to queue for printing in the same transaction
    session: str = ""  # id of the public session; its unprinted jobs expire with it
    draft: DraftClaim | None = None  # the draft it was made from: deleted in the same transaction, or nothing is saved
    resemblance: Resemblance | None = None  # what makes it like another; only keyed hashes of it are kept
    useful_until: date | None = None  # the last day on which its receipt is of use, where that is known
    attachments: tuple[UUID, ...] = ()  # scans, in the order in which the plaintext names them
    due: Pence | None = None  # what has to be paid for it; written down as the first event of its payment
    item: ItemClaim | None = None  # the paper that it was typed from: submitted with it, or nothing is saved


@dataclass(frozen=True, slots=True)
class Submission:
    """A submission as this kiosk can still read it."""

    id: UUID
    reference: str
    service: str
    schema_version: int
    language: Language
    created: datetime
    receipt: Mapping[str, object]
    cites: str
    epoch: int
    sequence: int
    digest: bytes
    custody: Custody
    reason: str  # why quarantined, why the last attempt failed, or ANOTHER_CENTRE; a code
    attempts: int
    sent: datetime | None  # when the last attempt began
    acknowledged: datetime | None
    emptied: bool = False  # its receipt fields were kept for as long as they may be, and are gone


@dataclass(frozen=True, slots=True)
class Saved:
    """What submitting returns once the commit has returned."""

    position: Position
    digest: bytes
    print_jobs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many submissions are where."""

    held: int = 0
    sending: int = 0
    acknowledged: int = 0
    quarantined: int = 0
    another_centre: int = 0  # of those held: sealed for a centre before the present one
    stuck: int = 0  # of those held: tried often, and always refused for something that does not pass by itself
    incomplete: int = 0  # of those acknowledged: an attachment is not, and is on its way
    unattached: int = 0  # of those acknowledged: the centre refused an attachment
    dealt_with: int = 0  # of those quarantined: staff have seen to it

    @property
    def waiting(self) -> int:
        """On its way to the present centre, whole or in part: not yet acknowledged, not put aside and not stuck."""
        return self.held + self.sending - self.another_centre - self.stuck + self.incomplete

    @property
    def needing_staff(self) -> int:
        """Not acknowledged, nothing here brings that about by itself, and nobody has said that they have dealt with it."""
        return self.quarantined - self.dealt_with + self.another_centre + self.stuck + self.unattached


class Submissions(Protocol):
    """Keeps submissions. Every method may raise a `StoreError`."""

    def submit(self, new: NewSubmission, seal: Callable[[Position], Sealed]) -> Saved:
        """Keep a submission: row, envelope, outbox state, audit row and print jobs in one durable transaction.

        `seal` is called inside it, once the sequence is known. When this returns, the submission survives loss of power; when
        it raises, nothing was saved.

        Raises:
            NotEnrolled: the device has no identity yet.
            DraftChanged, DraftGone: its draft was saved since, or submitted or discarded; nothing was saved.
            ScanGone: a scan that it names is not there any more; nothing was saved.
            CaptureChanged, CaptureGone: its item is not as it was seen, or its scans are others; nothing was saved.
            DiskFull, StoreLocked, StoreCorrupt: nothing was saved.
        """
        ...

    def resembles(self, service: str, resemblance: Resemblance) -> bool:
        """Whether a submission of this service that was saved here, and is not over, asks for the same.

        Knows only what was saved with its resemblance by this kiosk; of many of one subject, the newest.
        """
        ...

    def find(self, reference: str) -> Submission | None:
        """The submission with this reference (12 characters), if it was made here."""
        ...

    def citing(self, reference: str) -> Sequence[Submission]:
        """The submissions made here that cite this reference (12 characters), oldest first."""
        ...

    def recent(self, limit: int) -> Sequence[Submission]:
        """The latest submissions, newest first."""
        ...

    def counts(self) -> Counts:
        """How many are where."""
        ...


class Leased(NamedTuple):
    """One envelope the engine may send now. The attempt is already committed."""

    id: UUID
    sequence: int
    epoch: int
    attempts: int  # counting this one
    wire: bytes
    digest: bytes


class Settled(StrEnum):
    """What one answer means for one leased submission."""

    ACKNOWLEDGED = "acknowledged"
    QUARANTINED = "quarantined"
    RETRY = "retry"  # back to held, not before `retry_at`; never given up
    PAUSED = "paused"  # back to held, and this attempt is not counted


@dataclass(frozen=True, slots=True)
class Settlement:
    """How one leased submission ends this pass."""

    id: UUID
    settled: Settled
    reason: str = ""  # a stable code, "" for acknowledged
    retry_at: datetime | None = None


class Head(NamedTuple):
    """How far this device's chain is acknowledged without a gap."""

    epoch: int
    highest_contiguous: int  # 0 when nothing is
    digest: bytes  # of the envelope at that sequence; zeros when 0
    last_sequence: int  # the newest submission made here


class Outbox(Protocol):
    """The state of envelopes the centre has not acknowledged. Used by the one holder of the agent's lock."""

    def release_leases(self) -> int:
        """Return every leased submission to held, at once, whatever the clock says. The number released."""
        ...

    def lease(self, now: datetime, limit: int, max_bytes: int) -> Sequence[Leased]:
        """Take up to `limit` due submissions (at least one, whatever its size), marking each as sending, attempt counted.

        None that was sealed for another centre. Committed before it returns, so before the first byte leaves.
        """
        ...

    def settle(self, settlements: Sequence[Settlement], now: datetime) -> None:
        """Record how leased submissions ended, each with its audit row, in one transaction."""
        ...

    def next_due(self) -> datetime | None:
        """When the earliest held submission of the present centre may be tried; None without one."""
        ...

    def all_acknowledged(self) -> bool:
        """Whether every submission of every epoch is acknowledged."""
        ...

    def head(self) -> Head:
        """The chain's head, for the centre's statement to match."""
        ...
