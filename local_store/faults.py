"""What a failure of SQLite or of the file system means for the application.

The one place where database errors become `StoreError`s. What is not listed here (a broken constraint, a refused change) is a
bug and stays what it is. Only the name of the error code travels: never SQL, and never its parameters.

A full disk is SQLITE_FULL, but for the index of the write-ahead log: that this cannot grow is an input or output error to SQLite,
and the binding does not say which. So the disk itself is asked whether it has room.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2

from kiosk_app.errors import DiskFailing, DiskFull, StoreCorrupt, StoreError, StoreLocked, StoreUnreadable

_PRIMARY_CODE: Final = 0xFF  # extended codes carry the primary one in their low byte
_SQLITE_IOERR: Final = 10  # the binding does not name it
_SMALLEST_ROOM: Final = 64 * 1024  # bytes; the index grows by half of it
_MEANING: Final[dict[int, type[StoreError]]] = {
    dbapi2.SQLITE_FULL: DiskFull,
    _SQLITE_IOERR: DiskFailing,
    dbapi2.SQLITE_BUSY: StoreLocked,
    dbapi2.SQLITE_LOCKED: StoreLocked,
    dbapi2.SQLITE_CORRUPT: StoreCorrupt,
    dbapi2.SQLITE_NOTADB: StoreCorrupt,
    dbapi2.SQLITE_CANTOPEN: StoreUnreadable,
    dbapi2.SQLITE_READONLY: StoreUnreadable,
    dbapi2.SQLITE_PERM: StoreUnreadable,
    dbapi2.SQLITE_AUTH: StoreUnreadable,
}
_IN_WORDS: Final[dict[str, int]] = {  # copying tells SQLite's words for a code, and not the code
    "database or disk is full": dbapi2.SQLITE_FULL,
    "disk I/O error": _SQLITE_IOERR,
    "database is locked": dbapi2.SQLITE_BUSY,
    "database table is locked": dbapi2.SQLITE_LOCKED,
    "database disk image is malformed": dbapi2.SQLITE_CORRUPT,
    "file is not a database": dbapi2.SQLITE_NOTADB,
    "unable to open database file": dbapi2.SQLITE_CANTOPEN,
    "attempt to write a readonly database": dbapi2.SQLITE_READONLY,
}
_NOT_TEXT: Final = "Could not decode to UTF-8"  # the binding's words, with the text behind them and no code
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def translated(error: BaseException, *, opening: bool = False, folder: Path | None = None) -> StoreError | None:
    """The known error that `error` is, None for a bug.

    While `opening`, "not a database" means the wrong key (page 1 does not decrypt); later it means damage. `folder` is the
    database's, if it is known.
    """
    if isinstance(error, OSError):
        name = errno.errorcode.get(error.errno or 0, "")
        return _of_the_system(error.errno)(cause=name)
    if isinstance(error, dbapi2.Error) and str(error).startswith(_NOT_TEXT):
        return StoreCorrupt(cause="value")
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is None and isinstance(error, dbapi2.Error):
        code = _IN_WORDS.get(str(error))
    if code is None:
        return None
    primary = code & _PRIMARY_CODE
    kind = _MEANING.get(primary)
    if kind is None:
        return None
    if opening and primary == dbapi2.SQLITE_NOTADB:
        kind = StoreUnreadable
    if kind is DiskFailing and folder is not None and _is_full(folder):
        kind = DiskFull
    return kind(cause=str(getattr(error, "sqlite_errorname", error)))


def _of_the_system(number: int | None) -> type[StoreError]:
    if number == errno.EIO:
        return DiskFailing
    return DiskFull if number in _NO_ROOM else StoreUnreadable


def _is_full(folder: Path) -> bool:
    try:
        disk = os.statvfs(folder)
    except OSError:
        return False
    return disk.f_bavail * disk.f_frsize < _SMALLEST_ROOM


@contextmanager
def translating(*, opening: bool = False, folder: Path | None = None) -> Iterator[None]:
    """Turn what the file system or a bare connection raises inside into a `StoreError`."""
    try:
        yield
    except (dbapi2.Error, OSError) as error:
        known = translated(error, opening=opening, folder=folder)
        if known is None:
            raise
        raise known from error
