"""Preparing a data folder, and opening one that was prepared."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from central_api.clock import Clock, utc_now
from central_api.db import Database, NoSuchDatabase
from central_api.keys import KEY_FOLDER, ROOT_FILE, PrivateKeys, ensure_keys, first_key_list
from central_api.migrations import migrate
from central_api.private_files import close_to_others, created_private
from central_api.published import NotSetUp, Publications
from central_api.settings import FILE_NAME, BadSettings, Settings, load_settings, write_first_settings
from services.catalogue import SNAPSHOT_VERSION, embedded_catalogue


@dataclass(frozen=True, slots=True)
class Opened:
    """A data folder in use."""

    settings: Settings
    database: Database
    keys: PrivateKeys


def initialise(data: Path, clock: Clock = utc_now, *, root: Path | None = None, database_url: str | None = None) -> bool:
    """Make keys, database, this program's catalogue and the first key list, whichever is missing. False when no key list was.

    A catalogue that is older than this program's is followed by it; a newer one is left as it is.

    The root key is made at `root`, by default in the data folder. `database_url` is written down in a folder without settings.

    Raises:
        BadSettings, DatabaseUnusable, DamagedKey, SchemaTooNew: nothing of what is there was changed.
    """
    root = root or data / ROOT_FILE
    with created_private():
        if database_url is not None:
            write_first_settings(data, database_url)
        settings = load_settings(data)
        keys = ensure_keys(data, root)
        with _database(data, settings) as database:
            migrate(database)
            publications = Publications(database, clock)
            if publications.catalogue_payload(after=SNAPSHOT_VERSION - 1) is None:
                publications.publish_catalogue(embedded_catalogue())
            try:
                publications.key_list()
            except NotSetUp:
                publications.publish_key_list(*first_key_list(root, keys, clock()))
                return True
            return False


@contextmanager
def opened(data: Path) -> Iterator[Opened]:
    """A prepared data folder, its database migrated.

    Raises:
        NotSetUp: it was never prepared.
        SchemaTooNew: a later version made its database.
        BadSettings, DatabaseUnusable, DamagedKey: it cannot be used as it is.
    """
    settings = load_settings(data)
    if not data.is_dir():
        raise NotSetUp
    with created_private(), _database(data, settings) as database:
        migrate(database)
        yield Opened(settings, database, PrivateKeys.load(data))


@contextmanager
def unprepared(data: Path) -> Iterator[Database]:
    """The database of a data folder as it is: not migrated, perhaps empty.

    Raises:
        NotSetUp: there is no such folder.
        BadSettings, DatabaseUnusable: it cannot be used as it is.
    """
    settings = load_settings(data)
    if not data.is_dir():
        raise NotSetUp
    with created_private(), _database(data, settings) as database:
        yield database


@contextmanager
def _database(data: Path, settings: Settings) -> Iterator[Database]:
    """The database of a folder whose files are, and stay, its owner's alone."""
    try:
        database = Database(settings.database_url)
    except NoSuchDatabase:
        raise BadSettings(f"{data / FILE_NAME}: database_url: no database, or its driver is not installed") from None
    files = [database.file.with_name(database.file.name + suffix) for suffix in ("", "-wal", "-shm")] if database.file else []
    keys = data / KEY_FOLDER
    close_to_others([data, keys, *data.glob("*.key"), *data.glob("*.log"), *keys.glob("*.key"), *files])
    try:
        with database.plain_faults():
            yield database
    finally:
        database.close()
