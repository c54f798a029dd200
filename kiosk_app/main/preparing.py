"""Making the store key and the database, once, so that a kiosk that lost its database is never taken for a new one.

The database is made whole beside its place, then the key is kept, then the database takes its place. From the moment the key is
kept, a database that is not there has been lost, and nobody but a person who says so gets an empty one.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk_app.errors import KeyUnavailable, StoreCorrupt, StoreUnreadable
from kiosk_app.ports.machine import STORE_KEY, Clock, KeySource

KEY_BYTES: Final = 32


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
        AlreadyRunning: `anew`, or finishing a restore, while a process has the database open.
    """
    from local_store import prepare
    from local_store.anew import begin_anew
    from local_store.replacing import parts, settle

    finished = settle(database)
    key = store_key(keys)
    beside = database.with_suffix(".new")
    begun = None
    if key is None:
        if parts(database):
            raise KeyUnavailable(name=STORE_KEY, source=keys.description, why="missing")
        key = secrets.token_bytes(KEY_BYTES)
        _make(beside, key, clock)
        keys.put(STORE_KEY, key)
    elif anew:
        begun = begin_anew(database, key, clock)
    if not database.exists():
        if not beside.exists():
            raise StoreUnreadable(cause="missing", file=database.name)
        _put_in_place(beside, database)
    if not database.stat().st_size:
        raise StoreCorrupt(cause="empty")  # or it would be filled like a new one
    prepare(database, key, clock)
    return Prepared(finished or begun is not None, begun.aside if begun else None)


def _make(path: Path, key: bytes, clock: Clock) -> None:
    """A whole new database; what an interrupted start left there is nobody's."""
    from local_store import prepare
    from local_store.replacing import remove_parts

    remove_parts(path)
    prepare(path, key, clock)


def _put_in_place(beside: Path, database: Path) -> None:
    from local_store.backup import sync_folder

    beside.rename(database)
    sync_folder(database.parent)
