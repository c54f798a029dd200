"""For duplicates, cancellations and changes: which requests are alike, what was decided as it was, wrong second facts, and parts.

What was booked before was booked in the whole prison, and stays counted there.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns and a table. What was opened before is like nothing else, and keeps no reasons but those it told."""
    with op.batch_alter_table("cases") as cases:
        cases.add_column(sa.Column("likeness", sa.String(64), nullable=False, server_default=""))
    op.create_index("ix_cases_likeness", "cases", ["likeness", "state"])
    with op.batch_alter_table("bookings") as bookings:
        bookings.add_column(sa.Column("likeness", sa.String(64), nullable=False, server_default=""))
        bookings.add_column(sa.Column("part", sa.String(40), nullable=False, server_default="all"))
    op.create_index("ix_bookings_likeness", "bookings", ["likeness"])
    with op.batch_alter_table("session_room") as rooms:
        rooms.add_column(sa.Column("part", sa.String(40), nullable=False, server_default="all"))
        rooms.drop_constraint("pk_session_room", type_="primary")
        rooms.create_primary_key("pk_session_room", ["prison", "part", "slot"])
    with op.batch_alter_table("outcomes") as outcomes:
        outcomes.add_column(sa.Column("decided_as", sa.JSON(), nullable=False, server_default="{}"))
    op.create_table(
        "wrong_facts",
        sa.Column("reference", sa.String(16), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_wrong_facts"),
    )
