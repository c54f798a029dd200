"""The rules of a visit request that need no network. What only the centre knows (is the visitor on the list?) is not guessed.

These stop a request. What a person is asked to confirm, or only told, is in `services.visits.notices`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from services.catalogue.model import Prison, Timetable
from services.common.civil import age_on
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.problem import Problem

MAX_AGE_YEARS = 120  # prison-visits-public, age_validator.rb
MAX_VISITORS = 6  # prison-visits-2, app/models/prison.rb MAX_VISITORS; a prison's own limit may be lower
LEAD_VISITOR_MIN_AGE = 18  # prison-visits-2, app/models/prison.rb LEAD_VISITOR_MIN_AGE


def prison_of(answers: Answers, context: Context) -> Prison | None:
    """The prison asked for, when it is known, as it is for the person who is held there."""
    prison = context.catalogue.prison(answers.text("prison"))
    return prison.as_held(answers.text("held")) if prison else None


def timetable_of(answers: Answers, context: Context) -> Timetable | None:
    """The timetable of the person who is to be visited; None while it is not known in which part of a split prison they are."""
    prison = prison_of(answers, context)
    return prison.timetable(answers.text("held")) if prison else None


def everybody_has_a_name(answers: Answers, _context: Context) -> Iterable[Problem]:
    """A first and a last name, or the only name there is in either place; `notices` asks whether it is the whole one."""
    for path, person in people(answers):
        if not person.text("first_name") and not person.text("last_name"):
            yield Problem(f"{path}.first_name", "missing")
            yield Problem(f"{path}.last_name", "missing")


def people(answers: Answers) -> Iterable[tuple[str, Answers]]:
    """The prisoner and every visitor, each with the path of their answers."""
    prisoner = answers.value("prisoner")
    yield "prisoner", Answers(prisoner if isinstance(prisoner, dict) else {})
    yield from ((f"visitors.{index}", visitor) for index, visitor in enumerate(answers.items("visitors")))


def births(answers: Answers) -> Iterable[tuple[str, date]]:
    """Every date of birth given, with its path."""
    for path, person in people(answers):
        born = person.date("date_of_birth")
        if born is not None:
            yield f"{path}.date_of_birth", born


def births_are_possible(answers: Answers, context: Context) -> Iterable[Problem]:
    """What `birth_is_possible` says of every date of birth."""
    for path, born in births(answers):
        yield from birth_is_possible(path, born, context)


def birth_is_possible(path: str, born: date, context: Context) -> Iterable[Problem]:
    """Born in the past, less than 120 years ago (counted from 1 January, as the live service does)."""
    if born >= context.today:
        yield Problem(path, "date-in-future", parts=("year",))
    elif born < date(max(context.today.year - MAX_AGE_YEARS, date.min.year), 1, 1):
        yield Problem(path, "date-too-long-ago", params={"max": MAX_AGE_YEARS}, parts=("year",))


def first_visitor_is_an_adult(answers: Answers, context: Context) -> Iterable[Problem]:
    """The person asking is 18 or over on the day of the request, whatever the prison's own adult age."""
    born = answers.date("visitors.0.date_of_birth")
    if born is not None and born < context.today and age_on(context.today, born) < LEAD_VISITOR_MIN_AGE:
        yield Problem("visitors.0.date_of_birth", "first-visitor-age", params={"min": LEAD_VISITOR_MIN_AGE})


def adults(answers: Answers, prison: Prison, day: date) -> int:
    """How many visitors count as adults at this prison on `day`; somebody whose age is not known yet does not."""
    known = (item.date("date_of_birth") for item in answers.items("visitors"))
    return sum(1 for born in known if born is not None and age_on(day, born) >= prison.adult_age)


def group_fits(answers: Answers, context: Context) -> Iterable[Problem]:
    """Not more visitors, nor more adults, than the prison takes. Age on the day of the request decides."""
    prison = prison_of(answers, context)
    if prison is None:
        return
    if prison.max_visitors < len(answers.items("visitors")) <= MAX_VISITORS:  # above that the list itself is too long
        yield Problem("visitors", "too-many-visitors", params={"max": prison.max_visitors})
    if adults(answers, prison, context.today) > prison.max_adults:
        yield Problem("visitors", "too-many-adults", params={"max": prison.max_adults, "age": prison.adult_age})


RULES = (everybody_has_a_name, births_are_possible, first_visitor_is_an_adult, group_fits)
