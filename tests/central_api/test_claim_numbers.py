"""Claim numbers: without gaps and never the same twice, by any number of workers and staff, whatever is rolled back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest
from sqlalchemy import update

from central_api.checkpoints import Point
from central_api.deciding import Decider
from central_api.decisions.issuing import LAST_NUMBER, NumbersUsedUp, next_number
from central_api.models import ClaimSeries
from central_api.states import Step
from tests.central_api.claim_cases import ClaimCases
from tests.central_api.racing import WORKERS

MANY = 24


@pytest.fixture
def claims(new_database: Callable[[], str]) -> Iterator[ClaimCases]:
    with closing(ClaimCases(new_database())) as made:
        yield made


def numbers(claims: ClaimCases) -> list[str]:
    return [each.number for each in claims.issued()]


def test_several_workers_number_claims_without_gaps_and_each_once(claims: ClaimCases) -> None:
    references = [claims.money() for _ in range(MANY)]
    together = Barrier(WORKERS)

    def work() -> None:
        together.wait(30)
        claims.decide()

    with ThreadPoolExecutor(WORKERS) as pool:
        for done in [pool.submit(work) for _ in range(WORKERS)]:
            done.result()
    claims.decide()

    assert numbers(claims) == [f"000MC{number:03}" for number in range(1, MANY + 1)]
    assert sorted(claims.told(each)[0][2]["claim_number"] for each in references) == numbers(claims)


def test_a_decision_that_is_rolled_back_leaves_no_gap(claims: ClaimCases) -> None:
    claims.money()

    class Broken:
        def reached(self, point: Point) -> None:
            if point is Point.DECISION_WRITTEN:
                raise RuntimeError

    broken = Decider(claims.database, claims.steps, claims.clock, 5, metrics=claims.metrics, checkpoints=Broken())
    assert broken.decide_next() is Step.FAILED
    claims.decide()

    assert numbers(claims) == ["000MC001"]


def test_a_number_goes_on_over_the_thousand_and_a_series_that_is_used_up_ends(claims: ClaimCases) -> None:
    def give(last: int) -> str:
        with claims.database.write() as session:
            session.execute(update(ClaimSeries).where(ClaimSeries.series == "MC").values(last=last))
            return next_number(session, "MC")

    with claims.database.write() as session:
        first = next_number(session, "MC")
    over, last = give(999), give(LAST_NUMBER - 1)

    assert (first, over, last) == ("000MC001", "001MC000", "999MC999")
    with pytest.raises(NumbersUsedUp):
        give(LAST_NUMBER)
    reference = claims.money()
    claims.decide()
    assert claims.standing(reference) == ("parked", "no-claim-number")
