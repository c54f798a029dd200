"""Brings a database to the schema this version of the centre works with."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from central_api.db import Database


class SchemaTooNew(Exception):
    """A later version of the centre has written this database; it is left as it is."""


def migrate(database: Database) -> None:
    """Create or upgrade the schema, in one transaction.

    Raises:
        SchemaTooNew: the database was made by a later version.
    """
    config = _config()
    with database.connection() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        if current is not None and current not in known:
            raise SchemaTooNew(current)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def schema_revision(database: Database) -> str:
    """The revision the database is at, "" before the first migration."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    return config
