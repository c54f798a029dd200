"""Making the store key and the database, once, so that a kiosk that lost its database is never taken for a new one.

The database is made whole beside its place, as "kiosk.new", then the key is kept, then the database takes its place. From the
moment the key is kept, a database that is not there has been lost, and nobody but a person who says so gets an empty one.

The one exception is a first start that was cut off just after its key was kept, and "kiosk.new" alone says so: nothing else has
that name, the step that ends the first start takes it away, and whoever finds or puts a database in its place removes it. Even so
it is not taken beside a log of a lost database, or the folders of what was set aside or copied.

Everything here is done by one process at a time; the others wait for it, and then find one key and one database.
"""

from __future__ import annotations

import secrets
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk_app.errors import KeyUnavailable, StoreCorrupt, StoreUnreadable
from kiosk_app.ports.machine import STORE_KEY, Clock, KeySource

KEY_BYTES: Final = 32
_TRACES: Final = ("set-aside", "backups")  # folders that only a database which once stood here can have left


def store_key(keys: KeySource) -> bytes | None:
    """The key of the database, None when there is none yet.

    Raises:
        KeyUnavailable: it cannot be read, or is no such key.
    """
    key = keys.get(STORE_KEY)
    if key is not None and len(key) != KEY_BYTES:
        raise KeyUnavailable(name=STORE_KEY, source=keys.description, why="wrong-length")
    return key


@dataclass(frozen=True, slots=True)
class Prepared:
    """The database is in its place."""

    is_another: bool = False  # it took the place of the one there was
    aside: Path | None = None  # the folder to which that one was moved just now


def is_settled(database: Path) -> bool:
    """Whether the database is there, and no other is about to take its place."""
    from local_store.replacing import is_pending

    return database.exists() and not is_pending(database)


def prepare_store(database: Path, keys: KeySource, clock: Clock, *, anew: bool = False) -> Prepared:
    """Make the database of a new kiosk, or bring the one there is to this program's schema.

    `anew` makes an empty one with the key that is kept already, where none stands or the one there cannot be used, which is then
    set aside and never deleted.

    Raises:
        StoreUnreadable: there is a key and no database ("missing").
        KeyUnavailable: there is a database and no key, or the key cannot be kept.
        StoreError: it cannot be made or changed.
        StoreLocked: another process is still preparing it.
        AlreadyRunning: `anew`, or finishing a restore, while a process has the database open.
    """
    from local_store import prepare
    from local_store.anew import begin_anew
    from local_store.holding import Hold
    from local_store.replacing import being_first, remove_parts, settle

    with closing(Hold.turn(database)):
        finished = settle(database)
        key = store_key(keys)
        begun = None
        if key is None:
            key = _make_first(database, keys, clock)
        elif anew:
            begun = begin_anew(database, key, clock)
        if not database.exists():
            _finish_first(database, key, clock)
        if not database.stat().st_size:
            raise StoreCorrupt(cause="empty")  # or it would be filled like a new one
        remove_parts(being_first(database))
        prepare(database, key, clock)
    return Prepared(finished or begun is not None, begun.aside if begun else None)


def _make_first(database: Path, keys: KeySource, clock: Clock) -> bytes:
    """The key of a new kiosk, kept, and its database whole beside its place; what an interrupted start left there is nobody's."""
    from local_store.migrate import migrate
    from local_store.replacing import being_first, parts, remove_parts

    if parts(database):
        raise KeyUnavailable(name=STORE_KEY, source=keys.description, why="missing")
    key = secrets.token_bytes(KEY_BYTES)
    remove_parts(being_first(database))
    migrate(being_first(database), key, clock)
    keys.put(STORE_KEY, key)
    _put_in_place(being_first(database), database)
    return key


def _finish_first(database: Path, key: bytes, clock: Clock) -> None:
    """Put the first database in its place after a start that was cut off once its key was kept."""
    from local_store.migrate import migrate
    from local_store.replacing import being_first, parts

    first = being_first(database)
    stood = parts(database) or any(database.with_name(trace).exists() for trace in _TRACES)
    if stood or not first.exists():
        raise StoreUnreadable(cause="missing", file=database.name)
    migrate(first, key, clock, keep_copy=False)  # whole, and with this key
    _put_in_place(first, database)


def _put_in_place(first: Path, database: Path) -> None:
    from local_store.backup import sync_folder

    first.rename(database)
    sync_folder(database.parent)
