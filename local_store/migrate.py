"""Brings the database to the schema this program knows, and never the other way.

A new file is created private to its owner. An older schema is copied first (`local_store.backup`), then changed in one
transaction: it is wholly the new schema or wholly the old one. A newer schema is left untouched.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from kiosk_app.errors import NewerSchema
from kiosk_app.events import Event
from kiosk_app.ports.machine import Clock
from local_store.audit import Entry, append
from local_store.backup import back_up, create_private
from local_store.engine import open_engine, reading
from local_store.faults import translating

SCRIPTS: Final = Path(__file__).with_name("migrations")


def migrate(path: Path, key: bytes, clock: Clock, *, scripts: Path = SCRIPTS, keep_copy: bool = True) -> None:
    """Create the database at `path`, or bring it to the newest schema in `scripts`. To be done before anything opens it.

    Raises:
        NewerSchema: a newer version of this program wrote it; nothing was changed.
        StoreError: it cannot be opened, copied or changed; what was there is still there.
    """
    with translating():
        if not path.exists():
            create_private(path)
    engine = open_engine(path, key)
    try:
        _bring_up(engine, clock, scripts, lambda present: back_up(path, key, present) if keep_copy else None)
    finally:
        engine.dispose()


def revision(connection: Connection) -> str | None:
    """The revision of the schema, None in an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return None if found is None else str(found)


def _bring_up(engine: Engine, clock: Clock, scripts: Path, keep_copy: Callable[[str], object]) -> None:
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    known = ScriptDirectory.from_config(config)
    newest = known.get_current_head()
    with reading(engine) as connection:
        present = revision(connection)
    if present == newest:
        return
    if present is not None:
        if present not in {script.revision for script in known.walk_revisions()}:
            raise NewerSchema(found=present, known=newest)
        keep_copy(present)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        event = Event.STORE_CREATED if present is None else Event.STORE_MIGRATED
        append(connection, clock.now(), Entry(event, "", {"from": present or "", "to": str(newest)}))
