"""The fee of a claim: how the list of fees is asked, and how the fee is shown back.

What counts is the fee of the day on which the court receives the form, so a claim that waited at a kiosk is priced again when it
arrives. The list of fees is imported when the first claim is priced: a window that starts does not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from services.claims.words import _
from services.common.money import format_pounds
from services.forms.words import Words

if TYPE_CHECKING:
    from services.fees import Priced, Prices, Quote
    from services.fees.changes import FeeChange


@cache
def court_prices() -> Prices:
    """The prices of the schedule that ships with the program; read once."""
    from services.fees import Prices, embedded_schedule

    return Prices(embedded_schedule())


def known(quote: Quote) -> Priced | None:
    """A fee that can be told; None for any other."""
    from services.fees import Priced

    return quote if isinstance(quote, Priced) else None


def change_on_the_way(price: Callable[[date], Quote], captured: date, received: date) -> FeeChange | None:
    """How the fee of the day of receipt differs from that of the day of capture; None where it does not, or is not known."""
    from services.fees.changes import change_between

    return change_between(price(captured), price(received))


def fee_lines(quote: Quote) -> tuple[Words, ...]:
    """The fee of today, and which rule sets it; else why it cannot be told."""
    from services.fees import Certainty

    priced = known(quote)
    if priced is None:
        return quote.reason
    lines = [_("Court fee if the court gets the claim today: {fee}", fee=format_pounds(priced.fee))]
    if priced.certainty is Certainty.TO_BE_CONFIRMED:
        lines.append(_("To be confirmed by the court"))
    if priced.row.period.instrument:
        lines.append(_("Set by: {instrument}", instrument=priced.row.period.instrument))
    lines.append(_("From the list of fees of {day:long}", day=court_prices().schedule.as_of))
    return tuple(lines)
