"""docs/fees.md names every kind, code and certainty, and says what each kind costs by the schedule."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from services.common.money import format_pounds
from services.fees import Certainty, HwfProblem, Kind, Priced, Prices, Unpriced, embedded_schedule

FEES = (Path(__file__).parents[2] / "docs" / "fees.md").read_text(encoding="utf-8")
PRICES = Prices(embedded_schedule())


def row_of(kind: Kind) -> str:
    (row,) = (line for line in FEES.splitlines() if re.match(rf"\|[^|]*`{kind.value}`", line))
    return row


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_is_in_the_table_with_its_fee(kind: Kind) -> None:
    quote = PRICES.price(kind, on=PRICES.schedule.as_of)

    row = row_of(kind)

    if isinstance(quote, Priced):
        assert (format_pounds(quote.fee) if quote.fee else "no fee") in row
        assert ("confirm" in row.rsplit("|", 2)[1]) == (quote.certainty is Certainty.TO_BE_CONFIRMED)


def test_each_band_of_a_money_claim_is_in_its_row() -> None:
    (period,) = PRICES.schedule.charges[Kind.MONEY_CLAIM].periods
    fees = [format_pounds(band.fee).removesuffix(".00") for band in period.bands if band.fee is not None]

    assert all(fee in row_of(Kind.MONEY_CLAIM) for fee in fees)


@pytest.mark.parametrize("code", [*Unpriced, *Certainty, *HwfProblem])
def test_each_code_is_documented(code: str) -> None:
    assert f"`{code}`" in FEES


def test_the_age_of_the_schedule_is_the_one_that_is_documented() -> None:
    assert PRICES.schedule.as_of.strftime("as of %d %B %Y") in FEES
    assert f"{PRICES.schedule.lifetime_days} days later" in FEES
