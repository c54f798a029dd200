"""Who may have the database open, every process that works with it or one alone that puts another in its place; who prepares it.

The locks are the kernel's (`flock`), and end with their holder, however that ends. That of the open database is on the data
folder itself. SQLite's locks would not do: they belong to a file, and a process that opened it just before it was moved away
would go on saving into it unseen.

The turn to prepare is on a file of its own, and is held from before there is a database: by whoever makes the first one and its
key, changes the schema or puts another in its place. The others wait, and find it done.
"""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path
from typing import Final, Self

from kiosk_app.errors import AlreadyRunning, StoreLocked, StoreUnreadable
from local_store.faults import translating

TURN_FILE: Final = "prepare.lock"
_PATIENCE: Final = 30.0  # seconds
_BETWEEN_LOOKS: Final = 0.05


class Hold:
    """A share in the folder of a database, or the whole of it, or the turn to prepare it, until closed."""

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

    @classmethod
    def turn(cls, database: Path, *, patience: float = _PATIENCE) -> Self:
        """Be the only one that prepares the database, after waiting for whoever is at it. To be taken before any other hold.

        Raises:
            StoreLocked: somebody still is after `patience` seconds.
            StoreUnreadable: there is no such folder ("missing"), or nothing may be written there.
            StoreError: the lock's file cannot be made.
        """
        if not database.parent.is_dir():
            raise StoreUnreadable(cause="missing")
        until = time.monotonic() + patience
        with translating():
            descriptor = os.open(database.with_name(TURN_FILE), os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
            while not _is_locked(descriptor):
                if time.monotonic() >= until:
                    os.close(descriptor)
                    raise StoreLocked(cause="being-prepared")
                time.sleep(_BETWEEN_LOOKS)
        return cls(descriptor)

    def close(self) -> None:
        """Give it back."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _is_locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


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
