"""Staff decide over HTTP: what their kiosks hear, what is refused to them, and that nothing else changes then."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from sqlalchemy import func, select

from central_api.models import Booking, RecordedOutcome, SessionRoom, StaffAct, StoredEnvelope
from central_api.staff.people import Role
from services.visits.reasons import CONFIDENTIAL
from tests.central_api.conftest import BORN, Centre, Kiosk, visit_answers, visit_slots
from tests.central_api.staff_desk import LEFT_TO_STAFF, ONE_PLACE, Desk, ask, desk_at, problem, told

FIRST, SECOND, THIRD, FOURTH = visit_slots(4)


@pytest.fixture
def settings_file() -> str:
    return LEFT_TO_STAFF + ONE_PLACE


@pytest.fixture
def desk(centre: Centre, http: httpx.Client) -> Desk:
    return desk_at(centre, http)


def taken(centre: Centre) -> dict[str, int]:
    with centre.database.read() as session:
        booked = session.scalar(select(func.count()).select_from(Booking))
        rooms = {room.slot: room.taken for room in session.scalars(select(SessionRoom)) if room.taken}
    assert sum(rooms.values()) == booked
    return rooms


def acts(centre: Centre, reference: str) -> list[tuple[str, str]]:
    with centre.database.read() as session:
        rows = session.scalars(select(StaffAct).where(StaffAct.reference == reference).order_by(StaffAct.number))
        return [(row.act, row.staff) for row in rows]


def test_what_is_accepted_is_booked_at_the_time_asked_for_and_the_kiosk_hears_it_as_any_decision(
    centre: Centre, kiosk: Kiosk, desk: Desk
) -> None:
    reference = ask(centre, kiosk)

    response = desk.accept(reference, slot=SECOND)

    assert (response.status_code, response.json()["state"], response.json()["slot"]) == (200, "decided", SECOND)
    assert told(kiosk, reference) == [("booked", [], {"slot": SECOND})]
    assert kiosk.status(reference)["state"] == "booked"
    assert taken(centre) == {SECOND: 1}
    assert acts(centre, reference) == [("opened", "Nia"), ("accepted", "Nia")]


def test_who_decided_is_kept_and_never_sent(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    reference = ask(centre, kiosk)

    desk.accept(reference)

    with centre.database.read() as session:
        assert session.scalars(select(RecordedOutcome.decided_by).order_by(RecordedOutcome.cursor)).all() == ["", "Nia"]
    assert "Nia" not in str(kiosk.outcomes())
    assert desk.open(reference)["told"][-1]["by"] == "Nia"


def test_without_a_time_the_first_one_asked_for_that_has_a_place_is_booked(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    before, reference = ask(centre, kiosk, lead=1), ask(centre, kiosk, lead=2)
    desk.accept(before, slot=FIRST)

    desk.accept(reference)

    assert told(kiosk, reference) == [("booked", [], {"slot": SECOND})]


def test_a_time_that_was_not_asked_for_can_be_given_when_it_has_a_place(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    visitors = visit_answers()["visitors"]
    reference = ask(centre, kiosk, slots=[FIRST], visitors=[*visitors, {**visitors[0], "first_name": "Ben"}])

    desk.accept(reference, slot=FOURTH, closed=True, not_listed=[1])

    params = {"slot": FOURTH, "closed": "yes", "visitors": "1"}
    assert told(kiosk, reference) == [("booked", ["visitor_not_on_list"], params)]


def test_a_time_that_is_not_held_is_over_or_full_is_refused_and_nothing_is_written(
    centre: Centre, kiosk: Kiosk, desk: Desk
) -> None:
    desk.accept(ask(centre, kiosk, lead=1), slot=FIRST)
    reference = ask(centre, kiosk, lead=2)
    version = desk.open(reference)["version"]

    responses = [
        desk.accept(reference, version, slot=slot) for slot in ("2026-11-28T03:00/04:00", "2026-11-14T09:30/11:00", FIRST)
    ]

    assert [problem(response) for response in responses] == [(409, "no-place")] * 3
    assert told(kiosk, reference) == []
    assert taken(centre) == {FIRST: 1}
    assert acts(centre, reference) == [("opened", "Nia")]


def test_only_a_supervisor_books_beyond_the_capacity(centre: Centre, kiosk: Kiosk, http: httpx.Client, desk: Desk) -> None:
    supervisor = desk_at(centre, http, "Olu", role=Role.SUPERVISOR)
    desk.accept(ask(centre, kiosk, lead=1), slot=FIRST)
    reference = ask(centre, kiosk, lead=2)

    refused, full = desk.accept(reference, slot=FIRST, over_capacity=True), supervisor.accept(reference, slot=FIRST)
    given = supervisor.accept(reference, slot=FIRST, over_capacity=True)

    assert (problem(refused), problem(full), given.status_code) == ((403, "not-allowed"), (409, "no-place"), 200)
    assert taken(centre) == {FIRST: 2}
    assert desk.open(reference)["done"][-2]["detail"] == {"slot": FIRST, "over_capacity": "yes"}


def test_the_same_people_are_never_booked_twice_at_one_time_even_by_staff(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    one, same = ask(centre, kiosk, slots=[FIRST]), ask(centre, kiosk, slots=[FIRST, SECOND])
    desk.accept(one)

    at_once, otherwise = desk.accept(same, slot=FIRST), desk.accept(same)

    assert (problem(at_once), otherwise.status_code) == ((409, "no-place"), 200)
    assert taken(centre) == {FIRST: 1, SECOND: 1}


def test_reasons_that_may_be_said_reach_the_kiosk_with_what_goes_with_them(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    reference = ask(centre, kiosk)

    desk.refuse(reference, "no_allowance", "visitor_not_on_list", not_listed=[1], allowance_renews_on="2026-12-01")

    params = {"visitors": "1", "allowance_renews_on": "2026-12-01"}
    assert told(kiosk, reference) == [("rejected", ["no_allowance", "visitor_not_on_list"], params)]


def test_confidential_reasons_stay_at_the_centre(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    reference, reasons = ask(centre, kiosk), sorted(CONFIDENTIAL)

    desk.refuse(reference, *reasons)

    assert told(kiosk, reference) == [("rejected", ["not_offered"], {})]
    heard = str(kiosk.outcomes()) + str(kiosk.status(reference))
    assert not [reason for reason in reasons if f"'{reason}'" in heard]
    assert desk.open(reference)["told"][-1]["decided_as"] == reasons


def test_a_decision_that_does_not_fit_the_case_changes_nothing(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    reference = ask(centre, kiosk)

    responses = [
        desk.refuse(reference, "no_such_reason"),
        desk.refuse(reference, "no_adult", not_listed=[1]),
        desk.refuse(reference, "visitor_not_on_list", not_listed=[9]),
        desk.accept(reference, not_listed=[9]),
        desk.accept(reference, not_listed=[1]),  # nobody is left who comes
    ]

    assert [problem(response) for response in responses] == [(422, "unfit-decision")] * 5
    assert (told(kiosk, reference), taken(centre)) == ([], {})


def test_a_decision_that_is_none_is_a_bad_request(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    reference = ask(centre, kiosk)

    responses = [
        desk.decide(reference, decision="perhaps"),
        desk.accept(reference, slot="tomorrow"),
        desk.accept(reference, price=3),
        desk.refuse(reference),
    ]

    assert [problem(response) for response in responses] == [(422, "bad-request")] * 4


def test_a_case_that_changed_since_it_was_opened_is_not_decided(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    reference = ask(centre, kiosk)
    version = desk.open(reference)["version"]
    desk.post(f"cases/{reference}/park", version, reason="staff-check")

    late = desk.accept(reference, version)

    assert problem(late) == (409, "case-changed")
    assert told(kiosk, reference) == []


def test_looking_again_does_not_change_the_version(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    reference = ask(centre, kiosk)

    assert desk.open(reference)["version"] == desk.open(reference)["version"]


def test_nothing_is_done_with_a_case_without_saying_which_version_was_seen(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    case = f"cases/{ask(centre, kiosk)}"

    responses = [
        desk.post(f"{case}/decision", None, decision="accept"),
        desk.post(f"{case}/park", None, reason="staff-asked"),
        desk.post(f"{case}/release", None),
    ]

    assert [problem(response) for response in responses] == [(428, "version-missing")] * 3


def test_what_is_decided_is_not_decided_again(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    reference = ask(centre, kiosk)
    desk.accept(reference)

    assert problem(desk.refuse(reference, "no_adult")) == (409, "case-decided")
    assert [state for state, _codes, _params in told(kiosk, reference)] == ["booked"]


def test_answers_that_break_a_rule_can_be_accepted_by_whoever_has_read_them(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    reference = ask(centre, kiosk, contact={"method": "pigeon"})

    desk.accept(reference)

    assert [state for state, _codes, _params in told(kiosk, reference)] == ["booked"]
    with centre.database.read() as session:
        assert session.scalars(select(StoredEnvelope.state)).all() == ["processed"]


def test_a_case_of_a_service_without_a_step_is_not_decided_here(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    envelope = kiosk.seal({"prison": "CFI"}, service="another")
    kiosk.send(envelope)
    centre.worker().run_once()
    (reference,) = desk.listed()

    assert problem(desk.accept(reference)) == (409, "not-decided-here")


def test_a_cancellation_too_many_wrong_dates_came_before_is_done_once_staff_know_who_asks(
    centre: Centre, kiosk: Kiosk, desk: Desk
) -> None:
    reference = ask(centre, kiosk)
    desk.accept(reference, slot=FIRST)
    for born in ["1990-01-01"] * 5 + [BORN]:
        kiosk.send(kiosk.seal({"lead_visitor": {"date_of_birth": born}}, service="prison-visit-withdraw", cites=reference))
    centre.worker().run_once()
    (cancellation,) = desk.listed()

    opened = desk.open(cancellation)
    desk.accept(cancellation)

    assert opened["cited"] == {"reference": reference, "known": True, "matches": True, "state": "booked", "slot": FIRST}
    assert told(kiosk, reference)[-1] == told(kiosk, cancellation)[-1] == ("cancelled", ["visitor_cancelled"], {})
    assert taken(centre) == {}


def test_a_change_left_to_staff_moves_the_visit_to_the_time_they_choose(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    reference = ask(centre, kiosk)
    desk.accept(reference, slot=FIRST)
    said = {"prison": "CFI", "slots": [SECOND, THIRD], "lead_visitor": {"date_of_birth": BORN}}
    kiosk.send(kiosk.seal(said, service="prison-visit-change", cites=reference))
    centre.worker().run_once()
    (change,) = desk.listed(state="with-staff")

    desk.accept(change, slot=THIRD)

    assert told(kiosk, reference)[-1] == told(kiosk, change)[-1] == ("booked", [], {"slot": THIRD})
    assert taken(centre) == {THIRD: 1}


def test_a_change_with_a_wrong_date_of_birth_never_reaches_staff(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    reference = ask(centre, kiosk)
    said = {"prison": "CFI", "slots": [SECOND], "lead_visitor": {"date_of_birth": "1990-01-01"}}
    kiosk.send(kiosk.seal(said, service="prison-visit-change", cites=reference))

    centre.worker().run_once()

    assert desk.listed() == [reference]


def test_two_kiosks_hear_of_their_own_cases_only(centre: Centre, enrol: Callable[[], Kiosk], desk: Desk) -> None:
    one, other = enrol(), enrol()
    reference = ask(centre, one)

    desk.accept(reference)

    assert (len(told(one, reference)), other.outcomes()["outcomes"]) == (1, [])
