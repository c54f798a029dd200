"""Making the store key and the database, once, so that a kiosk that lost its database is never taken for a new one.

The database is made whole beside its place, then the key is kept, then the database takes its place. From the moment the key is
kept, a database that is not there has been lost, and nobody but a person who says so gets an empty one.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Final

from kiosk_app.errors import KeyUnavailable, StoreUnreadable
from kiosk_app.keys import STORE_KEY
from kiosk_app.ports.machine import Clock, KeySource

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


def prepare_store(database: Path, keys: KeySource, clock: Clock, *, anew: bool = False) -> None:
    """Make the database of a new kiosk, or bring the one there is to this program's schema.

    `anew` makes an empty one with the key that is kept already, where none stands.

    Raises:
        StoreUnreadable: there is a key and no database ("missing"), or parts of a lost one stand in the way ("leftover").
        KeyUnavailable: there is a database and no key, or the key cannot be kept.
        StoreError: it cannot be made or changed.
    """
    from local_store import prepare

    key = store_key(keys)
    beside = database.with_suffix(".new")
    if key is None:
        if _parts(database):
            raise KeyUnavailable(name=STORE_KEY, source=keys.description, why="missing")
        key = secrets.token_bytes(KEY_BYTES)
        _make(beside, key, clock)
        keys.put(STORE_KEY, key)
    elif not database.exists() and anew:
        if _parts(database):
            raise StoreUnreadable(cause="leftover", file=_parts(database)[0].name)
        _make(beside, key, clock)
    if not database.exists():
        if not beside.exists():
            raise StoreUnreadable(cause="missing", file=database.name)
        _put_in_place(beside, database)
    prepare(database, key, clock)


def _make(path: Path, key: bytes, clock: Clock) -> None:
    """A whole new database; what an interrupted start left there is nobody's."""
    from local_store import prepare

    for left in _parts(path):
        left.unlink()
    prepare(path, key, clock)


def _put_in_place(beside: Path, database: Path) -> None:
    from local_store.backup import sync_folder

    beside.rename(database)
    sync_folder(database.parent)


def _parts(database: Path) -> list[Path]:
    """The database, and the logs SQLite keeps beside it."""
    return sorted(path for path in (database, *database.parent.glob(f"{database.name}-*")) if path.exists())
