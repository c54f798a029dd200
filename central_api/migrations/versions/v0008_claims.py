"""Claims that were issued: their numbers, the day of issue and the fee that counted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add two tables. Claims that came before are undecided, and are decided on from now on."""
    op.create_table(
        "claim_series",
        sa.Column("series", sa.String(2), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", name="pk_claim_series"),
    )
    op.create_table(
        "issued_claims",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(8), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("court", sa.String(100), nullable=False),
        sa.Column("fee", sa.BigInteger(), nullable=True),
        sa.Column("fee_row", sa.String(100), nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["cases.submission_id"], name="fk_issued_claims_submission_id"),
        sa.PrimaryKeyConstraint("submission_id", name="pk_issued_claims"),
        sa.UniqueConstraint("number", name="uq_issued_claims_number"),
    )


def downgrade() -> None:
    """Forget numbers. What waits for its person is undecided again: no version before this one decides on claims."""
    op.drop_table("issued_claims")
    op.drop_table("claim_series")
    op.execute("UPDATE cases SET state = 'requested', reason = '', attempts = 0 WHERE state = 'with-person'")
    op.execute("UPDATE cases SET reason = 'processing-failed' WHERE reason IN ('fee-not-known', 'no-claim-number')")
