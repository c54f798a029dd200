"""The folder of finished batches (`kiosk_app.ports.batches.BatchFolder`): whole files only, whatever is pulled out meanwhile.

A file is written under a name that no reader of the folder takes for a batch, made durable, judged as it was read back from its
own descriptor, renamed, and judged again under its name. A name that is there already is never replaced. What a power cut left
half written is swept away before the next one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from kiosk_app.errors import CannotWrite

_BEGUN: Final = ".being-written."


class ExportFolder:
    """A folder on this computer, or on a medium that is plugged into it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, write: Callable[[IO[bytes]], None], is_right: Callable[[IO[bytes]], bool]) -> None:
        """Write a file whole under its name, or not at all.

        Raises:
            CannotWrite: it is not there.
        """
        target, begun = self._folder / name, self._folder / f"{_BEGUN}{name}"
        with _known(name):
            if Path(name).name != name or target.exists():
                raise CannotWrite(file=name, why="exists" if target.exists() else "name")
            begun.unlink(missing_ok=True)
            try:
                self._written(begun, write, is_right)
                begun.rename(target)
                try:
                    self._settled(target, is_right)
                except BaseException:
                    target.unlink(missing_ok=True)
                    raise
            finally:
                begun.unlink(missing_ok=True)
            self._flush_folder()

    def holds(self, name: str, is_right: Callable[[IO[bytes]], bool]) -> bool:
        """Whether a file of this name stands there whole, as `is_right` judges it."""
        try:
            with (self._folder / name).open("rb") as file:
                return is_right(file)
        except OSError:
            return False

    def _written(self, begun: Path, write: Callable[[IO[bytes]], None], is_right: Callable[[IO[bytes]], bool]) -> None:
        descriptor = os.open(begun, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "w+b") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)  # so that the disk is asked, and not the memory
            file.seek(0)
            if not is_right(file):
                raise CannotWrite(file=begun.name.removeprefix(_BEGUN), why="read-back")

    def _settled(self, target: Path, is_right: Callable[[IO[bytes]], bool]) -> None:
        self._flush_folder()
        with target.open("rb") as file:
            if not is_right(file):
                raise CannotWrite(file=target.name, why="read-back")

    def _flush_folder(self) -> None:
        descriptor = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _known(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotWrite(file=name, why=os.strerror(error.errno or 0)) from None
