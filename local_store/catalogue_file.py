"""The file in which the signed catalogue stands: public reference data that anybody may delete at any time without harm.

What is in it is believed only where its SHA-256 is the one the database remembers; a missing, torn, altered or older file is as
good as none, and the next synchronisation fetches the catalogue again. A new one is written whole under another name first
(`prepare`), then the database remembers it, then it takes its place (`put_in_place`). A loss of power between any two of these
leaves either the old catalogue or the new one, because reading looks under both names.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Final

from kiosk_app.errors import CannotWrite
from local_store.backup import sync_folder

MAX_BYTES: Final = 16 * 1024 * 1024  # as much as an answer of a centre may have
FILE_NAME: Final = "catalogue-cache"

_READ: Final = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK  # a pipe in the file's place must not hold up anybody
_WRITE: Final = os.O_WRONLY | os.O_CLOEXEC | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW


class CatalogueFile:
    """The file in one data folder. Written by the one holder of the agent's lock, read by everybody."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._new = folder / f"{FILE_NAME}.new"

    def read(self, digest: bytes) -> bytes | None:
        """The bytes with this SHA-256, None when they are not here."""
        looks = (_content(path) for path in (self._path, self._new, self._path))  # the last: it took its place meanwhile
        return next((wire for wire in looks if _is(wire, digest)), None)

    def prepare(self, wire: bytes, present: bytes) -> None:
        """Write the whole of a new catalogue beside the present one, whose SHA-256 is `present`; durable when this returns.

        Raises:
            CannotWrite: no room, or no permission; the present one is as it was.
        """
        if _is(_content(self._new), present):  # accepted, and a loss of power kept it from its place
            self.put_in_place()
        try:
            with open(self._new, "wb", opener=_create) as file:
                file.write(wire)
                file.flush()
                os.fsync(file.fileno())
            sync_folder(self._new.parent)
        except OSError as error:
            self.forget_new()
            raise CannotWrite(file=FILE_NAME, why=os.strerror(error.errno or 0)) from None

    def put_in_place(self) -> None:
        """Let the prepared catalogue take its place.

        Raises:
            CannotWrite: it cannot; reading finds it where it is.
        """
        try:
            self._new.replace(self._path)
            sync_folder(self._path.parent)
        except OSError as error:
            raise CannotWrite(file=FILE_NAME, why=os.strerror(error.errno or 0)) from None

    def forget_new(self) -> None:
        """Remove what was prepared and not accepted, so that it takes up no room."""
        try:
            self._new.unlink(missing_ok=True)
        except OSError:  # something else stands there; the next `prepare` says so
            return


def _content(path: Path) -> bytes | None:
    try:
        with open(path, "rb", opener=_look) as file:
            content: bytes | None = file.read(MAX_BYTES + 1)
    except OSError:
        return None
    return None if content is None or len(content) > MAX_BYTES else content


def _is(wire: bytes | None, digest: bytes) -> bool:
    return wire is not None and hashlib.sha256(wire).digest() == digest


def _look(path: str, _flags: int) -> int:
    return os.open(path, _READ)


def _create(path: str, _flags: int) -> int:
    return os.open(path, _WRITE, 0o600)
