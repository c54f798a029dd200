"""What happened to payments is only added to, whoever is at the database."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError

from central_api.db import Database
from central_api.migrations import change_schema, migrate
from central_api.models import PaymentEvent
from tests.central_api.conftest import NOW

STATEMENTS = {
    "both": ["UPDATE payment_events SET amount = 1", "DELETE FROM payment_events"],
    "sqlite": ["INSERT OR REPLACE INTO payment_events SELECT * FROM payment_events"],
    "postgresql": ["TRUNCATE payment_events"],
}


def event(payment: str, kind: str, amount: int) -> dict[str, object]:
    """A row."""
    return {"payment": payment, "claim": "", "kind": kind, "way": "link", "amount": amount, "happened": NOW}


@pytest.fixture
def recorded(database: Database) -> Database:
    """A database with one event."""
    migrate(database)
    with database.connection() as connection:
        connection.execute(insert(PaymentEvent).values(event("7K2M9QTX4HW3", "created", 11_500)))
    return database


def events(database: Database) -> list[tuple[str, int]]:
    with database.engine.connect() as connection:
        return [(row.kind, row.amount) for row in connection.execute(text("SELECT kind, amount FROM payment_events"))]


def test_an_event_is_not_changed_deleted_or_written_over(kind: str, recorded: Database) -> None:
    for statement in STATEMENTS["both"] + STATEMENTS[kind]:
        with (
            pytest.raises(IntegrityError, match="what happened to a payment is never changed"),
            recorded.connection() as connection,
        ):
            connection.execute(text(statement))

    assert events(recorded) == [("created", 11500)]


def test_the_table_goes_with_its_revision_and_comes_back_empty_and_guarded(recorded: Database) -> None:
    change_schema(recorded, "0009")
    migrate(recorded)

    assert events(recorded) == []
    with recorded.connection() as connection:
        connection.execute(insert(PaymentEvent).values(event("", "matched", 1)))
    with pytest.raises(IntegrityError), recorded.connection() as connection:
        connection.execute(text("DELETE FROM payment_events"))
