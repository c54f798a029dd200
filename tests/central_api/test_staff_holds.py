"""Holds where staff decide: none is given there, and what they decide ends the one that a request had."""

from __future__ import annotations

import httpx
import pytest
from uuid6 import uuid7

from services.common.references import new_reference
from sync.envelope import Purpose
from tests.central_api.conftest import Centre, Kiosk, visit_answers, visit_slots
from tests.central_api.staff_desk import LEFT_TO_STAFF, ONE_PLACE, ask, desk_at

FIRST = visit_slots(1)[0]


@pytest.fixture
def settings_file(request: pytest.FixtureRequest) -> str:
    return ONE_PLACE + str(getattr(request, "param", ""))


def hold(kiosk: Kiosk, hold_id: object) -> str:
    said = {"id": str(hold_id), "prison": "CFI", "part": "", "slot": FIRST, "visitors": 1}
    return str(kiosk.post("/v1/holds", Purpose.HOLD, **said)["state"])


@pytest.mark.parametrize("settings_file", [LEFT_TO_STAFF], indirect=True)
def test_no_place_is_held_where_staff_decide(kiosk: Kiosk) -> None:
    assert hold(kiosk, uuid7()) == "not-offered"


def test_a_place_that_is_held_for_what_staff_refuse_is_free_from_then_on(
    centre: Centre, kiosk: Kiosk, http: httpx.Client
) -> None:
    desk, mine, reference = desk_at(centre, http), uuid7(), new_reference()
    hold(kiosk, mine)
    kiosk.send(kiosk.seal(visit_answers(contact={"method": "pigeon"}), reference=reference, hold=mine))
    centre.worker().run_once()
    before = hold(kiosk, uuid7())

    desk.refuse(reference, "no_adult")

    assert (before, hold(kiosk, uuid7())) == ("full", "held")


def test_staff_give_a_held_place_to_the_request_it_is_held_for(centre: Centre, kiosk: Kiosk, http: httpx.Client) -> None:
    desk, mine, reference = desk_at(centre, http), uuid7(), new_reference()
    hold(kiosk, mine)
    kiosk.send(kiosk.seal(visit_answers(contact={"method": "pigeon"}), reference=reference, hold=mine))
    other = ask(centre, kiosk, lead=1, slots=[FIRST], contact={"method": "pigeon"})

    responses = [desk.accept(other, slot=FIRST), desk.accept(reference, slot=FIRST)]

    assert [response.status_code for response in responses] == [409, 200]
