"""Operators of staff desks, and the wrong secrets given for a name, whether anybody has that name or not.

Names are sealed in their row and found by a keyed hash; of a secret only its argon2id hash is kept, and not even that of somebody
who was removed.
"""

from __future__ import annotations

from typing import Final

from alembic import op

revision = "0009"
down_revision = "0008"

_OPERATORS: Final = (
    """
    CREATE TABLE operators (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        mark BLOB UNIQUE CHECK (length(mark) = 16),
        name TEXT NOT NULL CHECK (json_valid(name)),
        roles TEXT NOT NULL CHECK (json_valid(roles)),
        site TEXT NOT NULL CHECK (site <> ''),
        secret TEXT NOT NULL CHECK (secret = '' OR secret LIKE '$argon2id$%'),
        state TEXT NOT NULL CHECK (state IN ('active', 'locked', 'removed')),
        created INTEGER NOT NULL,
        created_by TEXT NOT NULL CHECK (created_by <> ''),
        CHECK ((state = 'removed') = (mark IS NULL)),
        CHECK ((state = 'removed') = (secret = ''))
    ) STRICT
    """,
    """CREATE TRIGGER operators_fixed BEFORE UPDATE OF number, id, name, site, created, created_by ON operators BEGIN
        SELECT RAISE(ABORT, 'an operator stays who they are');
    END""",
    """CREATE TRIGGER operators_removed BEFORE UPDATE ON operators WHEN OLD.state = 'removed' BEGIN
        SELECT RAISE(ABORT, 'who was removed stays removed');
    END""",
    """CREATE TRIGGER operators_kept BEFORE DELETE ON operators BEGIN
        SELECT RAISE(ABORT, 'operators are removed, never deleted');
    END""",
    """
    CREATE TABLE sign_in_tries (
        mark BLOB PRIMARY KEY CHECK (length(mark) = 16),
        failures INTEGER NOT NULL CHECK (failures >= 1),
        boot TEXT NOT NULL,
        until REAL NOT NULL
    ) STRICT
    """,
)


def upgrade() -> None:
    """Add the tables, empty: until an operator is created nobody needs to sign in."""
    for statement in _OPERATORS:
        op.execute(statement)
