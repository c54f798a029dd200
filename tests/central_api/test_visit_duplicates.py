"""A second request of the same people is refused while the first waits or is booked at a time that overlaps."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from central_api.states import OutcomeState
from central_api.telling import Decision
from services.visits.overlaps import any_overlap, overlap
from services.visits.slots import read_slot
from tests.central_api.conftest import Centre, Kiosk, visit_answers, visit_slots
from tests.central_api.visit_cases import Cases

FIRST, SECOND, THIRD = visit_slots()
DUPLICATE = [("rejected", ["duplicate_visit_request"], {})]
DAY = "2026-11-28"


@pytest.fixture
def cases(new_cases: Callable[..., Cases]) -> Cases:
    return new_cases(places=9)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("09:30/11:00", "09:30/11:00", True),
        ("09:30/11:00", "10:00/10:30", True),
        ("09:30/11:00", "08:00/12:00", True),
        ("09:30/11:00", "08:00/09:31", True),
        ("09:30/11:00", "10:59/12:00", True),
        ("09:30/11:00", "08:00/09:30", False),
        ("09:30/11:00", "11:00/12:00", False),
        ("09:30/11:00", "14:00/15:00", False),
    ],
)
def test_times_overlap_or_do_not_whichever_is_named_first(one: str, other: str, expected: bool) -> None:  # noqa: FBT001
    first, second = read_slot(f"{DAY}T{one}"), read_slot(f"{DAY}T{other}")
    assert first is not None
    assert second is not None

    assert overlap(first, second) is overlap(second, first) is expected
    assert any_overlap([f"{DAY}T{one}"], ["soon", f"{DAY}T{other}"]) is expected


def test_the_same_times_on_different_days_do_not_overlap() -> None:
    assert not any_overlap(["2026-11-28T09:30/11:00"], ["2026-11-29T09:30/11:00"])


def test_a_second_request_for_a_booked_time_is_refused_and_takes_no_place(cases: Cases) -> None:
    first, second = cases.request(FIRST), cases.request(SECOND, FIRST)

    cases.decide()

    assert (cases.states(first), cases.told(second)) == (["booked"], DUPLICATE)
    assert cases.booked() == [FIRST]


def test_a_second_visit_at_another_time_is_no_duplicate(cases: Cases) -> None:
    first, second = cases.request(FIRST, SECOND), cases.request(SECOND, THIRD)

    cases.decide()

    assert (cases.states(first), cases.states(second)) == (["booked"], ["booked"])


def test_other_people_may_ask_for_the_same_time(cases: Cases) -> None:
    references = [cases.request(FIRST, lead=lead) for lead in range(3)]

    cases.decide()

    assert [cases.states(each) for each in references] == [["booked"]] * 3


@pytest.mark.parametrize("state", [OutcomeState.REJECTED, OutcomeState.CANCELLED, OutcomeState.WITHDRAWN])
def test_what_is_over_does_not_stand_in_the_way(cases: Cases, state: OutcomeState) -> None:
    first = cases.request(FIRST)
    cases.staff(first, Decision(state))

    second = cases.request(FIRST)
    cases.decide()

    assert cases.states(second) == ["booked"]


def test_after_a_cancellation_the_same_time_can_be_asked_for_again(cases: Cases) -> None:
    first = cases.request(FIRST)
    cases.decide()
    cases.cancel(first)
    cases.decide()

    second = cases.request(FIRST)
    cases.decide()

    assert cases.states(second) == ["booked"]


def test_what_staff_have_in_hand_does_not_refuse_a_request_that_mends_it(cases: Cases) -> None:
    first = cases.request(FIRST)
    cases.park(first)

    second = cases.request(FIRST)
    cases.decide()

    assert cases.states(second) == ["booked"]


@pytest.mark.parametrize(
    ("lead", "same"),
    [
        (("Ada", "Lovelace", "1985-03-27"), True),
        (("ÁDA", "lovelace", "1985-03-27"), True),
        (("Ada", "Love-lace", "1985-03-27"), True),
        (("Ada", "Loveless", "1985-03-27"), False),
        (("Ada", "Lovelace", "1985-03-28"), False),
    ],
)
def test_the_lead_visitor_is_known_again_however_the_name_is_written(
    centre: Centre,
    kiosk: Kiosk,
    lead: tuple[str, str, str],
    same: bool,  # noqa: FBT001
) -> None:
    again = dict(zip(("first_name", "last_name", "date_of_birth"), lead, strict=True))
    kiosk.send(kiosk.seal(visit_answers()), kiosk.seal(visit_answers(visitors=[again])))

    centre.worker().run_once()

    second = kiosk.outcomes()["outcomes"][-1]
    assert (second["codes"] == ["duplicate_visit_request"]) is same


def test_another_person_in_prison_is_another_visit(centre: Centre, kiosk: Kiosk) -> None:
    other = {**visit_answers()["prisoner"], "number": "A1234BD"}
    kiosk.send(kiosk.seal(visit_answers()), kiosk.seal(visit_answers(prisoner=other)))

    centre.worker().run_once()

    assert kiosk.outcomes()["outcomes"][-1]["state"] == "booked"
