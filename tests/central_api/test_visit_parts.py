"""Each part of a divided prison has places of its own, and only staff move a visit from one part to another."""

from __future__ import annotations

from typing import Any

from central_api.states import CaseState, Parked
from services.catalogue import embedded_catalogue
from services.common.references import new_reference
from services.visits.slots import slots_on_offer
from tests.central_api.conftest import NOW
from tests.central_api.visit_cases import Cases

NORTH: dict[str, Any] = {"prison": "HPI", "held": "north"}
SOUTH: dict[str, Any] = {"prison": "HPI", "held": "south"}


def times(held: str) -> list[str]:
    catalogue = embedded_catalogue()
    prison = catalogue.prison("HPI")
    assert prison is not None
    return [slot.value for slot in slots_on_offer(prison, NOW.date(), catalogue, prison.timetable(held))]


SHARED = [value for value in times("north") if value in times("south")]


def test_a_time_that_both_parts_have_has_room_in_each(cases: Cases) -> None:
    references = [cases.request(SHARED[0], lead=lead, **part) for lead, part in enumerate((NORTH, SOUTH, NORTH, SOUTH))]

    cases.decide()

    assert [cases.states(each) for each in references] == [["booked"], ["booked"], ["rejected"], ["rejected"]]
    assert cases.rooms() == {("north", SHARED[0]): 1, ("south", SHARED[0]): 1}


def test_a_cancelled_visit_gives_its_place_back_in_its_own_part(cases: Cases) -> None:
    north, _south = (cases.request(SHARED[0], lead=lead, **part) for lead, part in enumerate((NORTH, SOUTH)))
    cases.decide()
    cases.cancel(north)
    again = cases.request(SHARED[0], lead=2, **NORTH)

    cases.decide()

    assert cases.states(again) == ["booked"]
    assert cases.rooms() == {("north", SHARED[0]): 1, ("south", SHARED[0]): 1}


def test_a_visit_moves_within_its_part(cases: Cases) -> None:
    reference = cases.request(SHARED[0], **SOUTH)
    cases.decide()

    change = cases.change(reference, SHARED[1], **SOUTH)
    cases.decide()

    assert cases.told(change) == [("booked", [], {"slot": SHARED[1]})]
    assert cases.rooms() == {("south", SHARED[1]): 1}


def test_a_booked_visit_is_moved_to_another_part_by_staff_only(cases: Cases) -> None:
    reference = cases.request(SHARED[0], **SOUTH)
    cases.decide()

    change = cases.change(reference, SHARED[1], **NORTH)
    cases.decide()

    assert (cases.told(change), cases.standing(change)) == ([], (CaseState.PARKED, Parked.CITED_WITH_STAFF))
    assert cases.rooms() == {("south", SHARED[0]): 1}


def test_a_change_to_another_part_that_overtakes_its_request_is_left_to_staff_too(cases: Cases) -> None:
    reference = new_reference()
    change = cases.change(reference, SHARED[1], **NORTH)
    cases.request(SHARED[0], reference=reference, **SOUTH)

    cases.decide()

    assert (cases.told(change), cases.standing(change)) == ([], (CaseState.PARKED, Parked.CITED_WITH_STAFF))
    assert cases.rooms() == {("south", SHARED[0]): 1}
