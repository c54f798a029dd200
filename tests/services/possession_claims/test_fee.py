"""The fee of a possession claim on every day, and what became of it on the way."""

from __future__ import annotations

from datetime import date

import pytest

from services.fees import Priced
from services.fees.changes import FeeChange, change_between
from services.possession_claims.fee import fee_change, fee_on
from tests.services.fee_samples import PRICES


@pytest.mark.parametrize(
    ("day", "fee"),
    [
        (date(2014, 4, 22), 280_00),
        (date(2016, 3, 20), 280_00),
        (date(2016, 3, 21), 355_00),
        (date(2024, 4, 30), 355_00),
        (date(2024, 5, 1), 391_00),
        (date(2025, 4, 7), 391_00),
        (date(2025, 4, 8), 404_00),
        (date(2026, 7, 12), 404_00),
        (date(2026, 7, 13), 415_00),
        (date(2026, 11, 20), 415_00),
    ],
)
def test_the_fee_goes_by_the_day_the_court_gets_the_claim(day: date, fee: int) -> None:
    quote = fee_on(day)

    assert isinstance(quote, Priced)
    assert quote.fee == fee
    assert quote == fee_on(day, PRICES)


def test_a_day_that_the_schedule_does_not_know_has_no_fee_and_no_change() -> None:
    assert not isinstance(fee_on(date(1990, 1, 1)), Priced)
    assert fee_change(date(1990, 1, 1), date(2026, 7, 13)) is None
    assert fee_change(date(2026, 7, 13), date(1990, 1, 1)) is None


def test_a_fee_that_changed_while_the_claim_waited_is_told_with_both_sums_and_the_row() -> None:
    change = fee_change(date(2026, 7, 12), date(2026, 7, 13))

    assert change == FeeChange(404_00, 415_00, "possession/2026-07-13")
    assert change.params() == {"fee_captured": "40400", "fee_received": "41500", "fee_row": "possession/2026-07-13"}
    assert fee_change(date(2026, 7, 13), date(2026, 7, 14)) is None
    assert change_between(fee_on(date(2026, 7, 13)), fee_on(date(2026, 7, 13))) is None
