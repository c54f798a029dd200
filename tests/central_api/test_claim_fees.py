"""A claim waits for its fee and is decided again when that comes; a fee that changed on the way is told with both sums."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from sqlalchemy import text

from tests.central_api.claim_cases import ClaimCases, matched
from tests.support import until

LINK = {"how": "link"}
BEFORE = datetime(2026, 7, 10, 9, 0, tzinfo=UTC)  # a Friday; from Monday on possession costs more
AFTER = datetime(2026, 7, 13, 9, 0, tzinfo=UTC)
ROSE = {"fee_captured": "40400", "fee_received": "41500", "fee_row": "possession/2026-07-13"}
NOTICE = {"served": "yes", "method": "first-class-post", "form": "Form 3A", "served_on": "2026-06-01", "expires_on": "2026-07-01"}


@pytest.fixture
def claims(new_database: Callable[[], str]) -> Iterator[ClaimCases]:
    with closing(ClaimCases(new_database())) as made:
        yield made


def from_july(claims: ClaimCases, payment: dict[str, str]) -> str:
    """A possession claim captured before the fee rose and received after it."""
    account = [{"date": "2026-06-01", "due": 850_00}]
    claims.clock.instant = AFTER
    return claims.possession(created=BEFORE, payment=payment, notice=NOTICE, account=account)


def test_a_claim_that_is_to_be_paid_waits_for_its_fee_and_is_issued_when_that_is_matched(claims: ClaimCases) -> None:
    claims.clock.instant = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    reference = claims.money(payment=LINK)
    unpaid = claims.decided(reference)
    claims.clock.instant = datetime(2026, 11, 25, 16, 1, tzinfo=UTC)

    waited = claims.pay(reference, 455_00)
    state, codes, params = claims.decided(reference)

    assert unpaid == ("needs-action", ["fee_unpaid"], {"field": "payment.how", "fee_outstanding": "45500"})
    assert waited
    assert (state, codes) == ("issued", [])
    assert params["issued_on"] == "2026-11-26"  # the day on which the court had it whole
    assert claims.standing(reference) == ("decided", "")


def test_a_claim_that_was_paid_before_it_came_is_issued_by_its_own_day(claims: ClaimCases) -> None:
    claims.clock.instant = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    reference = "7K2M9QTX4HW3"

    waited = claims.pay(reference, 455_00)
    claims.clock.advance(timedelta(days=3))
    answers = claims.answers("money-claim", payment=LINK)
    claims.case("money-claim", answers, reference=reference)

    assert not waited
    assert claims.decided(reference)[2]["issued_on"] == "2026-11-23"


def test_part_of_the_fee_is_told_as_what_is_left_and_the_same_is_not_told_twice(claims: ClaimCases) -> None:
    reference = claims.money(payment={"how": "counter"})
    claims.decide()
    claims.pay(reference, 400_00)
    claims.decide()
    claims.pay(reference, 0)
    claims.decide()

    told = [(codes, params["fee_outstanding"]) for _state, codes, params in claims.told(reference)]

    assert told == [(["fee_unpaid"], "45500"), (["fee_unpaid"], "5500")]


def test_what_is_paid_for_a_claim_that_is_issued_changes_nothing(claims: ClaimCases) -> None:
    reference = claims.money()
    claims.decide()

    assert not claims.pay(reference, 455_00)
    assert [state for state, _codes, _params in claims.told(reference)] == ["issued"]


def test_a_fee_that_rose_on_the_way_and_was_paid_as_it_was_is_told_with_both_sums(claims: ClaimCases) -> None:
    reference = from_july(claims, LINK)
    claims.pay(reference, 404_00)
    rose = claims.decided(reference)

    claims.pay(reference, 11_00)
    issued = claims.decided(reference)

    assert rose == ("needs-action", ["fee_changed"], {"field": "payment.how", "fee_outstanding": "1100", **ROSE})
    assert issued[0] == "issued"
    assert ROSE.items() <= issued[2].items()


def test_a_fee_that_rose_and_was_not_paid_is_told_as_unpaid_with_both_sums(claims: ClaimCases) -> None:
    reference = from_july(claims, LINK)

    assert claims.decided(reference) == (
        "needs-action", ["fee_unpaid"], {"field": "payment.how", "fee_outstanding": "41500", **ROSE},
    )  # fmt: skip


def test_the_interest_of_the_days_on_the_way_holds_up_nobody_who_has_paid(claims: ClaimCases) -> None:
    claims.clock.instant = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    amounts = [{"reason": "Invoice", "amount": 20_000_00}]
    reference = claims.money(payment=LINK, amounts=amounts, created=claims.clock() - timedelta(days=3))
    unpaid = claims.decided(reference)[2]

    claims.pay(reference, int(unpaid["fee_captured"]))
    state, codes, params = claims.decided(reference)

    assert unpaid["fee_outstanding"] == unpaid["fee_received"] == str(int(unpaid["fee_captured"]) + 66)
    assert (state, codes) == ("issued", [])
    assert params["fee_received"] == unpaid["fee_received"]


def test_a_kiosk_whose_clock_runs_ahead_is_told_of_no_fee_to_come(claims: ClaimCases) -> None:
    claims.clock.instant = BEFORE
    account = [{"date": "2026-06-01", "due": 850_00}]

    state, _codes, params = claims.decided(claims.possession(created=AFTER, notice=NOTICE, account=account))

    assert state == "issued"
    assert not ROSE.keys() & params.keys()


def test_a_fee_that_rose_does_not_hold_up_whose_account_is_charged(claims: ClaimCases) -> None:
    state, codes, params = claims.decided(from_july(claims, {"how": "account", "account": "PBA0012345"}))

    assert (state, codes) == ("issued", [])
    assert ROSE.items() <= params.items()


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_a_claim_that_is_decided_on_while_its_payment_is_written_down_sees_it(claims: ClaimCases) -> None:
    """The payment knew of no claim yet; the claim that comes meanwhile waits for what it says."""
    reference, answers = "7K2M9QTX4HW3", claims.answers("money-claim", payment=LINK)
    written, go_on = Event(), Event()

    def pay() -> bool:
        with claims.database.write() as session:
            waited = matched(session, reference, 455_00, claims.clock())
            written.set()
            assert go_on.wait(30)
            return waited

    def somebody_waits() -> bool:
        with claims.database.read() as session:
            return bool(session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")))

    with ThreadPoolExecutor(2) as pool:
        paying = pool.submit(pay)
        assert written.wait(30)
        claims.case("money-claim", answers, reference=reference)
        deciding = pool.submit(claims.decide)
        until(somebody_waits)
        go_on.set()
        waited = paying.result()
        deciding.result()

    assert not waited
    assert [state for state, _codes, _params in claims.told(reference)] == ["issued"]
