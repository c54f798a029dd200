"""What was put aside and staff have dealt with: who said so, and when.

It is said of what is put aside and of nothing else. Whatever takes a submission from there takes it away: a new refusal is news.
"""

from __future__ import annotations

from typing import Final

from alembic import op

revision = "0018"
down_revision = "0017"

_DEALT_WITH: Final = (
    """
    CREATE TABLE dealt_with (
        submission_id TEXT NOT NULL PRIMARY KEY REFERENCES submissions (id),
        at INTEGER NOT NULL,
        operator TEXT NOT NULL CHECK (operator <> '')
    ) STRICT
    """,
    """CREATE TRIGGER dealt_with_aside BEFORE INSERT ON dealt_with WHEN NOT EXISTS (
        SELECT 1 FROM outbox WHERE submission_id = NEW.submission_id AND custody = 'quarantined') BEGIN
        SELECT RAISE(ABORT, 'only what was put aside is dealt with');
    END""",
    """CREATE TRIGGER dealt_with_fixed BEFORE UPDATE ON dealt_with BEGIN
        SELECT RAISE(ABORT, 'who has dealt with it is taken back, not changed');
    END""",
    """CREATE TRIGGER dealt_with_over AFTER UPDATE OF custody ON outbox
        WHEN OLD.custody = 'quarantined' AND NEW.custody <> 'quarantined' BEGIN
        DELETE FROM dealt_with WHERE submission_id = OLD.submission_id;
    END""",
)


def upgrade() -> None:
    """Nothing was dealt with yet."""
    for statement in _DEALT_WITH:
        op.execute(statement)
