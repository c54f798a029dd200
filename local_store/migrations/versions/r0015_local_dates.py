"""Local changes of visit times, and when the records were last copied whole.

Both hold dates, codes, counts and ids of operators. A change is ended, never deleted, so that what people were offered on a day
can be accounted for.
"""

from __future__ import annotations

from typing import Final

from alembic import op

revision = "0015"
down_revision = "0014"

_DAY: Final = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_MADE: Final = (
    f"""
    CREATE TABLE local_changes (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        prison TEXT NOT NULL CHECK (prison <> ''),
        timetable TEXT NOT NULL,
        first_day TEXT NOT NULL CHECK (first_day {_DAY}),
        last_day TEXT NOT NULL CHECK (last_day {_DAY}),
        change TEXT NOT NULL CHECK (change IN ('block-day', 'add-session', 'remove-session', 'restore-day')),
        why TEXT NOT NULL CHECK (why <> ''),
        span TEXT NOT NULL,
        made INTEGER NOT NULL,
        made_by TEXT NOT NULL CHECK (made_by <> ''),
        taken_back INTEGER,
        taken_back_by TEXT,
        CHECK (first_day <= last_day),
        CHECK ((change IN ('add-session', 'remove-session')) = (span <> '')),
        CHECK ((taken_back IS NULL) = (taken_back_by IS NULL))
    ) STRICT
    """,
    "CREATE INDEX local_changes_standing ON local_changes (last_day) WHERE taken_back IS NULL",
    """CREATE TRIGGER local_changes_fixed
        BEFORE UPDATE OF number, id, prison, timetable, first_day, last_day, change, why, span, made, made_by
        ON local_changes BEGIN
        SELECT RAISE(ABORT, 'a change stays as it was made');
    END""",
    """CREATE TRIGGER local_changes_ended BEFORE UPDATE ON local_changes WHEN OLD.taken_back IS NOT NULL BEGIN
        SELECT RAISE(ABORT, 'what was taken back stays taken back');
    END""",
    """CREATE TRIGGER local_changes_kept BEFORE DELETE ON local_changes BEGIN
        SELECT RAISE(ABORT, 'changes are taken back, never deleted');
    END""",
    """
    CREATE TABLE copies_made (
        number INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        bytes INTEGER NOT NULL CHECK (bytes > 0),
        operator TEXT NOT NULL
    ) STRICT
    """,
)


def upgrade() -> None:
    """Add the tables, empty: before the first copy under this schema nobody knows when the last one was made."""
    for statement in _MADE:
        op.execute(statement)
