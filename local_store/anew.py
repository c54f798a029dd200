"""An empty database in the place of one that is lost, damaged or unreadable, for a person who says so. A whole one stays.

What is there is set aside as it is, with its log, and never deleted.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2

from kiosk_app.errors import NewerSchema, StoreCorrupt, StoreUnreadable
from kiosk_app.events import Event
from kiosk_app.ports.machine import Clock
from local_store.audit import StoredAudit
from local_store.backup import check_whole, sync_file
from local_store.connection import keyed
from local_store.engine import open_engine
from local_store.faults import translated, translating
from local_store.holding import Hold
from local_store.migrate import migrate
from local_store.replacing import being_begun, finish, parts, place_aside, remove_parts, replace
from local_store.tables import SCHEMA

_MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Begun:
    """An empty database was made; `aside` is the folder where what was there stands, None when nothing was."""

    aside: Path | None


def begin_anew(path: Path, key: bytes, clock: Clock) -> Begun | None:
    """Make an empty database at `path` if the one there cannot be used. None: it can, and nothing was changed.

    Raises:
        AlreadyRunning: a process has the database open.
        NewerSchema: it is whole, and a newer version of this program wrote it.
        StoreError: it could not be looked at, or the new one not made.
    """
    with closing(Hold.alone(path)):
        finish(path)
        fault = _fault(path, key)
        if not fault:
            return None
        fresh = being_begun(path)
        try:
            remove_parts(fresh)
            migrate(fresh, key, clock)
            aside = place_aside(path) if parts(path) else None
            if aside is not None:
                _say_so(fresh, key, clock, fault, aside)
        except BaseException:
            remove_parts(fresh)
            raise
        replace(path, fresh)
    return Begun(aside)


def _fault(path: Path, key: bytes) -> str:
    """Why the database cannot be used, as a code; "" when it can."""
    if not path.exists():
        return _MISSING
    if not path.stat().st_size:
        return StoreCorrupt.code  # SQLite would take it for a new one, and remove its log
    try:
        with translating(opening=True), closing(keyed(path, key, busy_seconds=0, read_only=True)) as connection:
            check_whole(connection)
            (found,) = connection.execute("SELECT max(version_num) FROM alembic_version").fetchone()
    except (StoreCorrupt, StoreUnreadable) as fault:
        return fault.code
    except dbapi2.OperationalError as error:
        if translated(error) is None:  # no such table: it was emptied
            return StoreCorrupt.code
        raise
    if str(found) > SCHEMA:
        raise NewerSchema(found=found, known=SCHEMA)
    return ""


def _say_so(fresh: Path, key: bytes, clock: Clock, fault: str, aside: Path) -> None:
    engine = open_engine(fresh, key)
    try:
        StoredAudit(engine, clock).append(Event.STORE_SET_ASIDE, "", cause=fault, aside=aside.name)
    finally:
        engine.dispose()
    sync_file(fresh)
