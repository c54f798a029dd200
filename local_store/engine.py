"""The SQLAlchemy engine over the encrypted file: how transactions begin, and how failures leave.

`engine.begin()` is a write transaction and takes the write lock at once (`BEGIN IMMEDIATE`): a deferred transaction that reads
and then writes fails with "database is locked" whatever the time-out. `reading(engine)` is a plain one, which never waits.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, ExceptionContext, QueuePool, create_engine, event
from sqlcipher3 import dbapi2

from kiosk_app.errors import StoreCorrupt
from local_store.connection import BUSY_SECONDS, connect
from local_store.faults import translated

_READ_ONLY: Final = "local_store_read_only"


def open_engine(path: Path, key: bytes, *, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """An engine over an existing encrypted file. The key stays out of the URL, and parameters out of every error's text.

    Raises:
        StoreError: from the first connection on; see `local_store.connection.connect`.
    """
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(path)),
        module=dbapi2,
        creator=lambda: connect(path, key, busy_seconds=busy_seconds),
        poolclass=QueuePool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", partial(_translate, path.parent))
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A consistent view to read from, which waits for nobody."""
    with engine.connect() as connection:
        connection.execution_options(**{_READ_ONLY: True})
        yield connection


def _begin(connection: Connection) -> None:
    read_only = connection.get_execution_options().get(_READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def _translate(folder: Path, context: ExceptionContext) -> None:
    known = translated(context.original_exception, folder=folder)
    if isinstance(known, StoreCorrupt):  # after a page that fails its checksum SQLCipher refuses everything on this connection
        context.is_disconnect = True
        context.invalidate_pool_on_disconnect = False
    if known is not None:
        raise known from context.original_exception
