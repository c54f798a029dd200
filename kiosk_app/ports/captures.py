"""Paper that is typed at a court desk: envelopes with what was in them, items keyed in rounds, and how far each item is.

An item is one case's papers: a form, what is pinned to it, and what was typed from it. Its first keying is round 1, the keying of
chosen boxes once more is round 2, and what was decided where the two differ is round 3. Clerks of a site share its batches; those
of another site find nothing. Every change names who made it, and the revision that they saw.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple, Protocol
from uuid import UUID

from kiosk_app.ports.attachments import AttachedScan
from services.bulk_scan.kinds import Classification, DocumentType
from services.common.money import Pence

FIRST, SECOND, DECIDED = 1, 2, 3
"""The rounds of an item."""
ILLEGIBLE: Final = "illegible"
MISSING: Final = "missing"
"""What `KeptRound.marks` can say of a box."""
BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""What stands for an instant that is not known yet."""
_NONE: Final[Mapping[str, str]] = MappingProxyType({})


class ItemState(StrEnum):
    """How far an item is."""

    NEW = "new"  # nothing was typed
    KEYING = "keying"
    KEYED = "keyed"  # round 1 is finished
    SECOND_KEYING = "second-keying"
    DIFFERS = "differs"  # round 2 is finished, and what differs is not all decided
    TO_RELEASE = "to-release"  # somebody else must let it go on
    READY = "ready"
    SUBMITTED = "submitted"
    PUT_ASIDE = "put-aside"
    REJECTED = "rejected"

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens to it."""
        return self in {ItemState.SUBMITTED, ItemState.REJECTED}


class BatchState(StrEnum):
    """How far a batch is."""

    OPEN = "open"
    EXPORTED = "exported"  # handed on as a file, and over
    CLOSED = "closed"  # over without a file


class PaymentKind(StrEnum):
    """What pays, on paper."""

    CHEQUE = "cheque"
    POSTAL_ORDER = "postal-order"
    CASH = "cash"


@dataclass(frozen=True, slots=True)
class Paper:
    """One scanned paper of an item."""

    number: str  # document control number: digits
    scan: UUID
    kind: DocumentType
    taken: datetime = BEGINNING  # from the scanner; the store says when


@dataclass(frozen=True, slots=True)
class PaymentPaper:
    """A cheque, a postal order or cash that was in the envelope."""

    number: str  # document control number: digits
    kind: PaymentKind
    amount: Pence


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item in a list: no word of what was typed."""

    id: UUID
    batch: UUID
    number: str  # document control number of its first paper; "" without one
    service: str
    received: date  # the day on which it came to the court
    state: ItemState
    keyed_by: str  # operator's id; "" until somebody did
    second_by: str
    scans: tuple[UUID, ...]
    reference: str  # of its submission, 12 characters; "" until there is one
    position: int  # in its batch, from 1
    revision: int = 1  # one more with each change of its state, papers or day
    reason: str = ""  # why it was put aside or rejected: a code
    released_by: str = ""
    resumes: ItemState | None = None  # what it is once it is taken up again, where it was put aside


class KeptItem(NamedTuple):
    """An item with its papers."""

    line: ItemLine
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class KeptRound:
    """What was typed in one round, exactly as typed."""

    item: UUID
    round: int
    operator: str
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)  # by path
    marks: Mapping[str, str] = field(default_factory=lambda: _NONE)  # by path: ILLEGIBLE or MISSING
    revision: int = 0  # 0 until kept, one more with each save
    finished: bool = False
    acknowledged: tuple[str, ...] = ()  # codes of warnings that the operator has seen and confirmed


class Totals(NamedTuple):
    """Counts and a sum, as somebody declared them or as they are."""

    items: int = 0
    papers: int = 0  # scanned
    payments: int = 0
    amount: Pence = Pence(0)  # of all payments


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One batch in a list."""

    id: UUID
    number: str  # of the envelope: digits
    classification: Classification
    opened: date
    state: BatchState
    items: int
    ready: int  # of them: ready, submitted or rejected
    declared: Totals
    counted: Totals
    received: date
    jurisdiction: str
    po_box: str
    revision: int = 1
    created: datetime = BEGINNING
    file: str = ""  # that it was exported as
    digest: str = ""  # hexadecimal SHA-256 of that


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBatch:
    """An envelope that was opened."""

    id: UUID
    number: str
    classification: Classification
    received: date
    opened: date
    jurisdiction: str
    po_box: str
    declared: Totals


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item to make from scans that wait."""

    id: UUID
    batch: UUID
    service: str
    received: date
    papers: tuple[Paper, ...]


class Move(NamedTuple):
    """One step of an item, as somebody saw it."""

    item: UUID
    revision: int
    to: ItemState
    reason: str = ""
    releasing: bool = False  # the operator lets it go on


class ItemClaim(NamedTuple):
    """Names the item that a submission is made from, as it was seen last."""

    id: UUID
    site: str
    operator: str
    revision: int


class Captures(Protocol):
    """Keeps batches and items. Every method may raise a `StoreError`; what was kept before is then kept still.

    A batch, item or scan of another site is none: `CaptureGone`. What was changed by somebody else since: `CaptureChanged`. What
    cannot be done to it now, because of its state or its batch's: `CaptureRefused`. Nothing was changed then.
    """

    def find(self, site: str, item: UUID, round_: int) -> KeptRound | None:
        """What was typed in a round; None where nobody began it. Raises `CaptureGone`."""
        ...

    def save(self, site: str, kept: KeptRound) -> KeptRound:
        """Keep a round over that of its revision, durable when this returns, and move its item along.

        Round 1 makes the item KEYING, finished KEYED; round 2 makes it SECOND_KEYING, finished DIFFERS. Whoever types again in
        round 1 or 2 undoes what was decided and released after it.

        Raises:
            CaptureChanged, CaptureGone, CaptureRefused, DraftTooLarge, DraftNotText: what was kept before stands.
        """
        ...

    def set_received(self, site: str, item: UUID, received: date, operator: str) -> ItemLine:
        """Another day on which an item came. Raises `CaptureGone`, `CaptureRefused`."""
        ...

    def item(self, site: str, item: UUID) -> KeptItem:
        """One item. Raises `CaptureGone`."""
        ...

    def items(self, site: str, batch: UUID) -> Sequence[ItemLine]:
        """The items of a batch by position."""
        ...

    def add_item(self, site: str, new: NewItem, operator: str) -> ItemLine:
        """Keep an item with its papers.

        Raises:
            CaptureGone: there is no such batch.
            CaptureRefused: it is over, or a number is there already ("same-number").
            ScanGone: a scan is not there, or is of another item.
        """
        ...

    def remove_item(self, site: str, item: UUID, revision: int, operator: str) -> None:
        """Take an item that nobody has typed away; its scans wait again.

        Raises:
            CaptureChanged, CaptureGone, CaptureRefused: it stands.
        """
        ...

    def move(self, site: str, move: Move, operator: str) -> ItemLine:
        """Take an item one step on.

        Raises:
            CaptureChanged, CaptureGone, CaptureRefused: it is where it was.
        """
        ...

    def laid(self, site: str) -> frozenset[UUID]:
        """The scans that are of an item."""
        ...

    def scan(self, site: str, scan: UUID) -> tuple[AttachedScan, Sequence[bytes]]:
        """A scan of an item, also one that was submitted while its batch is open. Raises `ScanGone`."""
        ...

    def open_batch(self, site: str, new: NewBatch, operator: str) -> BatchLine:
        """Keep a new batch. Raises `CaptureRefused` where an envelope of that number is open ("same-number")."""
        ...

    def batches(self, site: str) -> Sequence[BatchLine]:
        """The batches of a site, the open ones first, then the newest first."""
        ...

    def batch(self, site: str, batch: UUID) -> BatchLine:
        """One batch. Raises `CaptureGone`."""
        ...

    def payments(self, site: str, batch: UUID) -> Sequence[PaymentPaper]:
        """What pays in a batch, in the order in which it was written down."""
        ...

    def add_payment(self, site: str, batch: UUID, payment: PaymentPaper, operator: str) -> None:
        """Write down something that pays. Raises `CaptureGone`, `CaptureRefused`."""
        ...

    def remove_payment(self, site: str, batch: UUID, number: str, operator: str) -> None:
        """Take back what was written down wrongly. Raises `CaptureGone`, `CaptureRefused`."""
        ...

    def declare(self, site: str, batch: UUID, revision: int, declared: Totals, operator: str) -> BatchLine:
        """Other control totals. Raises `CaptureChanged`, `CaptureGone`, `CaptureRefused`."""
        ...

    def remove_batch(self, site: str, batch: UUID, revision: int, operator: str) -> None:
        """Take a batch away in which there is nothing. Raises `CaptureChanged`, `CaptureGone`, `CaptureRefused`."""
        ...

    def close(self, site: str, batch: UUID, revision: int, operator: str, *, file: str = "", digest: str = "") -> BatchLine:
        """End a batch, whose items are all over. What was typed goes, and so do the keys of its scans.

        Raises:
            CaptureChanged, CaptureGone, CaptureRefused: it is open still.
        """
        ...
