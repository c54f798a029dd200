"""Print jobs say which paper they are of: a receipt, or the pass of what was granted. Every job until now was a receipt's."""

from __future__ import annotations

from typing import Final

from alembic import op

revision = "0004"
down_revision = "0003"

_PAPERS: Final = (
    "ALTER TABLE print_jobs ADD COLUMN paper TEXT NOT NULL DEFAULT 'receipt' CHECK (paper IN ('receipt', 'admission'))",
    """CREATE TRIGGER print_jobs_paper BEFORE UPDATE OF paper ON print_jobs BEGIN
        SELECT RAISE(ABORT, 'a print job stays of its paper');
    END""",
)


def upgrade() -> None:
    """Add the column; nothing else changes."""
    for statement in _PAPERS:
        op.execute(statement)
