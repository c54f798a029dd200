"""What happened to payments, as far as this kiosk knows: only ever added to. Ids, a kind, pence and an instant, and no name.

What the centre tells of a payment is written down in the transaction that keeps the outcome it comes with.
"""

from __future__ import annotations

from typing import Final

from alembic import op

revision = "0011"
down_revision = "0010"


def _refuse(name: str, when: str) -> str:
    """A trigger that aborts a statement."""
    said = "what happened to a payment is never changed"
    return f"CREATE TRIGGER {name} BEFORE {when} BEGIN SELECT RAISE(ABORT, '{said}'); END"


def _told(name: str, state: str, sum_: str) -> str:
    """A trigger that writes down what an outcome says of a payment. Its sum is none where that cannot be read as pence."""
    return f"""
    CREATE TRIGGER {name} AFTER INSERT ON outcomes WHEN NEW.state = '{state}' BEGIN
        INSERT INTO payment_events (submission_id, kind, pence, happened)
        SELECT NEW.submission_id, '{state}', CASE WHEN told <> '' AND told NOT GLOB '*[^0-9]*' AND length(told) < 16
            THEN CAST(told AS INTEGER) END, NEW.decided
        FROM (SELECT json_extract(NEW.params, '$.{sum_}') AS told);
    END
    """  # noqa: S608 - names of ours


_PAYMENTS: Final = (
    """
    CREATE TABLE payment_events (
        number INTEGER NOT NULL PRIMARY KEY,
        submission_id TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('created', 'qr-printed', 'reported-paid', 'matched', 'refunded')),
        pence INTEGER CHECK (pence >= 0),
        happened INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX payment_events_of ON payment_events (submission_id, number)",
    _refuse("payment_events_fixed", "UPDATE ON payment_events"),
    _refuse("payment_events_kept", "DELETE ON payment_events"),
    # SQLite deletes what an INSERT OR REPLACE replaces past its triggers, so replacing is refused before it begins.
    _refuse(
        "payment_events_unreplaced",
        "INSERT ON payment_events WHEN EXISTS (SELECT 1 FROM payment_events WHERE number = NEW.number)",
    ),
    _told("payment_events_matched", "matched", "paid"),
    _told("payment_events_refunded", "refunded", "refunded"),
)


def upgrade() -> None:
    """Add the table, empty."""
    for statement in _PAYMENTS:
        op.execute(statement)
