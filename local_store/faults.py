"""What a failure of SQLite or of the file system means for the application.

The one place where database errors become `StoreError`s. What is not listed here (a broken constraint, a refused change) is a
bug and stays what it is. Only the name of the error code travels: never SQL, and never its parameters.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlcipher3 import dbapi2

from kiosk_app.errors import DiskFull, StoreCorrupt, StoreError, StoreLocked, StoreUnreadable

_PRIMARY_CODE: Final = 0xFF  # extended codes carry the primary one in their low byte
_SQLITE_IOERR: Final = 10  # the binding does not name it
_MEANING: Final[dict[int, type[StoreError]]] = {
    dbapi2.SQLITE_FULL: DiskFull,
    _SQLITE_IOERR: DiskFull,
    dbapi2.SQLITE_BUSY: StoreLocked,
    dbapi2.SQLITE_LOCKED: StoreLocked,
    dbapi2.SQLITE_CORRUPT: StoreCorrupt,
    dbapi2.SQLITE_NOTADB: StoreCorrupt,
    dbapi2.SQLITE_CANTOPEN: StoreUnreadable,
    dbapi2.SQLITE_READONLY: StoreUnreadable,
    dbapi2.SQLITE_PERM: StoreUnreadable,
    dbapi2.SQLITE_AUTH: StoreUnreadable,
}
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


def translated(error: BaseException, *, opening: bool = False) -> StoreError | None:
    """The known error that `error` is, None for a bug.

    While `opening`, "not a database" means the wrong key (page 1 does not decrypt); later it means damage.
    """
    if isinstance(error, OSError):
        name = errno.errorcode.get(error.errno or 0, "")
        return DiskFull(cause=name) if error.errno in _NO_ROOM else StoreUnreadable(cause=name)
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & _PRIMARY_CODE
    kind = _MEANING.get(primary)
    if kind is None:
        return None
    if opening and primary == dbapi2.SQLITE_NOTADB:
        kind = StoreUnreadable
    return kind(cause=str(getattr(error, "sqlite_errorname", "")))


@contextmanager
def translating(*, opening: bool = False) -> Iterator[None]:
    """Turn what the file system or a bare connection raises inside into a `StoreError`."""
    try:
        yield
    except (dbapi2.Error, OSError) as error:
        known = translated(error, opening=opening)
        if known is None:
            raise
        raise known from error
