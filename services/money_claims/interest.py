"""Interest on a money claim: how much up to a day, and how much for each day after it.

The method, stated wherever a sum is shown: amount × rate ÷ 365 for each day, at full precision, and the whole rounded once to the
nearest penny, half a penny up (cmc-claim-store, TotalAmountCalculator.java). A leap year has 366 such days. Other services round
the daily amount first, which makes £3 of difference on £5,000 over two years. All sums are exact numbers; none is ever less than
nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from services.common.money import Pence
from services.forms.answers import Answers

STATUTORY_RATE = Decimal(8)  # per cent a year; GOV.UK, Make a court claim for money: claim the interest
_DAYS_OF_RATE = 365
_PER_CENT = 100
_HALF = Fraction(1, 2)


class Basis(StrEnum):
    """What interest is claimed."""

    NONE = "none"
    STATUTORY = "statutory"  # 8% under section 69
    OTHER = "other"  # another rate, with the reason: a contract
    WORKED_OUT = "worked-out"  # several rates or periods, added up by the claimant


class Start(StrEnum):
    """From when interest runs."""

    SUBMISSION = "submission"
    DATE = "date"


class End(StrEnum):
    """Until when interest runs."""

    SUBMISSION = "submission"
    JUDGMENT = "judgment"  # or earlier payment


class After(StrEnum):
    """How interest that the claimant worked out goes on."""

    RATE = "rate"
    DAILY = "daily"


@dataclass(frozen=True, slots=True)
class Interest:
    """Interest up to a day.

    `accrued` is in whole pence, `daily` what each later day adds, exact, None where none does. `days` and `rate` are None where
    the claimant worked the sum out.
    """

    accrued: Pence
    daily: Fraction | None = None
    rate: Decimal | None = None
    days: int | None = None


def daily_interest(principal: Pence, rate: Decimal) -> Fraction:
    """The interest of one day in pence, at full precision. `rate` is in per cent a year."""
    return Fraction(principal) * Fraction(rate) / (_PER_CENT * _DAYS_OF_RATE)


def accrued_interest(principal: Pence, rate: Decimal, days: int) -> Pence:
    """The interest of so many days, rounded once; nothing for days that have not come."""
    return rounded(daily_interest(principal, rate) * max(days, 0))


def rounded(exact: Fraction) -> Pence:
    """The nearest whole penny, half a penny up."""
    return (exact + _HALF).__floor__()


def total_claimed(answers: Answers) -> Pence | None:
    """The sum of the amount rows; None where there is none, or a row has no amount yet."""
    amounts = [row.number("amount") for row in answers.items("amounts")]
    known = [each for each in amounts if each is not None]
    return sum(known) if known and len(known) == len(amounts) else None


def interest_of(answers: Answers, on: date) -> Interest | None:
    """The interest claimed up to a day; None where none is, or where it cannot be worked out yet."""
    principal, ends = total_claimed(answers), answers.text("interest.until")
    match answers.text("interest.basis"):
        case Basis.STATUTORY:
            rate = STATUTORY_RATE
        case Basis.OTHER if given := answers.text("interest.rate"):
            rate = Decimal(given)
        case Basis.WORKED_OUT:
            return _worked_out(answers, principal)
        case _none:
            return None
    begins = _begins(answers, on)
    if principal is None or begins is None:
        return None
    days = max((on - begins).days, 0)
    daily = daily_interest(principal, rate) if ends == End.JUDGMENT else None
    return Interest(accrued_interest(principal, rate, days), daily, rate, days)


def _begins(answers: Answers, on: date) -> date | None:
    """The first day of interest; that of the submission where it runs from then, as it does until one is typed."""
    return answers.date("interest.from_date") if answers.text("interest.start") == Start.DATE else on


def _worked_out(answers: Answers, principal: Pence | None) -> Interest | None:
    accrued = answers.number("interest.amount")
    if accrued is None:
        return None
    if answers.text("interest.until") != End.JUDGMENT:
        return Interest(accrued)
    if answers.text("interest.after") == After.DAILY:
        return Interest(accrued, Fraction(answers.number("interest.after_daily") or 0))
    rate = Decimal(answers.text("interest.after_rate") or 0)
    return Interest(accrued, daily_interest(principal or 0, rate), rate)
