"""One agent per data folder: a lock the kernel releases when its holder dies, however it dies."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from kiosk_app.errors import AlreadyRunning, CannotWrite

_LOCKS = Path("/proc/locks")


class FileLock:
    """An exclusive `flock` on a file, held while used as a context."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = -1

    def __enter__(self) -> Self:
        """Take the lock.

        Raises:
            AlreadyRunning: another process holds it.
            CannotWrite: the file cannot be made.
        """
        try:
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise CannotWrite(file=self._path.name, why=os.strerror(error.errno or 0)) from None
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._descriptor)
            raise AlreadyRunning(lock=self._path.name) from None
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        os.close(self._descriptor)


def is_held(path: Path) -> bool:
    """Whether some process holds the lock, without touching it: a try would keep another from starting.

    By the number of the file alone, of the locks of this kind: some file systems are known to the kernel by another number than
    to programs.
    """
    try:
        wanted = path.stat().st_ino
        listed = _LOCKS.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return False
    return any(_is_lock_on(line.split(), wanted) for line in listed.splitlines())


def _is_lock_on(words: list[str], inode: int) -> bool:
    """A line reads "1: FLOCK  ADVISORY  WRITE 1234 08:02:5678 0 EOF"; one that waits has an arrow in it."""
    return "FLOCK" in words and "->" not in words and any(word.count(":") == 2 and word.endswith(f":{inode}") for word in words)  # noqa: PLR2004 - device, device, file
