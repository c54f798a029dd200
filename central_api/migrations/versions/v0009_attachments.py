"""Attachments: what was brought of them, sealed, and what the submissions that were opened say of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from central_api.db import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_AT = UtcDateTime(timezone=True)


def upgrade() -> None:
    """Add three tables. What came before has nothing attached."""
    op.create_table(
        "attachments",
        sa.Column("sealed", sa.LargeBinary(32), nullable=False),
        sa.Column("attachment_id", sa.Uuid(), nullable=False),
        sa.Column("manifest", sa.LargeBinary(), nullable=False),
        sa.Column("carrier_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("begun", _AT, nullable=False),
        sa.Column("touched", _AT, nullable=False),
        sa.Column("received", _AT, nullable=True),
        sa.ForeignKeyConstraint(["carrier_id"], ["devices.id"], name="fk_attachments_carrier_id"),
        sa.PrimaryKeyConstraint("sealed", name="pk_attachments"),
    )
    op.create_index("ix_attachments_unfinished", "attachments", ["state", "touched"])
    op.create_table(
        "attachment_chunks",
        sa.Column("sealed", sa.LargeBinary(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["sealed"], ["attachments.sealed"], name="fk_attachment_chunks_sealed"),
        sa.PrimaryKeyConstraint("sealed", "number", name="pk_attachment_chunks"),
    )
    op.create_table(
        "case_attachments",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(32), nullable=False),
        sa.Column("key", sa.LargeBinary(32), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("checked", _AT, nullable=True),
        sa.ForeignKeyConstraint(["submission_id"], ["envelopes.submission_id"], name="fk_case_attachments_submission_id"),
        sa.PrimaryKeyConstraint("submission_id", "place", name="pk_case_attachments"),
    )
    op.create_index("ix_case_attachments_sealed", "case_attachments", ["sealed"])
    op.create_index("ix_case_attachments_state", "case_attachments", ["state"])


def downgrade() -> None:
    """Forget attachments: what waited for them is decided without."""
    op.drop_index("ix_case_attachments_state", "case_attachments")
    op.drop_index("ix_case_attachments_sealed", "case_attachments")
    op.drop_table("case_attachments")
    op.drop_table("attachment_chunks")
    op.drop_index("ix_attachments_unfinished", "attachments")
    op.drop_table("attachments")
    op.execute("UPDATE cases SET state = 'requested', reason = '', attempts = 0 WHERE reason = 'attachments-not-arrived'")
    op.execute("UPDATE cases SET reason = 'processing-failed' WHERE reason = 'bad-attachment'")
