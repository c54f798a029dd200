"""How long scans that belong to nothing have been known by the centre's time, so that they can go by two clocks like all else."""

from __future__ import annotations

from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the table, empty: an age begins when a scan is next seen."""
    op.execute(
        """
        CREATE TABLE scan_ages (
            attachment_id TEXT NOT NULL PRIMARY KEY REFERENCES attachments (id) ON DELETE CASCADE,
            seen INTEGER NOT NULL,
            since INTEGER,
            CHECK (since IS NULL OR since > seen)
        ) STRICT
        """
    )
