"""An envelope that is signed by a device of ours and made to hold up the centre holds up itself."""

from __future__ import annotations

import secrets

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DataError

from central_api.db import UNAVAILABLE, Database
from central_api.models import StoredEnvelope
from central_api.states import Parked
from tests.central_api.conftest import Centre, Kiosk, visit_answers


def parked(centre: Centre) -> set[str]:
    with centre.database.read() as session:
        return set(session.scalars(select(StoredEnvelope.reason).where(StoredEnvelope.state == "parked")))


def test_a_service_whose_name_fits_no_index_is_parked_and_the_others_are_decided(centre: Centre, kiosk: Kiosk) -> None:
    endless, good = kiosk.seal(service=secrets.token_hex(10_000)), kiosk.seal()
    assert kiosk.send(endless, good) == ["accepted", "accepted"]

    centre.worker().run_once()

    assert parked(centre) == {Parked.BAD_CONTENT}
    assert [outcome["state"] for outcome in kiosk.outcomes()["outcomes"]] == ["requested", "booked"]


def test_a_name_under_a_heap_of_marks_is_parked_and_the_others_are_decided(centre: Centre, kiosk: Kiosk) -> None:
    answers = visit_answers()
    answers["visitors"][0]["first_name"] = "e" + "\u0301\u0323" * 100_000
    heap, good = kiosk.seal(answers), kiosk.seal()
    assert kiosk.send(heap, good) == ["accepted", "accepted"]

    centre.worker().run_once()

    assert [outcome["state"] for outcome in kiosk.outcomes()["outcomes"] if outcome["state"] != "requested"] == ["booked"]


@pytest.mark.parametrize("kind", ["postgresql"])
def test_a_value_that_the_database_can_never_take_is_not_waited_for(database: Database) -> None:
    with database.write() as session:
        session.execute(text("CREATE TABLE kept (name text)"))
        session.execute(text("CREATE INDEX kept_name ON kept (name)"))

    with pytest.raises(DataError) as failure, database.write() as session:
        session.execute(text("INSERT INTO kept VALUES (:name)"), {"name": secrets.token_hex(10_000)})

    assert not isinstance(failure.value, UNAVAILABLE)
    assert failure.value.args[0].startswith("(ProgramLimitExceeded)")
