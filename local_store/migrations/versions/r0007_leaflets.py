"""Print jobs that are of no submission: leaflets. Every job until now is of one, and stays as it is.

The table is made anew, since a column that must be filled cannot be loosened in its place.
"""

from __future__ import annotations

from typing import Final

from alembic import op

revision = "0007"
down_revision = "0006"

_LEAFLETS: Final = (
    """
    CREATE TABLE print_jobs_anew (
        id INTEGER PRIMARY KEY,
        submission_id TEXT REFERENCES submissions (id),
        copy INTEGER NOT NULL CHECK (copy >= 1),
        state TEXT NOT NULL CHECK (state IN ('queued', 'printing', 'printed', 'failed', 'unknown', 'expired')),
        reason TEXT NOT NULL,
        queued INTEGER NOT NULL,
        session TEXT NOT NULL,
        paper TEXT NOT NULL CHECK (paper IN ('receipt', 'admission', 'leaflet')),
        leaflet TEXT NOT NULL CHECK (leaflet = '' OR (paper = 'leaflet' AND state IN ('queued', 'printing'))),
        UNIQUE (submission_id, copy),
        CHECK ((submission_id IS NULL) = (paper = 'leaflet'))
    ) STRICT
    """,
    """
    INSERT INTO print_jobs_anew (id, submission_id, copy, state, reason, queued, session, paper, leaflet)
    SELECT id, submission_id, copy, state, reason, queued, session, paper, '' FROM print_jobs
    """,
    "DROP TABLE print_jobs",
    "ALTER TABLE print_jobs_anew RENAME TO print_jobs",
    "CREATE INDEX print_jobs_unfinished ON print_jobs (state, id) WHERE state IN ('queued', 'printing')",
    """CREATE TRIGGER print_jobs_final BEFORE UPDATE OF state ON print_jobs WHEN OLD.state IN ('printed', 'unknown', 'expired')
    BEGIN
        SELECT RAISE(ABORT, 'a finished print job stays finished');
    END""",
    """CREATE TRIGGER print_jobs_paper BEFORE UPDATE OF paper ON print_jobs BEGIN
        SELECT RAISE(ABORT, 'a print job stays of its paper');
    END""",
)


def upgrade() -> None:
    """Copy every job into a table that takes leaflets too."""
    for statement in _LEAFLETS:
        op.execute(statement)
