"""How long things have been kept, by the centre's clock, and one way in which a submission may change: its receipt is emptied.

Ages begin anew with this revision: of what was kept before, nobody can say whose clock dated it, nor until when it is of use.
"""

from __future__ import annotations

from typing import Final

from alembic import op

revision = "0006"
down_revision = "0005"


def _refuse(name: str, when: str, reason: str) -> str:
    """A trigger that aborts a statement."""
    return f"CREATE TRIGGER {name} BEFORE {when} BEGIN SELECT RAISE(ABORT, '{reason}'); END"


_RECEIPTS: Final = (
    "DROP TRIGGER submissions_fixed",
    _refuse(
        "submissions_fixed",
        """UPDATE OF id, reference, service, schema_version, language, created, cites, epoch, sequence, previous, digest
            ON submissions""",
        "a submission is never changed",
    ),
    _refuse(
        "submissions_emptied",
        """UPDATE OF receipt ON submissions WHEN NEW.receipt <> '{}' OR NOT EXISTS (
            SELECT 1 FROM outbox WHERE submission_id = OLD.id AND custody = 'acknowledged')""",
        "a receipt is never changed, only emptied once its submission is acknowledged",
    ),
)

_RETENTION: Final = (
    # A row for each submission of which something can still go. Both instants are the centre's.
    """
    CREATE TABLE retention (
        submission_id TEXT NOT NULL PRIMARY KEY REFERENCES submissions (id),
        useful_until TEXT CHECK (useful_until IS NULL OR length(useful_until) = 10),
        seen INTEGER,
        since INTEGER,
        CHECK (since IS NULL OR (seen IS NOT NULL AND since > seen))
    ) STRICT
    """,
    "INSERT INTO retention (submission_id) SELECT id FROM submissions ORDER BY epoch, sequence",
    _refuse(
        "retention_fixed",
        "UPDATE OF submission_id, useful_until ON retention",
        "until when a receipt is of use never changes",
    ),
    _refuse("retention_seen_once", "UPDATE OF seen ON retention WHEN OLD.seen IS NOT NULL", "an age begins once"),
    _refuse("retention_since_once", "UPDATE OF since ON retention WHEN OLD.since IS NOT NULL", "an age begins once"),
    _refuse(
        "retention_unreplaced",
        "INSERT ON retention WHEN EXISTS (SELECT 1 FROM retention WHERE submission_id = NEW.submission_id)",
        "an age begins once",
    ),
    _refuse(
        "retention_kept",
        """DELETE ON retention WHEN
            EXISTS (SELECT 1 FROM envelopes WHERE submission_id = OLD.submission_id)
            OR EXISTS (SELECT 1 FROM submissions WHERE id = OLD.submission_id AND receipt <> '{}')""",
        "an age is known until everything has gone",
    ),
    """
    CREATE TABLE draft_ages (
        draft_id TEXT NOT NULL PRIMARY KEY REFERENCES drafts (id) ON DELETE CASCADE,
        revision INTEGER NOT NULL,
        seen INTEGER NOT NULL,
        since INTEGER,
        CHECK (since IS NULL OR since > seen)
    ) STRICT
    """,
    # What went and was not told to the audit log yet.
    """
    CREATE TABLE purged (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        envelopes INTEGER NOT NULL CHECK (envelopes >= 0),
        receipts INTEGER NOT NULL CHECK (receipts >= 0),
        drafts INTEGER NOT NULL CHECK (drafts >= 0)
    ) STRICT
    """,
    "INSERT INTO purged (id, envelopes, receipts, drafts) VALUES (1, 0, 0, 0)",
    _refuse("purged_kept", "DELETE ON purged", "what went is told"),
)


def upgrade() -> None:
    """Let receipts be emptied, and begin to count."""
    for statement in (*_RECEIPTS, *_RETENTION):
        op.execute(statement)
