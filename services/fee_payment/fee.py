"""How much is paid: what the court asked for, or the fee of the day from the list of fees.

A fee from the list is that of the day on which the court gets the payment, so one that waited at a kiosk is priced again when it
arrives. The list is imported when the first fee is priced: a window that starts does not wait for it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from services.claims.fee import court_prices
from services.common.money import Pence
from services.fee_payment.choices import BY_AMOUNT, FEES, LPA, NUMBER, Source
from services.fee_payment.numbers import is_of_a_power
from services.fee_payment.reduction import donor_of
from services.forms.answers import Answers

if TYPE_CHECKING:
    from services.fees import Priced, Prices, Quote
    from services.fees.changes import FeeChange


def quote_of(answers: Answers, on: date, prices: Prices | None = None) -> Quote | None:
    """The fee of the list on a day, or why it cannot be told; None while no fee of the list is asked for."""
    from services.fees import Kind, registration_fee

    kind = next((each for each in Kind if each == answers.text("fee.kind")), None)
    if answers.text("fee.from") != Source.LIST or kind is None:
        return None
    if kind in LPA:
        rules, repeat = prices or court_prices(), kind is Kind.LPA_REPEAT
        return registration_fee(rules, donor_of(answers), on=on, repeat=repeat)
    amount = answers.number("fee.claimed") if kind in BY_AMOUNT else None
    return (prices or court_prices()).price(kind, on=on, amount=amount)


def fees_of(answers: Answers) -> tuple[str, ...]:
    """The kinds of fee that are paid against the number that was given."""
    return LPA if is_of_a_power(answers.text(NUMBER)) else FEES


def priced(answers: Answers, on: date, prices: Prices | None = None) -> Priced | None:
    """The fee of the list on a day, where it can be told."""
    from services.fees import Priced

    quote = quote_of(answers, on, prices)
    return quote if isinstance(quote, Priced) else None


def amount_due(answers: Answers, on: date, prices: Prices | None = None) -> Pence | None:
    """What is to be paid on a day; None while that is not known."""
    if answers.text("fee.from") == Source.LETTER:
        return answers.number("fee.asked")
    fee = priced(answers, on, prices)
    return fee.fee if fee else None


def fee_change(answers: Answers, captured: date, received: date, prices: Prices | None = None) -> FeeChange | None:
    """How the fee of the day of receipt differs from that of the day of capture; None where it does not, or is not known."""
    from services.fees.changes import change_between

    before, after = quote_of(answers, captured, prices), quote_of(answers, received, prices)
    return change_between(before, after) if before and after else None
