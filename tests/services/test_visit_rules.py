"""The rules of a visit request that need no network (prison-visits-2 and its public site), as a table of cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.catalogue import Booking, Prison
from services.forms.check import Checked, check_answers, check_draft
from services.forms.context import Context
from services.forms.draft import Draft
from services.forms.page import Limits
from services.forms.problem import blocking
from services.forms.words import Translator
from services.language import Language
from services.visits import SERVICE
from services.visits.rules import group_fits
from services.visits.summary import describe_visitor, visitor_limits
from tests.services.samples import CATALOGUE, TODAY, visit_answers

ADULT, CHILD = "1990-06-05", "2018-02-01"


def context(**changed: object) -> Context:
    """The catalogue with Cardiff changed: its adult age is 16, it takes 3 adults and 6 visitors."""
    prisons = [replace(each, **changed) if each.code == "CFI" else each for each in CATALOGUE.prisons]  # type: ignore[arg-type]
    return Context(TODAY, replace(CATALOGUE, prisons=tuple(prisons)))


def check(*births: str, where: Context | None = None, prisoner: str = "1985-03-27") -> dict[str, str]:
    visitors = [
        {"first_name": "Visitor" + "a" * number, "last_name": "Jones", "date_of_birth": born}
        for number, born in enumerate(births)
    ]
    answers: dict[str, Any] = visit_answers(visitors=visitors)
    answers["prisoner"]["date_of_birth"] = prisoner
    checked: Checked = check_answers(SERVICE, answers, where or context())
    return {problem.path: problem.code for problem in blocking(checked.problems)}


LEAD = "visitors.0.date_of_birth"


@pytest.mark.parametrize(
    ("births", "problems"),
    [
        ([ADULT], {}),
        (["2008-11-20"], {}),  # 18 today
        (["2008-11-21"], {LEAD: "first-visitor-age"}),  # 18 tomorrow
        (["2009-11-20", ADULT], {LEAD: "first-visitor-age"}),  # an adult by this prison's own count, not as the one who asks
        ([ADULT, ADULT, ADULT], {}),
        ([ADULT, ADULT, ADULT, "2010-11-21"], {}),  # 15: a child where adults are 16
        ([ADULT, ADULT, ADULT, "2010-11-20"], {"visitors": "too-many-adults"}),  # 16 today
        ([ADULT, CHILD, CHILD, CHILD, CHILD, CHILD], {}),
        ([ADULT, CHILD, CHILD, CHILD, CHILD, CHILD, CHILD], {"visitors": "too-many"}),
        ([ADULT, "2026-11-20"], {"visitors.1.date_of_birth": "date-in-future"}),
        ([ADULT, "2026-11-19"], {}),
        (["2027-01-01"], {LEAD: "date-in-future"}),
        (["1906-01-01"], {}),  # counted from 1 January of the 120th year back
        (["1905-12-31"], {LEAD: "date-too-long-ago"}),
    ],
)
def test_the_group_is_held_to_the_rules(births: list[str], problems: dict[str, str]) -> None:
    assert check(*births) == problems


@pytest.mark.parametrize(
    ("born", "problems"),
    [
        ("2026-11-20", {"prisoner.date_of_birth": "date-in-future"}),
        ("2026-11-19", {}),
        ("1905-12-31", {"prisoner.date_of_birth": "date-too-long-ago"}),
    ],
)
def test_the_prisoner_was_born_in_the_past(born: str, problems: dict[str, str]) -> None:
    assert check(ADULT, prisoner=born) == problems


@pytest.mark.parametrize(("adult_age", "problems"), [(10, {"visitors": "too-many-adults"}), (11, {}), (18, {})])
def test_who_counts_as_an_adult_is_the_prisons_own_rule(adult_age: int, problems: dict[str, str]) -> None:
    ten = "2016-11-20"

    assert check(ADULT, ADULT, ADULT, ten, where=context(adult_age=adult_age)) == problems


def test_a_prison_may_take_fewer_visitors_than_the_law_of_the_land() -> None:
    assert check(ADULT, CHILD, CHILD, where=context(max_visitors=2)) == {"visitors": "too-many-visitors"}
    assert check(ADULT, CHILD, CHILD, where=context(max_visitors=3)) == {}


def test_the_group_is_not_judged_before_the_prison_is_known() -> None:
    answers = check_answers(SERVICE, visit_answers(prison=None), context()).answers

    assert list(group_fits(answers, context())) == []


def limits(*births: str, where: Context | None = None) -> Limits:
    visitors = [{"first_name": "Visitor", "last_name": "Jones", "date_of_birth": born} for born in births]
    where = where or context()
    found = visitor_limits(check_answers(SERVICE, visit_answers(visitors=visitors), where).answers, where)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("births", "english", "welsh", "room"),
    [
        (
            [ADULT, ADULT, CHILD],
            "You can bring 3 more people.\nOnly 1 of them can be an adult.",
            "Gallwch ddod â 3 pherson arall.\nDim ond 1 ohonyn nhw all fod yn oedolyn.",
            True,
        ),
        (
            [ADULT, ADULT, ADULT],
            "You can bring 3 more people.\nThey must all be children.",
            "Gallwch ddod â 3 pherson arall.\nRhaid i bob un fod yn blentyn.",
            True,
        ),
        ([ADULT, CHILD, CHILD, CHILD, CHILD], "You can bring 1 more person.", "Gallwch ddod ag 1 person arall.", True),
        ([ADULT] + [CHILD] * 5, "You cannot bring anyone else.", "Ni allwch ddod â neb arall.", False),
        (
            [ADULT] * 4,
            "There are too many people. Remove someone to carry on.",
            "Mae gormod o bobl. Tynnwch rywun i barhau.",
            False,
        ),
    ],
)
def test_the_rule_beside_the_list_says_who_can_still_come(births: list[str], english: str, welsh: str, room: bool) -> None:  # noqa: FBT001
    found = limits(*births)

    assert Translator(Language.ENGLISH)(found.sentence) == english
    assert Translator(Language.WELSH)(found.sentence) == welsh
    assert found.room is room
    assert [meter.taken for meter in found.meters] == [births.count(ADULT), len(births)]


@pytest.mark.parametrize(
    ("born", "index", "line", "small"),
    [
        (ADULT, 0, "You. Aged 36, counts as an adult", False),
        (ADULT, 1, "Aged 36, counts as an adult here", False),
        ("2010-11-20", 1, "Aged 16, counts as an adult here", False),
        (CHILD, 1, "Aged 8, counts as a child", True),
        ("2030-01-01", 1, "Date of birth needed", False),
        (None, 1, "Date of birth needed", False),
    ],
)
def test_each_visitor_is_shown_with_what_their_age_means(born: str | None, index: int, line: str, small: bool) -> None:  # noqa: FBT001
    visitors = [{"first_name": "Visitor", "last_name": "Jones", "date_of_birth": born}] * (index + 1)
    answers = check_answers(SERVICE, visit_answers(visitors=visitors), context()).answers

    found = describe_visitor(answers.items("visitors")[index], index, answers, context())

    assert Translator(Language.ENGLISH)(found.name) == "Visitor Jones"
    assert Translator(Language.ENGLISH)(found.line) == line
    assert found.small is small


@pytest.mark.parametrize("booking", [Booking.CLOSED, Booking.ANOTHER_WAY])
def test_the_prisons_offered_are_those_whose_visits_can_be_asked_for_here(booking: Booking) -> None:
    closed: tuple[Prison, ...] = tuple(replace(each, booking=booking) for each in CATALOGUE.prisons if each.code == "CFI")
    where = Context(TODAY, replace(CATALOGUE, prisons=closed))

    checked = check_answers(SERVICE, visit_answers(prison="CFI"), where)

    assert ("prison", "not-an-option") in {(problem.path, problem.code) for problem in checked.problems}


def test_an_empty_form_is_judged_by_no_rule() -> None:
    codes = {problem.code for problem in check_draft(SERVICE, Draft(), Context(date(2028, 2, 29), CATALOGUE)).problems}

    assert codes == {"missing"}
