"""What a copy says of itself, read where it lies: nothing is written beside it, so that a stick may be read-only.

A file that this kiosk's key does not open may be another kiosk's or damaged in its first page; nobody without its key can tell.
"""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2

from kiosk_app.errors import CopyRefused, StoreCorrupt, StoreError, StoreUnreadable
from kiosk_app.ports.copies import CopyFacts, Fit
from local_store.backup import check_whole
from local_store.columns import instant_of
from local_store.connection import RawConnection, keyed
from local_store.faults import translating
from local_store.tables import SCHEMA

_UNSENT: Final = "SELECT submission_id FROM outbox WHERE custody <> 'acknowledged'"
_UNSENT_SCANS: Final = """
    SELECT id FROM attachments WHERE whole = 1 AND id NOT IN (
        SELECT attachment_id FROM attachment_outbox WHERE custody = 'acknowledged')
"""
_REVISION: Final = "SELECT max(version_num) FROM alembic_version"
_NAME: Final = "SELECT device_name FROM enrolments ORDER BY epoch DESC LIMIT 1"
_LAST: Final = "SELECT number, at FROM audit ORDER BY number DESC LIMIT 1"


def facts_of(copy: Path, key: bytes, *, all_of_it: bool) -> CopyFacts:
    """What a file says of itself; with `all_of_it` every page is read."""
    try:
        if not copy.stat().st_size:
            return CopyFacts(copy, Fit.EMPTY)
        _forget_pages(copy)
        with translating(opening=True), closing(keyed(copy, key, read_only=True)) as connection:
            return _facts(copy, connection, all_of_it=all_of_it)
    except (StoreCorrupt, dbapi2.DatabaseError):  # the second: a database of another shape, which has none of our tables
        return CopyFacts(copy, Fit.DAMAGED)
    except StoreUnreadable as error:
        return CopyFacts(copy, Fit.NOT_OPENED if error.details.get("cause") == "SQLITE_NOTADB" else Fit.UNREADABLE)
    except (StoreError, OSError):
        return CopyFacts(copy, Fit.UNREADABLE)


def unsent_in(database: Path, key: bytes) -> frozenset[str] | None:
    """Ids of what the centre has not acknowledged; None where it cannot be read. The database may be in use."""
    try:
        with translating(), closing(keyed(database, key, read_only=True)) as connection:
            return _ids(connection, _UNSENT) | _ids(connection, _UNSENT_SCANS)
    except (StoreError, dbapi2.DatabaseError):
        return None


def known_in(copy: Path, key: bytes) -> frozenset[str]:
    """Ids of every submission and every scan that a copy holds.

    Raises:
        CopyRefused: it cannot be read.
    """
    try:
        with translating(opening=True), closing(keyed(copy, key, read_only=True)) as connection:
            known = _ids(connection, "SELECT id FROM submissions")
            if connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'attachments'").fetchone() == (1,):
                known |= _ids(connection, "SELECT id FROM attachments WHERE whole = 1")
            return known
    except (StoreError, dbapi2.DatabaseError):
        raise CopyRefused(why="unreadable") from None


def _facts(copy: Path, connection: RawConnection, *, all_of_it: bool) -> CopyFacts:
    if connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").fetchone() != (1,):
        return CopyFacts(copy, Fit.EMPTY)
    (revision,) = connection.execute(_REVISION).fetchone()
    if str(revision) > SCHEMA:
        return CopyFacts(copy, Fit.NEWER)
    if all_of_it:
        check_whole(connection)
    named = connection.execute(_NAME).fetchall()
    (last,) = connection.execute(_LAST).fetchall() or [(0, 0)]
    return CopyFacts(copy, Fit.FITS, str(named[0][0]) if named else "", instant_of(int(last[1])), int(last[0]))


def _ids(connection: RawConnection, sql: str) -> frozenset[str]:
    return frozenset(str(row[0]) for row in connection.execute(sql).fetchall())


def _forget_pages(copy: Path) -> None:
    """Ask the system to read it from its disk: what it remembers of a file just written is not what a stick holds."""
    descriptor = os.open(copy, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)
