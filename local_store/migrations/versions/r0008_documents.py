"""Print jobs of whole documents, and what such a document is made from, sealed, for as long as its job has not ended.

The table of jobs is made anew, since a check cannot be widened in its place. The schema itself lets go of the content: whoever
ends a job, and however, in that same transaction it is gone.
"""

from __future__ import annotations

from typing import Final

from alembic import op

revision = "0008"
down_revision = "0007"

_DOCUMENTS: Final = (
    """
    CREATE TABLE print_jobs_anew (
        id INTEGER PRIMARY KEY,
        submission_id TEXT REFERENCES submissions (id),
        copy INTEGER NOT NULL CHECK (copy >= 1),
        state TEXT NOT NULL CHECK (state IN ('queued', 'printing', 'printed', 'failed', 'unknown', 'expired')),
        reason TEXT NOT NULL,
        queued INTEGER NOT NULL,
        session TEXT NOT NULL,
        paper TEXT NOT NULL CHECK (paper IN ('receipt', 'admission', 'leaflet', 'document')),
        leaflet TEXT NOT NULL CHECK (leaflet = '' OR (paper = 'leaflet' AND state IN ('queued', 'printing'))),
        UNIQUE (submission_id, copy),
        CHECK ((submission_id IS NULL) = (paper = 'leaflet')),
        CHECK (paper != 'document' OR session != '')
    ) STRICT
    """,
    """
    INSERT INTO print_jobs_anew (id, submission_id, copy, state, reason, queued, session, paper, leaflet)
    SELECT id, submission_id, copy, state, reason, queued, session, paper, leaflet FROM print_jobs
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
    """
    CREATE TABLE print_contents (
        job INTEGER PRIMARY KEY REFERENCES print_jobs (id) ON DELETE CASCADE,
        content TEXT NOT NULL
    ) STRICT
    """,
    """CREATE TRIGGER print_contents_waiting BEFORE INSERT ON print_contents WHEN NOT EXISTS (
        SELECT 1 FROM print_jobs WHERE id = NEW.job AND paper = 'document' AND state = 'queued'
    )
    BEGIN
        SELECT RAISE(ABORT, 'only a document that waits has content');
    END""",
    """CREATE TRIGGER print_contents_forgotten AFTER UPDATE OF state ON print_jobs
    WHEN NEW.state NOT IN ('queued', 'printing')
    BEGIN
        DELETE FROM print_contents WHERE job = NEW.id;
    END""",
)


def upgrade() -> None:
    """Copy every job into a table that takes documents too, and make room for what they are made from."""
    for statement in _DOCUMENTS:
        op.execute(statement)
