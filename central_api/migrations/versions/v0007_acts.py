"""What staff did with a case is only added to: the database itself refuses to change it, to delete it and to write over it."""

from __future__ import annotations

from typing import Final

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_SAID: Final = "what staff did is never changed"

# SQLite deletes what an INSERT OR REPLACE replaces past its triggers, so replacing is refused before it begins.
_SQLITE: Final = {
    "staff_acts_fixed": "UPDATE ON staff_acts",
    "staff_acts_kept": "DELETE ON staff_acts",
    "staff_acts_unreplaced": "INSERT ON staff_acts WHEN EXISTS (SELECT 1 FROM staff_acts WHERE number = NEW.number)",
}
_POSTGRESQL: Final = {
    "staff_acts_fixed": "UPDATE OR DELETE ON staff_acts FOR EACH ROW",
    "staff_acts_kept": "TRUNCATE ON staff_acts FOR EACH STATEMENT",
}


def upgrade() -> None:
    """Guard the record."""
    if _is_sqlite():
        for name, when in _SQLITE.items():
            op.execute(f"CREATE TRIGGER {name} BEFORE {when} BEGIN SELECT RAISE(ABORT, '{_SAID}'); END")
        return
    op.execute(
        "CREATE FUNCTION refuse_staff_acts() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_SAID}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for name, when in _POSTGRESQL.items():
        op.execute(f"CREATE TRIGGER {name} BEFORE {when} EXECUTE FUNCTION refuse_staff_acts()")


def downgrade() -> None:
    """Lift the guard: the record stays."""
    if _is_sqlite():
        for name in _SQLITE:
            op.execute(f"DROP TRIGGER {name}")
        return
    for name in _POSTGRESQL:
        op.execute(f"DROP TRIGGER {name} ON staff_acts")
    op.execute("DROP FUNCTION refuse_staff_acts()")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
