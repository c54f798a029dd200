"""Rent by the day and the rent account: tables of cases, and what holds for every account."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.forms.answers import Answers
from services.possession_claims.choices import Frequency
from services.possession_claims.rent import (
    Balance,
    Entry,
    account_of,
    arrears_on,
    balances,
    daily_of,
    daily_rate,
    owed_on,
    owed_words,
)
from tests.services.fee_samples import CY, EN

PENCE = st.integers(0, 9_999_999_99)
DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))
ENTRIES = st.lists(st.tuples(DAYS, PENCE, PENCE), max_size=20).map(
    lambda rows: [Entry(position, *row) for position, row in enumerate(rows)]
)


@pytest.mark.parametrize(
    ("rent", "frequency", "daily"),
    [
        (300_00, Frequency.MONTHLY, 9_86),  # £300 a month is £9.86 a day (hmcts/pcs-api)
        (850_00, Frequency.MONTHLY, 27_92),
        (30_44, Frequency.MONTHLY, 1_00),
        (70_00, Frequency.WEEKLY, 10_00),
        (100_00, Frequency.WEEKLY, 14_29),
        (101_50, Frequency.WEEKLY, 14_50),
        (7, Frequency.FORTNIGHTLY, 1),  # half a penny goes up
        (6, Frequency.FORTNIGHTLY, 0),
        (140_00, Frequency.FORTNIGHTLY, 10_00),
        (0, Frequency.MONTHLY, 0),
        (300_00, Frequency.OTHER, None),
    ],
)
def test_the_daily_rate_goes_by_the_frequency_and_is_rounded_half_up(rent: int, frequency: Frequency, daily: int | None) -> None:
    assert daily_rate(rent, frequency) == daily


def test_a_rent_below_nothing_has_no_daily_rate() -> None:
    with pytest.raises(ValueError, match="nothing or more"):
        daily_rate(-1, Frequency.WEEKLY)


@pytest.mark.parametrize(
    ("rent", "daily"),
    [
        ({"amount": 100_00, "frequency": "weekly"}, 14_29),
        ({"amount": 100_00, "frequency": "weekly", "daily": 5}, 14_29),
        ({"amount": 900_00, "frequency": "other", "daily": 9_89}, 9_89),
        ({"amount": 900_00, "frequency": "other"}, None),
        ({"amount": 900_00}, None),
        ({"frequency": "weekly"}, None),
        ({"amount": 900_00, "frequency": "daily"}, None),
    ],
)
def test_another_frequency_needs_a_daily_figure(rent: dict[str, object], daily: int | None) -> None:
    assert daily_of(Answers({"rent": rent})) == daily


@given(PENCE, st.sampled_from([Frequency.WEEKLY, Frequency.FORTNIGHTLY, Frequency.MONTHLY]))
def test_a_daily_rate_is_never_more_than_half_a_penny_off(rent: int, frequency: Frequency) -> None:
    days = {Frequency.WEEKLY: Fraction(7), Frequency.FORTNIGHTLY: Fraction(14), Frequency.MONTHLY: Fraction(Decimal("30.44"))}

    daily = daily_rate(rent, frequency)

    assert daily is not None
    assert -Fraction(1, 2) < daily - Fraction(rent) / days[frequency] <= Fraction(1, 2)


@given(PENCE, PENCE, st.sampled_from([Frequency.WEEKLY, Frequency.FORTNIGHTLY, Frequency.MONTHLY]))
def test_a_higher_rent_is_never_less_a_day(one: int, other: int, frequency: Frequency) -> None:
    low, high = daily_rate(min(one, other), frequency), daily_rate(max(one, other), frequency)

    assert low is not None
    assert high is not None
    assert low <= high


@given(ENTRIES, PENCE)
def test_the_last_balance_is_what_came_due_less_what_was_paid(entries: list[Entry], before: int) -> None:
    rows = balances(entries, before)

    total = before + sum(each.due for each in entries) - sum(each.paid for each in entries)
    assert (rows[-1].owed if rows else before) == total
    assert owed_on(date.max, rows, before) == total


@given(ENTRIES, PENCE, st.randoms(use_true_random=False))
def test_the_order_of_typing_does_not_change_what_is_owed_on_a_day(entries: list[Entry], before: int, shuffler: object) -> None:
    shuffled = list(entries)
    shuffler.shuffle(shuffled)  # type: ignore[attr-defined]
    days = {each.day for each in entries}

    rows, others = balances(entries, before), balances(shuffled, before)

    assert [owed_on(day, rows, before) for day in sorted(days)] == [owed_on(day, others, before) for day in sorted(days)]


@given(ENTRIES, PENCE)
def test_each_balance_follows_from_the_one_before(entries: list[Entry], before: int) -> None:
    owed = before
    for row in balances(entries, before):
        owed += row.entry.due - row.entry.paid
        assert row.owed == owed


@given(ENTRIES, DAYS, PENCE)
def test_what_is_owed_on_a_day_counts_no_later_row(entries: list[Entry], day: date, before: int) -> None:
    early = [each for each in entries if each.day <= day]

    assert owed_on(day, balances(entries, before), before) == owed_on(date.max, balances(early, before), before)


def test_an_account_runs_in_the_order_of_days_whatever_the_order_of_rows() -> None:
    answers = Answers(
        {
            "arrears": {"owed": "yes", "before": 100_00},
            "account": [
                {"date": date(2026, 7, 1), "due": 850_00},
                {"date": date(2026, 6, 1), "due": 850_00, "paid": 900_00},
                {"due": 5},
                {"date": date(2026, 8, 1), "paid": 20_00},
            ],
        }
    )

    rows = account_of(answers)

    assert [(row.entry.position, row.owed) for row in rows] == [(1, 50_00), (0, 900_00), (3, 880_00)]
    assert arrears_on(answers, date(2026, 5, 31)) == 100_00
    assert arrears_on(answers, date(2026, 6, 1)) == 50_00
    assert arrears_on(answers, date(2026, 7, 31)) == 900_00


def test_an_account_in_credit_is_no_arrears_and_says_so() -> None:
    day = date(2026, 6, 1)
    (row,) = balances([Entry(0, day, 850_00, 900_00)])

    assert row == Balance(Entry(0, day, 850_00, 900_00), -50_00)
    assert EN(owed_words(row.owed)) == "£50.00 in credit"
    assert CY(owed_words(row.owed)) == "£50.00 mewn credyd"
    assert EN(owed_words(0)) == "£0.00"
    account = {"arrears": {"owed": "yes"}, "account": [{"date": day, "due": 850_00, "paid": 900_00}]}
    assert arrears_on(Answers(account), day + timedelta(days=1)) == 0
    assert arrears_on(Answers({**account, "arrears": {"owed": "no"}}), day) is None
