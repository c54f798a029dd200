"""Copies that an operator asks for, and putting one back (`kiosk_app.ports.copies.Copies`)."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from kiosk_app.errors import CannotWrite, CopyRefused, DiskFailing, DiskFull, StoreCorrupt, StoreError, StoreUnreadable
from kiosk_app.events import Event
from kiosk_app.ports.copies import CopyFacts, Fit, Progress, Restored
from kiosk_app.ports.machine import Clock
from local_store.backup import copy_whole, create_private, sync_folder
from local_store.connection import RawConnection, keyed
from local_store.copy_facts import facts_of, known_in, unsent_in
from local_store.faults import translating
from local_store.replacing import remove_parts
from local_store.restore import bring_in, restore
from local_store.store import Store
from local_store.tables import SCHEMA

LOG = logging.getLogger(__name__)


class StoredCopies:
    """Copies of the local database at `path`, encrypted with the same key."""

    def __init__(self, path: Path, key: bytes, clock: Clock) -> None:
        self._path = path
        self._key = key
        self._clock = clock

    def back_up(self, to: Path, *, by: str = "", progress: Progress | None = None) -> None:
        """Copy the database into the new file `to` while others use it. The audit row that says so is in the copy too."""
        who = {"operator": by} if by else {}
        with closing(Store.open(self._path, self._key, self._clock)) as store:
            with _new_file(to) as unfinished:
                store.audit.append(Event.STORE_BACKED_UP, "", schema=SCHEMA, **who)
                head = store.audit.head()
                with translating(), closing(keyed(self._path, self._key)) as source, _written_to(to):
                    copy_whole(source, unfinished, self._key, progress)
                    with closing(keyed(unfinished, self._key)) as copy:
                        _check_row(copy, head.rows, head.hash)
            size = self._read_back(to)
            try:
                store.copies_made.add(size, by)
            except StoreError as error:  # the copy is whole all the same; readiness knows of an older one
                LOG.warning("a copy was made and could not be written down: %s", error.code)

    def look(self, copy: Path) -> CopyFacts:
        """What a file says of itself, without reading all of it."""
        return facts_of(copy, self._key, all_of_it=False)

    def check(self, copy: Path) -> CopyFacts:
        """As `look`, having read every page."""
        return facts_of(copy, self._key, all_of_it=True)

    def unsent(self, copy: Path) -> int | None:
        """How many unsent submissions only the present database holds; None where it cannot be read."""
        known = known_in(copy, self._key)
        here = unsent_in(self._path, self._key)
        return None if here is None else len(here - known)

    def take_in(self, copy: Path, to: Path) -> None:
        """Bring a copy into the new file `to` of this computer."""
        with translating():
            try:
                bring_in(copy, to)
            except BaseException:
                remove_parts(to)
                raise
        found = self.check(to)
        if found.fit is not Fit.FITS:
            remove_parts(to)
            raise CopyRefused(why=found.fit)

    def restore(self, copy: Path, *, leave_behind: bool, by: str = "") -> Restored:
        """Put a copy in the place of the database."""
        return restore(self._path, self._key, copy, self._clock, leave_behind=leave_behind, by=by)

    def _read_back(self, to: Path) -> int:
        """Read what the disk gives now; its length. A copy that is not whole does not stay."""
        if self.check(to).fit is Fit.FITS:
            with _written_to(to), translating():
                return to.stat().st_size
        with suppress(OSError):
            remove_parts(to)
        raise CannotWrite(file=to.name, why="not-whole")


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
