"""What lets a kiosk see that the same is asked for twice: keyed hashes only, which say nothing to anybody without the facts.

What was saved before is not looked for: its answers are sealed, and nobody can hash them any more.
"""

from __future__ import annotations

from typing import Final

from alembic import op

revision = "0003"
down_revision = "0002"

_LIKENESSES: Final = (
    """
    CREATE TABLE likenesses (
        submission_id TEXT NOT NULL PRIMARY KEY REFERENCES submissions (id),
        subject BLOB NOT NULL CHECK (length(subject) = 16),
        marks BLOB NOT NULL CHECK (length(marks) % 8 = 0)
    ) STRICT
    """,
    "CREATE INDEX likenesses_of_subject ON likenesses (subject)",
    """CREATE TRIGGER likenesses_fixed BEFORE UPDATE ON likenesses BEGIN
        SELECT RAISE(ABORT, 'a likeness never changes');
    END""",
)


def upgrade() -> None:
    """Add the table; nothing else changes."""
    for statement in _LIKENESSES:
        op.execute(statement)
