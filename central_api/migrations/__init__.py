"""Brings a database to the schema this version of the centre works with."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from central_api.db import Database


class SchemaTooNew(Exception):
    """A later version of the centre has written this database; it is left as it is."""


EMPTY: Final = "base"  # before the first revision


class NoSuchRevision(Exception):
    """This version of the centre has no such revision of the schema."""


def migrate(database: Database) -> None:
    """Create or upgrade the schema, in one transaction.

    Raises:
        SchemaTooNew: the database was made by a later version.
    """
    config = _config()
    with database.connection() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
        if current is not None and current not in revisions():
            raise SchemaTooNew(current)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def head_revision() -> str:
    """The revision this version of the centre works with."""
    return revisions()[-1]


def revisions() -> list[str]:
    """Every revision, first to last."""
    return [script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()][::-1]


def change_schema(database: Database, revision: str) -> None:
    """Bring a database to an earlier or later revision, in one transaction. Going back drops what came later, and its data.

    `revision` "base" is an empty database.

    Raises:
        NoSuchRevision: this version does not know it.
        SchemaTooNew: the database was made by a later version.
    """
    config, order = _config(), [EMPTY, *revisions()]
    with database.connection() as connection:
        current = MigrationContext.configure(connection).get_current_revision() or EMPTY
        if revision not in order:
            raise NoSuchRevision(revision)
        if current not in order:
            raise SchemaTooNew(current)
        config.attributes["connection"] = connection
        goes_back = order.index(revision) < order.index(current)
        (command.downgrade if goes_back else command.upgrade)(config, revision)


def schema_revision(database: Database) -> str:
    """The revision the database is at, "" before the first migration."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    return config
