"""Whether the file is whole: every page is the one that was written, and the tables and indexes agree.

SQLCipher keeps a checksum under the key for each page of the file; SQLite checks its own structure. Neither reports content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from sqlalchemy import Connection, Engine

from kiosk_app.ports.audit import Slice
from local_store.audit import before_last, walk
from local_store.engine import reading
from local_store.slices import slices

_MOST: Final = 20  # places that SQLite lists
_WHOLE: Final = "ok"


class StoredIntegrity:
    """The check of the local database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def slices(self, digest: Callable[[bytes], bytes | None]) -> Iterator[Slice]:
        """One round through everything, a few rows at a time. See `local_store.slices`."""
        return slices(self._engine, digest)

    def audit_tail(self, rows: int) -> int | None:
        """The number of the first of the last `rows` audit rows that is broken."""
        with reading(self._engine) as connection:
            walked = before_last(connection, rows)
            while not walked.ended:
                walked = walk(connection, walked, rows)
        return walked.broken

    def damage(self) -> Sequence[str]:
        """What is damaged; empty when the database is whole.

        Raises:
            StoreCorrupt: so damaged that not even the places can be told.
        """
        with reading(self._engine) as connection:
            return _bad_pages(connection) or _bad_structure(connection)


def _bad_pages(connection: Connection) -> Sequence[str]:
    """Pages that are not as they were written. One that another process was just writing is good when it is looked at again."""
    first = _rows(connection, "PRAGMA cipher_integrity_check")
    again = set(_rows(connection, "PRAGMA cipher_integrity_check")) if first else set()
    return [row for row in first if row in again]


def _bad_structure(connection: Connection) -> Sequence[str]:
    return [row for row in _rows(connection, f"PRAGMA quick_check({_MOST})") if row != _WHOLE]


def _rows(connection: Connection, pragma: str) -> list[str]:
    return [str(row[0]) for row in connection.exec_driver_sql(pragma).all()]
