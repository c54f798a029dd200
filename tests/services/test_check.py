"""Checking the whole: what is blocked, what is left out, and that partial or hostile answers never make it fail."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from services.forms.check import Checked, check_answers, check_draft
from services.forms.draft import Draft, Mark
from services.forms.page import ListPage
from services.forms.problem import Level, Problem, blocking
from services.forms.schema import json_schema
from services.forms.words import Translator
from services.language import Language
from services.visits import SERVICE
from services.visits.summary import contact_words
from tests.services.samples import CONTEXT, TIME, draft_of, fields_of, visit_answers

SCHEMA = Draft202012Validator(json_schema(SERVICE))


def codes(checked: Checked) -> dict[str, str]:
    return {problem.path: problem.code for problem in checked.problems}


def same_bytes(frozen: Mapping[str, object]) -> bytes:
    return json.dumps(frozen, sort_keys=True).encode()


def with_at(answers: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """A copy of `answers` with another value at `path`."""
    copied: dict[str, Any] = json.loads(json.dumps(answers))
    *steps, last = path.split(".")
    target: Any = copied
    for step in steps:
        target = target[int(step)] if isinstance(target, list) else target[step]
    target[int(last) if isinstance(target, list) else last] = value
    return copied


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
        owed - {"support.details", "contact.phone", "contact.email", "contact.address"}, "missing"
    )


@pytest.mark.parametrize("path", [path for path, _field in fields_of(SERVICE)])
def test_leaving_out_one_asked_answer_is_said_at_that_answer(path: str) -> None:
    checked = check_answers(SERVICE, with_at(visit_answers(), path, None), CONTEXT)

    asked = path not in {"contact.email", "contact.address"}
    assert codes(checked)[path] == ("missing" if asked else "not-asked")
    assert checked.blocked == asked


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


def test_a_box_a_clerk_cannot_read_is_a_question_to_confirm() -> None:
    draft = draft_of(visit_answers())
    draft.mark("prisoner.number", Mark.ILLEGIBLE)
    draft.mark("visitors.1.date_of_birth", Mark.MISSING)

    checked = check_draft(SERVICE, draft, CONTEXT)

    assert [(each.path, each.code, each.level) for each in checked.problems] == [
        ("prisoner.number", "marked-illegible", Level.CONFIRM),
        ("visitors.1.date_of_birth", "marked-missing", Level.CONFIRM),
    ]


def test_problems_never_hold_what_was_typed() -> None:
    typed = visit_answers(
        prisoner={"first_name": "S3cret", "last_name": "<S3cret>", "date_of_birth": "S3cret", "number": "S3cret"}
    )

    problems = check_answers(SERVICE, typed, CONTEXT).problems

    assert len(problems) == 4
    assert "S3cret" not in repr(problems)


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=12,
)
places = st.sampled_from(
    [path for path, _field in fields_of(SERVICE)] + ["visitors", "prisoner", "visitors.1", "slots.0", "extra"]
)
texts = st.one_of(
    st.text(max_size=12), st.sampled_from(["CFI", "A1234BC", TIME, "yes", "text", "post", "cy", "1990", "3", "29", "2030"])
)
draft_paths = st.one_of(
    st.sampled_from([path for path, _field in fields_of(SERVICE)]),
    st.builds(
        "visitors.{}.{}".format, st.integers(0, 9), st.sampled_from(["first_name", "date_of_birth.day", "date_of_birth.year"])
    ),
    st.builds("slots.{}".format, st.integers(0, 5)),
    st.text(alphabet="abc.01²", max_size=8),
)


def sound(checked: Checked) -> None:
    """All that a screen, a printer or the centre does with checked answers works; what is not blocked survives the way."""
    for language in Language:
        say = Translator(language)
        for problem in checked.problems:
            assert say(SERVICE.words_for(problem))
        assert SERVICE.summary is not None
        for row in SERVICE.summary(checked.answers, CONTEXT):
            assert [say(line) for line in (row.label, *row.lines)]
        assert say(contact_words(checked.answers))
        for page in (page for page in SERVICE.pages if isinstance(page, ListPage)):
            page.limits(checked.answers, CONTEXT)
            for index, item in enumerate(checked.answers.items(page.path)):
                assert page.describe(item, index, checked.answers, CONTEXT)
    if not checked.blocked:
        frozen = checked.frozen()
        again = check_answers(SERVICE, frozen, CONTEXT, offers=False)
        assert again.problems == ()
        assert same_bytes(again.frozen()) == same_bytes(frozen)
        assert SERVICE.receipt_fields(checked.answers, CONTEXT)
        SCHEMA.validate(frozen)


@settings(deadline=None)
@given(st.dictionaries(draft_paths, texts, max_size=12), st.dictionaries(draft_paths, st.sampled_from(Mark), max_size=2))
def test_checking_a_partial_draft_never_fails(values: dict[str, str], marks: dict[str, Mark]) -> None:
    sound(check_draft(SERVICE, Draft(values, marks), CONTEXT))


@settings(deadline=None)
@given(st.dictionaries(draft_paths, texts, max_size=4))
def test_checking_a_good_draft_with_something_changed_never_fails(values: dict[str, str]) -> None:
    sound(check_draft(SERVICE, Draft({**dict(draft_of(visit_answers()).items()), **values}), CONTEXT))


@settings(deadline=None)
@given(json_values.filter(lambda value: isinstance(value, dict)))
def test_checking_any_json_object_never_fails(answers: dict[str, object]) -> None:
    checked = check_answers(SERVICE, answers, CONTEXT)

    assert checked.blocked
    sound(checked)


@settings(deadline=None)
@given(places, json_values, st.booleans())
def test_checking_good_answers_with_one_thing_replaced_never_fails(path: str, value: object, offers: bool) -> None:  # noqa: FBT001
    changed = with_at(visit_answers(), path, value)
    checked = check_answers(SERVICE, changed, CONTEXT, offers=offers)

    if not checked.blocked:
        frozen = checked.frozen()
        assert same_bytes(check_answers(SERVICE, frozen, CONTEXT, offers=offers).frozen()) == same_bytes(frozen)
        SCHEMA.validate(frozen)


def test_answers_nested_deeper_than_calls_may_be_are_refused_and_not_a_crash() -> None:
    deep: Any = "x"
    for _level in range(5_000):
        deep = [{"a": deep}]

    for path in ("extra", "slots", "prisoner", "visitors.0.date_of_birth", "prisoner.number"):
        changed = visit_answers()
        *steps, last = path.split(".")
        target: Any = changed
        for step in steps:
            target = target[int(step)] if isinstance(target, list) else target[step]
        target[last] = {"day": deep} if last == "date_of_birth" else deep

        assert check_answers(SERVICE, changed, CONTEXT).blocked
