"""What cites a reference is found at once, however much is kept here."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add an index; nothing else changes."""
    op.execute("CREATE INDEX submissions_citing ON submissions (cites) WHERE cites <> ''")
