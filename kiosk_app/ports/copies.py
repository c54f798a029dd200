"""Copies of the local database, and putting one back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Restored:
    """A copy is in the place of the database."""

    epoch: int  # in which the next submission is numbered; 0 when the kiosk of the copy was never enrolled
    aside: Path | None  # the folder in which the database before stands, None when there was none
    unsent: int | None  # submissions in it that the centre has not acknowledged and the copy lacks; None: it cannot be read


class Copies(Protocol):
    """Makes copies and puts them back. Opens the database only for that."""

    def back_up(self, to: Path) -> None:
        """Copy the database into the new file `to`, complete and checked, while other processes use it.

        Raises:
            CannotWrite: there is such a file already, or it cannot be written; nothing is left of it.
            StoreError: the database cannot be read.
        """
        ...

    def restore(self, copy: Path, *, leave_behind: bool) -> Restored:
        """Put a copy in the place of the database, which is set aside, and start a new epoch.

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
