"""Many ask for the same at one moment, and several workers decide: places, people and counts stay right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import insert, text

from central_api.models import SessionRoom
from tests.central_api.conftest import Centre, Kiosk, visit_answers, visit_slots
from tests.central_api.racing import CLIENTS, WORKERS, assert_one_has_the_last_place, decisions, workers_beside
from tests.central_api.visit_cases import Cases
from tests.support import until

FIRST, SECOND, THIRD = visit_slots()
DUPLICATE = [("rejected", ["duplicate_visit_request"], {})]


@pytest.fixture
def settings_file() -> str:
    return '[[capacity]]\nprison = "*"\nplaces = 1\nfrom = 2026-01-01\nsource = "test"\n'


@pytest.fixture
def roomy(new_cases: Callable[..., Cases]) -> Cases:
    """With room for everybody."""
    return new_cases(places=99)


def by_workers(cases: Cases) -> None:
    """Decided by several at once; none of them fails."""
    together = Barrier(WORKERS)

    def work() -> None:
        together.wait(30)
        cases.decide()

    with ThreadPoolExecutor(WORKERS) as pool:
        for done in [pool.submit(work) for _ in range(WORKERS)]:
            done.result()
    cases.decide()


def test_of_fifty_clients_that_ask_at_once_for_the_last_place_one_gets_it(
    kind: str, centre: Centre, enrol: Callable[[], Kiosk]
) -> None:
    kiosks = [enrol() for _ in range(CLIENTS)]
    envelopes = [kiosk.seal(visit_answers(lead=lead, slots=[FIRST])) for lead, kiosk in enumerate(kiosks)]
    together = Barrier(CLIENTS)

    def send(number: int) -> list[str]:
        together.wait(60)
        return kiosks[number].send(envelopes[number])

    with workers_beside(centre, kind), ThreadPoolExecutor(CLIENTS) as pool:
        accepted = list(pool.map(send, range(CLIENTS)))
        until(lambda: decisions(centre).total() == CLIENTS, seconds=60)

    assert accepted == [["accepted"]] * CLIENTS
    assert_one_has_the_last_place(centre)


def test_visits_that_change_places_with_each_other_do_not_wait_for_each_other(roomy: Cases) -> None:
    references = [roomy.request((FIRST, SECOND)[lead % 2], lead=lead) for lead in range(12)]
    roomy.decide()
    other = ((SECOND, FIRST), (FIRST, SECOND))
    changes = [roomy.change(reference, *other[number % 2]) for number, reference in enumerate(references)]

    by_workers(roomy)

    assert [roomy.states(change) for change in changes] == [["booked"]] * 12
    assert [roomy.told(each)[-1][2]["slot"] for each in references] == [SECOND, FIRST] * 6
    assert roomy.taken() == dict(Counter(roomy.booked())) == {FIRST: 6, SECOND: 6}


def test_of_many_requests_of_the_same_people_one_is_booked_and_the_others_are_duplicates(roomy: Cases) -> None:
    references = [roomy.request(FIRST, SECOND) for _ in range(16)]

    by_workers(roomy)

    assert roomy.states(references[0]) == ["booked"]
    assert [roomy.told(each) for each in references[1:]] == [DUPLICATE] * 15
    assert roomy.booked() == [FIRST]


def test_a_second_request_counts_once_the_first_one_of_the_same_people_found_no_room(cases: Cases) -> None:
    for lead in range(1, 11):
        cases.request(FIRST, lead=lead)
    pairs = [(cases.request(FIRST, lead=lead), cases.request(FIRST, SECOND, THIRD, lead=lead)) for lead in (20, 21)]

    by_workers(cases)

    assert [cases.states(first) for first, _second in pairs] == [["rejected"]] * 2
    assert sorted(cases.told(second)[0][2]["slot"] for _first, second in pairs) == sorted([SECOND, THIRD])


def test_a_visit_is_not_moved_to_where_the_same_people_are_being_booked(roomy: Cases) -> None:
    booked = [roomy.request(FIRST, lead=lead) for lead in range(10)]
    roomy.decide()
    for lead, reference in enumerate(booked):
        roomy.change(reference, SECOND)
        roomy.request(SECOND, lead=lead)

    by_workers(roomy)

    assert roomy.taken() == dict(Counter(roomy.booked()))
    assert roomy.booked().count(SECOND) == 10


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
@pytest.mark.parametrize(("kept", "expected"), [(True, SECOND), (False, FIRST)])
def test_a_count_that_another_worker_has_begun_is_waited_for(cases: Cases, kept: bool, expected: str) -> None:  # noqa: FBT001
    reference = cases.request(FIRST, SECOND)

    def somebody_waits() -> bool:
        with cases.database.read() as session:
            return bool(session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")))

    with ThreadPoolExecutor(1) as pool, cases.database.engine.connect() as rival:
        rival.execute(insert(SessionRoom).values(prison="CFI", slot=FIRST, taken=1))
        deciding = pool.submit(cases.decide)
        until(somebody_waits)
        (rival.commit if kept else rival.rollback)()
        deciding.result()

    assert cases.told(reference) == [("booked", [], {"slot": expected})]
    assert cases.taken() == ({FIRST: 1, SECOND: 1} if kept else {FIRST: 1})
