"""Other times for a visit: the new place before the old one, or everything stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from central_api.states import CaseState, OutcomeState, Parked
from central_api.telling import Decision
from services.common.civil import instant_of
from services.common.references import new_reference
from services.visits.slots import read_slot
from tests.central_api.conftest import visit_slots
from tests.central_api.visit_cases import TRIES, Cases

FIRST, SECOND, THIRD = visit_slots()


@pytest.fixture
def roomy(new_cases: Callable[..., Cases]) -> Cases:
    """With room for everybody."""
    return new_cases(places=5)


def test_a_booked_visit_moves_and_its_first_kiosk_hears_the_new_time(cases: Cases) -> None:
    reference = cases.request(FIRST)
    cases.decide()

    change = cases.change(reference, SECOND, THIRD)
    cases.decide()

    assert cases.told(reference) == [("booked", [], {"slot": FIRST}), ("booked", [], {"slot": SECOND})]
    assert cases.told(change) == [("booked", [], {"slot": SECOND})]
    assert (cases.taken(), cases.booked()) == ({SECOND: 1}, [SECOND])


def test_without_room_at_a_new_time_the_old_booking_stays(cases: Cases) -> None:
    reference = cases.request(FIRST)
    cases.request(SECOND, lead=1)
    cases.decide()

    change = cases.change(reference, SECOND)
    cases.decide()

    assert cases.told(change) == [("rejected", ["slot_unavailable"], {})]
    assert cases.states(reference) == ["booked"]
    assert cases.booked() == sorted([FIRST, SECOND])


def test_the_time_a_visit_has_already_counts_as_a_time_with_room(cases: Cases) -> None:
    reference = cases.request(FIRST)
    cases.request(SECOND, lead=1)
    cases.decide()

    change = cases.change(reference, SECOND, FIRST, THIRD)
    cases.decide()

    assert cases.told(change) == [("booked", [], {"slot": FIRST})]
    assert cases.states(reference) == ["booked"]
    assert cases.taken() == {FIRST: 1, SECOND: 1}


def test_changing_again_to_the_same_time_changes_nothing(cases: Cases) -> None:
    reference = cases.request(FIRST)
    cases.decide()

    asked = [cases.change(reference, SECOND) for _ in range(3)]
    cases.decide()

    assert [cases.states(each) for each in asked] == [["booked"]] * 3
    assert cases.states(reference) == ["booked", "booked"]
    assert cases.taken() == {SECOND: 1}


def test_a_time_of_another_visit_of_the_same_people_is_passed_over(cases: Cases) -> None:
    cases.request(SECOND)
    reference = cases.request(FIRST)
    cases.decide()

    change = cases.change(reference, SECOND, THIRD)
    cases.decide()

    assert cases.told(change) == [("booked", [], {"slot": THIRD})]


def test_a_change_that_overtakes_its_request_passes_over_a_time_of_another_visit_of_the_same_people(roomy: Cases) -> None:
    roomy.request(FIRST)
    roomy.decide()
    reference = new_reference()
    change = roomy.change(reference, FIRST, THIRD)
    roomy.decide()

    roomy.request(SECOND, reference=reference)
    roomy.decide()

    assert roomy.told(change)[-1] == ("booked", [], {"slot": THIRD})
    assert roomy.booked() == sorted([FIRST, THIRD])


def test_a_change_that_overtakes_its_request_does_not_book_a_time_twice_for_the_same_people(roomy: Cases) -> None:
    roomy.request(FIRST)
    roomy.decide()
    reference = new_reference()
    change = roomy.change(reference, FIRST)
    roomy.request(SECOND, reference=reference)

    roomy.decide()

    assert roomy.told(change) == [("rejected", ["slot_unavailable"], {})]
    assert roomy.booked() == sorted([FIRST, SECOND])


def test_the_prison_must_be_the_same_and_a_wrong_one_is_answered_like_a_wrong_date(cases: Cases) -> None:
    reference = cases.request(FIRST)
    cases.decide()

    elsewhere, wrong = cases.change(reference, SECOND, prison="BLI"), cases.change(reference, SECOND, born="1985-03-28")
    cases.decide()

    assert cases.told(elsewhere) == cases.told(wrong) == [("needs-action", ["not_matched"], {})]
    assert cases.booked() == [FIRST]


def test_a_wrong_prison_with_the_right_date_is_not_counted_as_a_try(cases: Cases) -> None:
    reference = cases.request(FIRST)
    cases.decide()
    elsewhere = [cases.change(reference, SECOND, prison="BLI") for _ in range(TRIES + 1)]
    cases.decide()

    change = cases.change(reference, SECOND)
    cases.decide()

    assert {tuple(cases.states(each)) for each in elsewhere} == {("needs-action",)}
    assert cases.states(change) == ["booked"]


def test_a_wrong_date_is_counted_whatever_the_prison(cases: Cases) -> None:
    reference = cases.request(FIRST)
    cases.decide()
    for _ in range(TRIES):
        cases.change(reference, SECOND, born="1985-03-28", prison="BLI")
    cases.decide()

    change = cases.change(reference, SECOND)
    cases.decide()

    assert cases.told(change) == [("needs-action", ["not_matched"], {})]
    assert cases.standing(change) == (CaseState.PARKED, Parked.WRONG_FACTS)


def test_a_visit_that_has_begun_is_not_moved(cases: Cases) -> None:
    reference = cases.request(FIRST)
    cases.decide()
    slot = read_slot(FIRST)
    assert slot is not None
    cases.clock.instant = instant_of(slot.day, slot.span.start) + timedelta(minutes=1)

    change = cases.change(reference, THIRD)
    cases.decide()

    assert cases.told(change) == [("rejected", ["too_late"], {})]


def test_a_cancelled_visit_is_not_booked_again_by_a_change(cases: Cases) -> None:
    reference = cases.request(FIRST)
    cases.decide()
    cases.cancel(reference)
    cases.decide()

    change = cases.change(reference, SECOND)
    cases.decide()

    assert cases.told(change) == [("rejected", ["already_over"], {})]
    assert cases.booked() == []


@pytest.mark.parametrize("state", [OutcomeState.NEEDS_ACTION, OutcomeState.BOOKED])
def test_what_staff_have_in_hand_is_left_to_them(cases: Cases, state: OutcomeState) -> None:
    reference = cases.request(FIRST)
    cases.staff(reference, Decision(state, params={"slot": FIRST}))

    change = cases.change(reference, SECOND)
    cases.decide()

    assert (cases.told(change), cases.standing(change)) == ([], (CaseState.PARKED, Parked.CITED_WITH_STAFF))
    assert cases.booked() == []


def test_a_request_that_is_parked_is_not_booked_by_a_change(cases: Cases) -> None:
    reference = cases.request(FIRST)
    cases.park(reference)

    change = cases.change(reference, SECOND)
    cases.decide()

    assert cases.standing(change) == (CaseState.PARKED, Parked.CITED_WITH_STAFF)
    assert cases.booked() == []
