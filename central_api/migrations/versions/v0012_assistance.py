"""How somebody at a helper desk helped with a case, and that its person agreed. Null where it was opened before that was kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column."""
    op.add_column("cases", sa.Column("assistance", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Forget how anybody helped; who did stays."""
    op.drop_column("cases", "assistance")
