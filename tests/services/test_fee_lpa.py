"""What is paid to register a lasting power of attorney: exempt, decided later, half, quarter, or the whole."""

from __future__ import annotations

from datetime import date

import pytest

from services.fees import EXEMPT_BENEFITS, Benefit, Donor, Kind, NotPriced, Priced, Unpriced, registration_fee
from tests.services.fee_samples import CY, EN, NOW, PRICES, said

BEFORE, FROM = date(2025, 11, 16), date(2025, 11, 17)
LOW, LIMIT = 1199999, 1200000


def paid(donor: Donor, on: date = NOW, *, repeat: bool = False) -> int:
    quote = registration_fee(PRICES, donor, on=on, repeat=repeat)
    assert isinstance(quote, Priced), quote
    return quote.fee


def with_benefits(*benefits: Benefit, large_damages: bool = False, income: int | None = None) -> Donor:
    return Donor(frozenset(benefits), large_damages, income)


@pytest.mark.parametrize(
    ("on", "full", "half", "repeated", "quarter"), [(BEFORE, 8200, 4100, 4100, 2050), (FROM, 9200, 4600, 4600, 2300)]
)
def test_the_fee_is_whole_half_or_a_quarter(on: date, full: int, half: int, repeated: int, quarter: int) -> None:
    assert paid(Donor(), on) == full
    assert paid(Donor(income=LOW), on) == half
    assert paid(Donor(), on, repeat=True) == repeated
    assert paid(Donor(income=LOW), on, repeat=True) == quarter


@pytest.mark.parametrize(("income", "expected"), [(0, 4600), (LOW, 4600), (LIMIT, 9200), (None, 9200)])
def test_only_less_than_the_limit_is_a_low_income(income: int | None, expected: int) -> None:
    assert paid(Donor(income=income)) == expected


@pytest.mark.parametrize("benefit", sorted(EXEMPT_BENEFITS))
@pytest.mark.parametrize("repeat", [False, True])
def test_an_exempt_benefit_leaves_nothing_to_pay(benefit: Benefit, repeat: bool) -> None:  # noqa: FBT001
    quote = registration_fee(PRICES, with_benefits(benefit), on=NOW, repeat=repeat)

    assert isinstance(quote, Priced)
    assert (quote.fee, quote.payable) == (0, False)
    assert EN(EXEMPT_BENEFITS[benefit]) in said(quote)
    assert "LPA120A" in said(quote)


@pytest.mark.parametrize("benefit", sorted(set(Benefit) - EXEMPT_BENEFITS.keys() - {Benefit.UNIVERSAL_CREDIT}))
def test_other_benefits_change_nothing(benefit: Benefit) -> None:
    assert paid(with_benefits(benefit)) == 9200


def test_large_damages_undo_the_exemption_but_not_the_low_income() -> None:
    assert paid(with_benefits(Benefit.HOUSING_BENEFIT, large_damages=True)) == 9200
    assert paid(with_benefits(Benefit.HOUSING_BENEFIT, large_damages=True, income=LOW)) == 4600


def test_damages_without_an_exempt_benefit_change_nothing() -> None:
    assert paid(Donor(large_damages=True)) == 9200


@pytest.mark.parametrize(
    "donor",
    [
        with_benefits(Benefit.UNIVERSAL_CREDIT),
        with_benefits(Benefit.UNIVERSAL_CREDIT, income=LOW),
        with_benefits(Benefit.UNIVERSAL_CREDIT, Benefit.INCOME_SUPPORT, large_damages=True),
        with_benefits(Benefit.UNIVERSAL_CREDIT, Benefit.PERSONAL_INDEPENDENCE_PAYMENT),
    ],
)
@pytest.mark.parametrize("repeat", [False, True])
def test_with_universal_credit_nothing_is_taken_and_the_office_decides(donor: Donor, repeat: bool) -> None:  # noqa: FBT001
    quote = registration_fee(PRICES, donor, on=NOW, repeat=repeat)

    assert isinstance(quote, NotPriced)
    assert quote.code is Unpriced.DECIDED_LATER
    assert "The Office of the Public Guardian decides later what is paid. Do not pay anything now." in said(quote)


def test_an_exempt_benefit_comes_before_universal_credit() -> None:
    assert paid(with_benefits(Benefit.UNIVERSAL_CREDIT, Benefit.INCOME_SUPPORT)) == 0


def test_reductions_of_days_before_they_are_known_are_not_worked_out() -> None:
    early = date(2017, 3, 31)

    assert paid(Donor(), early) == 11000
    quote = registration_fee(PRICES, Donor(income=LOW), on=early, repeat=False)
    assert isinstance(quote, NotPriced)
    assert quote.code is Unpriced.REDUCTION_NOT_KNOWN


def test_a_fee_that_is_not_known_is_not_reduced() -> None:
    quote = registration_fee(PRICES, Donor(income=LOW), on=date(2011, 9, 30), repeat=True)

    assert isinstance(quote, NotPriced)
    assert quote.code is Unpriced.BEFORE_FIRST


def test_every_reducible_fee_divides_without_parts_of_a_penny() -> None:
    first = min(rules.first_day for rules in PRICES.schedule.lpa_reductions)
    charges = (PRICES.schedule.charges[kind] for kind in (Kind.LPA, Kind.LPA_REPEAT))
    fees = [period.bands[0].fee for charge in charges for period in charge.periods if period.first_day >= first]

    assert fees
    assert all(fee is not None and fee % 2 == 0 for fee in fees)


def test_the_reason_of_a_reduction_is_told_in_order_in_both_languages() -> None:
    quote = registration_fee(PRICES, Donor(income=LOW), on=NOW, repeat=True)

    assert said(quote).startswith(
        "The fee is £23.00. This is half, because the donor’s income of a year before tax is less than £12,000.00. "
        "Without that it would be £46.00. Send the form LPA120A"
    )
    assert CY(quote.reason[0]) == "Y ffi yw £23.00."
