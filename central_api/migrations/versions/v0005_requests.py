"""Which request brought an envelope, so that the lines of the worker can be found beside those of the request."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TABLES = ("envelopes", "cases")


def upgrade() -> None:
    """Of what is there already nobody knows it."""
    for table in _TABLES:
        op.add_column(table, sa.Column("request_id", sa.String(64), nullable=False, server_default=""))


def downgrade() -> None:
    """Forget it."""
    for table in _TABLES:
        op.drop_column(table, "request_id")
