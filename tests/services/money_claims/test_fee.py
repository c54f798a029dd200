"""The fee of a claim: every edge of the bands, interest counted in, and priced again on the day of receipt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.fees import NotPriced, Priced, Unpriced
from services.fees.changes import FeeChange
from services.forms.answers import Answers
from services.money_claims.fee import amount_for_fee, fee_change, fee_of
from services.money_claims.money_words import fee_of_today
from tests.services.fee_samples import EN
from tests.services.samples import CONTEXT, TODAY


def worth(pence: int, **interest: object) -> Answers:
    return Answers({"claim": {"amount_known": "yes"}, "amounts": [{"amount": pence}], "interest": interest or {"basis": "none"}})


@pytest.mark.parametrize(
    ("pence", "fee"),
    [
        (1, 35_00),
        (300_00, 35_00),
        (300_01, 50_00),
        (500_00, 50_00),
        (500_01, 70_00),
        (1_000_00, 70_00),
        (1_000_01, 80_00),
        (1_500_00, 80_00),
        (1_500_01, 115_00),
        (3_000_00, 115_00),
        (3_000_01, 205_00),
        (5_000_00, 205_00),
        (5_000_01, 455_00),
        (10_000_00, 455_00),
        (10_000_01, 500_00),
        (10_000_19, 500_00),  # 5% is £500.0095: down
        (10_000_20, 500_01),
        (12_345_67, 617_28),
        (200_000_00, 10_000_00),
        (200_000_01, 10_000_00),
        (9_999_999_99, 10_000_00),
    ],
)
def test_every_edge_of_the_bands(pence: int, fee: int) -> None:
    quote = fee_of(worth(pence), TODAY)

    assert isinstance(quote, Priced)
    assert quote.fee == fee


def test_interest_up_to_the_day_counts() -> None:
    began = TODAY - timedelta(days=730)
    answers = worth(490_000, basis="statutory", start="date", from_date=began, until="judgment")

    quote = fee_of(answers, TODAY)

    assert amount_for_fee(answers, TODAY) == 490_000 + 78_400
    assert isinstance(quote, Priced)
    assert quote.fee == 455_00


def test_a_claim_of_no_fixed_amount_goes_by_its_upper_limit_or_costs_the_most() -> None:
    limited = fee_of(Answers({"claim": {"amount_known": "no", "most": 5_000_00}}), TODAY)
    unlimited = fee_of(Answers({"claim": {"amount_known": "no"}}), TODAY)

    assert isinstance(limited, Priced)
    assert isinstance(unlimited, Priced)
    assert (limited.fee, unlimited.fee) == (205_00, 10_000_00)


def test_a_claim_whose_amount_is_not_given_yet_has_no_fee() -> None:
    quote = fee_of(Answers({"claim": {"amount_known": "yes"}}), TODAY)

    assert isinstance(quote, NotPriced)
    assert quote.code is Unpriced.AMOUNT_NEEDED


def test_a_schedule_that_is_too_old_prices_nothing() -> None:
    quote = fee_of(worth(100_00), date(2031, 1, 1))

    assert isinstance(quote, NotPriced)
    assert quote.code is Unpriced.SCHEDULE_TOO_OLD


def test_interest_that_grew_on_the_way_can_change_the_fee_and_both_are_said() -> None:
    began = TODAY - timedelta(days=100)
    answers = worth(489_000, basis="statutory", start="date", from_date=began, until="judgment")

    change = fee_change(answers, TODAY, TODAY + timedelta(days=3))

    assert change == FeeChange(205_00, 455_00, "money-claim/2015-03-09/500000")


def test_a_fee_that_stays_is_no_change() -> None:
    assert fee_change(worth(100_00), TODAY, TODAY + timedelta(days=30)) is None


def test_what_cannot_be_priced_is_no_change() -> None:
    assert fee_change(worth(100_00), TODAY, date(2031, 1, 1)) is None


def test_the_fee_is_shown_with_the_order_that_sets_it_and_the_age_of_the_list() -> None:
    lines = [EN(words) for words in fee_of_today(worth(100_00), CONTEXT)]

    assert lines[0] == "Court fee if the court gets the claim today: £35.00"
    assert lines[1].startswith("Set by: Civil Proceedings Fees Order 2008")
    assert lines[2] == "From the list of fees of 22 August 2026"


def test_a_fee_that_cannot_be_told_is_shown_as_the_reason_why() -> None:
    later = replace(CONTEXT, today=date(2031, 1, 1))

    assert "can be used up to" in EN(fee_of_today(worth(100_00), later)[0])
    assert fee_of_today(Answers({"claim": {"amount_known": "yes"}}), CONTEXT) == ()
