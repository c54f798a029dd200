"""The centre's database, SQLite or PostgreSQL: how transactions begin, and the column type for instants.

SQL elsewhere is portable; only this file knows how they differ. SQLite needs a write transaction to say so at its start (a
transaction that reads first and writes later fails at once with "database is locked", whatever the time-out) and has one writer;
on PostgreSQL rows are locked, and who must be alone says so (`alone`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any, Final

from sqlalchemy import Connection, DateTime, Dialect, Engine, ExceptionContext, create_engine, event, func, make_url, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DatabaseError, DataError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

# The database's trouble and nobody's fault: not reached, locked, full, busy. What was asked may be asked again, unchanged.
UNAVAILABLE: Final = (OperationalError, InterfaceError, PoolTimeout)

_WRITE = "central_api_write"
_BUSY_SECONDS = 20
_CONNECTIONS = 16  # of one process to a server; who finds none free waits
_WAIT_SECONDS = 10  # for one of them
_MIGRATING = 0x4A4B_6D69  # whoever holds this advisory lock changes the schema
_SERVER_LIMITS = "-c timezone=UTC -c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"
_LINE = {"connect_timeout": 5, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 15_000}
_BEYOND = "54"  # PostgreSQL's class of errors "program limit exceeded"
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
            self.engine = create_engine(url, hide_parameters=True, **_options(url))
        except (ArgumentError, ImportError):
            raise NoSuchDatabase from None
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._reader = self.engine
        if self.is_sqlite:
            _prepare_sqlite(self.engine)
        else:
            _prepare_postgresql(self.engine)
            self._reader = self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self._writer = self.engine.execution_options(**{_WRITE: True})
        self._turn = Lock()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that only reads: one consistent view."""
        with Session(self._reader) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that commits when the block ends, and leaves nothing behind when it raises."""
        with self._own_turn(), Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A bare connection in a write transaction that no other process has at the same time, for migrations."""
        with self._writer.begin() as connection:
            if not self.is_sqlite:
                connection.execute(text("SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0"))
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATING})"))
            yield connection

    @contextmanager
    def _own_turn(self) -> Iterator[None]:
        """Queue with this process's other writers, where there can be one.

        SQLite's own waiting is a sleep that grows, so that whoever has waited long is overtaken again and again.

        Raises:
            PoolTimeout: the others took too long.
        """
        if not self.is_sqlite:
            yield
            return
        if not self._turn.acquire(timeout=_BUSY_SECONDS):
            raise PoolTimeout("the others that write took too long")
        try:
            yield
        finally:
            self._turn.release()

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


def insert_new(session: Session, table: type[DeclarativeBase], rows: list[dict[str, Any]]) -> None:
    """Insert rows; one whose key is there already is passed over. Who writes the same key elsewhere is waited for."""
    made = postgresql.insert(table) if _is_postgresql(session) else sqlite.insert(table)
    session.execute(made.on_conflict_do_nothing(), rows)


def alone(session: Session, table: type[DeclarativeBase]) -> None:
    """Be the only one that writes to a table until the transaction ends; readers go on. On SQLite every writer is alone."""
    if _is_postgresql(session):
        session.execute(text(f"LOCK TABLE {table.__tablename__} IN SHARE ROW EXCLUSIVE MODE"))


def in_turn(session: Session, name: str) -> None:
    """Wait until no other transaction has this name's turn, and keep it until this one ends. On SQLite every writer has."""
    if _is_postgresql(session):
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))


def _is_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _options(url: str) -> Mapping[str, Any]:
    """How to connect. A connection that the server has cut meanwhile is noticed and replaced before it is used."""
    if make_url(url).get_backend_name() != "postgresql":
        return {}
    return {
        "pool_pre_ping": True,
        "pool_size": _CONNECTIONS,
        "max_overflow": 0,
        "pool_timeout": _WAIT_SECONDS,
        "connect_args": {"options": _SERVER_LIMITS, "application_name": "central-api", **_LINE},
    }


def _prepare_postgresql(engine: Engine) -> None:
    @event.listens_for(engine, "handle_error", retval=True)
    def _say_no_values(context: ExceptionContext) -> DataError | None:
        """An error's second line quotes the row; the first is enough.

        A value beyond what the server can ever take (class 54) is called what it is, and not the database's trouble: whoever
        waited for that to pass would wait for ever.
        """
        fault, said = context.sqlalchemy_exception, getattr(context.original_exception, "diag", None)
        if fault is not None and said is not None and said.message_primary:
            fault.args = (f"({type(context.original_exception).__name__}) {said.message_primary}",)
        if isinstance(fault, OperationalError) and said is not None and (said.sqlstate or "").startswith(_BEYOND):
            beyond = DataError(fault.statement, None, context.original_exception, hide_parameters=True)
            beyond.args = fault.args
            return beyond
        return None


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
