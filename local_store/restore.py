"""Putting a copy of the database back, with nothing sent twice, lost unseen, or numbered twice.

The copy is taken into the data folder and everything is checked and changed there, in a file that nobody else opens. Then it
takes the place of the present database at once (`local_store.replacing`), which is set aside with all it holds.

A restored kiosk starts a new epoch. Since the copy was made it may have sealed more envelopes, whose places in the chain the
centre has seen; counting on from the copy would give them to others. So the new epoch is above every one that the copy knows, and
that the present database knows where it can be read, by a random step: what was restored from that copy at another time, or on
another computer, is in neither, and still does not share an epoch with this one. With steps of up to 2^20 the 32 bits that the
envelope's header has are enough for thousands of restores.

The centre's signed documents do not go back either: where the present database knows a newer one, it comes along.

What the copy holds as not acknowledged is sent again in its old epoch, with the same bytes: the centre says "already had".
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from dataclasses import replace as changed
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, delete, insert
from sqlcipher3 import dbapi2

from kiosk_app.errors import (
    AlreadyRunning,
    BadInput,
    CopyRefused,
    StoreCorrupt,
    StoreError,
    StoreLocked,
    StoreUnreadable,
    WouldLeaveBehind,
)
from kiosk_app.events import Event
from kiosk_app.ports.copies import Restored
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.printing import PrintState
from local_store.audit import Entry, StoredAudit, append
from local_store.backup import check_whole, create_private, sync_file
from local_store.connection import keyed
from local_store.engine import open_engine, reading
from local_store.faults import translated, translating
from local_store.holding import Hold
from local_store.identity import newest
from local_store.migrate import migrate, revision
from local_store.outbox import StoredOutbox
from local_store.prints import StoredPrints
from local_store.replacing import being_restored, finish, parts, place_aside, remove_parts, replace
from local_store.sealing import Sealing
from local_store.tables import SCHEMA, contact, documents, enrolments, statement

_HIGHEST_STEP: Final = 2**20
_LAST_EPOCH: Final = 2**32 - 1  # the envelope's header has 32 bits for it
_PIECE: Final = 1024 * 1024
_COLUMNS: Final = tuple(column.name for column in documents.c)
_UNSENT_SCANS: Final = """
    SELECT id FROM attachments WHERE whole = 1 AND id NOT IN (
        SELECT attachment_id FROM attachment_outbox WHERE custody = 'acknowledged')
"""
_DOCUMENTS: Final = f"SELECT {', '.join(_COLUMNS)} FROM documents"  # noqa: S608 - names of ours
_BRING_ALONG: Final = (
    f"INSERT INTO documents ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' for _ in _COLUMNS)}) "  # noqa: S608 - as above
    f"ON CONFLICT (root_key, kind) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS)} "
    "WHERE excluded.version > version"
)


@dataclass(frozen=True, slots=True)
class _Present:
    """What the database that is to be set aside knows."""

    epoch: int
    unsent: frozenset[str]  # ids of submissions, and of scans, that the centre has not acknowledged
    documents: tuple[tuple[Any, ...], ...] = ()  # rows as they stand there; none of an older schema


def restore(path: Path, key: bytes, copy: Path, clock: Clock, *, leave_behind: bool, by: str = "") -> Restored:
    """Put `copy` in the place of the database at `path`. Unsent submissions that only that one holds need `leave_behind`.

    So does one that cannot be read, since nobody can say what it holds. `by` is the operator who asked, if one did.

    Raises:
        AlreadyRunning: a process has the database open.
        BadInput: the copy's file cannot be read.
        CopyRefused: it is damaged, or `key` does not open it, or it is no copy.
        NewerSchema: a newer version of this program made it.
        WouldLeaveBehind: `leave_behind` was needed and not said.
        StoreError: there is no room, or the disk failed, or somebody is still preparing the database.

    Whatever is raised, the present database is in its place as it was, or the next start finishes the restore.
    """
    with closing(Hold.turn(path)), closing(Hold.alone(path)), translating():
        finish(path)
        fresh = being_restored(path)
        try:
            bring_in(copy, fresh)
            rows = _check(fresh, key, clock)
            migrate(fresh, key, clock, keep_copy=False)  # what would be kept is the copy itself
            present = _look_at(path, key) if path.exists() else _Present(0, frozenset())
            known = present or _Present(0, frozenset())
            left = _left_behind(present, fresh, key, allowed=leave_behind)
            aside = place_aside(path) if parts(path) else None
            details = {
                "rows": str(rows),
                "aside": aside.name if aside else "",
                "unsent": "unknown" if left is None else str(left),
            }
            details |= {"operator": by} if by else {}
            epoch = _begin_again(fresh, key, clock, known, details)
            sync_file(fresh)
        except BaseException:
            remove_parts(fresh)
            raise
        replace(path, fresh)
    return Restored(epoch, aside, left)


def bring_in(copy: Path, fresh: Path) -> None:
    """Take the bytes of the copy into the data folder, for only here nobody changes them between checking and using.

    Raises:
        BadInput: the copy's file cannot be read.
        CopyRefused: it was not closed.
        OSError: as it comes; callers are inside `translating`.
    """
    remove_parts(fresh)
    if copy.with_name(f"{copy.name}-wal").exists():
        raise CopyRefused(why="not-closed")  # the file alone is not all of it
    create_private(fresh)
    with fresh.open("wb") as target:
        for piece in _pieces(copy):
            target.write(piece)
        target.flush()
        os.fsync(target.fileno())


def _pieces(copy: Path) -> Iterator[bytes]:
    try:
        with copy.open("rb") as source:
            while piece := source.read(_PIECE):
                yield piece
    except OSError as error:
        raise BadInput(file=copy.name, why=os.strerror(error.errno or 0)) from None


def _check(fresh: Path, key: bytes, clock: Clock) -> int:
    """Check everything that can be checked of a copy. The number of its audit rows."""
    with _judging():
        with closing(keyed(fresh, key)) as connection:
            check_whole(connection)
        engine = open_engine(fresh, key)
        try:
            with reading(engine) as connection:
                made = revision(connection)
            if made is None:
                raise CopyRefused(why="empty")
            chain = StoredAudit(engine, clock)
            broken, rows = chain.first_broken(), chain.head().rows
        finally:
            engine.dispose()
    if broken is not None:
        raise CopyRefused(why="audit-broken", row=broken)
    return rows


@contextmanager
def _judging() -> Iterator[None]:
    """What goes wrong with a copy is the copy's fault, but for a full disk."""
    try:
        with translating(opening=True):
            yield
    except StoreUnreadable:
        raise CopyRefused(why="not-readable-with-this-key") from None
    except StoreCorrupt:
        raise CopyRefused(why="damaged") from None


def _look_at(path: Path, key: bytes) -> _Present | None:
    """What is in the present database, whose log is then taken into it; None when it cannot be read, and it stays as it is.

    Raises:
        AlreadyRunning: it is open somewhere: while it is, SQLite does not let its log be closed.
    """
    if not path.stat().st_size:
        return None  # and SQLite would remove its log
    present: _Present | None = None
    try:
        with closing(keyed(path, key, busy_seconds=0, read_only=True)) as connection:
            (epoch,) = connection.execute("SELECT coalesce(max(epoch), 0) FROM enrolments").fetchone()
            unsent = connection.execute("SELECT submission_id FROM outbox WHERE custody <> 'acknowledged'").fetchall()
            present = _Present(int(epoch), frozenset(str(row[0]) for row in unsent))
            if connection.execute("SELECT max(version_num) FROM alembic_version").fetchone() == (SCHEMA,):
                scans = {str(row[0]) for row in connection.execute(_UNSENT_SCANS).fetchall()}
                kept = tuple(connection.execute(_DOCUMENTS).fetchall())
                present = changed(present, documents=kept, unsent=present.unsent | scans)
        with closing(keyed(path, key, busy_seconds=0)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except dbapi2.Error as error:
        if isinstance(translated(error), StoreLocked):
            raise AlreadyRunning(lock=path.name) from None
    return present


def _left_behind(present: _Present | None, fresh: Path, key: bytes, *, allowed: bool) -> int | None:
    """How many unsent submissions only the present database holds; None when it cannot be read, and nobody knows."""
    if present is None:
        if not allowed:
            raise WouldLeaveBehind(unsent=None)
        return None
    with closing(keyed(fresh, key)) as connection:
        ids = {str(row[0]) for row in connection.execute("SELECT id FROM submissions").fetchall()}
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'attachments'").fetchone():
            ids |= {str(row[0]) for row in connection.execute("SELECT id FROM attachments WHERE whole = 1").fetchall()}
    left = len(present.unsent - ids)
    if left and not allowed:
        raise WouldLeaveBehind(unsent=left)
    return left


def _begin_again(fresh: Path, key: bytes, clock: Clock, known: _Present, details: Mapping[str, str]) -> int:
    """Start a new epoch above those `known`, bring newer documents along, end what was going on. The epoch, 0 before any."""
    engine = open_engine(fresh, key)
    try:
        StoredOutbox(engine, clock).release_leases()
        prints = StoredPrints(engine, clock, Sealing(key))
        prints.mark_interrupted()
        while job := prints.next_queued():  # nobody waits for it any more
            prints.mark(job.id, PrintState.EXPIRED, "restored")
        with engine.begin() as connection:
            epoch = _new_epoch(connection, known.epoch)
            for row in known.documents:
                connection.exec_driver_sql(_BRING_ALONG, row)
            append(connection, clock.now(), Entry(Event.STORE_RESTORED, "", {"epoch": str(epoch), **details}))
    finally:
        engine.dispose()
    return epoch


def _new_epoch(connection: Connection, known: int) -> int:
    before = newest(connection)
    if before is None:
        return 0
    epoch: int = max(before.epoch, known) + 1 + secrets.randbelow(_HIGHEST_STEP)
    if epoch > _LAST_EPOCH:
        raise StoreError(cause="no-more-epochs")
    same = {name: getattr(before, name) for name in ("device_id", "device_name", "centre_url", "root_key", "enrolled")}
    connection.execute(insert(enrolments).values(epoch=epoch, outcome_cursor=0, **same))
    connection.execute(delete(contact))
    connection.execute(delete(statement))
    return epoch
