"""The folder into which a scanner saves its files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol
from uuid import UUID

from services.scans import Refusal


class Found(NamedTuple):
    """A file that has been moved out of the scanner's way, under an id that it keeps whatever happens."""

    id: UUID
    name: str  # that the scanner gave it


class SetAside(NamedTuple):
    """A file that was not taken, and why."""

    name: str
    refusal: Refusal


class ScannerFolder(Protocol):
    """Hands out each file once: until it is removed or set aside the same one comes again, under the same id."""

    def collect(self) -> tuple[Sequence[Found], Sequence[SetAside]]:
        """Move what is complete out of the scanner's way: that, and what was moved before and is still there; what was refused.

        Raises:
            ScanError: the folder is not there, or cannot be read.
        """
        ...

    def read(self, found: Found) -> bytes:
        """The bytes of a file.

        Raises:
            NotAScan: too large, no file, or the disk does not give it.
        """
        ...

    def remove(self, found: Found) -> None:
        """Delete a file that is kept elsewhere. One that is gone already is fine."""
        ...

    def set_aside(self, found: Found, refusal: Refusal) -> None:
        """Put a file where people find it, with the reason in plain words beside it."""
        ...
