"""Withdrawing a request and cancelling a visit: whose it is, when it is too late, and that the place is free exactly once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from central_api.parked import take_up_again
from central_api.states import CaseState, OutcomeState, Parked
from central_api.telling import Decision
from services.common.civil import instant_of
from services.common.references import new_reference
from services.visits.slots import read_slot
from tests.central_api.conftest import BORN, visit_slots
from tests.central_api.visit_cases import PATIENCE, TRIES, Cases

WRONG = "1985-03-28"
NOT_MATCHED = [("needs-action", ["not_matched"], {})]
FIRST, SECOND, _ = visit_slots()


def test_a_booked_visit_is_cancelled_and_its_place_goes_to_the_next(cases: Cases) -> None:
    reference = cases.request(FIRST)
    cases.decide()

    cancellation = cases.cancel(reference)
    cases.decide()

    assert cases.told(reference) == [("booked", [], {"slot": FIRST}), ("cancelled", ["visitor_cancelled"], {})]
    assert cases.told(cancellation) == [("cancelled", ["visitor_cancelled"], {})]
    assert (cases.taken(), cases.booked()) == ({}, [])
    next_one = cases.request(FIRST, lead=1)
    cases.decide()
    assert cases.states(next_one) == ["booked"]


def test_a_request_that_waits_for_staff_is_withdrawn_and_stays_so(cases: Cases) -> None:
    reference = cases.request()
    cases.park(reference)

    cancellation = cases.cancel(reference)
    cases.decide()
    take_up_again(cases.database, Parked.INVALID_ANSWERS)
    cases.decide()

    assert (cases.states(reference), cases.states(cancellation)) == (["withdrawn"], ["withdrawn"])
    assert cases.booked() == []


def test_cancelling_again_changes_nothing_and_is_answered_the_same(cases: Cases) -> None:
    reference, other = cases.request(FIRST), cases.request(SECOND, lead=1)
    cases.decide()

    asked = [cases.cancel(reference) for _ in range(3)]
    cases.decide()

    assert [cases.told(each) for each in asked] == [[("cancelled", ["visitor_cancelled"], {})]] * 3
    assert cases.states(reference) == ["booked", "cancelled"]
    assert (cases.taken(), cases.states(other)) == ({SECOND: 1}, ["booked"])


@pytest.mark.parametrize(("minutes", "said"), [(-1, "cancelled"), (0, "cancelled"), (1, "rejected")])
def test_a_visit_can_be_cancelled_until_it_begins(cases: Cases, minutes: int, said: str) -> None:
    reference = cases.request(FIRST)
    cases.decide()
    slot = read_slot(FIRST)
    assert slot is not None
    cases.clock.instant = instant_of(slot.day, slot.span.start) + timedelta(minutes=minutes)

    cancellation = cases.cancel(reference)
    cases.decide()

    assert cases.states(cancellation) == [said]
    assert len(cases.booked()) == (said == "rejected")


def test_what_was_refused_cannot_be_cancelled(cases: Cases) -> None:
    reference = cases.request(FIRST)
    cases.staff(reference, Decision(OutcomeState.REJECTED, ("no_adult",)))

    cancellation = cases.cancel(reference)
    cases.decide()

    assert cases.told(cancellation) == [("rejected", ["already_over"], {})]
    assert cases.states(reference) == ["rejected"]


def test_a_wrong_date_and_an_unknown_reference_are_answered_alike(cases: Cases) -> None:
    reference = cases.request()
    cases.decide()

    wrong, unknown = cases.cancel(reference, WRONG), cases.cancel(new_reference())
    of_a_cancellation = cases.cancel(wrong)
    cases.decide()

    assert cases.told(wrong) == cases.told(unknown) == cases.told(of_a_cancellation) == NOT_MATCHED
    assert cases.states(reference) == ["booked"]


def test_after_five_wrong_dates_even_the_right_one_is_left_to_staff_with_the_same_answer(cases: Cases) -> None:
    reference = cases.request()
    cases.decide()
    for _ in range(TRIES):
        cases.cancel(reference, WRONG)
    cases.decide()

    right = cases.cancel(reference, BORN)
    cases.decide()

    assert cases.told(right) == NOT_MATCHED
    assert cases.standing(right) == (CaseState.PARKED, Parked.WRONG_FACTS)
    assert cases.states(reference) == ["booked"]


def test_staff_who_have_looked_let_the_right_date_through(cases: Cases) -> None:
    reference = cases.request()
    cases.decide()
    for _ in range(TRIES):
        cases.cancel(reference, WRONG)
    cases.decide()
    right = cases.cancel(reference, BORN)
    cases.decide()

    taken_up = take_up_again(cases.database, Parked.WRONG_FACTS)
    cases.decide()

    assert taken_up == 1
    assert cases.states(right) == ["needs-action", "cancelled"]


def test_wrong_dates_for_one_reference_do_not_count_against_another(cases: Cases) -> None:
    reference, other = cases.request(FIRST), cases.request(SECOND, lead=1)
    cases.decide()
    for _ in range(TRIES):
        cases.cancel(reference, WRONG)

    cancellation = cases.cancel(other)
    cases.decide()

    assert cases.states(cancellation) == ["cancelled"]


def test_a_cancellation_that_overtakes_its_request_waits_and_is_done_when_it_comes(cases: Cases) -> None:
    reference = new_reference()
    cancellation = cases.cancel(reference)
    cases.decide()
    cases.decide()
    assert (cases.told(cancellation), cases.standing(cancellation)) == (NOT_MATCHED, (CaseState.WAITING, ""))

    cases.clock.advance(PATIENCE - timedelta(seconds=1))
    cases.request(reference=reference)
    cases.decide()

    assert cases.states(cancellation)[0] == "needs-action"
    assert cases.states(cancellation)[-1] in {"withdrawn", "cancelled"}
    assert cases.states(reference)[-1] == cases.states(cancellation)[-1]
    assert cases.booked() == []


def test_a_cancellation_whose_request_never_came_is_parked_and_still_done_when_it_comes(cases: Cases) -> None:
    reference = new_reference()
    cancellation = cases.cancel(reference)
    cases.decide()

    cases.clock.advance(PATIENCE)
    cases.decide()
    assert cases.standing(cancellation) == (CaseState.PARKED, Parked.CITED_NOT_ARRIVED)
    cases.request(reference=reference)
    cases.decide()

    assert cases.states(cancellation)[-1] in {"withdrawn", "cancelled"}
    assert cases.told(cancellation).count(NOT_MATCHED[0]) == 1


def test_a_wrong_date_that_overtook_its_request_is_counted_when_it_comes(cases: Cases) -> None:
    reference = new_reference()
    cancellation = cases.cancel(reference, WRONG)
    cases.decide()

    cases.request(FIRST, reference=reference)
    cases.decide()

    assert cases.standing(cancellation) == (CaseState.DECIDED, "")
    assert cases.told(cancellation)[0] == NOT_MATCHED[0]
    assert cases.booked() == [FIRST]


@pytest.mark.parametrize("visitors", [[], None, [{}], ["Ada"], [{"date_of_birth": 5}]])
def test_a_request_whose_lead_visitor_cannot_be_read_leaves_its_cancellation_to_staff(cases: Cases, visitors: object) -> None:
    reference = cases.request()
    cases.park(reference, visitors=visitors)

    cancellation = cases.cancel(reference)
    cases.decide()

    assert cases.told(cancellation) == NOT_MATCHED
    assert cases.standing(cancellation) == (CaseState.PARKED, Parked.CITED_WITH_STAFF)
