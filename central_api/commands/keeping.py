"""`central-api backup`, `restore` and `schema`: keeping the database."""

from __future__ import annotations

import argparse
from pathlib import Path

from central_api.backup import back_up, restore
from central_api.commands.parts import Commands, say
from central_api.data_folder import opened, unprepared
from central_api.migrations import change_schema, head_revision, schema_revision


def add_keeping(commands: Commands) -> None:
    """Add the commands."""
    backup = commands.add("backup", _back_up, "Copy the database to a file while the centre works. Keys are not in it.")
    backup.add_argument("--to", type=Path, required=True, metavar="FILE", help="must not exist yet")
    restoring = commands.add("restore", _restore, "Fill an empty database from a backup.")
    restoring.add_argument("--from", dest="source", type=Path, required=True, metavar="FILE")
    schema = commands.add("schema", _schema, "Show the revision of the database's schema, or change it.")
    schema.add_argument("--to", metavar="REVISION", help="an earlier revision drops what came later, and its data")


def _back_up(options: argparse.Namespace) -> int:
    with opened(options.data) as centre:
        back_up(centre.database, options.to)
    say(f"{options.to} is whole. It holds answers in plain text, and none of the keys: those are backed up apart.")
    return 0


def _restore(options: argparse.Namespace) -> int:
    with unprepared(options.data) as database:
        restore(database, options.source)
    with opened(options.data) as centre:
        say(f"The database is back, at schema {schema_revision(centre.database)}.")
    return 0


def _schema(options: argparse.Namespace) -> int:
    with unprepared(options.data) as database:
        if options.to is not None:
            change_schema(database, options.to)
        say(f"schema={schema_revision(database) or '-'} newest={head_revision()}")
    return 0
