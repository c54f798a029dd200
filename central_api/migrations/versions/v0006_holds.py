"""Places held for requests that are still being typed, and the hold that a request names."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from central_api.db import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_AT = UtcDateTime(timezone=True)


def upgrade() -> None:
    """Add a table and a column. What was opened before names no hold."""
    op.create_table(
        "holds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("prison", sa.String(8), nullable=False),
        sa.Column("part", sa.String(40), nullable=False),
        sa.Column("slot", sa.String(32), nullable=False),
        sa.Column("visitors", sa.Integer(), nullable=False),
        sa.Column("renewals", sa.Integer(), nullable=False),
        sa.Column("expires", _AT, nullable=False),
        sa.Column("kept_until", _AT, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name="fk_holds_device_id"),
        sa.PrimaryKeyConstraint("id", name="pk_holds"),
    )
    op.create_index("ix_holds_session", "holds", ["prison", "slot"])
    op.create_index("ix_holds_device", "holds", ["device_id", "kept_until"])
    op.add_column("cases", sa.Column("hold", sa.Uuid(), nullable=True))


def downgrade() -> None:
    """Forget holds: their places are free at once, and their requests are decided as any other."""
    op.drop_column("cases", "hold")
    op.drop_index("ix_holds_device", "holds")
    op.drop_index("ix_holds_session", "holds")
    op.drop_table("holds")
