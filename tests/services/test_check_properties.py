"""Partial, odd or hostile answers never make checking fail, and whatever is not blocked survives the way to the centre."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from services.forms.check import Checked, check_answers, check_draft
from services.forms.draft import Draft
from services.forms.page import ListPage
from services.forms.schema import json_schema
from services.forms.words import Translator
from services.language import Language
from services.visits import SERVICE
from services.visits.summary import contact_words
from tests.services.samples import CONTEXT, TIME, draft_of, fields_of, same_bytes, visit_answers, with_at

SCHEMA = Draft202012Validator(json_schema(SERVICE))

json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=12,
)
places = st.sampled_from(
    [path for path, _field in fields_of(SERVICE)] + ["visitors", "prisoner", "visitors.1", "slots.0", "extra"]
)
texts = st.one_of(
    st.text(max_size=12),
    st.text(alphabet="aé1\ud800\udfff\u202e\u2069", max_size=6),
    st.sampled_from(["CFI", "A1234BC", TIME, "yes", "text", "post", "cy", "1990", "3", "29", "2030"]),
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
        assert not again.blocked
        assert again.to_confirm == checked.to_confirm
        assert same_bytes(again.frozen()) == same_bytes(frozen)
        assert SERVICE.receipt_fields(checked.answers, CONTEXT)
        SCHEMA.validate(frozen)


@settings(deadline=None)
@given(st.dictionaries(draft_paths, texts, max_size=12))
def test_checking_a_partial_draft_never_fails(values: dict[str, str]) -> None:
    sound(check_draft(SERVICE, Draft(values), CONTEXT))


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
