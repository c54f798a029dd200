"""The eighth revision of the schema, down and up: what waits for its person is undecided before it, and decided on after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from central_api.migrations import change_schema, migrate
from tests.central_api.claim_cases import ClaimCases


@pytest.fixture
def claims(new_database: Callable[[], str]) -> Iterator[ClaimCases]:
    with closing(ClaimCases(new_database())) as made:
        yield made


def test_a_claim_that_waits_for_its_person_is_undecided_before_and_decided_again_after(claims: ClaimCases) -> None:
    reference = claims.money(payment={"how": "link"})
    unnumbered = claims.money()
    claims.decide()

    change_schema(claims.database, "0007")
    with claims.database.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT reference, state FROM cases").all()
    migrate(claims.database)
    claims.decide()

    assert {tuple(row) for row in rows} == {(reference, "requested"), (unnumbered, "decided")}
    assert claims.standing(reference) == ("with-person", "")
    assert [state for state, _codes, _params in claims.told(reference)] == ["needs-action"]
    assert claims.issued() == []
