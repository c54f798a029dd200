"""A database as the first schema left it, with places taken in it, brought to the second."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect, text

import central_api.migrations
from central_api.db import Database
from central_api.migrations import migrate
from central_api.models import Booking, SessionRoom

SLOT = "2026-11-28T09:30/11:00"
OLD_CONTENT = """
INSERT INTO devices VALUES (zeroblob(16), NULL, 'CFI-1', zeroblob(32), 'active', '2026-11-20 10:00:00', 0);
INSERT INTO envelopes VALUES (1, '00000000000000000000000000000007', zeroblob(16), zeroblob(16), 1, 1, zeroblob(32), zeroblob(32),
    x'00', '2026-11-20 10:00:00', 'processed', '', 0);
INSERT INTO cases VALUES (1, '00000000000000000000000000000007', '0123456789AB', 'prison-visit', 1, 'en', '{}', '', NULL, '',
    '2026-11-20 10:00:00', '2026-11-20 10:00:00', zeroblob(16), 'decided', '', 0);
INSERT INTO bookings VALUES ('00000000000000000000000000000007', 'CFI', '2026-11-28T09:30/11:00', '2026-11-20 10:00:00');
INSERT INTO session_room VALUES ('CFI', '2026-11-28T09:30/11:00', 1)
"""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """The old database, brought up to date."""
    made = Database(f"sqlite:///{tmp_path / 'centre.sqlite3'}")
    config = Config()
    config.set_main_option("script_location", str(Path(central_api.migrations.__file__).parent))
    config.set_main_option("path_separator", "os")
    with made.connection() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement in OLD_CONTENT.split(";"):
            connection.exec_driver_sql(statement)
    migrate(made)
    yield made
    made.close()


def test_places_that_were_taken_stay_taken_in_the_whole_prison(database: Database) -> None:
    with database.read() as session:
        room, booking = session.get_one(SessionRoom, ("CFI", "all", SLOT)), session.query(Booking).one()

    assert (room.taken, booking.part, booking.slot) == (1, "all", SLOT)


def test_each_part_of_a_prison_has_a_count_of_its_own(database: Database) -> None:
    with database.connection() as connection:
        connection.execute(
            text("INSERT INTO session_room (prison, part, slot, taken) VALUES ('CFI', 'remand', :slot, 0)"), {"slot": SLOT}
        )

    with database.engine.connect() as connection:
        key = inspect(connection).get_pk_constraint("session_room")

    assert (key["name"], key["constrained_columns"]) == ("pk_session_room", ["prison", "part", "slot"])
