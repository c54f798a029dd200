"""Counters of each day, and comments on the kiosk itself. Nothing here is anybody's: no times, no references, no answers.

A comment is sealed to the centre before it comes here, so this kiosk cannot read it again; its id is random.
"""

from __future__ import annotations

from typing import Final

from alembic import op

revision = "0012"
down_revision = "0011"

_MEASURING: Final = (
    """
    CREATE TABLE measured_days (
        day TEXT NOT NULL PRIMARY KEY CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        revision INTEGER NOT NULL CHECK (revision > 0),
        acknowledged INTEGER NOT NULL DEFAULT 0 CHECK (acknowledged BETWEEN 0 AND revision)
    ) STRICT
    """,
    """
    CREATE TABLE measures (
        day TEXT NOT NULL REFERENCES measured_days (day) ON DELETE CASCADE,
        service TEXT NOT NULL,
        counter TEXT NOT NULL,
        detail TEXT NOT NULL,
        number INTEGER NOT NULL CHECK (number > 0),
        PRIMARY KEY (day, service, counter, detail)
    ) STRICT
    """,
    """
    CREATE TABLE comments (
        id TEXT NOT NULL PRIMARY KEY,
        day TEXT NOT NULL,
        sealed BLOB NOT NULL
    ) STRICT
    """,
)


def upgrade() -> None:
    """Add the tables, empty."""
    for statement in _MEASURING:
        op.execute(statement)
