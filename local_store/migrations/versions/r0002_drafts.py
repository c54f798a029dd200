"""Drafts of staff desks; the catalogue's bytes leave for a file of their own; "everything sent" is kept with its proof.

Of the catalogue the database keeps the highest version ever accepted and its digest, so that the file may be lost and still no
older one comes back. The time at which everything was sent is the time of the statement that says so, and stands nowhere else.
When the centre last said what it had decided was not kept before: it is unknown until it says so again.
"""

from __future__ import annotations

import hashlib
from typing import Final

from alembic import op
from sqlalchemy import text

revision = "0002"
down_revision = "0001"

_DRAFTS: Final = (
    """
    CREATE TABLE drafts (
        id TEXT NOT NULL PRIMARY KEY,
        site TEXT NOT NULL CHECK (site <> ''),
        operator TEXT NOT NULL CHECK (operator <> ''),
        service TEXT NOT NULL CHECK (service <> ''),
        schema_version INTEGER NOT NULL CHECK (schema_version >= 1),
        language TEXT NOT NULL CHECK (language <> ''),
        content TEXT NOT NULL CHECK (json_valid(content) AND length(CAST(content AS BLOB)) <= 360448),
        created INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        revision INTEGER NOT NULL CHECK (revision >= 1)
    ) STRICT
    """,
    "CREATE INDEX drafts_of_owner ON drafts (site, operator, changed, id)",
    """CREATE TRIGGER drafts_fixed BEFORE UPDATE OF id, site, operator, service, created ON drafts BEGIN
        SELECT RAISE(ABORT, 'a draft keeps its owner');
    END""",
    """CREATE TRIGGER drafts_forward BEFORE UPDATE ON drafts WHEN NEW.revision <> OLD.revision + 1 BEGIN
        SELECT RAISE(ABORT, 'a draft is saved one revision at a time');
    END""",
    """CREATE TRIGGER drafts_unreplaced BEFORE INSERT ON drafts WHEN EXISTS (SELECT 1 FROM drafts WHERE id = NEW.id) BEGIN
        SELECT RAISE(ABORT, 'a draft is never replaced');
    END""",
)

_DOCUMENTS: Final = """
    CREATE TABLE documents_now (
        root_key BLOB NOT NULL CHECK (length(root_key) = 32),
        kind TEXT NOT NULL CHECK (kind IN ('key-list', 'catalogue')),
        version INTEGER NOT NULL,
        digest BLOB NOT NULL CHECK (length(digest) = 32),
        wire BLOB CHECK ((kind = 'catalogue') = (wire IS NULL)),
        received INTEGER NOT NULL,
        PRIMARY KEY (root_key, kind)
    ) STRICT
    """

_DOCUMENT_TRIGGERS: Final = (
    # A catalogue of the same version comes again when its file was lost, perhaps under a newer signature.
    """CREATE TRIGGER documents_forward BEFORE UPDATE ON documents
        WHEN NEW.version < OLD.version OR (NEW.version = OLD.version AND OLD.kind <> 'catalogue') BEGIN
        SELECT RAISE(ABORT, 'a document never goes back');
    END""",
    """CREATE TRIGGER documents_kept BEFORE DELETE ON documents BEGIN
        SELECT RAISE(ABORT, 'a document is only replaced');
    END""",
)

_STATEMENT: Final = (
    """
    CREATE TABLE statement (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        epoch INTEGER NOT NULL REFERENCES enrolments (epoch),
        wire BLOB NOT NULL CHECK (length(wire) > 0),
        received INTEGER NOT NULL
    ) STRICT
    """,
    """CREATE TRIGGER statement_of_this_epoch BEFORE INSERT ON statement
        WHEN NEW.epoch <> (SELECT max(epoch) FROM enrolments) BEGIN
        SELECT RAISE(ABORT, 'a statement is of this epoch');
    END""",
    "ALTER TABLE contact DROP COLUMN all_sent",
    "ALTER TABLE contact ADD COLUMN outcomes_checked INTEGER",
)


def upgrade() -> None:
    """Add the drafts, move the documents, and let only a statement say that everything was sent."""
    for statement in _DRAFTS:
        op.execute(statement)
    _move_documents()
    for statement in _STATEMENT:
        op.execute(statement)


def _move_documents() -> None:
    """Every document's version goes along, and of the key list its bytes; the catalogue is fetched again into its file."""
    op.execute(_DOCUMENTS)
    connection = op.get_bind()
    moved = text("SELECT root_key, kind, version, wire, received FROM documents WHERE kind <> 'statement'")
    for row in connection.execute(moved).all():
        connection.execute(
            text("INSERT INTO documents_now VALUES (:root_key, :kind, :version, :digest, :wire, :received)"),
            {
                **row._mapping,  # noqa: SLF001 - the public way to a row's names in SQLAlchemy
                "digest": hashlib.sha256(row.wire).digest(),
                "wire": None if row.kind == "catalogue" else row.wire,
            },
        )
    op.execute("DROP TABLE documents")
    op.execute("ALTER TABLE documents_now RENAME TO documents")
    for statement in _DOCUMENT_TRIGGERS:
        op.execute(statement)
