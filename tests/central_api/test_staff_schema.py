"""The fourth revision of the schema, up and down with what it is about: sites, what staff have in hand, who they are."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, select, text
from uuid6 import uuid7

from central_api.db import Database
from central_api.migrations import change_schema, migrate
from central_api.models import Case, Device, Site, StaffAccount, StaffAct, StaffSite
from central_api.states import CaseState, Parked
from tests.central_api.conftest import NOW

DEVICE, CITED = uuid7(), "7K2M9QTX4HW3"
CASES = (
    "INSERT INTO cases (submission_id, reference, service, schema_version, language, answers, answers_digest, cites, created, "
)
VALUES = "received, device_id, state, reason, attempts) VALUES (:id, :reference, 'prison-visit', 1, 'en', :answers, '', :cites, "
REST = ":at, :at, :device, :state, :reason, 0)"
ENVELOPES = (
    "INSERT INTO envelopes (submission_id, device_id, carrier_id, epoch, sequence, previous, digest, wire, received, state, "
)
SEALED = "reason, attempts) VALUES (:id, :device, :device, 1, 1, :none, :none, :none, :at, 'processed', '', 0)"


def write_case(
    database: Database, number: int, answers: str = "{}", *, cites: str = "", state: str = "requested", reason: str = ""
) -> None:
    """As the third revision had it; the reference of the first is what the others cite."""
    is_sqlite = database.is_sqlite
    key = {"id": uuid7().hex if is_sqlite else uuid7(), "device": DEVICE.hex if is_sqlite else DEVICE}
    at = {"at": "2026-11-21 10:00:00.000000" if is_sqlite else NOW}
    said = {"reference": CITED if number == 1 else f"{number:012}", "answers": answers, "cites": cites, "state": state}
    with database.connection() as connection:
        connection.execute(text(ENVELOPES + SEALED), key | at | {"none": b""})
        connection.execute(text(CASES + VALUES + REST), key | at | said | {"reason": reason})


@pytest.fixture
def third(database: Database) -> Database:
    """A database of the third revision with a kiosk at Swansea."""
    change_schema(database, "0003")
    device = {"id": DEVICE, "site_code": "SWI", "name": "SWI-1", "signing_key": bytes(32), "state": "active", "enrolled": NOW}
    with database.connection() as connection:
        connection.execute(insert(Site), {"code": "SWI"})
        connection.execute(insert(Device), device | {"last_cursor": 0})
    return database


def column(database: Database, name: str) -> list[str]:
    with database.engine.connect() as connection:
        return list(connection.scalars(text(f"SELECT {name} FROM cases ORDER BY number")))  # noqa: S608 - a column's name


def test_cases_of_before_belong_to_their_prison_that_of_what_they_cite_or_the_place_of_their_kiosk(third: Database) -> None:
    write_case(third, 1, '{"prison": "CFI"}')
    write_case(third, 2, cites=CITED)
    write_case(third, 3, cites="000000000000")
    write_case(third, 4, '{"prison": "' + "C" * 33 + '"}')

    migrate(third)

    assert column(third, "site") == ["CFI", "CFI", "SWI", "SWI"]
    assert column(third, "confirmed") == [None] * 4


def test_an_earlier_version_never_decides_on_what_is_with_staff_and_staff_have_it_again_afterwards(third: Database) -> None:
    for number in (1, 2, 3, 4):
        write_case(third, number)
    write_case(third, 5, cites=CITED, state="parked", reason="cited-with-staff")
    migrate(third)
    with third.connection() as connection:
        states = [
            (1, CaseState.WITH_STAFF, ""),
            (2, CaseState.PARKED, Parked.STAFF_ASKED),
            (3, CaseState.PARKED, "invalid-answers"),
        ]
        for number, state, reason in states:
            changed = {"state": str(state), "reason": str(reason), "number": number}
            connection.execute(text("UPDATE cases SET state = :state, reason = :reason WHERE number = :number"), changed)

    change_schema(third, "0003")
    before = list(zip(column(third, "state"), column(third, "reason"), strict=True))
    migrate(third)

    held, cited = ("parked", "with-staff"), ("parked", "cited-with-staff")
    assert before == [held, held, ("parked", "invalid-answers"), ("requested", ""), cited]
    after = list(zip(column(third, "state"), column(third, "reason"), strict=True))
    assert after == [("with-staff", ""), ("with-staff", ""), ("parked", "invalid-answers"), ("requested", ""), cited]


@pytest.mark.parametrize("back_to", ["0001", "0002"])
def test_not_even_the_first_version_decides_on_what_is_with_staff(third: Database, back_to: str) -> None:
    write_case(third, 1)
    migrate(third)
    with third.connection() as connection:
        connection.execute(text("UPDATE cases SET state = 'with-staff'"))

    change_schema(third, back_to)
    before = column(third, "state"), column(third, "reason")
    migrate(third)

    assert before == (["parked"], ["with-staff"])
    assert (column(third, "state"), column(third, "reason")) == (["with-staff"], [""])


def test_going_back_forgets_staff_and_keeps_every_case(third: Database) -> None:
    write_case(third, 1)
    migrate(third)
    staff = uuid7()
    with third.write() as session:
        digest = {"role": "caseworker", "token_digest": bytes(32), "added": NOW}
        session.execute(insert(StaffAccount), {"id": staff, "name": "Nia", **digest})
        session.execute(insert(StaffSite), {"staff_id": staff, "site": "CFI"})
        submission = session.scalars(select(Case.submission_id)).one()
        act = {"done": NOW, "staff": "Nia", "submission_id": submission, "reference": CITED, "act": "opened", "detail": {}}
        session.add(StaffAct(**act))

    change_schema(third, "0003")
    migrate(third)

    assert column(third, "reference") == [CITED]
    with third.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM staff")).scalar() == 0
