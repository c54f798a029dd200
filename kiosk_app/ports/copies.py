"""Copies of the local database, the media they are made on, and putting one back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeAlias

Progress: TypeAlias = Callable[[int, int], None]
"""Hears how much is done, and of how much, while a copy is made; called on the thread that makes it."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A copy is in the place of the database."""

    epoch: int  # in which the next submission is numbered; 0 when the kiosk of the copy was never enrolled
    aside: Path | None  # the folder in which the database before stands, None when there was none
    unsent: int | None  # submissions in it that the centre has not acknowledged and the copy lacks; None: it cannot be read


class Fit(StrEnum):
    """Whether a file can be put in the place of this kiosk's records."""

    FITS = "fits"
    NOT_OPENED = "not-opened"  # another kiosk's, or damaged where it begins: without its key nobody can tell
    DAMAGED = "damaged"
    NEWER = "newer"  # a newer version of this program made it
    EMPTY = "empty"  # nothing is in it, as after a loss of power
    UNREADABLE = "unreadable"  # the medium does not give it


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """What a file says of itself. Beside the last two, empty where `fit` is not FITS."""

    file: Path
    fit: Fit
    kiosk: str = ""  # the kiosk's name then; "" where it was not enrolled
    made: datetime | None = None  # by the clock of then
    rows: int = 0  # of its audit log


@dataclass(frozen=True, slots=True)
class CopyMade:
    """When the records were last copied whole."""

    at: datetime
    size: int  # bytes
    by: str  # an operator's id; "" with `kioskctl`


@dataclass(frozen=True, slots=True)
class Medium:
    """A removable disk that is mounted."""

    path: Path
    name: str  # as staff know it: the last part of the path
    size: int  # bytes
    free: int  # bytes
    writable: bool


class Media(Protocol):
    """Finds removable disks."""

    def mounted(self) -> Sequence[Medium]:
        """Those that are mounted now, by name."""
        ...


class CopiesMade(Protocol):
    """What the records know of their copies."""

    def last(self) -> CopyMade | None:
        """The newest that was made whole; None before any. A restored database knows those that were made before its copy."""
        ...


class Copies(Protocol):
    """Makes copies and puts them back. Opens the database only for that."""

    def back_up(self, to: Path, *, by: str = "", progress: Progress | None = None) -> None:
        """Copy the database into the new file `to`, complete and checked, while other processes use it.

        It is read back once it has its name, and then written down as made. `by` is an operator's id.

        Raises:
            CannotWrite: there is such a file already, or it cannot be written; nothing is left of it.
            StoreError: the database cannot be read.
        """
        ...

    def look(self, copy: Path) -> CopyFacts:
        """What a file says of itself, without reading all of it. Changes nothing on its disk."""
        ...

    def check(self, copy: Path) -> CopyFacts:
        """As `look`, having read every page."""
        ...

    def unsent(self, copy: Path) -> int | None:
        """How many unsent submissions only the present database holds; None where it cannot be read.

        Raises:
            CopyRefused: the copy cannot be read.
        """
        ...

    def take_in(self, copy: Path, to: Path) -> None:
        """Bring a copy into the new file `to` of this computer, durable when this returns; `to` is gone otherwise.

        Raises:
            BadInput: the file cannot be read.
            CopyRefused: it is not to be restored.
            StoreError: there is no room, or the disk failed.
        """
        ...

    def restore(self, copy: Path, *, leave_behind: bool, by: str = "") -> Restored:
        """Put a copy in the place of the database, which is set aside, and start a new epoch. `by` is an operator's id.

        Raises:
            AlreadyRunning: a process has the database open.
            BadInput: the file cannot be read.
            CopyRefused: it is damaged, does not open with this kiosk's key, or is no copy.
            NewerSchema: a newer version of this program made it.
            WouldLeaveBehind: the present database holds unsent submissions that the copy lacks, or cannot be read, and
                `leave_behind` was not said.
            StoreError: there is no room, or the disk failed.
        """
        ...
