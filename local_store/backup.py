"""Copies of the database: encrypted with the same key, complete, checked, and on the disk before they have their name.

`back_up` makes one before the schema is changed, in the folder "backups" beside the database, numbered, with the revision it
holds: "kiosk-0007-0001.db". The last three are kept. `copy_whole` makes one anywhere while other processes write: it reads under
one snapshot, for which no writer waits. A copy holds whatever the database held then, so its age limits what a later purge can
promise.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from kiosk_app.errors import StoreCorrupt
from kiosk_app.ports.copies import Progress
from local_store.connection import RawConnection, keyed
from local_store.faults import translating

KEPT: Final = 3
_PAGES: Final = 256  # copied at a time, 1 MiB, so that a signal is heard in between
_BUSY_SECONDS: Final = 0.05


def back_up(path: Path, key: bytes, revision: str) -> Path:
    """Copy the database at `path`; other processes may use it meanwhile. Returns the copy.

    Raises:
        DiskFull: there is no room for the copy; no half copy remains.
        StoreCorrupt: the copy does not pass SQLite's own check, so neither would the database.
    """
    with translating(folder=path.parent):
        folder = path.with_name("backups")
        folder.mkdir(mode=0o700, exist_ok=True)
        older = _copies(folder, path.stem)
        number = 1 + max((_number(copy) for copy in older), default=0)
        copy = folder / f"{path.stem}-{number:04}-{revision}.db"
        unfinished = copy.with_suffix(".unfinished")
        _clear_unfinished(folder)
        try:
            create_private(unfinished)
            with translating(folder=folder), closing(keyed(path, key)) as source:  # before what has no room is cleared away
                copy_whole(source, unfinished, key)
            unfinished.rename(copy)
        except BaseException:
            _clear_unfinished(folder)
            raise
        sync_folder(folder)
        for copy_ in sorted([*older, copy], key=_number)[:-KEPT]:
            copy_.unlink()
    return copy


def copy_whole(source: RawConnection, to: Path, key: bytes, progress: Progress | None = None) -> None:
    """Copy what `source` holds now into the empty file `to`, check it, and make it durable. `source` is to be closed then.

    `progress` hears of pages.

    Raises:
        StoreCorrupt: the copy is not whole, so neither is the database.
        sqlcipher3.dbapi2.Error, OSError: as they come; callers are inside `translating`.
    """
    with closing(keyed(to, key)) as target:
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here on one moment is read, whoever writes
        more = {} if progress is None else {"progress": _telling(progress)}
        source.backup(target, pages=_PAGES, sleep=_BUSY_SECONDS, **more)
        target.execute("PRAGMA journal_mode = DELETE")  # a copy is one file
        check_whole(target)
    sync_file(to)


def _telling(progress: Progress) -> Callable[[int, int, int], None]:
    """As SQLite tells it: a status, how much is left, and of how much."""

    def tell(_status: int, left: int, total: int) -> None:
        progress(total - left, total)

    return tell


def check_whole(connection: RawConnection) -> None:
    """Read every page.

    Raises:
        StoreCorrupt: a page is not as it was written, or the tables and indexes do not agree.
        sqlcipher3.dbapi2.Error: as it comes; callers are inside `translating`.
    """
    if connection.execute("PRAGMA cipher_integrity_check").fetchall():
        raise StoreCorrupt(cause="integrity-check")
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise StoreCorrupt(cause="quick-check")


def create_private(path: Path) -> None:
    """Create an empty file that only its owner may read, and make its name durable. It must not exist."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    sync_file(folder)


def sync_file(path: Path) -> None:
    """Make what a file holds durable."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _clear_unfinished(folder: Path) -> None:
    """Remove half copies, and the logs SQLite keeps beside them."""
    for path in folder.glob("*.unfinished*"):
        path.unlink()


def _copies(folder: Path, stem: str) -> list[Path]:
    pattern = re.compile(rf"{re.escape(stem)}-(\d+)-[^-]+\.db")
    return [path for path in folder.iterdir() if pattern.fullmatch(path.name)]


def _number(copy: Path) -> int:
    return int(copy.stem.rsplit("-", 2)[1])
