"""Operators whom the centre delivers to the kiosks of a site: who they are, what they may do, and the hash of a one-time code."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a table. Nobody was delivered yet."""
    op.create_table(
        "kiosk_operators",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site", sa.String(32), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("code", sa.String(200), nullable=False),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_kiosk_operators"),
    )
    op.create_index("ix_kiosk_operators_site", "kiosk_operators", ["site"])


def downgrade() -> None:
    """Forget them. Kiosks keep whom they have."""
    op.drop_table("kiosk_operators")
