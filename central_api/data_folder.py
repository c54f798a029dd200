"""Preparing a data folder, and opening one that was prepared."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from central_api.clock import Clock, utc_now
from central_api.db import Database
from central_api.keys import PrivateKeys, ensure_keys, first_key_list
from central_api.migrations import migrate
from central_api.published import NotSetUp, Publications
from central_api.settings import Settings, load_settings
from services.catalogue import embedded_catalogue


@dataclass(frozen=True, slots=True)
class Opened:
    """A data folder in use."""

    settings: Settings
    database: Database
    keys: PrivateKeys


def initialise(data: Path, clock: Clock = utc_now) -> bool:
    """Make keys, database, the first catalogue and the first key list, whichever is missing. False when nothing was."""
    keys = ensure_keys(data)
    database = Database(load_settings(data).database_url)
    try:
        migrate(database)
        publications = Publications(database, clock)
        if publications.catalogue_payload(after=0) is None:
            publications.publish_catalogue(embedded_catalogue())
        try:
            publications.key_list()
        except NotSetUp:
            publications.publish_key_list(*first_key_list(data, keys, clock()))
            return True
        return False
    finally:
        database.close()


@contextmanager
def opened(data: Path) -> Iterator[Opened]:
    """A prepared data folder, its database migrated.

    Raises:
        NotSetUp: it was never prepared.
        SchemaTooNew: a later version made its database.
    """
    settings = load_settings(data)
    if not data.is_dir():
        raise NotSetUp
    database = Database(settings.database_url)
    try:
        migrate(database)
        yield Opened(settings, database, PrivateKeys.load(data))
    finally:
        database.close()
