"""Interest: the examples of the live services, the method that is stated, and what must hold for every sum."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.forms.answers import Answers
from services.money_claims.interest import (
    STATUTORY_RATE,
    Interest,
    accrued_interest,
    daily_interest,
    interest_of,
    rounded,
    total_claimed,
)
from tests.services.samples import TODAY

SUMS = st.integers(1, 10**10)
RATES = st.decimals("0.0001", "1000", places=4)
LENGTHS = st.integers(0, 60_000)


@pytest.mark.parametrize(
    ("principal", "rate", "days", "interest"),
    [
        (100_000, "8", 1000, 21_918),  # cmc-claim-store, TotalAmountCalculator: £219.18
        (4_099, "8", 1, 1),  # the same: £0.01
        (500_000, "8", 730, 80_000),  # £800.00; services that round the daily amount first get £803.00
        (500_000, "8", 0, 0),
        (500_000, "8", -5, 0),  # never negative; the live civil service takes the absolute number of days
        (100_000, "8", 365, 8_000),
        (100_000, "8", 366, 8_022),  # a leap year has a day more, at the rate of 365
        (1, "8", 365, 0),
        (1, "8", 2281, 0),  # just under half a penny
        (1, "8", 2282, 1),  # just over it
        (3_650, "5", 1, 1),  # exactly half a penny goes up
        (3_650, "5", 3, 2),  # one and a half goes up too
        (3_649, "5", 1, 0),
        (99_999_999_99, "1000", 36_500, 9_999_999_999_000),
        (100_000, "4.25", 200, 2_329),
    ],
)
def test_interest_is_worked_out_at_full_precision_and_rounded_once(principal: int, rate: str, days: int, interest: int) -> None:
    assert accrued_interest(principal, Decimal(rate), days) == interest


@given(SUMS, RATES, LENGTHS)
def test_it_is_the_nearest_whole_penny_half_a_penny_up(principal: int, rate: Decimal, days: int) -> None:
    exact = Fraction(principal) * Fraction(rate) * days / 36_500

    interest = accrued_interest(principal, rate, days)

    assert isinstance(interest, int)
    assert -Fraction(1, 2) < interest - exact <= Fraction(1, 2)


@given(SUMS, RATES, LENGTHS, st.integers(0, 1000))
def test_more_days_or_a_larger_sum_never_give_less(principal: int, rate: Decimal, days: int, more: int) -> None:
    interest = accrued_interest(principal, rate, days)

    assert 0 <= interest <= accrued_interest(principal, rate, days + more)
    assert interest <= accrued_interest(principal + more, rate, days)


@given(SUMS, LENGTHS)
def test_adding_up_the_days_makes_no_difference_of_more_than_the_one_rounding(principal: int, days: int) -> None:
    daily = daily_interest(principal, STATUTORY_RATE)

    assert accrued_interest(principal, STATUTORY_RATE, days) == rounded(daily * days)


def interest(**given_answers: object) -> Interest | None:
    answers = {"amounts": [{"amount": 400_000}, {"amount": 100_000}], "interest": given_answers}
    return interest_of(Answers(answers), TODAY)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_none_is_none() -> None:
    assert interest(basis="none") is None
    assert interest() is None


def test_eight_per_cent_runs_from_its_first_day_to_the_day_of_the_claim_and_on() -> None:
    found = interest(basis="statutory", start="date", from_date=ago(730), until="judgment")

    assert found == Interest(80_000, Fraction(8_000, 73), Decimal(8), 730)
    assert found.daily is not None
    assert rounded(found.daily) == 110


def test_from_the_submission_nothing_has_accrued_yet() -> None:
    assert interest(basis="statutory", start="submission", until="judgment") == Interest(0, Fraction(8_000, 73), Decimal(8), 0)


def test_until_the_submission_nothing_is_added_later() -> None:
    found = interest(basis="other", rate="4.25", start="date", from_date=ago(365), until="submission")

    assert found == Interest(21_250, None, Decimal("4.25"), 365)


def test_a_first_day_to_come_gives_nothing_and_never_less() -> None:
    found = interest(basis="statutory", start="date", from_date=ago(-30), until="submission")

    assert found is not None
    assert found.accrued == 0


@pytest.mark.parametrize(
    ("given_answers", "expected"),
    [
        ({"until": "submission"}, Interest(12_345)),
        ({"until": "judgment", "after": "daily", "after_daily": 110}, Interest(12_345, Fraction(110))),
        ({"until": "judgment", "after": "rate", "after_rate": "8"}, Interest(12_345, Fraction(8_000, 73), Decimal(8))),
    ],
)
def test_a_sum_that_was_worked_out_goes_on_as_it_says(given_answers: dict[str, object], expected: Interest) -> None:
    assert interest(basis="worked-out", amount=12_345, **given_answers) == expected


@pytest.mark.parametrize(
    "given_answers",
    [
        {"basis": "other"},
        {"basis": "worked-out"},
        {"basis": "statutory", "start": "date"},
        {"basis": "nonsense"},
    ],
)
def test_what_is_not_known_yet_is_not_worked_out(given_answers: dict[str, object]) -> None:
    assert interest(**given_answers) is None


def test_the_total_is_known_once_every_row_has_an_amount() -> None:
    assert total_claimed(Answers({"amounts": [{"amount": 1}, {"amount": 2}]})) == 3
    assert total_claimed(Answers({"amounts": [{"amount": 1}, {"reason": "x"}]})) is None
    assert total_claimed(Answers({"amounts": []})) is None
    assert total_claimed(Answers()) is None


@given(st.dates(date(1872, 1, 1), TODAY), st.integers(1, 10**9))
def test_every_day_of_the_stated_method_counts_the_same(began: date, principal: int) -> None:
    answers = Answers(
        {
            "amounts": [{"amount": principal}],
            "interest": {"basis": "statutory", "start": "date", "from_date": began, "until": "submission"},
        }
    )

    found = interest_of(answers, TODAY)

    assert found is not None
    assert found.days == (TODAY - began).days
    assert found.accrued == rounded(Fraction(principal * 8 * found.days, 36_500))
