"""What kiosks counted, a row for each kiosk and day, and the comments that people left, sealed as they came."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add two tables."""
    op.create_table(
        "measured_days",
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name="fk_measured_days_device_id_devices"),
        sa.PrimaryKeyConstraint("device_id", "day", name="pk_measured_days"),
    )
    op.create_index("ix_measured_days_day", "measured_days", ["day"])
    op.create_table(
        "comments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name="fk_comments_device_id_devices"),
        sa.PrimaryKeyConstraint("id", name="pk_comments"),
    )
    op.create_index("ix_comments_day", "comments", ["day"])


def downgrade() -> None:
    """Forget what was counted and said. Kiosks do not send again what was acknowledged."""
    op.drop_table("comments")
    op.drop_table("measured_days")
