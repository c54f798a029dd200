"""A payment whose claim got its number is told so by an outcome that adds the number and nothing else: no event of the payment.

Every other outcome about a payment is written down as before, in the transaction that keeps it.
"""

from __future__ import annotations

from typing import Final

from alembic import op

revision = "0019"
down_revision = "0018"


def _told(name: str, state: str, sum_: str) -> str:
    """A trigger that writes down what an outcome says of a payment. Its sum is none where that cannot be read as pence."""
    return f"""
    CREATE TRIGGER {name} AFTER INSERT ON outcomes WHEN NEW.state = '{state}' AND NOT EXISTS (
        SELECT 1 FROM outcomes AS before WHERE before.submission_id = NEW.submission_id
        AND before.cursor = (SELECT max(cursor) FROM outcomes WHERE submission_id = NEW.submission_id AND cursor < NEW.cursor)
        AND before.state = NEW.state
        AND json_type(before.params, '$.claim_number') IS NULL AND json_type(NEW.params, '$.claim_number') IS NOT NULL
        AND json(before.params) = json_remove(NEW.params, '$.claim_number')) BEGIN
        INSERT INTO payment_events (submission_id, kind, pence, happened)
        SELECT NEW.submission_id, '{state}', CASE WHEN told <> '' AND told NOT GLOB '*[^0-9]*' AND length(told) < 16
            THEN CAST(told AS INTEGER) END, NEW.decided
        FROM (SELECT json_extract(NEW.params, '$.{sum_}') AS told);
    END
    """  # noqa: S608 - names of ours


_AGAIN: Final = (
    "DROP TRIGGER payment_events_matched",
    "DROP TRIGGER payment_events_refunded",
    _told("payment_events_matched", "matched", "paid"),
    _told("payment_events_refunded", "refunded", "refunded"),
)


def upgrade() -> None:
    """What was written down stays; from now on a number is no event."""
    for statement in _AGAIN:
        op.execute(statement)
