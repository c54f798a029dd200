"""The folder into which batches of scanned envelopes are handed on."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Protocol


class BatchFolder(Protocol):
    """Where finished zip files go."""

    def put(self, name: str, write: Callable[[IO[bytes]], None], is_right: Callable[[IO[bytes]], bool]) -> None:
        """Write a file whole under its name, or not at all: written beside it, made durable, renamed and read back.

        `is_right` judges what was read back from the disk, before the name is given and after it.

        Raises:
            CannotWrite: it is not there: no room, no permission, another file of that name, or read back otherwise.
            Whatever `write` raises: it is not there either.
        """
        ...

    def holds(self, name: str, is_right: Callable[[IO[bytes]], bool]) -> bool:
        """Whether a file of this name stands there whole, as `is_right` judges it: written before, and not told of."""
        ...
