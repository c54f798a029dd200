"""Checking the whole: what is blocked, what is left out, and that the kiosk and the centre agree."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from jsonschema import Draft202012Validator

from services.forms.check import check_answers, check_draft
from services.forms.context import Context
from services.forms.draft import Draft
from services.forms.journey import main_line
from services.forms.page import ListPage
from services.forms.problem import Level, Problem, blocking
from services.forms.schema import json_schema
from services.visits import SERVICE
from tests.services.samples import CONTEXT, TIME, codes, draft_of, fields_of, same_bytes, visit_answers, with_at

SCHEMA = Draft202012Validator(json_schema(SERVICE))


def test_good_answers_have_no_problems() -> None:
    assert check_answers(SERVICE, visit_answers(), CONTEXT).problems == ()


def test_what_was_typed_and_a_file_give_the_same_frozen_answers() -> None:
    typed = check_draft(SERVICE, draft_of(visit_answers()), CONTEXT)
    filed = check_answers(SERVICE, visit_answers(), CONTEXT)

    assert typed.problems == ()
    assert same_bytes(typed.frozen()) == same_bytes(filed.frozen())


def test_frozen_answers_checked_again_are_the_same_bytes() -> None:
    answers = visit_answers()
    answers["prisoner"] |= {"number": " a 1234 bc ", "first_name": " David  "}
    answers["contact"]["phone"] = "07700 900 982"
    frozen = check_answers(SERVICE, answers, CONTEXT).frozen()

    again = check_answers(SERVICE, frozen, CONTEXT, offers=False)

    assert again.problems == ()
    assert same_bytes(again.frozen()) == same_bytes(frozen)
    SCHEMA.validate(frozen)


def test_an_empty_draft_is_asked_for_every_answer_that_everybody_owes() -> None:
    checked = check_draft(SERVICE, Draft(), CONTEXT)

    owed = {path for path, _field in fields_of(SERVICE)}
    assert codes(checked) == dict.fromkeys(
        owed - {"held", "support.details", "contact.phone", "contact.email", "contact.address"}, "missing"
    )


@pytest.mark.parametrize("path", [path for path, _field in fields_of(SERVICE)])
def test_leaving_out_one_asked_answer_is_said_at_that_answer(path: str) -> None:
    checked = check_answers(SERVICE, with_at(visit_answers(), path, None), CONTEXT)

    asked = path not in {"held", "contact.email", "contact.address"}
    name = path.endswith("_name")  # one name may be all there is, so the person is asked
    assert codes(checked)[path] == ("one-name" if name else "missing" if asked else "not-asked")
    assert checked.blocked == (asked and not name)


def test_answers_on_pages_that_are_not_asked_are_left_out() -> None:
    answers = visit_answers(support={"needed": "no", "details": "A hearing loop"})

    checked = check_answers(SERVICE, answers, CONTEXT)

    assert not checked.blocked
    assert [(each.path, each.code, each.level) for each in checked.problems] == [("support.details", "not-asked", Level.NOTE)]
    assert checked.frozen()["support"] == {"needed": "no"}
    assert "support-details" not in {step.key for step in checked.steps}


def test_a_draft_keeps_what_was_typed_on_a_page_that_is_no_longer_asked() -> None:
    draft = draft_of(visit_answers())
    draft.set("contact.method", "return")

    checked = check_draft(SERVICE, draft, CONTEXT)

    assert checked.problems == ()
    assert checked.frozen()["contact"] == {"method": "return"}
    assert draft.get("contact.phone")


@pytest.mark.parametrize(
    ("path", "value", "at"),
    [
        ("colour", "red", "colour"),
        ("prisoner.nickname", "Dai", "prisoner.nickname"),
        ("visitors.1.nickname", "Mal", "visitors.1.nickname"),
        ("colour", None, "colour"),
        ("colour", {}, "colour"),
    ],
)
def test_an_unknown_field_blocks(path: str, value: object, at: str) -> None:
    checked = check_answers(SERVICE, with_at(visit_answers(), path, value), CONTEXT)

    assert blocking(checked.problems) == (Problem(at, "unknown-field"),)


def test_a_name_with_dots_in_it_is_no_path_to_a_field() -> None:
    checked = check_answers(SERVICE, visit_answers(**{"prisoner.number": "B7654AC"}), CONTEXT)

    assert blocking(checked.problems) == (Problem('"prisoner.number"', "unknown-field"),)


@pytest.mark.parametrize("visitors", [{"0": visit_answers()["visitors"][0]}, "Siân", [visit_answers()["visitors"][0], "Mali"]])
def test_an_object_or_text_in_place_of_a_list_is_not_quietly_dropped(visitors: object) -> None:
    assert check_answers(SERVICE, visit_answers(visitors=visitors), CONTEXT).blocked


def test_a_value_in_place_of_a_group_is_not_quietly_dropped() -> None:
    checked = check_answers(SERVICE, visit_answers(support="no"), CONTEXT)

    assert codes(checked) == {"support.needed": "missing", "support": "unknown-field"}


def test_the_timetable_binds_at_the_kiosk_and_not_at_the_centre() -> None:
    answers = visit_answers(slots=["2026-11-28T10:00/11:00"])

    assert codes(check_answers(SERVICE, answers, CONTEXT)) == {"slots": "not-offered"}
    assert check_answers(SERVICE, answers, CONTEXT, offers=False).problems == ()


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("contact.method", "pigeon", "not-an-option"),
        ("language", "fr", "not-an-option"),
        ("support.needed", "perhaps", "not-an-option"),
        ("slots", ["tomorrow at ten"], "not-offered"),
        ("slots", [], "missing"),
        ("slots", TIME, "wrong-type"),
        ("slots", [TIME, TIME], "chosen-twice"),
        ("slots", [f"2026-12-0{day}T14:00/15:30" for day in (1, 2, 3, 4)], "too-many"),
        ("prisoner.number", 1234, "wrong-type"),
        ("visitors.0.date_of_birth", 0, "wrong-type"),
    ],
)
def test_what_no_kiosk_could_have_sent_is_refused_at_the_centre_too(path: str, value: object, code: str) -> None:
    checked = check_answers(SERVICE, with_at(visit_answers(), path, value), CONTEXT, offers=False)

    expected = "too-few" if value == [] else code
    assert codes(checked)[path] == expected


def test_a_choice_nobody_was_given_is_not_among_the_answers_that_rules_and_words_see() -> None:
    checked = check_answers(SERVICE, visit_answers(language="fr", prison="XXX"), CONTEXT)

    assert codes(checked) == {"language": "not-an-option", "prison": "not-an-option", "slots": "not-offered"}
    assert (checked.answers.text("language"), checked.answers.text("prison")) == ("", "")


def test_a_problem_of_a_rule_counts_even_where_no_page_shows_it() -> None:
    strict = replace(SERVICE, rules=(lambda _answers, _context: [Problem("visitors.0", "too-many")],))

    assert check_answers(strict, visit_answers(), CONTEXT).blocked


def test_of_a_list_far_too_long_only_so_much_is_looked_at() -> None:
    answers = visit_answers(visitors=visit_answers()["visitors"] * 2_000)

    checked = check_answers(SERVICE, answers, CONTEXT)

    assert Problem("visitors", "too-many", params={"max": 6}) in checked.problems
    assert len(checked.steps) < 40


@pytest.mark.parametrize(("minimum", "given_items", "code"), [(2, 1, "too-few"), (2, 0, "too-few"), (2, 2, None), (0, 0, None)])
def test_a_list_has_as_many_items_as_it_must(minimum: int, given_items: int, code: str | None) -> None:
    pages = tuple(replace(page, minimum=minimum) if isinstance(page, ListPage) else page for page in SERVICE.pages)
    service = replace(SERVICE, pages=pages, rules=())

    checked = check_answers(service, visit_answers(visitors=visit_answers()["visitors"][:given_items]), CONTEXT)

    assert codes(checked).get("visitors") == code
    assert bool(checked.problems) == (code is not None)
    if not checked.problems:
        Draft202012Validator(json_schema(service)).validate(checked.frozen())


def test_the_main_line_meets_only_the_first_item_of_a_list() -> None:
    steps = main_line(check_answers(SERVICE, visit_answers(), CONTEXT).steps)

    assert [step.key for step in steps if "visitor" in step.key] == [
        "visitor-name/0",
        "visitor-birth/0",
        "visitors",
    ]


def test_each_page_is_told_its_own_problems() -> None:
    checked = check_answers(SERVICE, visit_answers(prisoner={}), CONTEXT)

    assert {step.key: [problem.path for problem in checked.on(step)] for step in checked.steps if checked.on(step)} == {
        "prisoner-name": ["prisoner.first_name", "prisoner.last_name"],
        "prisoner-birth": ["prisoner.date_of_birth"],
        "prisoner-number": ["prisoner.number"],
    }


def test_problems_never_hold_what_was_typed() -> None:
    typed = visit_answers(
        prisoner={"first_name": "S3cret", "last_name": "<S3cret>", "date_of_birth": "S3cret", "number": "S3cret"}
    )

    problems = check_answers(SERVICE, typed, CONTEXT).problems

    assert len(problems) == 4
    assert "S3cret" not in repr(problems)


@pytest.mark.parametrize("path", [path for path, _field in fields_of(SERVICE)])
def test_half_a_character_is_refused_wherever_it_stands(path: str) -> None:
    given = visit_answers(contact={"method": "text", "phone": "x", "email": "x", "address": "x"})
    value: object = (
        ["\ud800"] if path == "slots" else {"day": "1", "month": "\ud800", "year": "2000"} if "birth" in path else "a\udfff"
    )

    checked = check_answers(SERVICE, with_at(given, path, value), CONTEXT)

    asked = path not in {"held", "contact.email", "contact.address"}
    assert codes(checked)[path] == ("text-characters" if asked else "not-asked")
    assert json.dumps(checked.frozen(), ensure_ascii=False).encode()


@pytest.mark.parametrize("today", [date.min, date(100, 1, 1), date.max])
def test_no_day_of_the_calendar_makes_checking_fail(today: date) -> None:
    checked = check_answers(SERVICE, visit_answers(), Context(today, CONTEXT.catalogue))

    assert codes(checked)["slots"] == "not-offered"
