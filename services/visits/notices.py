"""What a person is told, or asked to confirm, about a visit request. None of it stops the request by itself.

The age on the day of the request decides (prison-visits-2, `AgeCalculator`). Where a birthday before the visit would change the
count, the person is told, for the prison counts again on the day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import combinations

from services.common.civil import age_on
from services.common.names import folded
from services.common.phones import is_landline
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.problem import Level, Problem
from services.forms.words import Param
from services.visits.overlaps import overlap
from services.visits.rules import adults, people, prison_of
from services.visits.slots import read_slots

BY_TEXT = "text"  # the way of contact that only a mobile phone takes


def names_are_whole(answers: Answers, _context: Context) -> Iterable[Problem]:
    """Somebody with one name may go on; somebody who left one out by mistake is asked."""
    for path, person in people(answers):
        first, last = person.text("first_name"), person.text("last_name")
        if bool(first) != bool(last):
            yield Problem(f"{path}.{'last_name' if first else 'first_name'}", "one-name", Level.CONFIRM)


def everybody_is_named_once(answers: Answers, _context: Context) -> Iterable[Problem]:
    """The same name and date of birth twice is nearly always one person; two people with both are asked to say so."""
    (_prisoner, first), *visitors = people(answers)
    prisoner = _who(first)
    seen = {prisoner}
    for path, person in visitors:
        who = _who(person)
        if who is None:
            continue
        if who in seen:
            yield Problem(f"{path}.date_of_birth", "visitor-is-prisoner" if who == prisoner else "same-visitor", Level.CONFIRM)
        seen.add(who)


def birthdays_before_the_visit(answers: Answers, context: Context) -> Iterable[Problem]:
    """Who becomes an adult of this prison by a chosen day, and whether there are then more adults than it takes."""
    prison = prison_of(answers, context)
    if prison is None:
        return
    days = sorted({slot.day for slot in read_slots(answers.texts("slots"))})
    for index, visitor in enumerate(answers.items("visitors")):
        born = visitor.date("date_of_birth")
        if born is None or born >= context.today or age_on(context.today, born) >= prison.adult_age:
            continue
        grown = next((day for day in days if age_on(day, born) >= prison.adult_age), None)
        if grown is not None:
            params: dict[str, Param] = {"now": age_on(context.today, born), "age": prison.adult_age, "day": grown}
            yield Problem(f"visitors.{index}.date_of_birth", "adult-by-visit", Level.NOTE, params)
    if adults(answers, prison, context.today) <= prison.max_adults:
        crowded = next((day for day in days if adults(answers, prison, day) > prison.max_adults), None)
        if crowded is not None:
            limit: dict[str, Param] = {"max": prison.max_adults, "age": prison.adult_age, "day": crowded}
            yield Problem("visitors", "too-many-adults-by-visit", Level.NOTE, limit)


def times_do_not_overlap(answers: Answers, _context: Context) -> Iterable[Problem]:
    """Choices that overlap are worth less than choices that do not."""
    if any(overlap(one, other) for one, other in combinations(read_slots(answers.texts("slots")), 2)):
        yield Problem("slots", "times-overlap", Level.NOTE)


def texts_reach_the_phone(answers: Answers, _context: Context) -> Iterable[Problem]:
    """A text message to a landline may never be seen."""
    if answers.text("contact.method") == BY_TEXT and is_landline(answers.text("contact.phone")):
        yield Problem("contact.phone", "text-to-landline", Level.NOTE)


def _who(person: Answers) -> tuple[str, date] | None:
    name, born = folded(person.text("first_name") + person.text("last_name")), person.date("date_of_birth")
    return (name, born) if name and born is not None else None


NOTICES = (
    names_are_whole,
    everybody_is_named_once,
    birthdays_before_the_visit,
    times_do_not_overlap,
    texts_reach_the_phone,
)
