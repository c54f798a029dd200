"""What happened to payments: only ever added to. The database itself refuses to change it, to delete it and to write over it."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

from central_api.db import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_SAID: Final = "what happened to a payment is never changed"

# SQLite deletes what an INSERT OR REPLACE replaces past its triggers, so replacing is refused before it begins.
_AGAIN: Final = "SELECT 1 FROM payment_events WHERE number = NEW.number OR (mark IS NOT NULL AND mark = NEW.mark)"
_SQLITE: Final = {
    "payment_events_fixed": "UPDATE ON payment_events",
    "payment_events_kept": "DELETE ON payment_events",
    "payment_events_unreplaced": f"INSERT ON payment_events WHEN EXISTS ({_AGAIN})",
}
_POSTGRESQL: Final = {
    "payment_events_fixed": "UPDATE OR DELETE ON payment_events FOR EACH ROW",
    "payment_events_kept": "TRUNCATE ON payment_events FOR EACH STATEMENT",
}


def upgrade() -> None:
    """Add a table and guard it."""
    op.create_table(
        "payment_events",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False, autoincrement=True),
        sa.Column("payment", sa.String(16), nullable=False),
        sa.Column("claim", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("way", sa.String(16), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("happened", UtcDateTime(timezone=True), nullable=False),
        sa.Column("mark", sa.String(80), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_payment_events"),
        sa.UniqueConstraint("mark", name="uq_payment_events_mark"),
    )
    op.create_index("ix_payment_events_payment", "payment_events", ["payment", "kind"])
    op.create_index("ix_payment_events_claim", "payment_events", ["claim", "kind"])
    if _is_sqlite():
        for name, when in _SQLITE.items():
            op.execute(f"CREATE TRIGGER {name} BEFORE {when} BEGIN SELECT RAISE(ABORT, '{_SAID}'); END")
        return
    op.execute(
        "CREATE FUNCTION refuse_payment_events() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_SAID}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for name, when in _POSTGRESQL.items():
        op.execute(f"CREATE TRIGGER {name} BEFORE {when} EXECUTE FUNCTION refuse_payment_events()")


def downgrade() -> None:
    """Forget what was paid. Kiosks that were told so keep it; no version before this one tells it."""
    op.drop_table("payment_events")  # and its triggers
    if not _is_sqlite():
        op.execute("DROP FUNCTION refuse_payment_events()")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
