"""The centre's database: how transactions begin, and the column type for instants.

SQL here is portable; only this file knows that SQLite needs a write transaction to say so at its start (a transaction that
reads first and writes later fails at once with "database is locked", whatever the time-out).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, DateTime, Dialect, Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator

_WRITE = "central_api_write"
_BUSY_SECONDS = 20
_DAMAGED = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB"})


class NoSuchDatabase(Exception):
    """The URL is none, or its driver is not installed."""


class DatabaseUnusable(Exception):
    """The database is damaged or cannot be reached. The text says which, without a password and without values."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, UTC, on databases that keep zones and on those that do not."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time; SQLite keeps the UTC wall clock."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant must carry its zone")
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Database:
    """Hands out sessions, each one transaction. Safe to share between threads.

    Raises:
        NoSuchDatabase: the URL leads nowhere.
    """

    def __init__(self, url: str) -> None:
        try:
            # hide_parameters: an error's text must not carry what somebody answered.
            self.engine = create_engine(url, hide_parameters=True)
        except (ArgumentError, ImportError):
            raise NoSuchDatabase from None
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        if self.is_sqlite:
            _prepare_sqlite(self.engine)
        self._writer = self.engine.execution_options(**{_WRITE: True})

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that only reads: one consistent view."""
        with Session(self.engine) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that commits when the block ends, and leaves nothing behind when it raises."""
        with Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A bare connection in a write transaction, for migrations."""
        with self._writer.begin() as connection:
            yield connection

    @property
    def file(self) -> Path | None:
        """The file of a database that is one."""
        name = self.engine.url.database
        return Path(name) if self.is_sqlite and name else None

    @contextmanager
    def plain_faults(self) -> Iterator[None]:
        """Turn what the database itself cannot do into one plain sentence; a fault of the program stays what it is.

        Raises:
            DatabaseUnusable: damaged, locked, full, not to be written, or not reached.
        """
        try:
            yield
        except DatabaseError as error:
            if type(error) not in {DatabaseError, OperationalError}:
                raise
            name = self.file or self.engine.dialect.name
            code = getattr(error.orig, "sqlite_errorname", type(error.orig).__name__)
            if code in _DAMAGED:
                raise DatabaseUnusable(f"{name} is damaged or is no database ({code}); restore it from a backup") from None
            raise DatabaseUnusable(f"the database {name} cannot be used ({code})") from None

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver's own idea of when to begin stays out of the way
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get(_WRITE, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
