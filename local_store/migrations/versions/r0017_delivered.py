"""Operators that the centre delivered: with a one-time code at first, and how often it has given them one.

The version of the list that was taken last is kept for each centre, and never goes back.
"""

from __future__ import annotations

from typing import Final

from alembic import op

revision = "0017"
down_revision = "0016"

_DELIVERED: Final = (
    "ALTER TABLE operators ADD COLUMN renew INTEGER NOT NULL DEFAULT 0 CHECK (renew IN (0, 1))",
    "ALTER TABLE operators ADD COLUMN issue INTEGER NOT NULL DEFAULT 0 CHECK (issue >= 0)",
    """
    CREATE TABLE operator_lists (
        root_key BLOB NOT NULL PRIMARY KEY CHECK (length(root_key) = 32),
        version INTEGER NOT NULL CHECK (version > 0)
    ) STRICT
    """,
)


def upgrade() -> None:
    """Nobody was delivered yet."""
    for statement in _DELIVERED:
        op.execute(statement)
