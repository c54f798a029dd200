"""One end of the audit chain for each device and epoch, with when it was signed, in place of every report; and "last seen"."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from central_api.db import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_AT = UtcDateTime(timezone=True)
_COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Keep the furthest report of each device, in epoch 0: of which epoch it spoke was not kept."""
    op.add_column("devices", sa.Column("last_seen", _AT, nullable=True))
    op.create_table(
        "audit_heads",
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("head", sa.String(64), nullable=False),
        sa.Column("signed", _AT, nullable=False),
        sa.Column("reported", _AT, nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name="fk_audit_heads_device_id"),
        sa.PrimaryKeyConstraint("device_id", "epoch", name="pk_audit_heads"),
    )
    op.execute(
        "INSERT INTO audit_heads (device_id, epoch, count, head, signed, reported) "
        "SELECT device_id, 0, count, head, reported, reported FROM audit_reports AS one WHERE number = "
        "(SELECT number FROM audit_reports WHERE device_id = one.device_id ORDER BY count DESC, number DESC LIMIT 1)"
    )
    op.drop_table("audit_reports")


def downgrade() -> None:
    """Give the reports back, one for each device and epoch, and forget when devices were seen."""
    op.create_table(
        "audit_reports",
        sa.Column("number", _COUNTED, autoincrement=True, nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("head", sa.String(64), nullable=False),
        sa.Column("reported", _AT, nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name="fk_audit_reports_device_id"),
        sa.PrimaryKeyConstraint("number", name="pk_audit_reports"),
    )
    op.create_index("ix_audit_reports_history", "audit_reports", ["device_id", "count"])
    op.execute(
        "INSERT INTO audit_reports (device_id, count, head, reported) "
        "SELECT device_id, count, head, reported FROM audit_heads ORDER BY device_id, epoch"
    )
    op.drop_table("audit_heads")
    op.drop_column("devices", "last_seen")
