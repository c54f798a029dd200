"""What a person is told or asked to confirm about a visit request, as a table of cases at and around each bound."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.common.civil import age_on
from services.forms.check import check_answers
from services.forms.context import Context
from services.forms.problem import Level, Problem, notes, to_confirm
from services.visits import SERVICE
from services.visits.notices import NOTICES
from tests.services.samples import CATALOGUE, TODAY, visit_answers

ADULT, CHILD = "1990-06-05", "2018-02-01"
FIRST, LAST = "2026-11-28T09:30/11:00", "2026-12-05T09:30/11:00"  # two days on which somebody may have grown up


def at_cardiff(**changed: Any) -> Context:
    """Cardiff counts people as adults from 16, and takes 3 of them, unless something is changed."""
    changed = {"adult_age": 16, "max_adults": 3, **changed}
    prisons = [replace(each, **changed) if each.code == "CFI" else each for each in CATALOGUE.prisons]
    return Context(TODAY, replace(CATALOGUE, prisons=tuple(prisons)))


def people(*births: str) -> list[dict[str, str]]:
    return [
        {"first_name": "Mali" + "a" * index, "last_name": "Jones", "date_of_birth": born} for index, born in enumerate(births)
    ]


def found(where: Context | None = None, **changed: object) -> list[Problem]:
    checked = check_answers(SERVICE, visit_answers(**changed), where or at_cardiff(), offers=False)
    assert not checked.blocked, checked.problems
    return [*to_confirm(checked.problems), *notes(checked.problems)]


def codes(where: Context | None = None, **changed: object) -> dict[str, str]:
    return {problem.path: problem.code for problem in found(where, **changed) if problem.code != "not-asked"}


def test_an_ordinary_request_raises_nothing() -> None:
    assert codes() == {}


@pytest.mark.parametrize(
    ("born", "slots", "day"),
    [
        ("2010-11-20", [FIRST], None),  # 16 today already
        ("2010-11-21", [FIRST], date(2026, 11, 28)),  # tomorrow
        ("2010-11-28", [FIRST], date(2026, 11, 28)),  # on the day of the visit
        ("2010-11-29", [FIRST], None),  # the day after it
        ("2010-11-29", [FIRST, LAST], date(2026, 12, 5)),  # by the later one of two
        ("2010-11-29", [LAST, FIRST], date(2026, 12, 5)),
        ("2010-12-06", [FIRST, LAST], None),
    ],
)
def test_whoever_grows_up_before_a_chosen_visit_is_told_so(born: str, slots: list[str], day: date | None) -> None:
    problems = {each.path: each for each in found(visitors=people(ADULT, born), slots=slots)}

    note = problems.get("visitors.1.date_of_birth")
    assert (note and note.params) == ({"now": 15, "age": 16, "day": day} if day else None)
    assert "visitors" not in problems  # two adults are not too many on any day


@pytest.mark.parametrize(
    ("births", "most", "day"),
    [
        ([ADULT, ADULT, "2010-11-28"], 3, None),  # three on the day, three may come
        ([ADULT, ADULT, ADULT, "2010-11-28"], 3, date(2026, 11, 28)),
        ([ADULT, ADULT, ADULT, "2010-11-29"], 3, None),
        ([ADULT, "2010-11-28"], 1, date(2026, 11, 28)),
        ([ADULT, ADULT, "2010-11-21", "2010-11-28"], 3, date(2026, 11, 28)),  # two birthdays together
    ],
)
def test_more_adults_on_the_day_than_the_prison_takes_are_told_so(births: list[str], most: int, day: date | None) -> None:
    problems = {each.path: each for each in found(at_cardiff(max_adults=most), visitors=people(*births), slots=[FIRST])}

    note = problems.get("visitors")
    assert (note and (note.code, note.level, note.params["day"])) == (
        ("too-many-adults-by-visit", Level.NOTE, day) if day else None
    )


def test_a_birthday_on_29_february_falls_where_the_count_of_years_says() -> None:
    on_leap_day = Context(date(2026, 2, 20), at_cardiff().catalogue)
    answers = visit_answers(visitors=people(ADULT, "2008-02-29"), slots=["2026-02-28T09:30/11:00", "2026-03-01T09:30/11:00"])
    grown = next(day for day in (date(2026, 2, 28), date(2026, 3, 1)) if age_on(day, date(2008, 2, 29)) >= 18)

    checked = check_answers(SERVICE, answers, replace(on_leap_day, catalogue=at_cardiff(adult_age=18).catalogue), offers=False)

    assert [each.params["day"] for each in notes(checked.problems)] == [grown]


@pytest.mark.parametrize(
    ("slots", "noted"),
    [
        (["2026-11-28T09:30/11:00"], False),
        (["2026-11-28T09:30/11:00", "2026-11-28T11:00/12:00"], False),  # one begins as the other ends
        (["2026-11-28T09:30/11:00", "2026-11-28T10:59/12:00"], True),
        (["2026-11-28T10:59/12:00", "2026-11-28T09:30/11:00"], True),  # whichever was chosen first
        (["2026-11-28T09:30/11:00", "2026-11-29T09:30/11:00"], False),
        (["2026-11-28T09:00/12:00", "2026-11-29T09:30/11:00", "2026-11-28T10:00/10:30"], True),  # one inside another
    ],
)
def test_times_that_overlap_are_noted_once(slots: list[str], noted: bool) -> None:  # noqa: FBT001
    assert codes(slots=slots) == ({"slots": "times-overlap"} if noted else {})


@pytest.mark.parametrize(
    ("name", "born", "code"),
    [
        (("Siân", "O’Neill"), "1990-06-05", "same-visitor"),
        (("SIAN", "ONeill"), "1990-06-05", "same-visitor"),  # as another keyboard writes it
        (("Siân", "O’Neill"), "1990-06-06", None),
        (("Sioned", "O’Neill"), "1990-06-05", None),
        (("David", "Thomas"), "1985-03-27", "visitor-is-prisoner"),
        (("David", "Thomas"), "1985-03-28", None),
    ],
)
def test_the_same_person_twice_must_be_confirmed(name: tuple[str, str], born: str, code: str | None) -> None:
    second = {"first_name": name[0], "last_name": name[1], "date_of_birth": born}
    visitors = [{"first_name": "Siân", "last_name": "O’Neill", "date_of_birth": "1990-06-05"}, second]

    problems = found(visitors=visitors)

    assert [(each.path, each.code, each.level) for each in problems] == (
        [("visitors.1.date_of_birth", code, Level.CONFIRM)] if code else []
    )


@pytest.mark.parametrize(
    ("names", "missing"),
    [
        ({"first_name": "Suharto", "last_name": "Jones"}, None),
        ({"first_name": "Suharto"}, "last_name"),
        ({"last_name": "Suharto"}, "first_name"),
        ({"first_name": "Suharto", "last_name": "  "}, "last_name"),
    ],
)
def test_somebody_with_one_name_goes_on_once_it_is_confirmed(names: dict[str, str], missing: str | None) -> None:
    problems = found(visitors=[{**names, "date_of_birth": ADULT}])

    assert [(each.path, each.code, each.level) for each in problems] == (
        [(f"visitors.0.{missing}", "one-name", Level.CONFIRM)] if missing else []
    )


def test_nobody_goes_on_without_any_name() -> None:
    checked = check_answers(SERVICE, visit_answers(visitors=[{"date_of_birth": ADULT}]), at_cardiff())

    assert checked.blocked
    assert {(each.path, each.code) for each in checked.problems} == {
        ("visitors.0.first_name", "missing"),
        ("visitors.0.last_name", "missing"),
    }


def test_a_name_that_cannot_be_read_is_not_also_called_missing() -> None:
    visitors = [
        {"first_name": "J0hn", "date_of_birth": ADULT},
        {"first_name": "J0hn", "last_name": "Jones", "date_of_birth": CHILD},
    ]
    checked = check_answers(SERVICE, visit_answers(visitors=visitors), at_cardiff())

    assert [(each.path, each.code) for each in checked.problems] == [
        ("visitors.0.first_name", "name-characters"),
        ("visitors.1.first_name", "name-characters"),
        ("visitors.0.last_name", "missing"),
    ]


@pytest.mark.parametrize(
    ("phone", "method", "noted"),
    [
        ("07700 900 982", "text", False),
        ("07911 123456", "text", False),
        ("020 7946 0018", "text", True),
        ("01632 960 001", "text", True),
        ("020 7946 0018", "call", False),
        ("+353 86 123 4567", "text", False),
        ("+33 1 70 18 99 00", "text", True),
        ("+1 202 555 0143", "text", False),  # either kind: nothing is claimed
    ],
)
def test_a_text_to_a_landline_is_noted(phone: str, method: str, noted: bool) -> None:  # noqa: FBT001
    assert codes(contact={"method": method, "phone": phone}) == ({"contact.phone": "text-to-landline"} if noted else {})


@given(
    st.lists(st.dates(date(1900, 1, 1), date(2030, 1, 1)), min_size=1, max_size=6),
    st.lists(st.dates(date(2026, 11, 24), date(2026, 12, 18)), min_size=1, max_size=3),
)
def test_notices_stop_nothing_and_hold_nothing_that_was_typed(births: list[date], days: list[date]) -> None:
    slots = [f"{day.isoformat()}T09:30/11:00" for day in dict.fromkeys(days)]
    answers = visit_answers(visitors=people(*(born.isoformat() for born in births)), slots=slots)
    where = at_cardiff()
    read = check_answers(SERVICE, answers, where, offers=False).answers

    problems = [problem for notice in NOTICES for problem in notice(read, where)]

    for problem in problems:
        assert problem.level is not Level.BLOCK
        shown = {str(value) for value in problem.params.values()} - {day.isoformat() for day in days}
        assert not shown & {"Mali", "Jones", *(born.isoformat() for born in births)}
