"""Copying the database while the centre works, and filling an empty one from such a copy.

SQLite is copied by its own online backup, PostgreSQL by its own `pg_dump` and `pg_restore`, which must be installed. A copy is
whole or is not there: it is written beside its place, looked through, flushed, and only then named. Keys are never in it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import inspect

from central_api.db import Database


class CannotBackUp(Exception):
    """The copy, or the database made from it, cannot be had. The text says why, without a password."""


def back_up(database: Database, to: Path) -> None:
    """Copy the database to a new file that only its owner may read.

    Raises:
        CannotBackUp: and nothing is at `to`.
    """
    if to.exists():
        raise CannotBackUp(f"{to} exists already; name a new file")
    draft = to.with_name(to.name + ".part")
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        if database.file is None:
            _run("pg_dump", database, "--format=custom", "--no-owner", "--no-privileges", f"--file={draft}")
        else:
            _copy_sqlite(database.file, draft)
        _flush(draft)
        draft.rename(to)
        _flush(to.parent)
    finally:
        draft.unlink(missing_ok=True)


def restore(database: Database, source: Path) -> None:
    """Fill a database that holds nothing yet.

    Raises:
        CannotBackUp: and the database holds nothing, as before.
    """
    if not source.is_file():
        raise CannotBackUp(f"{source} is not there")
    if inspect(database.engine).get_table_names():
        raise CannotBackUp("the database holds something already; a backup is restored into an empty one")
    if database.file is None:
        whole = ("--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges")
        _run("pg_restore", database, *whole, str(source))
        return
    database.close()
    draft = database.file.with_name(database.file.name + ".part")
    try:
        _copy_sqlite(source, draft)
        _flush(draft)
        for suffix in ("-wal", "-shm"):
            database.file.with_name(database.file.name + suffix).unlink(missing_ok=True)
        draft.rename(database.file)
        _flush(database.file.parent)
    finally:
        draft.unlink(missing_ok=True)


def _copy_sqlite(source: Path, to: Path) -> None:
    """A copy by SQLite itself, with what stands in the journal, looked through from end to end."""
    try:
        with (
            contextlib.closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as before,
            contextlib.closing(sqlite3.connect(to)) as after,
        ):
            before.backup(after)
            after.execute("PRAGMA journal_mode = DELETE")
            found = after.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.Error as error:
        raise CannotBackUp(f"{source} cannot be copied ({error.sqlite_errorname})") from None
    if found != ("ok",):
        raise CannotBackUp(f"{source} is damaged: its copy does not pass SQLite's own check")


def _run(program: str, database: Database, *arguments: str) -> None:
    where, secrets = _connection(database)
    try:
        done = subprocess.run(  # noqa: S603 - PostgreSQL's own programs; the password is not among the arguments
            [_found(program), f"--dbname={where}", "--no-password", *arguments],
            env=os.environ | secrets,
            check=False,
            capture_output=True,
            text=True,
        )
    except OSError as error:
        raise CannotBackUp(f"{program} cannot be run ({error.strerror})") from None
    if done.returncode != 0:
        said = done.stderr.strip().splitlines()
        raise CannotBackUp(f"{program} failed: {said[0] if said else done.returncode}")


def _found(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise CannotBackUp(f"{program} was not found; install the PostgreSQL client of the server's version or a later one")
    return found


def _connection(database: Database) -> tuple[str, Mapping[str, str]]:
    """How PostgreSQL's own programs reach the database: what may be seen by others on this computer, and what may not."""
    from psycopg.conninfo import make_conninfo

    _, parts = database.engine.dialect.create_connect_args(database.engine.url)
    password = parts.pop("password", None)
    kept = {name: str(value) for name, value in parts.items() if isinstance(value, (str, int))}
    return make_conninfo("", **kept), {} if password is None else {"PGPASSWORD": str(password)}


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
