"""Copies that an operator asks for, and putting one back (`kiosk_app.ports.copies.Copies`)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from kiosk_app.errors import CannotWrite, DiskFailing, DiskFull, StoreCorrupt, StoreUnreadable
from kiosk_app.events import Event
from kiosk_app.ports.copies import Restored
from kiosk_app.ports.machine import Clock
from local_store.backup import copy_whole, create_private, sync_folder
from local_store.connection import RawConnection, keyed
from local_store.faults import translating
from local_store.replacing import remove_parts
from local_store.restore import restore
from local_store.store import Store
from local_store.tables import SCHEMA


class StoredCopies:
    """Copies of the local database at `path`, encrypted with the same key."""

    def __init__(self, path: Path, key: bytes, clock: Clock) -> None:
        self._path = path
        self._key = key
        self._clock = clock

    def back_up(self, to: Path) -> None:
        """Copy the database into the new file `to` while others use it. The audit row that says so is in the copy too."""
        with closing(Store.open(self._path, self._key, self._clock)) as store, _new_file(to) as unfinished:
            store.audit.append(Event.STORE_BACKED_UP, "", schema=SCHEMA)
            head = store.audit.head()
            with translating(), closing(keyed(self._path, self._key)) as source, _written_to(to):
                copy_whole(source, unfinished, self._key)
                with closing(keyed(unfinished, self._key)) as copy:
                    _check_row(copy, head.rows, head.hash)

    def restore(self, copy: Path, *, leave_behind: bool) -> Restored:
        """Put a copy in the place of the database."""
        return restore(self._path, self._key, copy, self._clock, leave_behind=leave_behind)


@contextmanager
def _new_file(to: Path) -> Iterator[Path]:
    """A file beside `to` that gets its name when all went well, and is gone otherwise."""
    unfinished = to.with_name(f".{to.name}.{os.getpid()}.unfinished")
    with _written_to(to), translating():
        if os.path.lexists(to):
            raise CannotWrite(file=to.name, why="exists")
        create_private(unfinished)
    try:
        yield unfinished
        with _written_to(to), translating():
            _give_name(unfinished, to)
            sync_folder(to.parent)
    except BaseException:
        with suppress(OSError):  # a stick that was pulled out takes it along
            remove_parts(unfinished)
        raise


def _give_name(unfinished: Path, to: Path) -> None:
    """Never in place of a file that came meanwhile, where the file system can promise that."""
    try:
        os.link(unfinished, to)
    except FileExistsError:
        raise CannotWrite(file=to.name, why="exists") from None
    except OSError:  # no second names here, as on a memory stick
        unfinished.rename(to)
    else:
        unfinished.unlink()


@contextmanager
def _written_to(to: Path) -> Iterator[None]:
    """A disk that takes nothing is the other one: nothing is written to this kiosk's here."""
    try:
        with translating():
            yield
    except (DiskFailing, DiskFull, StoreUnreadable) as error:
        raise CannotWrite(file=to.name, why=error.details.get("cause", error.code)) from None


def _check_row(copy: RawConnection, rows: int, link: bytes) -> None:
    """Whether the copy's audit log goes as far as the row that announces it."""
    if copy.execute(f"SELECT hash FROM audit WHERE number = {rows:d}").fetchall() != [(link,)]:  # noqa: S608 - a number
        raise StoreCorrupt(cause="audit-log-cut-off")
