"""Scans: kept sealed from the moment they are taken, attached to a submission, sent in chunks.

While a scan is of no submission, staff of its site can look at it. Once it is, its key is in that envelope alone, and nobody can
read it on this kiosk any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from services.scans import ScanKind


class SealedScan(NamedTuple):
    """A scan as it is kept and sent."""

    manifest: bytes
    sealed: bytes  # 32 bytes: the digest of the manifest, which names it on the way
    chunks: tuple[bytes, ...]


class ScanSealer(Protocol):
    """Seals scans in chunks, each under a key of its own."""

    def new_key(self) -> bytes:
        """32 random bytes."""
        ...

    def seal(self, scan_id: UUID, key: bytes, content: bytes) -> SealedScan:
        """Seal a whole scan."""
        ...

    def open(self, scan: AttachedScan, chunks: Sequence[bytes]) -> bytes:
        """The content again.

        Raises:
            StoreCorrupt: it is not as it was sealed.
        """
        ...


@dataclass(frozen=True, slots=True)
class ScanLine:
    """A scan that is of no submission yet, in a list."""

    id: UUID
    name: str = field(repr=False)  # of the file that it was
    kind: ScanKind
    length: int  # bytes
    taken: datetime
    draft: UUID | None = None  # that it is laid beside


@dataclass(frozen=True, slots=True)
class AttachedScan:
    """What a submission's plaintext says of a scan."""

    id: UUID
    kind: ScanKind
    length: int
    digest: bytes  # SHA-256 of the content
    sealed: bytes  # digest of its manifest
    key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewScan:
    """A scan that is to be kept."""

    scan: AttachedScan
    site: str
    name: str = field(repr=False)
    manifest: bytes
    operator: str = ""  # who chose the file, as an id; "" where a scanner saved it


class Scans(Protocol):
    """Keeps scans. Every method may raise a `StoreError`; those of one site know nothing of another's."""

    def keep(self, new: NewScan, chunks: Iterable[bytes]) -> None:
        """Keep a scan, in many short transactions; the last makes it whole, and durable when this returns.

        What was begun under the same id and did not get whole goes first; so does what was begun under another an hour ago.

        Raises:
            StoreError: it is not kept; also where another process has begun the same scan anew meanwhile.
        """
        ...

    def is_whole(self, scan_id: UUID) -> bool:
        """Whether this scan is kept whole, or was and has been sent."""
        ...

    def waiting(self, site: str) -> Sequence[ScanLine]:
        """The scans of a site that are of no submission and of no item of a batch, oldest first."""
        ...

    def chunks(self, site: str, scan_id: UUID) -> tuple[AttachedScan, Sequence[bytes]]:
        """A scan that is of no submission, with its key.

        Raises:
            ScanGone: this site has no such scan.
        """
        ...

    def lay_beside(self, site: str, scan_id: UUID, draft: UUID | None) -> None:
        """Lay a scan beside a draft, or take it from there.

        Raises:
            ScanGone: this site has no such scan, or it is of an item of a batch.
        """
        ...

    def attachable(self, site: str, scan_ids: Sequence[UUID]) -> tuple[AttachedScan, ...]:
        """These scans, in this order, to be submitted with.

        Raises:
            ScanGone: one of them is not there.
        """
        ...

    def discard(self, site: str, scan_id: UUID, operator: str, reason: str = "") -> None:
        """Delete a scan that is of no submission; who did it and why, as a code, is in the audit log.

        Raises:
            ScanGone: this site has no such scan, or it is of an item of a batch.
        """
        ...


class DueAttachment(NamedTuple):
    """An attachment that the centre has not acknowledged, and that may be sent now."""

    id: UUID
    manifest: bytes
    sealed: bytes
    attempts: int  # before this one


class AttachmentOutbox(Protocol):
    """What of the attachments the centre has not acknowledged. Used by the one holder of the agent's lock.

    An attachment is due only when the envelope of its submission is acknowledged: so it never comes before that, and never
    keeps one waiting.
    """

    def due(self, now: datetime) -> DueAttachment | None:
        """The next one: of those tried least often the oldest. None sealed for another centre."""
        ...

    def begin(self, scan_id: UUID, now: datetime) -> None:
        """Count an attempt, before the first byte leaves."""
        ...

    def chunk(self, scan_id: UUID, number: int) -> bytes:
        """One sealed chunk; LookupError when it is not there."""
        ...

    def acknowledged(self, scan_id: UUID, now: datetime) -> None:
        """The centre has signed that it has the whole. The same once more counts once."""
        ...

    def quarantined(self, scan_id: UUID, reason: str, now: datetime) -> None:
        """The centre has signed that it does not take it."""
        ...

    def put_off(self, scan_id: UUID, reason: str, retry_at: datetime | None, *, counted: bool) -> None:
        """To be tried again, not before then."""
        ...

    def next_due(self) -> datetime | None:
        """When the earliest may be tried; None without one."""
        ...

    def all_acknowledged(self) -> bool:
        """Whether every attachment of every submission is acknowledged."""
        ...
