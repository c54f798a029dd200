"""Files that somebody chooses to be taken as scans: from removable media, or dropped on the window. They stay where they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ScanFile:
    """A file on a removable medium that may be a scan, by its name."""

    path: Path = field(repr=False)
    name: str = field(repr=False)
    folder: str = field(repr=False)  # below the medium; "" for the medium itself
    medium: str
    length: int  # bytes
    changed: datetime  # as the medium says


class ScanFiles(Protocol):
    """Finds and reads such files. What is on a medium was written by somebody else."""

    def found(self) -> Sequence[ScanFile]:
        """What is on the media that are mounted now, the newest first; some hundreds at most."""
        ...

    def is_on_medium(self, path: Path) -> bool:
        """Whether this very file lies on a medium that is mounted now, whatever links lead to it."""
        ...

    def read(self, path: Path) -> bytes:
        """The bytes of a file.

        Raises:
            NotAScan: too large, no file, a link, or the disk does not give it.
        """
        ...
