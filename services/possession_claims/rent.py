"""Rent by the day, and the rent account: what fell due, what was paid, what was owed after each row. All in whole pence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from services.claims.choices import YES
from services.common.money import Pence, format_pounds
from services.forms.answers import Answers
from services.forms.words import Words, verbatim
from services.possession_claims.choices import Frequency
from services.possession_claims.words import _

_PENNY = Decimal(1)
# Days that one payment covers (hmcts/pcs-api, RentPaymentFrequency.java and RentDetails.java; HALF_UP to the penny there too).
_DAYS = {Frequency.WEEKLY: Decimal(7), Frequency.FORTNIGHTLY: Decimal(14), Frequency.MONTHLY: Decimal("30.44")}


def daily_rate(rent: Pence, frequency: Frequency) -> Pence | None:
    """The rent of one day, rounded half up to the penny; None for a frequency that does not tell.

    Raises:
        ValueError: the rent is less than nothing.
    """
    if rent < 0:
        raise ValueError("a rent is nothing or more")
    days = _DAYS.get(frequency)
    return None if days is None else int((Decimal(rent) / days).quantize(_PENNY, ROUND_HALF_UP))


def frequency_of(answers: Answers) -> Frequency | None:
    """How often rent is paid; None while that is not known."""
    return next((each for each in Frequency if each == answers.text("rent.frequency")), None)


def daily_of(answers: Answers) -> Pence | None:
    """The rent of one day in these answers: worked out, or given where it cannot be; None while it is not known."""
    rent, frequency = answers.number("rent.amount"), frequency_of(answers)
    if rent is None or rent < 0 or frequency is None:
        return None
    return answers.number("rent.daily") if frequency is Frequency.OTHER else daily_rate(rent, frequency)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the rent account. `position` is its place as it was typed."""

    position: int
    day: date
    due: Pence = 0
    paid: Pence = 0


@dataclass(frozen=True, slots=True)
class Balance:
    """A row with what was owed after it; less than nothing where more was paid than was due."""

    entry: Entry
    owed: Pence


def balances(entries: Iterable[Entry], before: Pence = 0) -> tuple[Balance, ...]:
    """What was owed after each row, in the order of days; rows of one day in the order they were typed.

    Args:
        entries: the rows.
        before: what was owed before the first of them.
    """
    found: list[Balance] = []
    owed = before
    for entry in sorted(entries, key=lambda each: (each.day, each.position)):
        owed += entry.due - entry.paid
        found.append(Balance(entry, owed))
    return tuple(found)


def owed_on(day: date, rows: Sequence[Balance], before: Pence = 0) -> Pence:
    """What was owed at the end of a day."""
    return next((each.owed for each in reversed(rows) if each.entry.day <= day), before)


def account_of(answers: Answers) -> tuple[Balance, ...]:
    """The rent account in the answers; rows whose day is not known are left out."""
    return balances(_entries(answers), before_of(answers))


def before_of(answers: Answers) -> Pence:
    """What was owed before the first row."""
    return answers.number("arrears.before") or 0


def _entries(answers: Answers) -> Iterable[Entry]:
    for position, row in enumerate(answers.items("account")):
        day = row.date("date")
        if day is not None:
            yield Entry(position, day, row.number("due") or 0, row.number("paid") or 0)


def arrears_on(answers: Answers, day: date) -> Pence | None:
    """The arrears on a day, nothing where the account is in credit; None where no rent is said to be owed."""
    if answers.text("arrears.owed") != YES:
        return None
    return max(0, owed_on(day, account_of(answers), before_of(answers)))


def owed_words(owed: Pence) -> Words:
    """What is owed, or how far an account is in credit."""
    return _("{sum} in credit", sum=format_pounds(-owed)) if owed < 0 else verbatim(format_pounds(owed))
