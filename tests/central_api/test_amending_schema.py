"""The second revision of the schema, up and down with what it is about in the database: places, parts, cases that wait."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, insert, inspect, select, text
from sqlalchemy.exc import IntegrityError
from uuid6 import uuid7

from central_api.db import Database
from central_api.migrations import change_schema, migrate, revisions
from central_api.models import Base, Booking, Case, Device, RecordedOutcome, SessionRoom, StoredEnvelope, WrongFacts
from services.common.references import new_reference

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
SLOT, LATER = "2026-11-28T09:30/11:00", "2026-11-28T14:00/15:30"
DEVICE = uuid7()


def write_device(connection: Connection) -> None:
    device = {"id": DEVICE, "name": "CFI-1", "signing_key": bytes(32), "state": "active", "enrolled": NOW, "last_cursor": 0}
    connection.execute(insert(Device), device)


def write_case(connection: Connection, number: int, state: str, reason: str = "", **more: Any) -> None:
    """A case with its envelope and one outcome; `more` is of later revisions."""
    submission, told = uuid7(), more.pop("told", {})
    envelope = {"submission_id": submission, "device_id": DEVICE, "carrier_id": DEVICE, "epoch": 1, "sequence": number}
    kept = {"previous": bytes(32), "digest": bytes(32), "wire": b"", "received": NOW, "state": "processed"}
    connection.execute(insert(StoredEnvelope), envelope | kept | {"reason": "", "attempts": 1})
    case = {"number": number, "submission_id": submission, "reference": new_reference(), "service": "prison-visit"}
    said = {"schema_version": 1, "language": "en", "answers": {"prison": "CFI"}, "answers_digest": "", "cites": ""}
    times = {"created": NOW, "received": NOW, "device_id": DEVICE, "state": state, "reason": reason, "attempts": 1}
    connection.execute(insert(Case), case | said | times | more)
    outcome = {"device_id": DEVICE, "cursor": number, "submission_id": submission, "reference": case["reference"]}
    connection.execute(
        insert(RecordedOutcome), outcome | {"state": "requested", "codes": ["x"], "params": {"slot": SLOT}, "decided": NOW} | told
    )


def book(connection: Connection, number: int, **place: Any) -> None:
    submission = connection.scalar(select(Case.submission_id).where(Case.number == number))
    connection.execute(insert(Booking), {"submission_id": submission, "prison": "CFI", "slot": SLOT, "booked": NOW} | place)


def rooms(database: Database) -> list[tuple[str, str, str, int]]:
    with database.read() as session:
        return [(room.prison, room.part, room.slot, room.taken) for room in session.scalars(select(SessionRoom))]


@pytest.fixture
def first_schema(database: Database) -> Database:
    """A database as the first schema left it, with a place taken."""
    change_schema(database, "0001")
    with database.connection() as connection:
        write_device(connection)
        write_case(connection, 1, "decided")
        book(connection, 1)
        connection.execute(text("INSERT INTO session_room (prison, slot, taken) VALUES ('CFI', :slot, 1)"), {"slot": SLOT})
    return database


@pytest.fixture
def divided(database: Database) -> Database:
    """A database of the newest schema in which two parts of a prison have places taken at one time, and cases wait."""
    migrate(database)
    with database.connection() as connection:
        write_device(connection)
        for number, part in enumerate(("north", "north", "south"), 1):
            told = {"decided_as": {"codes": ["banned"], "params": {}}}
            write_case(connection, number, "decided", likeness="a" * 64, told=told)
            book(connection, number, part=part, likeness="a" * 64)
        write_case(connection, 4, "waiting", cites="0123456789AB")
        for number, reason in enumerate(("cited-not-arrived", "cited-with-staff", "wrong-facts", "invalid-answers"), 5):
            write_case(connection, number, "parked", reason, cites="0123456789AB")
        counts = (("north", SLOT, 2), ("south", SLOT, 1), ("south", LATER, 3))
        connection.execute(
            insert(SessionRoom), [{"prison": "CFI", "part": part, "slot": slot, "taken": taken} for part, slot, taken in counts]
        )
        connection.execute(insert(WrongFacts), {"reference": "0123456789AB", "count": 5})
    return database


def test_places_that_were_taken_stay_taken_in_the_whole_prison(first_schema: Database) -> None:
    migrate(first_schema)

    assert rooms(first_schema) == [("CFI", "all", SLOT, 1)]
    with first_schema.read() as session:
        booking, case, outcome = (session.scalars(select(table)).one() for table in (Booking, Case, RecordedOutcome))
        assert (booking.part, booking.slot, booking.likeness) == ("all", SLOT, "")
        assert (case.answers, case.likeness) == ({"prison": "CFI"}, "")
        assert (outcome.codes, outcome.params, outcome.decided_as) == (["x"], {"slot": SLOT}, {})


def test_each_part_of_a_prison_has_a_count_of_its_own(first_schema: Database) -> None:
    migrate(first_schema)
    another = {"prison": "CFI", "part": "remand", "slot": SLOT, "taken": 0}

    with first_schema.connection() as connection:
        connection.execute(insert(SessionRoom), another)

    with pytest.raises(IntegrityError), first_schema.connection() as connection:
        connection.execute(insert(SessionRoom), another)
    with first_schema.engine.connect() as connection:
        key = inspect(connection).get_pk_constraint("session_room")
    assert (key["name"], key["constrained_columns"]) == ("pk_session_room", ["prison", "part", "slot"])


def test_going_back_counts_the_parts_of_a_prison_together(divided: Database) -> None:
    change_schema(divided, "0001")

    with divided.engine.connect() as connection:
        counts = connection.execute(text("SELECT prison, slot, taken FROM session_room ORDER BY slot")).all()
        booked = connection.execute(text("SELECT prison, slot FROM bookings")).all()
        key = inspect(connection).get_pk_constraint("session_room")
    assert [tuple(row) for row in counts] == [("CFI", SLOT, 3), ("CFI", LATER, 3)]
    assert [tuple(row) for row in booked] == [("CFI", SLOT)] * 3
    assert (key["name"], key["constrained_columns"]) == ("pk_session_room", ["prison", "slot"])


def test_going_back_leaves_to_others_what_waits_for_what_it_cites(divided: Database) -> None:
    change_schema(divided, "0001")

    with divided.engine.connect() as connection:
        cases = connection.execute(text("SELECT state, reason FROM cases WHERE number > 3 ORDER BY number")).all()
    assert [tuple(row) for row in cases] == [("requested", "")] * 4 + [("parked", "invalid-answers")]


@pytest.mark.parametrize("back_to", revisions()[:-1])
def test_there_and_back_every_case_booking_and_outcome_is_still_there(divided: Database, back_to: str) -> None:
    change_schema(divided, back_to)
    migrate(divided)

    with divided.read() as session:
        cases, outcomes = session.scalars(select(Case)).all(), session.scalars(select(RecordedOutcome)).all()
        assert [case.answers for case in cases] == [{"prison": "CFI"}] * 8
        assert [outcome.codes for outcome in outcomes] == [["x"]] * 8
        assert len(session.scalars(select(Booking)).all()) == 3
    assert sum(taken for *_session, taken in rooms(divided)) == 6
    with divided.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
