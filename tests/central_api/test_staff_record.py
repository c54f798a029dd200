"""The record of what staff did is only added to, whoever is at the database; earlier revisions did not see to that."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from central_api.db import Database
from central_api.migrations import change_schema, migrate
from tests.central_api.test_staff_schema import CITED, DEVICE, write_case


@pytest.fixture
def recorded(database: Database) -> Database:
    """A database with a case that somebody opened."""
    change_schema(database, "0003")
    device = {"id": DEVICE.hex if database.is_sqlite else DEVICE, "key": bytes(32)}
    with database.connection() as connection:
        values = "VALUES (:id, 'CFI-1', :key, 'active', '2026-11-21 10:00:00', 0)"
        columns = "(id, name, signing_key, state, enrolled, last_cursor)"
        connection.execute(text(f"INSERT INTO devices {columns} {values}"), device)
    write_case(database, 1)
    migrate(database)
    with database.connection() as connection:
        submission = connection.scalar(text("SELECT submission_id FROM cases"))
        connection.execute(
            text(
                "INSERT INTO staff_acts (number, done, staff, submission_id, reference, act, detail) "
                "VALUES (1, '2026-11-21 10:00:00', 'Nia', :submission, :reference, 'opened', '{}')"
            ),
            {"submission": submission, "reference": CITED},
        )
    return database


def acts(database: Database) -> list[tuple[int, str]]:
    with database.engine.connect() as connection:
        return [(row.number, row.staff) for row in connection.execute(text("SELECT number, staff FROM staff_acts"))]


STATEMENTS = {
    "both": ["UPDATE staff_acts SET staff = 'Rhys'", "DELETE FROM staff_acts"],
    "sqlite": [
        "INSERT OR REPLACE INTO staff_acts SELECT number, done, 'Rhys', submission_id, reference, act, detail FROM staff_acts"
    ],
    "postgresql": ["TRUNCATE staff_acts"],
}


def test_what_staff_did_is_not_changed_deleted_or_written_over(kind: str, recorded: Database) -> None:
    for statement in STATEMENTS["both"] + STATEMENTS[kind]:
        with pytest.raises(IntegrityError, match="what staff did is never changed"), recorded.connection() as connection:
            connection.execute(text(statement))

    assert acts(recorded) == [(1, "Nia")]


def test_the_guard_goes_with_its_revision_and_comes_back_with_it_and_the_record_stays(recorded: Database) -> None:
    change_schema(recorded, "0006")
    with recorded.connection() as connection:
        connection.execute(text("UPDATE staff_acts SET staff = 'Rhys'"))

    migrate(recorded)

    with pytest.raises(IntegrityError), recorded.connection() as connection:
        connection.execute(text("DELETE FROM staff_acts"))
    assert acts(recorded) == [(1, "Rhys")]
