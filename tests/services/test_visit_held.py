"""The question that only some prisons need: whether the person is convicted or on remand, or in which part they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from importlib import resources
from typing import Any

import pytest
from babel.messages.pofile import read_po

from services.catalogue import Catalogue, embedded_catalogue
from services.forms.answers import Answers
from services.forms.check import Checked, check_answers, check_draft
from services.forms.context import Context
from services.forms.fields import ChoiceField
from services.forms.schema import json_schema
from services.forms.words import Translator
from services.language import Language
from services.visits import SERVICE
from services.visits.held import HELD
from services.visits.pages import PRISON
from services.visits.rules import adults, prison_of, timetable_of
from services.visits.slots import slots_on_offer
from tests.services.samples import draft_of, visit_answers

EN, CY = Translator(Language.ENGLISH), Translator(Language.WELSH)
CONTEXT = Context(date(2026, 11, 20), embedded_catalogue())


def times(code: str, held: str, context: Context = CONTEXT) -> list[str]:
    prison = context.catalogue.prison(code)
    assert prison is not None
    timetable = prison.timetable(held)
    return [slot.value for slot in slots_on_offer(prison, context.today, context.catalogue, timetable)][:2]


def answers(code: str, held: str | None, slots: list[str]) -> dict[str, Any]:
    return visit_answers(prison=code, slots=slots, **({} if held is None else {"held": held}))


def problems(checked: Checked) -> dict[str, str]:
    return {problem.path: problem.code for problem in checked.problems}


def asked(checked: Checked) -> bool:
    return "held" in {step.key for step in checked.steps}


@pytest.mark.parametrize(
    ("code", "english", "welsh"),
    [
        ("WCI", "Is the person convicted or on remand?", "A yw’r person wedi’i euogfarnu neu ar remánd?"),
        ("BNI", "Is the person convicted or on remand?", "A yw’r person wedi’i euogfarnu neu ar remánd?"),
        ("NWI", "Which part of the prison is the person in?", "Ym mha ran o’r carchar mae’r person?"),
    ],
)
def test_the_question_is_about_what_divides_the_prison(code: str, english: str, welsh: str) -> None:
    title = HELD.title_for(Answers({"prison": code}), CONTEXT)

    assert (EN(title), CY(title)) == (english, welsh)


@pytest.mark.parametrize(
    ("code", "options"),
    [
        ("WCI", {"convicted": "Convicted", "remand": "On remand"}),
        ("HDI", {"lakes": "Hatfield Lakes", "open": "Hatfield Open"}),
        ("CFI", {}),
        ("", {}),
    ],
)
def test_the_options_are_the_parts_of_the_prison(code: str, options: dict[str, str]) -> None:
    field = HELD.fields[0]
    assert isinstance(field, ChoiceField)

    assert {each.value: EN(each.words) for each in field.choices(Answers({"prison": code}), CONTEXT)} == options


def test_remand_is_spelled_in_one_way_in_welsh_wherever_it_is_said() -> None:
    with resources.files("services.visits").joinpath("locale/cy/LC_MESSAGES/messages.po").open("rb") as file:
        words = [str(message.string) for message in read_po(file, locale="cy")]
    parts = [timetable.name_cy for prison in CONTEXT.catalogue.prisons for timetable in prison.timetables]

    spelled = {found.lower() for text in (*words, *parts) for found in re.findall(r"\br[eé]m[aá]nd\b", text, re.IGNORECASE)}

    assert spelled == {"remánd"}


@pytest.mark.parametrize("held", ["convicted", "remand"])
def test_an_answer_decides_which_times_are_on_offer(held: str) -> None:
    checked = check_answers(SERVICE, answers("WCI", held, times("WCI", held)), CONTEXT)

    assert (problems(checked), asked(checked)) == ({}, True)
    assert checked.frozen()["held"] == held
    timetable = timetable_of(checked.answers, CONTEXT)
    assert timetable is not None
    assert timetable.key == held


def test_a_time_of_the_other_part_is_not_on_offer() -> None:
    lakes, both = set(times("HDI", "lakes")), set(times("HDI", "open"))
    other = next(iter(lakes - both))

    assert problems(check_answers(SERVICE, answers("HDI", "open", [other]), CONTEXT)) == {"slots": "not-offered"}


@pytest.mark.parametrize(("held", "code"), [(None, "missing"), ("f-g-h-l", "not-an-option")])
def test_without_a_part_of_this_prison_nothing_can_be_sent(held: str | None, code: str) -> None:
    checked = check_answers(SERVICE, answers("WCI", held, times("WCI", "remand")), CONTEXT)

    assert problems(checked) == {"held": code, "slots": "not-offered"}
    assert EN(SERVICE.words_for(checked.problems[0])).startswith("Select")


def test_where_the_prison_is_not_split_it_is_not_asked() -> None:
    checked = check_answers(SERVICE, answers("CFI", None, times("CFI", "")), CONTEXT)

    assert (problems(checked), asked(checked)) == ({}, False)


def test_changing_the_prison_leaves_an_answer_about_the_old_one_out() -> None:
    draft = draft_of(answers("WCI", "remand", times("CFI", "")))

    before = check_draft(SERVICE, draft, CONTEXT)
    draft.set("prison", "CFI")
    after = check_draft(SERVICE, draft, CONTEXT)

    assert (asked(before), asked(after), problems(after)) == (True, False, {})
    assert "held" not in after.frozen()


def test_a_part_of_the_old_prison_is_asked_again_in_another_split_prison() -> None:
    draft = draft_of(answers("NWI", "f-g-h-l", times("WCI", "remand")))

    draft.set("prison", "WCI")

    assert problems(check_draft(SERVICE, draft, CONTEXT))["held"] == "not-an-option"


def undivided(catalogue: Catalogue) -> Catalogue:
    """The catalogue of a centre in which no prison is split."""
    prisons = (replace(prison, timetables=prison.timetables[:1]) for prison in catalogue.prisons)
    return replace(catalogue, prisons=tuple(prisons))


@pytest.mark.parametrize("held", [None, "remand"])
@pytest.mark.parametrize("split_at_the_centre", [True, False])
def test_the_centre_takes_what_another_catalogue_asked_and_misses_nothing_it_did_not(
    held: str | None,
    split_at_the_centre: bool,  # noqa: FBT001
) -> None:
    catalogue = CONTEXT.catalogue if split_at_the_centre else undivided(CONTEXT.catalogue)
    given: Mapping[str, object] = answers("WCI", held, times("WCI", "remand"))

    checked = check_answers(SERVICE, given, Context(CONTEXT.today, catalogue), offers=False)

    assert problems(checked) == {}
    assert checked.frozen().get("held") == held


def test_the_part_s_own_adult_age_counts() -> None:
    prison = CONTEXT.catalogue.prison("WCI")
    assert prison is not None
    convicted, remand = prison.timetables
    young = replace(prison, timetables=(convicted, replace(remand, adult_age=8)))
    catalogue = replace(CONTEXT.catalogue, prisons=(young,))
    context = Context(CONTEXT.today, catalogue)

    counted = []
    for held in ("convicted", "remand"):
        given = Answers(answers("WCI", held, []))
        chosen = prison_of(given, context)
        assert chosen is not None
        child = Answers({**given.nested(), "visitors": [{"date_of_birth": date(2018, 2, 1)}]})
        counted.append((chosen.adult_age, adults(child, chosen, context.today)))

    assert counted == [(10, 0), (8, 1)]


def test_partners_read_that_it_is_not_always_asked() -> None:
    schema = json_schema(SERVICE)

    assert "held" in schema["properties"]
    assert "held" not in schema["required"]
    assert "held" in schema["$comment"]


def test_only_prisons_that_can_be_asked_for_are_in_the_list_and_old_names_find_them() -> None:
    field = PRISON.fields[0]
    assert isinstance(field, ChoiceField)

    options = {each.value: each for each in field.choices(Answers(), CONTEXT)}

    assert len(options) == 85
    assert not {"BWI", "DAI", "MKI", "STC3"} & options.keys()
    assert "Parkhurst" in options["IWI"].also
    assert "Highpoint North" in options["HPI"].also
    assert "HMP & YOI Cardiff" in options["CFI"].also
    assert problems(check_answers(SERVICE, answers("DAI", None, []), CONTEXT))["prison"] == "not-an-option"


def test_every_other_prison_is_listed_with_what_to_do_instead_in_both_languages() -> None:
    field = PRISON.fields[0]
    assert isinstance(field, ChoiceField)

    others = {each.value: each.instead for each in field.listed(Answers(), CONTEXT) if each.instead is not None}

    assert len(others) == 41
    assert EN(others["BSI"]) == "Visits to HMP Brinsford are not asked for here. Phone 0300 060 6500."
    assert CY(others["BSI"]) == "HMP Brinsford: ni ellir gofyn am ymweliadau yma. Ffoniwch 0300 060 6500."
    assert EN(others["DAI"]) == "HMP Dartmoor is closed. It takes no visits now."
    assert all(EN(words) != CY(words) for words in others.values())


def test_what_a_request_takes_is_what_the_list_of_prisons_offers() -> None:
    (field,) = PRISON.fields
    assert isinstance(field, ChoiceField)
    where, answers = Context(date(2026, 11, 20), embedded_catalogue()), Answers()
    codes = [each.code for each in where.catalogue.prisons]

    offered = {option.value for option in field.choices(answers, where)}

    assert {code for code in [*codes, "XXX", ""] if field.has(code, answers, where)} == offered
    assert 0 < len(offered) < len(codes)
