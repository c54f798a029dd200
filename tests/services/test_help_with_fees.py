"""The estimate of Help with Fees against cases worked by hand from the rules of 27 November 2023."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.fees import Estimate, Income, Means, Result, embedded_schedule, estimate
from tests.services.fee_samples import CY, EN, NOW

SCHEDULE = embedded_schedule()
NOTHING = Means(savings=0)
FULL, PART, SAVINGS, INCOME = Result.FULL, Result.PART, Result.NONE_SAVINGS, Result.NONE_INCOME


def estimated(means: Means, fee: int, on: date = NOW) -> Estimate:
    return estimate(SCHEDULE, means, fee=fee, on=on)


def earning(pence: int, **others: int | bool) -> Means:
    return replace(NOTHING, income={Income.WAGES: pence}, **others)


@pytest.mark.parametrize(
    ("fee", "savings", "result"),
    [
        (142000, 425000, FULL),
        (142000, 425001, SAVINGS),
        (1, 425000, FULL),
        (142001, 426002, FULL),  # three times the fee is £4,260.03
        (142001, 426003, SAVINGS),
        (142099, 426296, FULL),
        (142099, 426297, SAVINGS),
        (500000, 1499999, FULL),
        (500000, 1500000, SAVINGS),
        (500001, 1599999, FULL),
        (500050, 1599999, FULL),
        (500050, 1600000, SAVINGS),  # the live service has no band for £5,000.50 and lets any savings pass
        (500050, 9000000, SAVINGS),
        (1000000, 1600000, SAVINGS),
    ],
)
def test_savings_rule_out_help_by_the_band_of_the_fee(fee: int, savings: int, result: Result) -> None:
    assert estimated(replace(NOTHING, savings=savings), fee).result is result


@pytest.mark.parametrize(("savings", "result"), [(425001, FULL), (1600000, FULL), (1600001, SAVINGS)])
@pytest.mark.parametrize("fee", [5000, 300000, 1000000])
def test_over_66_the_limit_of_savings_is_another(savings: int, result: Result, fee: int) -> None:
    assert estimated(replace(NOTHING, savings=savings, over_66=True), fee).result is result


@pytest.mark.parametrize(
    ("income", "pays"),
    [
        (142000, 0),
        (142999, 0),  # less than a whole step of £10
        (143000, 500),
        (143999, 500),
        (144000, 1000),
        (242000, 50000),  # the first £1,000 at half
        (243000, 50700),
        (342000, 120000),
        (343000, 120900),
        (442000, 210000),
    ],
)
def test_the_income_above_the_threshold_is_paid_in_three_slices(income: int, pays: int) -> None:
    found = estimated(earning(income), 1000000)

    assert (found.result, found.pays) == (PART if pays else FULL, pays)


def test_above_the_last_slice_there_is_no_help() -> None:
    assert estimated(earning(442001), 1000000).result is INCOME


@pytest.mark.parametrize(("income", "result", "pays"), [(233000, PART, 45500), (232999, PART, 45000), (234000, INCOME, 45501)])
def test_a_contribution_as_high_as_the_fee_is_no_help(income: int, result: Result, pays: int) -> None:
    found = estimated(earning(income), 45501)

    assert (found.result, found.pays) == (result, pays)


def test_a_contribution_of_exactly_the_fee_is_no_help() -> None:
    found = estimated(earning(233000), 45500)

    assert (found.result, found.pays) == (INCOME, 45500)


@pytest.mark.parametrize(
    ("household", "threshold"),
    [
        ({}, 142000),
        ({"partner": True}, 213000),
        ({"children_under_14": 1}, 184500),
        ({"children_14_or_over": 1}, 213000),
        ({"partner": True, "children_under_14": 2, "children_14_or_over": 1}, 369000),
    ],
)
def test_a_partner_and_children_raise_the_threshold_and_the_ceiling(household: dict[str, int | bool], threshold: int) -> None:
    assert estimated(earning(threshold, **household), 1000000).pays == 0
    assert estimated(earning(threshold + 1000, **household), 1000000).pays == 500
    assert estimated(earning(threshold + 300000, **household), 1000000).pays == 210000
    assert estimated(earning(threshold + 300001, **household), 1000000).result is INCOME


def test_a_listed_benefit_passes_the_income_test_and_leaves_the_one_of_savings() -> None:
    assert estimated(earning(900000, listed_benefit=True), 5000).result is FULL
    assert estimated(earning(0, listed_benefit=True, savings=425001), 5000).result is SAVINGS


def test_prison_wages_are_income_and_need_their_own_proof() -> None:
    means = replace(NOTHING, income={Income.PRISON_WAGES: 6000, Income.OTHER: 138000})

    found = estimated(means, 10000)

    assert (found.result, found.pays) == (PART, 1000)
    assert any("Prison wages count as income" in EN(words) for words in found.reason)


def test_it_is_called_an_estimate_in_both_languages() -> None:
    found = estimated(earning(150000), 20500)

    assert EN(found.reason[0]) == "This is an estimate. The court decides."
    assert CY(found.reason[0]) == "Amcangyfrif yw hwn. Y llys sy’n penderfynu."
    assert EN(found.reason[1]) == "You would pay £40.00 of the fee of £205.00."


@pytest.mark.parametrize("on", [date(2023, 11, 26), date(2027, 8, 23)])
def test_a_day_whose_rules_are_not_known_is_not_estimated(on: date) -> None:
    found = estimated(NOTHING, 5000, on)

    assert (found.result, found.pays) == (Result.NOT_KNOWN, None)
    assert "known from 27 November 2023 to 22 August 2027 only" in EN(found.reason[0])


def test_the_first_day_of_the_rules_is_one_of_theirs() -> None:
    assert estimated(NOTHING, 5000, date(2023, 11, 27)).result is FULL


@pytest.mark.parametrize("means", [Means(savings=-1), earning(-1), Means(savings=0, children_under_14=-1)])
def test_negative_means_are_a_fault_of_the_caller(means: Means) -> None:
    with pytest.raises(ValueError, match="negative"):
        estimated(means, 5000)


MONEY = st.integers(0, 2_000_000)


HOUSEHOLDS = st.fixed_dictionaries(
    {
        "partner": st.booleans(),
        "over_66": st.booleans(),
        "children_under_14": st.integers(0, 6),
        "children_14_or_over": st.integers(0, 6),
    }
)


@given(MONEY, MONEY, MONEY, HOUSEHOLDS)
def test_nobody_pays_more_than_the_fee_and_more_income_never_pays_less(
    fee: int, income: int, more: int, household: dict[str, int | bool]
) -> None:
    low = estimated(earning(income, **household), fee)
    high = estimated(earning(income + more, **household), fee)

    assert low.pays is not None
    assert high.pays is not None
    assert type(low.pays) is int
    assert 0 <= low.pays <= high.pays <= fee


@given(MONEY, MONEY)
def test_more_savings_never_help(fee: int, savings: int) -> None:
    before = estimated(replace(NOTHING, savings=savings), fee)
    after = estimated(replace(NOTHING, savings=savings + 1), fee)

    assert before.pays is not None
    assert after.pays is not None
    assert before.pays <= after.pays
