"""One keyed connection to the encrypted file, with every setting that durability and secrecy depend on.

The key is 32 raw bytes, so opening costs no key derivation. A connection never creates the file: a missing one is an error, not
an empty kiosk.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, Protocol, cast

from sqlcipher3 import dbapi2

from kiosk_app.errors import StoreUnreadable
from local_store.faults import translating

KEY_BYTES: Final = 32
BUSY_SECONDS: Final = 10.0
_SETTINGS: Final = (
    "foreign_keys = ON",
    "recursive_triggers = ON",  # or INSERT OR REPLACE would delete rows past the triggers that refuse it
    "secure_delete = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "temp_store = MEMORY",
    "synchronous = FULL",
)


class RawCursor(Protocol):
    """What a statement gives."""

    def fetchone(self) -> tuple[Any, ...]:
        """The next row."""
        ...

    def fetchall(self) -> list[tuple[Any, ...]]:
        """The rest."""
        ...


class RawConnection(Protocol):
    """As much of a `sqlcipher3` connection as is used without SQLAlchemy."""

    def execute(self, sql: str, parameters: Sequence[object] = ..., /) -> RawCursor:
        """Run one statement."""
        ...

    def backup(self, target: RawConnection, *, pages: int, sleep: float, progress: Callable[[int, int, int], None] = ...) -> None:
        """Copy everything into `target`, so many pages at a time; `sleep` is how long to wait for a lock before asking again.

        `progress` is told a status, how many pages are left, and of how many.
        """
        ...

    def close(self) -> None:
        """Close it."""
        ...


def connect(path: Path, key: bytes, *, busy_seconds: float = BUSY_SECONDS) -> RawConnection:
    """Open `path` with `key`, in write-ahead mode.

    Raises:
        StoreUnreadable: the file is missing, may not be read, or `key` is not its key.
        StoreCorrupt: the file is damaged.
        StoreLocked: another process keeps it locked.
    """
    with translating(opening=True, folder=path.parent):
        if not path.exists():
            raise StoreUnreadable(cause="missing")
        connection = keyed(path, key, busy_seconds=busy_seconds)
        try:
            _set_up(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def keyed(path: Path, key: bytes, *, busy_seconds: float = BUSY_SECONDS, read_only: bool = False) -> RawConnection:
    """Open `path` and check `key` by reading, with no other setting. Transactions are begun by hand.

    Closing one that is not `read_only` takes the log into the file, if nobody else has it open, even where `key` does not fit.

    Raises:
        sqlcipher3.dbapi2.Error: as it comes; callers are inside `translating`.
    """
    if len(key) != KEY_BYTES:
        raise ValueError(f"a store key has {KEY_BYTES} bytes")
    address = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"
    opened = dbapi2.connect(address, uri=True, timeout=busy_seconds, isolation_level=None, check_same_thread=False)
    connection = cast("RawConnection", opened)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # a wrong key is our error to report, not a line on stderr
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _set_up(connection: RawConnection) -> None:
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        raise StoreUnreadable(cause="no-write-ahead-log")
