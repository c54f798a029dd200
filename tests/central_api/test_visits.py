from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from central_api.models import Booking, SessionRoom
from central_api.settings import CapacityRule, places
from tests.central_api.conftest import Centre, Kiosk, visit_answers, visit_slots


@pytest.fixture
def settings_file() -> str:
    return '[[capacity]]\nprison = "*"\nplaces = 1\nfrom = 2026-01-01\nsource = "test"\n'


def decisions(kiosk: Kiosk) -> list[tuple[str, tuple[str, ...], str]]:
    told = [outcome for outcome in kiosk.outcomes()["outcomes"] if outcome["state"] != "requested"]
    return [(outcome["state"], tuple(outcome["codes"]), outcome["params"].get("slot", "")) for outcome in told]


def test_the_first_preference_with_room_is_booked(centre: Centre, kiosk: Kiosk) -> None:
    first, second, third = visit_slots()
    kiosk.send(*(kiosk.seal(visit_answers(lead=lead, slots=[first, second, third])) for lead in range(3)))

    centre.worker().run_once()

    assert decisions(kiosk) == [("booked", (), first), ("booked", (), second), ("booked", (), third)]


def test_without_room_in_any_preference_the_request_is_rejected_with_the_reason(centre: Centre, kiosk: Kiosk) -> None:
    only = visit_slots(1)
    kiosk.send(*(kiosk.seal(visit_answers(lead=lead, slots=only)) for lead in range(2)))

    centre.worker().run_once()

    assert decisions(kiosk) == [("booked", (), only[0]), ("rejected", ("slot_unavailable",), "")]


def test_requested_always_comes_before_the_decision_on_the_same_submission(centre: Centre, kiosk: Kiosk) -> None:
    kiosk.send(*(kiosk.seal() for _ in range(4)))
    centre.worker().run_once()

    seen: dict[str, list[str]] = {}
    for outcome in kiosk.outcomes()["outcomes"]:
        seen.setdefault(outcome["submission_id"], []).append(outcome["state"])

    assert [states[0] for states in seen.values()] == ["requested"] * 4
    assert [len(states) for states in seen.values()] == [2] * 4


@pytest.mark.parametrize("requests", [2, 12])
def test_of_many_requests_for_the_last_place_exactly_one_gets_it(
    centre: Centre, enrol: Callable[[], Kiosk], requests: int
) -> None:
    kiosks = [enrol(), enrol()]
    for number in range(requests):
        kiosk = kiosks[number % 2]
        assert kiosk.send(kiosk.seal(visit_answers(lead=number, slots=visit_slots(1)))) == ["accepted"]
    workers = [centre.worker() for _ in range(4)]

    with ThreadPoolExecutor(len(workers)) as pool:
        list(pool.map(lambda worker: worker.run_once(), workers))
    centre.worker().run_once()

    told = [state for kiosk in kiosks for state, _, _ in decisions(kiosk)]
    assert sorted(told) == ["booked", *["rejected"] * (requests - 1)]
    with centre.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Booking)) == 1
        assert session.scalars(select(SessionRoom.taken)).all() == [1]


def test_a_session_that_has_begun_is_not_booked(centre: Centre, kiosk: Kiosk) -> None:
    first, second, _ = visit_slots()
    kiosk.send(kiosk.seal(visit_answers(slots=[first, second])))
    begins = date.fromisoformat(first.partition("T")[0])
    centre.clock.instant = centre.clock.instant.replace(day=begins.day, hour=14)

    centre.worker().run_once()

    assert decisions(kiosk) == [("booked", (), second)]


def test_a_session_at_another_prison_has_its_own_room(centre: Centre, kiosk: Kiosk) -> None:
    elsewhere = visit_answers(lead=1, prison="BLI", slots=["2026-12-01T14:00/16:00"])
    kiosk.send(kiosk.seal(visit_answers(slots=["2026-12-01T14:00/15:30"])), kiosk.seal(elsewhere))

    centre.worker().run_once()

    assert [state for state, _, _ in decisions(kiosk)] == ["booked", "booked"]


def rule(prison: str, count: int, day: date) -> CapacityRule:
    return CapacityRule.model_validate({"prison": prison, "places": count, "from": day, "source": "test"})


def test_capacity_is_what_the_latest_rule_says_and_a_prison_goes_before_all_prisons() -> None:
    day = date(2026, 6, 1)
    rules = (
        rule("*", 10, date(2026, 1, 1)),
        rule("*", 12, day),
        rule("CFI", 3, date(2026, 2, 1)),
        rule("CFI", 99, day + timedelta(days=1)),
    )

    assert places(rules, "BLI", day - timedelta(days=1)) == 10
    assert places(rules, "BLI", day) == 12
    assert places(rules, "CFI", day) == 3
    assert places(rules, "CFI", day + timedelta(days=1)) == 99
    assert places(rules, "CFI", date(2025, 1, 1)) == 0
