"""Who may have the database open: every process that works with it, or one alone that puts another in its place.

The lock is the kernel's (`flock`), on the data folder itself, and ends with its holder, however that ends. SQLite's locks would
not do: they belong to a file, and a process that opened it just before it was moved away would go on saving into it unseen.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import Self

from kiosk_app.errors import AlreadyRunning, StoreLocked, StoreUnreadable


class Hold:
    """A share in the folder of a database, or the whole of it, until closed."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def shared(cls, database: Path) -> Self:
        """Keep the database where it is while it is open here.

        Raises:
            StoreLocked: another one is being put in its place.
            StoreUnreadable: there is no such folder ("missing"), or it may not be read.
        """
        return cls(_locked(database.parent, fcntl.LOCK_SH, StoreLocked(cause="being-replaced")))

    @classmethod
    def alone(cls, database: Path) -> Self:
        """Keep every other process from opening it.

        Raises:
            AlreadyRunning: a process has it open.
            StoreUnreadable: there is no such folder ("missing"), or it may not be read.
        """
        return cls(_locked(database.parent, fcntl.LOCK_EX, AlreadyRunning(lock=database.name)))

    def close(self) -> None:
        """Give it back."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _locked(folder: Path, how: int, otherwise: StoreLocked | AlreadyRunning) -> int:
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        raise StoreUnreadable(cause="missing") from None
    except OSError as error:
        raise StoreUnreadable(cause=os.strerror(error.errno or 0)) from None
    try:
        fcntl.flock(descriptor, how | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise otherwise from None
    return descriptor
