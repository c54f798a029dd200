"""Reading the audit log as staff do: newest first, a page at a time, narrowed; and walking its chain a slice at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Protocol, TypeAlias

ZEROS = bytes(32)  # what stands for the hash before the first row


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the rows must have. Nothing given: every row."""

    event: str = ""
    operator: str = ""  # an id: who did it, or whom it is about
    since: datetime | None = None
    until: datetime | None = None  # the first instant that is not wanted any more
    subject: str = ""


@dataclass(frozen=True, slots=True)
class LoggedRow:
    """A row as it stands in the log; `event` may be one that only a newer version of this program knows."""

    number: int
    at: datetime
    event: str
    subject: str
    details: Mapping[str, str]
    hash: bytes


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows, newest first, and how many there are of that kind in all."""

    rows: Sequence[LoggedRow]
    total: int
    newer: int  # of `total`, how many are newer than these


@dataclass(frozen=True, slots=True)
class Walked:
    """How far the chain has been checked: the last row that follows, its hash, and how many rows there are.

    Where `ended`, `broken` is the first row that does not follow, or None for a chain that is whole.
    """

    number: int = 0
    link: bytes = ZEROS
    rows: int = 0
    ended: bool = False
    broken: int | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """Of a log that is handed out: the public key, 32 bytes, and what it signed."""

    key: bytes
    value: bytes


Sign: TypeAlias = Callable[[bytes], Signature | None]
"""Signs as this device; None where it has no key."""
Whose: TypeAlias = Callable[[bytes, Signature], str]
"""The id of the key that signed this; "" where the signature does not hold."""


class RecordReading(Protocol):
    """Reads the audit log. Never changes it."""

    def page(self, wanted: Narrowing, before: int | None, most: int) -> Rows:
        """Up to `most` rows with a number below `before` (None: from the newest on).

        Raises:
            StoreCorrupt: one of them holds what no row of ours holds.
        """
        ...

    def references(self, subjects: Sequence[str]) -> Mapping[str, str]:
        """The references of those subjects that are ids of submissions."""
        ...

    def written(self, after: int, upto: int, most: int) -> Sequence[LoggedRow]:
        """Rows above `after` and not above `upto`, in order."""
        ...

    def walk(self, walked: Walked, most: int) -> Walked:
        """Check up to `most` rows more, in one short read transaction.

        Raises:
            StoreCorrupt: their page is damaged.
        """
        ...


class RecordFolder(Protocol):
    """A folder on a medium, in which files appear whole or not at all."""

    def put(self, name: str, write: RecordWriter, is_right: RecordJudge) -> None:
        """Write a file under another name, flush it, judge it as it is read back, and give it its name.

        Raises:
            CannotWrite: it is not there.
        """
        ...


class RecordWriter(Protocol):
    """Writes the content of a file."""

    def __call__(self, file: IO[bytes], /) -> None:
        """Write all of it."""
        ...


class RecordJudge(Protocol):
    """Says whether a file holds what it should."""

    def __call__(self, file: IO[bytes], /) -> bool:
        """Read all of it."""
        ...
