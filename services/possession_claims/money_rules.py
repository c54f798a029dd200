"""Rules about the grounds, the rent account and the deposit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from services.claims.choices import NO, YES
from services.common.money import format_pounds
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.problem import Level, Problem
from services.forms.words import Param
from services.possession_claims.choices import Deposit, Scheme
from services.possession_claims.grounds import GROUNDS, claimed, grounds_for, laws_of
from services.possession_claims.rent import arrears_on, frequency_of
from services.possession_claims.thresholds import Threshold, threshold


def grounds_are_of_this_home(answers: Answers, context: Context) -> Iterable[Problem]:
    """Each ground is one that there is for the home, and is named once."""
    possible = {each.key for each in grounds_for(answers, context.today)}
    seen: set[str] = set()
    for index, item in enumerate(answers.items("grounds")):
        key = item.text("ground")
        if key and key not in possible:
            yield Problem(f"grounds.{index}.ground", "not-an-option")
        elif key in seen:
            yield Problem(f"grounds.{index}.ground", "ground-twice")
        seen |= {key} - {""}


def arrears_reach_what_they_must(answers: Answers, context: Context) -> Iterable[Problem]:
    """For serious arrears so much must be owed on the day of the notice, and at the hearing; what is owed is held against it."""
    served = answers.date("notice.served_on")
    for index, item in enumerate(answers.items("grounds")):
        ground = GROUNDS.get(item.text("ground"))
        needed = _threshold(answers, context) if ground is not None and ground.serious else None
        if needed is not None:
            days = [day for day in (served, context.today) if day is not None and day <= context.today]
            yield from (note for day in days for note in _compared(answers, f"grounds.{index}.ground", day, needed))


def _threshold(answers: Answers, context: Context) -> Threshold | None:
    """What serious arrears are for the home; the higher where it is not certain which law holds."""
    rent, frequency = answers.number("rent.amount"), frequency_of(answers)
    if rent is None or frequency is None:
        return None
    found = [threshold(law, rent, frequency) for law in sorted(laws_of(answers, context.today))]
    return max((each for each in found if each is not None), key=lambda each: each.least, default=None)


def _compared(answers: Answers, path: str, day: date, needed: Threshold) -> Iterator[Problem]:
    owed = arrears_on(answers, day)
    if owed is not None:
        params: dict[str, Param] = {
            "measure": needed.measure,
            "needed": format_pounds(needed.least),
            "owed": format_pounds(owed),
            "day": day,
        }
        yield Problem(path, "arrears-enough" if owed >= needed.least else "arrears-too-little", Level.NOTE, params)


def arrears_go_with_their_grounds(answers: Answers, context: Context) -> Iterable[Problem]:
    """Who claims because of arrears says that rent is owed, and the account shows it."""
    if answers.text("arrears.owed") == NO and any(each.arrears for each in claimed(answers)):
        yield Problem("arrears.owed", "arrears-for-ground", Level.CONFIRM)
    rows = answers.items("account")
    if rows and all(map(_is_whole, rows)) and arrears_on(answers, context.today) == 0:
        yield Problem("account", "nothing-owed", Level.CONFIRM)


def _is_whole(row: Answers) -> bool:
    return row.date("date") is not None and _has_sum(row)


def _has_sum(row: Answers) -> bool:
    return row.number("due") is not None or row.number("paid") is not None


def account_rows_are_whole(answers: Answers, context: Context) -> Iterable[Problem]:
    """A row says what was due or what was paid, on a day that has come."""
    for index, row in enumerate(answers.items("account")):
        if not _has_sum(row):
            yield Problem(f"account.{index}.due", "missing")
        day = row.date("date")
        if day is not None and day > context.today:
            yield Problem(f"account.{index}.date", "not-after-today", parts=("year",))


def deposits_are_protected(answers: Answers, context: Context) -> Iterable[Problem]:
    """Without protection and the information about it, a court may not be able to give possession."""
    if answers.text("deposit.given") != Deposit.MONEY:
        return
    informed = answers.date("deposit.informed_on")
    if answers.text("deposit.scheme") == Scheme.NONE:
        yield Problem("deposit.scheme", "deposit-not-protected", Level.CONFIRM)
    elif informed is None and answers.text("deposit.reference"):
        yield Problem("deposit.informed_on", "deposit-not-informed", Level.NOTE)
    elif informed is not None and informed > context.today:
        yield Problem("deposit.informed_on", "not-after-today", parts=("year",))


def a_rent_that_is_claimed_is_known(answers: Answers, _context: Context) -> Iterable[Problem]:
    """Payment for each day needs a daily rent above nothing."""
    if answers.text("claim.daily") == YES and answers.number("rent.amount") == 0:
        yield Problem("claim.daily", "no-rent", Level.CONFIRM)


RULES = (
    grounds_are_of_this_home,
    arrears_reach_what_they_must,
    arrears_go_with_their_grounds,
    account_rows_are_whole,
    deposits_are_protected,
    a_rent_that_is_claimed_is_known,
)
