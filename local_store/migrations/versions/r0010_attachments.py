"""Scans that are attached to submissions: sealed in chunks from the moment they are taken, each with a key of its own.

While a scan is of no submission its key is kept, sealed, so that staff can look at it. With the submission the key goes into that
envelope and from here, in one transaction; from then on the scan can no more be read on this kiosk than the envelope.
"""

from __future__ import annotations

from typing import Final

from alembic import op

revision = "0010"
down_revision = "0009"


def _refuse(name: str, when: str, reason: str) -> str:
    """A trigger that aborts a statement."""
    return f"CREATE TRIGGER {name} BEFORE {when} BEGIN SELECT RAISE(ABORT, '{reason}'); END"


_ATTACHMENTS: Final = (
    """
    CREATE TABLE attachments (
        id TEXT NOT NULL PRIMARY KEY,
        site TEXT NOT NULL,
        draft_id TEXT REFERENCES drafts (id) ON DELETE SET NULL,
        submission_id TEXT REFERENCES submissions (id),
        place INTEGER CHECK (place >= 0),
        kind TEXT NOT NULL CHECK (kind IN ('application/pdf', 'image/tiff', 'image/png', 'image/jpeg')),
        length INTEGER NOT NULL CHECK (length > 0),
        digest BLOB NOT NULL CHECK (length(digest) = 32),
        manifest BLOB NOT NULL,
        sealed BLOB NOT NULL CHECK (length(sealed) = 32),
        secret TEXT NOT NULL CHECK (json_valid(secret)),
        taken INTEGER NOT NULL,
        whole INTEGER NOT NULL CHECK (whole IN (0, 1)),
        UNIQUE (submission_id, place),
        CHECK ((submission_id IS NULL) = (secret <> '{}')),
        CHECK ((submission_id IS NULL) = (place IS NULL)),
        CHECK (submission_id IS NULL OR whole = 1)
    ) STRICT
    """,
    "CREATE INDEX attachments_waiting ON attachments (site, taken) WHERE submission_id IS NULL",
    """
    CREATE TABLE attachment_chunks (
        attachment_id TEXT NOT NULL REFERENCES attachments (id),
        number INTEGER NOT NULL CHECK (number >= 0),
        sealed BLOB NOT NULL,
        PRIMARY KEY (attachment_id, number)
    ) STRICT
    """,
    """
    CREATE TABLE attachment_outbox (
        attachment_id TEXT NOT NULL PRIMARY KEY REFERENCES attachments (id),
        epoch INTEGER NOT NULL,
        custody TEXT NOT NULL CHECK (custody IN ('held', 'acknowledged', 'quarantined')),
        attempts INTEGER NOT NULL CHECK (attempts >= 0),
        retry_at INTEGER,
        reason TEXT NOT NULL,
        sent INTEGER,
        acknowledged INTEGER,
        CHECK ((custody = 'acknowledged') = (acknowledged IS NOT NULL))
    ) STRICT
    """,
    "CREATE INDEX attachment_outbox_open ON attachment_outbox (custody, attempts) WHERE custody <> 'acknowledged'",
    _refuse(
        "attachments_fixed",
        "UPDATE OF id, site, kind, length, digest, manifest, sealed, taken ON attachments",
        "a scan is never changed",
    ),
    _refuse(
        "attachments_bound",
        "UPDATE OF submission_id, place, secret, whole ON attachments WHEN OLD.submission_id IS NOT NULL",
        "a scan stays with its submission",
    ),
    _refuse("attachments_kept", "DELETE ON attachments WHEN OLD.submission_id IS NOT NULL", "a submission keeps its scans"),
    _refuse("attachment_chunks_fixed", "UPDATE ON attachment_chunks", "a scan is never changed"),
    _refuse(
        "attachment_chunks_kept",
        """DELETE ON attachment_chunks WHEN EXISTS (
            SELECT 1 FROM attachment_outbox WHERE attachment_id = OLD.attachment_id AND custody <> 'acknowledged')""",
        "a scan is kept until the centre has it",
    ),
    _refuse(
        "attachment_outbox_final",
        "UPDATE OF custody ON attachment_outbox WHEN OLD.custody = 'acknowledged'",
        "acknowledged is final",
    ),
    _refuse("attachment_outbox_kept", "DELETE ON attachment_outbox", "what became of a scan is kept"),
    # What the centre has goes when its envelope goes, or as soon as it is acknowledged where that has gone before.
    """
    CREATE TRIGGER attachments_with_envelope AFTER DELETE ON envelopes BEGIN
        DELETE FROM attachment_chunks WHERE attachment_id IN (
            SELECT attachments.id FROM attachments JOIN attachment_outbox ON attachment_outbox.attachment_id = attachments.id
            WHERE attachments.submission_id = OLD.submission_id AND attachment_outbox.custody = 'acknowledged');
    END
    """,
    """
    CREATE TRIGGER attachments_after_envelope AFTER UPDATE OF custody ON attachment_outbox
    WHEN NEW.custody = 'acknowledged' AND NOT EXISTS (
        SELECT 1 FROM envelopes JOIN attachments ON attachments.submission_id = envelopes.submission_id
        WHERE attachments.id = NEW.attachment_id)
    BEGIN
        DELETE FROM attachment_chunks WHERE attachment_id = NEW.attachment_id;
    END
    """,
)


def upgrade() -> None:
    """Add the tables, empty."""
    for statement in _ATTACHMENTS:
        op.execute(statement)
