"""The disk below the data folder: how much room is left, a ballast to give up when it is full, and the mark of damaged records.

The ballast is a file whose blocks are really taken. Whether room is short is counted as if the ballast were laid, so giving it up
does not open the services again; and it is laid again only where two of it would fit above the threshold, so that a disk that
hovers there does not make it come and go.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Final

from kiosk_app.errors import CannotWrite

LOG = logging.getLogger(__name__)

_BLOCK: Final = 512  # what `st_blocks` counts in, whatever the file system uses
_LONGEST_CODE: Final = 100


class DiskRoom:
    """The room on the disk of `folder` (`kiosk_app.ports.room.Room`). `close_below` and `size` (of the ballast) are bytes."""

    def __init__(self, folder: Path, *, close_below: int, size: int) -> None:
        self._folder = folder
        self._file = folder / "ballast"
        self._close_below = close_below
        self._size = size

    def free(self) -> int:
        """What may still be written, beside the ballast. A disk that cannot be asked has none."""
        try:
            disk = os.statvfs(self._folder)
        except OSError:
            return 0
        return disk.f_bavail * disk.f_frsize

    def ballast(self) -> int:
        """How much is really held back."""
        try:
            found = self._file.stat()
        except OSError:
            return 0
        return min(found.st_size, found.st_blocks * _BLOCK)

    def is_short(self) -> bool:
        """Whether there is too little room for new requests."""
        missing = max(0, self._size - self.ballast())
        return self.free() - missing < self._close_below

    def lay(self) -> bool:
        """Hold the ballast back where there is ample room; one of another size than is asked for now is made anew."""
        held = self.ballast()
        if held >= self._size and self._length() == self._size:
            return True
        if self.free() + held < self._close_below + 2 * self._size:
            return False
        try:
            self._make()
        except OSError as error:
            LOG.warning("the ballast cannot be laid: %s", os.strerror(error.errno or 0))
            self._remove()
            return False
        return True

    def release(self) -> int:
        """Give it up where room is short."""
        held = self.ballast()
        if not held or not self.is_short():
            return 0
        self._remove()
        return held

    def _length(self) -> int:
        try:
            return self._file.stat().st_size
        except OSError:
            return 0

    def _make(self) -> None:
        self._remove()
        if not self._size:
            return
        descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            os.posix_fallocate(descriptor, 0, self._size)
        finally:
            os.close(descriptor)

    def _remove(self) -> None:
        """Emptied before it is removed: a file system that copies on write may refuse the second when it is full."""
        try:
            os.truncate(self._file, 0)
            self._file.unlink()
        except FileNotFoundError:
            pass
        except OSError as error:
            LOG.warning("the ballast cannot be removed: %s", os.strerror(error.errno or 0))


class FileDamageMark:
    """A small file that says that the records were found damaged (`kiosk_app.ports.room.DamageMark`)."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def code(self) -> str:
        """What was found. A mark that cannot be read is a mark all the same."""
        try:
            found = self._path.read_text(encoding="ascii", errors="replace").strip()
        except FileNotFoundError:
            return ""
        except OSError:
            found = ""
        return found[:_LONGEST_CODE] if found.isprintable() and found else "damaged"

    def set(self, code: str) -> None:
        """Mark the records. On a full disk the mark may be without its code."""
        try:
            descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        except FileExistsError:
            return
        except OSError as error:
            LOG.error("the mark of damaged records cannot be set: %s", os.strerror(error.errno or 0))  # noqa: TRY400 - no trace
            return
        try:
            os.write(descriptor, code.encode("ascii", "replace"))
            os.fsync(descriptor)
        except OSError as error:
            LOG.warning("the mark of damaged records has no code: %s", os.strerror(error.errno or 0))
        finally:
            os.close(descriptor)

    def clear(self) -> None:
        """The records are whole again.

        Raises:
            CannotWrite: the mark stands.
        """
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise CannotWrite(file=self._path.name, why=os.strerror(error.errno or 0)) from None
