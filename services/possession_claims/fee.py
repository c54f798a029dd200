"""The fee of a possession claim on a day: one sum for the claim, whatever the arrears (SI 2008/1053, Schedule 1, fee 1.4)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from services.claims.fee import change_on_the_way, court_prices

if TYPE_CHECKING:
    from services.fees import Prices, Quote
    from services.fees.changes import FeeChange


def fee_on(day: date, prices: Prices | None = None) -> Quote:
    """The fee on a day, or why it cannot be told."""
    from services.fees import Kind

    return (prices or court_prices()).price(Kind.POSSESSION, on=day)


def fee_change(captured: date, received: date, prices: Prices | None = None) -> FeeChange | None:
    """How the fee of the day of receipt differs from that of the day of capture; None where it does not, or is not known."""
    return change_on_the_way(lambda day: fee_on(day, prices), captured, received)
