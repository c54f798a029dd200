"""The first schema.

Rules that must hold whatever a program does are in the schema: submissions, envelopes, outcomes and audit rows cannot be changed,
sequences have no gaps, an acknowledgement is final, signed documents never go back. Instants are microseconds since 1970, UTC.
"""

from __future__ import annotations

from typing import Final

from alembic import op

revision = "0001"
down_revision = None

_TABLES: Final = (
    # One row per epoch: this device's identity as a centre gave it, newest last.
    """
    CREATE TABLE enrolments (
        epoch INTEGER PRIMARY KEY CHECK (epoch >= 1),
        device_id TEXT NOT NULL,
        device_name TEXT NOT NULL,
        centre_url TEXT NOT NULL,
        root_key BLOB NOT NULL CHECK (length(root_key) = 32),
        enrolled INTEGER NOT NULL,
        outcome_cursor INTEGER NOT NULL DEFAULT 0 CHECK (outcome_cursor >= 0)
    ) STRICT
    """,
    """
    CREATE TABLE submissions (
        id TEXT NOT NULL PRIMARY KEY,
        reference TEXT NOT NULL UNIQUE CHECK (length(reference) = 12),
        service TEXT NOT NULL CHECK (service <> ''),
        schema_version INTEGER NOT NULL CHECK (schema_version >= 1),
        language TEXT NOT NULL CHECK (language <> ''),
        created INTEGER NOT NULL,
        receipt TEXT NOT NULL CHECK (json_valid(receipt)),
        cites TEXT NOT NULL,
        epoch INTEGER NOT NULL REFERENCES enrolments (epoch),
        sequence INTEGER NOT NULL CHECK (sequence >= 1),
        previous BLOB NOT NULL CHECK (length(previous) = 32),
        digest BLOB NOT NULL CHECK (length(digest) = 32),
        UNIQUE (epoch, sequence)
    ) STRICT
    """,
    # The only part of a submission that may be deleted.
    """
    CREATE TABLE envelopes (
        submission_id TEXT NOT NULL PRIMARY KEY REFERENCES submissions (id),
        wire BLOB NOT NULL CHECK (length(wire) > 0)
    ) STRICT
    """,
    """
    CREATE TABLE outbox (
        submission_id TEXT NOT NULL PRIMARY KEY REFERENCES submissions (id),
        epoch INTEGER NOT NULL,
        sequence INTEGER NOT NULL,
        custody TEXT NOT NULL CHECK (custody IN ('held', 'sending', 'acknowledged', 'quarantined')),
        attempts INTEGER NOT NULL CHECK (attempts >= 0),
        retry_at INTEGER,
        reason TEXT NOT NULL,
        sent INTEGER,
        acknowledged INTEGER,
        CHECK ((custody = 'acknowledged') = (acknowledged IS NOT NULL)),
        CHECK (custody <> 'quarantined' OR reason <> ''),
        CHECK (custody <> 'sending' OR (sent IS NOT NULL AND attempts >= 1)),
        FOREIGN KEY (epoch, sequence) REFERENCES submissions (epoch, sequence)
    ) STRICT
    """,
    # An outcome may arrive for a submission this kiosk does not hold, so there is no reference to submissions. States are the
    # centre's words: one we do not know yet must not stop the others.
    """
    CREATE TABLE outcomes (
        submission_id TEXT NOT NULL,
        cursor INTEGER NOT NULL CHECK (cursor >= 1),
        state TEXT NOT NULL CHECK (state <> ''),
        codes TEXT NOT NULL CHECK (json_valid(codes)),
        params TEXT NOT NULL CHECK (json_valid(params)),
        decided INTEGER NOT NULL,
        PRIMARY KEY (submission_id, cursor)
    ) STRICT
    """,
    # Versions count per centre: another root key starts from nothing.
    """
    CREATE TABLE documents (
        root_key BLOB NOT NULL CHECK (length(root_key) = 32),
        kind TEXT NOT NULL CHECK (kind IN ('key-list', 'catalogue', 'statement')),
        version INTEGER NOT NULL,
        wire BLOB NOT NULL,
        received INTEGER NOT NULL,
        PRIMARY KEY (root_key, kind)
    ) STRICT
    """,
    """
    CREATE TABLE contact (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        last_try INTEGER,
        last_contact INTEGER,
        connected INTEGER NOT NULL CHECK (connected IN (0, 1)),
        reason TEXT NOT NULL,
        all_sent INTEGER,
        clock_skew_seconds REAL NOT NULL,
        paused TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE print_jobs (
        id INTEGER PRIMARY KEY,
        submission_id TEXT NOT NULL REFERENCES submissions (id),
        copy INTEGER NOT NULL CHECK (copy >= 1),
        state TEXT NOT NULL CHECK (state IN ('queued', 'printing', 'printed', 'failed', 'unknown', 'expired')),
        reason TEXT NOT NULL,
        queued INTEGER NOT NULL,
        session TEXT NOT NULL,
        UNIQUE (submission_id, copy)
    ) STRICT
    """,
    """
    CREATE TABLE audit (
        number INTEGER PRIMARY KEY CHECK (number >= 1),
        at INTEGER NOT NULL,
        event TEXT NOT NULL CHECK (event <> ''),
        subject TEXT NOT NULL,
        details TEXT NOT NULL CHECK (json_valid(details)),
        hash BLOB NOT NULL CHECK (length(hash) = 32)
    ) STRICT
    """,
    # How many audit rows there have been, kept beside them so that a missing tail shows.
    """
    CREATE TABLE audit_head (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        rows INTEGER NOT NULL CHECK (rows >= 0),
        hash BLOB NOT NULL CHECK (length(hash) = 32)
    ) STRICT
    """,
    "INSERT INTO audit_head (id, rows, hash) VALUES (1, 0, zeroblob(32))",
)

_INDEXES: Final = (
    "CREATE INDEX outbox_due ON outbox (custody, attempts, epoch, sequence, retry_at, sent, submission_id)",
    "CREATE INDEX outbox_open ON outbox (epoch, sequence) WHERE custody <> 'acknowledged'",
    "CREATE INDEX print_jobs_unfinished ON print_jobs (state, id) WHERE state IN ('queued', 'printing')",
)


def _refuse(name: str, when: str, reason: str) -> str:
    """A trigger that aborts a statement."""
    return f"CREATE TRIGGER {name} BEFORE {when} BEGIN SELECT RAISE(ABORT, '{reason}'); END"


_TRIGGERS: Final = (
    _refuse(
        "enrolments_fixed",
        "UPDATE OF epoch, device_id, device_name, centre_url, root_key, enrolled ON enrolments",
        "an enrolment is never changed",
    ),
    _refuse("enrolments_kept", "DELETE ON enrolments", "an enrolment is never deleted"),
    _refuse(
        "enrolments_cursor",
        "UPDATE OF outcome_cursor ON enrolments WHEN NEW.outcome_cursor < OLD.outcome_cursor",
        "the cursor never goes back",
    ),
    _refuse(
        "submissions_in_sequence",
        """INSERT ON submissions WHEN
            NEW.epoch <> (SELECT max(epoch) FROM enrolments)
            OR NEW.sequence <> 1 + coalesce((SELECT max(sequence) FROM submissions WHERE epoch = NEW.epoch), 0)
            OR NEW.previous <> coalesce(
                (SELECT digest FROM submissions WHERE epoch = NEW.epoch AND sequence = NEW.sequence - 1), zeroblob(32))""",
        "a sequence has no gaps",
    ),
    # SQLite deletes what an INSERT OR REPLACE replaces, past the triggers above and below unless recursive_triggers is on. So
    # replacing is refused before it begins, whatever the connection has set.
    _refuse(
        "enrolments_unreplaced",
        "INSERT ON enrolments WHEN EXISTS (SELECT 1 FROM enrolments WHERE epoch = NEW.epoch)",
        "an enrolment is never replaced",
    ),
    _refuse(
        "submissions_unreplaced",
        """INSERT ON submissions WHEN EXISTS (SELECT 1 FROM submissions WHERE
            id = NEW.id OR reference = NEW.reference OR (epoch = NEW.epoch AND sequence = NEW.sequence))""",
        "a submission is never replaced",
    ),
    _refuse(
        "envelopes_unreplaced",
        "INSERT ON envelopes WHEN EXISTS (SELECT 1 FROM envelopes WHERE submission_id = NEW.submission_id)",
        "an envelope is never replaced",
    ),
    _refuse(
        "outbox_unreplaced",
        "INSERT ON outbox WHEN EXISTS (SELECT 1 FROM outbox WHERE submission_id = NEW.submission_id)",
        "a place in the outbox is never replaced",
    ),
    _refuse(
        "audit_head_unreplaced",
        "INSERT ON audit_head WHEN EXISTS (SELECT 1 FROM audit_head)",
        "the audit chain has one head",
    ),
    _refuse("submissions_fixed", "UPDATE ON submissions", "a submission is never changed"),
    _refuse("submissions_kept", "DELETE ON submissions", "a submission is never deleted"),
    _refuse("envelopes_fixed", "UPDATE ON envelopes", "an envelope is never changed"),
    _refuse(
        "envelopes_kept",
        """DELETE ON envelopes WHEN NOT EXISTS (
            SELECT 1 FROM outbox WHERE submission_id = OLD.submission_id AND custody = 'acknowledged')""",
        "an envelope is kept until it is acknowledged",
    ),
    _refuse(
        "outbox_final",
        "UPDATE ON outbox WHEN OLD.custody = 'acknowledged'",
        "an acknowledgement is final",
    ),
    _refuse(
        "outbox_fixed",
        "UPDATE OF submission_id, epoch, sequence ON outbox",
        "a place in the outbox is never changed",
    ),
    _refuse("outbox_kept", "DELETE ON outbox", "a place in the outbox is never deleted"),
    _refuse("outcomes_fixed", "UPDATE ON outcomes", "an outcome is never changed"),
    _refuse("outcomes_kept", "DELETE ON outcomes", "an outcome is never deleted"),
    _refuse("documents_forward", "UPDATE ON documents WHEN NEW.version <= OLD.version", "a document never goes back"),
    _refuse("documents_kept", "DELETE ON documents", "a document is only replaced"),
    _refuse(
        "print_jobs_final",
        "UPDATE OF state ON print_jobs WHEN OLD.state IN ('printed', 'unknown', 'expired')",
        "a finished print job stays finished",
    ),
    _refuse("audit_fixed", "UPDATE ON audit", "an audit row is never changed"),
    _refuse("audit_kept", "DELETE ON audit", "an audit row is never deleted"),
    _refuse(
        "audit_in_order",
        "INSERT ON audit WHEN NEW.number <> (SELECT rows + 1 FROM audit_head)",
        "audit rows have no gaps",
    ),
    _refuse("audit_head_forward", "UPDATE ON audit_head WHEN NEW.rows <= OLD.rows", "the audit chain never shrinks"),
    _refuse("audit_head_kept", "DELETE ON audit_head", "the audit chain has a head"),
    """CREATE TRIGGER audit_counted AFTER INSERT ON audit BEGIN
        UPDATE audit_head SET rows = NEW.number, hash = NEW.hash;
    END""",
)


def upgrade() -> None:
    """Create everything."""
    for statement in (*_TABLES, *_INDEXES, *_TRIGGERS):
        op.execute(statement)
