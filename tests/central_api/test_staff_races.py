"""Several of the staff, and staff and workers, decide at one moment: a case is decided once, and a place is given once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import httpx
import pytest
from sqlalchemy import func, select

from central_api.models import Booking, SessionRoom, StaffAct
from tests.central_api.conftest import BORN, Centre, Kiosk, visit_slots
from tests.central_api.staff_desk import LEFT_TO_STAFF, ONE_PLACE, Desk, ask, desk_at, problem, told

FIRST, SECOND, _THIRD = visit_slots()


@pytest.fixture
def settings_file() -> str:
    return LEFT_TO_STAFF + ONE_PLACE


@pytest.fixture
def desks(centre: Centre, http: httpx.Client) -> list[Desk]:
    return [desk_at(centre, http, f"Person {number}") for number in range(4)]


def at_once(*doing: Callable[[], httpx.Response]) -> list[httpx.Response]:
    together = Barrier(len(doing))

    def one(do: Callable[[], httpx.Response]) -> httpx.Response:
        together.wait(30)
        return do()

    with ThreadPoolExecutor(len(doing)) as pool:
        return list(pool.map(one, doing))


def places(centre: Centre) -> tuple[int, int]:
    """Bookings, and places that are counted as taken."""
    with centre.database.read() as session:
        return (
            session.scalar(select(func.count()).select_from(Booking)) or 0,
            session.scalar(select(func.sum(SessionRoom.taken))) or 0,
        )


def test_of_those_who_decide_on_one_case_at_once_one_does_and_the_others_hear_that_it_changed(
    centre: Centre, kiosk: Kiosk, desks: list[Desk]
) -> None:
    reference = ask(centre, kiosk)
    versions = [desk.open(reference)["version"] for desk in desks]

    responses = at_once(
        lambda: desks[0].accept(reference, versions[0], slot=FIRST),
        lambda: desks[1].accept(reference, versions[1], slot=SECOND),
        lambda: desks[2].decide(reference, versions[2], decision="refuse", reasons=["no_adult"]),
        lambda: desks[3].post(f"cases/{reference}/park", versions[3], reason="staff-check"),
    )

    (done,) = [response for response in responses if response.status_code == 200]
    refused = [problem(response) for response in responses if response is not done]
    assert refused == [(409, "case-changed")] * 3
    assert len(told(kiosk, reference)) == (0 if done.json()["state"] == "parked" else 1)
    assert places(centre) in {(0, 0), (1, 1)}
    with centre.database.read() as session:
        assert session.scalar(select(func.count()).where(StaffAct.act != "opened")) == 1


def test_the_last_place_is_given_once_however_many_of_the_staff_give_it(centre: Centre, kiosk: Kiosk, desks: list[Desk]) -> None:
    references = [ask(centre, kiosk, lead=lead, slots=[FIRST]) for lead in range(4)]
    versions = [desks[0].open(reference)["version"] for reference in references]

    responses = at_once(
        *(
            lambda desk=desk, reference=reference, version=version: desk.accept(reference, version)
            for desk, reference, version in zip(desks, references, versions, strict=True)
        )
    )

    assert Counter(response.status_code for response in responses) == {200: 1, 409: 3}
    assert places(centre) == (1, 1)


def test_a_case_that_is_withdrawn_while_staff_decide_is_decided_once_and_keeps_no_place(
    centre: Centre, kiosk: Kiosk, desks: list[Desk]
) -> None:
    references = [ask(centre, kiosk, lead=lead) for lead in range(3)]
    versions = [desks[0].open(reference)["version"] for reference in references]
    for reference in references:
        kiosk.send(kiosk.seal({"lead_visitor": {"date_of_birth": BORN}}, service="prison-visit-withdraw", cites=reference))

    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(centre.worker().run_once)
        responses = [desks[0].accept(*each) for each in zip(references, versions, strict=True)]
        working.result()
    centre.worker().run_once()

    for reference, response in zip(references, responses, strict=True):
        states = [state for state, _codes, _params in told(kiosk, reference)]
        assert states == (["booked", "cancelled"] if response.status_code == 200 else ["withdrawn"])
        assert response.status_code == 200 or problem(response) == (409, "case-changed")
    assert places(centre) == (0, 0)


def test_what_staff_release_while_others_decide_is_never_decided_twice(centre: Centre, kiosk: Kiosk, desks: list[Desk]) -> None:
    reference = ask(centre, kiosk, contact={"method": "pigeon"})
    version = desks[0].open(reference)["version"]

    responses = at_once(lambda: desks[0].post(f"cases/{reference}/release", version), lambda: desks[1].accept(reference, version))
    centre.worker().run_once()

    assert sorted(response.status_code for response in responses) == [200, 409]
    assert len(told(kiosk, reference)) == (1 if responses[1].status_code == 200 else 0)
    assert places(centre) == ((1, 1) if responses[1].status_code == 200 else (0, 0))
