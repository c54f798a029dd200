"""The fee of a money claim on a day, and whether it changed between two days.

What counts is the claim with its interest up to the day of issue, and the fee of the day on which the court receives the form
(Civil Proceedings Fees Order 2008, Schedule 1, fee 1.1).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from services.claims.choices import NO
from services.claims.fee import change_on_the_way, court_prices
from services.common.money import Pence
from services.forms.answers import Answers
from services.money_claims.interest import interest_of, total_claimed

if TYPE_CHECKING:
    from services.fees import Prices, Quote
    from services.fees.changes import FeeChange


def amount_for_fee(answers: Answers, on: date) -> Pence | None:
    """The amount that the fee goes by; None while it is not known, and for a claim of no fixed amount without an upper limit."""
    if answers.text("claim.amount_known") == NO:
        return answers.number("claim.most")
    total = total_claimed(answers)
    if total is None:
        return None
    interest = interest_of(answers, on)
    return total + (interest.accrued if interest else 0)


def fee_of(answers: Answers, on: date, prices: Prices | None = None) -> Quote:
    """The fee of the claim on a day, or why it cannot be told."""
    from services.fees import Kind

    amount = amount_for_fee(answers, on)
    unlimited = amount is None and answers.text("claim.amount_known") == NO
    kind = Kind.MONEY_CLAIM_UNSPECIFIED if unlimited else Kind.MONEY_CLAIM
    return (prices or court_prices()).price(kind, on=on, amount=amount)


def fee_change(answers: Answers, captured: date, received: date, prices: Prices | None = None) -> FeeChange | None:
    """How the fee of the day of receipt differs from that of the day of capture; None where it does not, or is not known."""
    return change_on_the_way(lambda day: fee_of(answers, day, prices), captured, received)
