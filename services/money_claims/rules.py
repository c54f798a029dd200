"""The rules of a money claim, besides those of every claim. They need no network.

Those that a person may overrule, knowing better, ask to be confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable

from services.claims.choices import OLDEST, YES
from services.claims.parties import parties
from services.claims.rules import (
    addresses_are_whole,
    everybody_has_a_name,
    friends_sign,
    help_is_applied_for,
    nobody_is_named_twice,
    signers_say_for_whom,
)
from services.common.civil import age_on
from services.common.postcodes import Nation
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.problem import Level, Problem
from services.money_claims import choices
from services.money_claims.interest import total_claimed
from services.money_claims.parties import nation


def births_are_possible(answers: Answers, context: Context) -> Iterable[Problem]:
    """Born in the past, not too long ago, and not under 18 where no litigation friend is asked for (CPR 21.2)."""
    for each in parties(answers):
        born, path = each.party.date("date_of_birth"), f"{each.path}.date_of_birth"
        if born is None:
            continue
        if born >= context.today:
            yield Problem(path, "date-in-future", parts=("year",))
        elif age_on(context.today, born) > OLDEST:
            yield Problem(path, "date-too-long-ago", params={"max": OLDEST}, parts=("year",))
        elif age_on(context.today, born) < choices.ADULT and each.party.text("protected") != YES:
            yield Problem(f"{each.path}.protected", "under-age", params={"min": choices.ADULT})


def claims_belong_here(answers: Answers, _context: Context) -> Iterable[Problem]:
    """Who claims against somebody in Scotland or Northern Ireland is told whose courts that is for; some have a choice."""
    for each in parties(answers, "defendants"):
        path = f"{each.path}.address.postcode"
        match nation(each.party):
            case Nation.SCOTLAND:
                yield Problem(path, "belongs-to-scotland", Level.CONFIRM)
            case Nation.NORTHERN_IRELAND:
                yield Problem(path, "belongs-to-northern-ireland", Level.CONFIRM)
            case Nation.CROWN_DEPENDENCY:
                yield Problem(path, "belongs-to-the-islands", Level.CONFIRM)
            case Nation.SCOTTISH_BORDER:
                yield Problem(path, "on-the-border", Level.CONFIRM)
            case None if each.party.text("address.country"):
                yield Problem(f"{each.path}.address.country", "defendant-abroad", Level.CONFIRM)
            case _here:
                continue


def amounts_fit(answers: Answers, _context: Context) -> Iterable[Problem]:
    """More than the court's case system can hold is noted: such a claim is taken on paper by hand."""
    total = total_claimed(answers)
    if total is not None and total >= choices.CASE_SYSTEM_LESS_THAN:
        yield Problem("amounts", "beyond-all-systems", Level.NOTE)


def dates_are_past(answers: Answers, context: Context) -> Iterable[Problem]:
    """Interest began, and what happened happened, on or before the day of the claim."""
    began = answers.date("interest.from_date")
    if began is not None and began > context.today:
        yield Problem("interest.from_date", "not-after-today", parts=("year",))
    elif began is not None and began.year < choices.FIRST_YEAR:
        yield Problem("interest.from_date", "year-too-early", params={"min": choices.FIRST_YEAR}, parts=("year",))
    for index, event in enumerate(answers.items("timeline")):
        day = event.date("date")
        if day is not None and day > context.today:
            yield Problem(f"timeline.{index}.date", "not-after-today", parts=("year",))


RULES = (
    everybody_has_a_name,
    births_are_possible,
    addresses_are_whole(lambda _each: True),
    claims_belong_here,
    amounts_fit,
    dates_are_past,
    nobody_is_named_twice("address.line1"),
    signers_say_for_whom,
    help_is_applied_for,
    friends_sign,
)
