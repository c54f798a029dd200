"""The audit chain: append-only, hash-chained, ids and codes only, never a name or an answer. And whether its file is whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from kiosk_app.events import Event


class AuditHead(NamedTuple):
    """The end of the chain: how many rows, and the hash of the last one (32 bytes, zeros when empty)."""

    rows: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One event that happened."""

    number: int  # from 1, gapless
    at: datetime
    event: Event
    subject: str  # an id or a reference
    details: Mapping[str, str]
    hash: bytes


class AuditLog(Protocol):
    """Appends and checks. Rows can be neither changed nor removed."""

    def append(self, event: Event, subject: str = "", **details: str) -> None:
        """Add a row in a transaction of its own (most rows are written inside another room's transaction)."""
        ...

    def head(self) -> AuditHead:
        """The end of the chain."""
        ...

    def rows(self, after: int = 0, limit: int = 1000) -> Sequence[AuditRow]:
        """Rows with a number above `after`, in order."""
        ...

    def first_broken(self) -> int | None:
        """The number of the first row whose hash does not follow from the one before; None when the chain is whole."""
        ...


@dataclass(frozen=True, slots=True)
class Slice:
    """A few rows that were looked at in one short read transaction."""

    rows: int
    faults: tuple[str, ...] = ()  # "table:what", as in "envelopes:unreadable"; never content


class Integrity(Protocol):
    """Looks for damage of the database itself, which a chain of hashes cannot tell from a change."""

    def slices(self, digest: Callable[[bytes], bytes | None]) -> Iterator[Slice]:
        """One round through everything: rows, indexes, the digests of envelopes (None for one that is none), the audit chain.

        Damage is reported, not raised; the round goes on behind it. Nothing is held between two slices.

        Raises:
            StoreError: other than damage; the round ends.
        """
        ...

    def audit_tail(self, rows: int) -> int | None:
        """As `AuditLog.first_broken`, of the last `rows` only.

        Raises:
            StoreCorrupt: they cannot be read.
        """
        ...

    def damage(self) -> Sequence[str]:
        """What is damaged, each place in the database's own words, without content; empty when it is whole. Reads everything.

        Raises:
            StoreCorrupt: so damaged that not even the places can be told.
        """
        ...
