"""Money arithmetic that must hold for every amount, day and group."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from services.fees import Group, Kind, Priced
from services.fees.schedule import Measure, Rounding
from tests.services.fee_samples import CY, EN, NOW, PRICES, fee

KINDS = st.sampled_from(list(Kind))
DAYS = st.dates(date(2005, 1, 1), date(2030, 12, 31))
AMOUNTS = st.one_of(st.integers(1, 30_000_000), st.integers(1, 10**13))
SCALES = st.sampled_from(
    [kind for kind, charge in PRICES.schedule.charges.items() if charge.measure is Measure.CLAIM_WITH_INTEREST]
)


@given(KINDS, DAYS, st.none() | st.integers(-100, 10**13), st.builds(Group, st.integers(-1, 300), st.integers(-1, 300)))
def test_every_question_has_a_whole_fee_of_nothing_or_more_or_a_reason(
    kind: Kind, on: date, amount: int | None, group: Group
) -> None:
    quote = PRICES.price(kind, on=on, amount=amount, group=group)

    assert quote.reason
    assert all(EN(words) and CY(words) for words in quote.reason)
    if isinstance(quote, Priced):
        assert type(quote.fee) is int
        assert quote.fee >= 0
        assert quote.row.period.holds(on)
        assert not quote.payable or (quote.fee > 0 and not quote.row.period.quashed)


@given(SCALES, st.dates(date(2014, 4, 22), NOW), AMOUNTS, AMOUNTS)
def test_a_larger_claim_never_costs_less(kind: Kind, on: date, one: int, other: int) -> None:
    low = PRICES.price(kind, on=on, amount=min(one, other))
    high = PRICES.price(kind, on=on, amount=max(one, other))

    if isinstance(low, Priced) and isinstance(high, Priced):
        assert low.fee <= high.fee


@given(st.integers(1_000_001, 20_000_000))
def test_a_part_of_the_claim_is_rounded_down_to_the_penny(amount: int) -> None:
    exact = Fraction(amount) * 5 / 100

    assert 0 <= exact - fee(Kind.MONEY_CLAIM, amount=amount) < 1


@given(AMOUNTS)
def test_an_amount_is_priced_by_the_band_it_lies_in(amount: int) -> None:
    quote = PRICES.price(Kind.MONEY_CLAIM, on=NOW, amount=amount)

    assert isinstance(quote, Priced)
    assert quote.row.above < amount
    assert quote.row.band.up_to is None or amount <= quote.row.band.up_to


@given(st.integers(1, 1000), st.data())
def test_remission_never_makes_a_group_pay_more_and_all_of_it_nothing(claimants: int, data: st.DataObject) -> None:
    remitted = data.draw(st.integers(0, claimants))
    on = date(2015, 1, 1)

    paid = fee(Kind.TRIBUNAL_TYPE_B_ISSUE, on, group=Group(claimants, remitted))

    assert paid <= fee(Kind.TRIBUNAL_TYPE_B_ISSUE, on, group=Group(claimants))
    assert (paid == 0) == (remitted == claimants)


def test_only_a_part_of_the_amount_is_ever_rounded() -> None:
    bands = [band for charge in PRICES.schedule.charges.values() for period in charge.periods for band in period.bands]

    assert all((band.rounding is Rounding.EXACT) == (band.fee is not None) for band in bands)
