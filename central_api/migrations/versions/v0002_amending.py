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


def downgrade() -> None:
    """Count the parts of a prison together, and leave to others what is not decided because of what it cites."""
    op.drop_table("wrong_facts")
    op.drop_column("outcomes", "decided_as")
    op.execute(
        "INSERT INTO session_room (prison, part, slot, taken) "
        "SELECT prison, '', slot, SUM(taken) FROM session_room GROUP BY prison, slot"
    )
    op.execute("DELETE FROM session_room WHERE part <> ''")
    with op.batch_alter_table("session_room") as rooms:
        rooms.drop_constraint("pk_session_room", type_="primary")
        rooms.drop_column("part")
        rooms.create_primary_key("pk_session_room", ["prison", "slot"])
    op.drop_index("ix_bookings_likeness", "bookings")
    op.drop_column("bookings", "part")
    op.drop_column("bookings", "likeness")
    op.drop_index("ix_cases_likeness", "cases")
    op.drop_column("cases", "likeness")
    op.execute(
        "UPDATE cases SET state = 'requested', reason = '', attempts = 0 WHERE state = 'waiting' "
        "OR reason IN ('cited-not-arrived', 'cited-with-staff', 'wrong-facts')"
    )
