"""Every problem that any code path can emit has words, in both languages and for every field it can be at."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import services
from services.common.wording import CONFIRM_WORDS, PROBLEM_WORDS
from services.forms.problem import Level, Problem
from services.forms.statement import CHANGED
from services.forms.words import Param, Translator, verbatim
from services.language import Language
from services.visits import SERVICE
from tests.services.samples import TODAY, fields_of, filled, titles_of, words_in

EN, CY = Translator(Language.ENGLISH), Translator(Language.WELSH)
ROOT = Path(next(iter(services.__path__)))
# Sentences that are the same in both languages, because they hold nothing but what fills them.
ONLY_GAPS = {"{day:weekday}", "{span}", "{bring} {adults}", "{name}, {number}", "{name}, {age}", "{day:weekday}, {span}"}


def codes_in(path: Path) -> Iterator[str]:
    """The codes that a module gives to `Problem(path, code)`, or to pydantic's custom error, as written in its source."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id="Problem"), args=[_, code, *_rest]):
                yield from _texts(code)
            case ast.Call(func=ast.Name(id="PydanticCustomError"), args=[code, *_rest]):
                yield from _texts(code)


def _texts(code: ast.expr) -> Iterator[str]:
    match code:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Name(id="CHANGED"):
            yield CHANGED
        case ast.IfExp(body=body, orelse=orelse):
            yield from _texts(body)
            yield from _texts(orelse)
        case ast.Attribute(value=ast.Name(id="self"), attr="code"):  # a problem handed on
            return
        case ast.Subscript(value=ast.Name(id="details")):  # pydantic's custom errors, found where they are raised
            return
        case other:
            pytest.fail(f"a code that this test cannot read: {ast.unparse(other)}")


# These have words of their own.
OTHER_SERVICES = {"claims", *(path.parent.name for path in ROOT.glob("*/service.py"))} - {"forms", "visits"}
CODES = sorted(
    {code for path in ROOT.rglob("*.py") if path.relative_to(ROOT).parts[0] not in OTHER_SERVICES for code in codes_in(path)},
)
PARAMS: Mapping[str, Param] = {"min": 1, "max": 2, "places": 4, "age": 18, "now": 17, "day": TODAY}
PATHS = [path for path, _field in fields_of(SERVICE)] + ["visitors", "visitors.3.first_name", "no.such.field"]


def test_the_codes_are_found_in_the_source() -> None:
    assert {"missing", "too-many", "not-offered", "date-not-real", "text-characters", "first-visitor-age"} <= set(CODES)
    assert len(CODES) > 20


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_words_in_both_languages_wherever_it_is(code: str) -> None:
    for path in PATHS:
        words = filled(SERVICE.words_for(Problem(path, code, params=PARAMS)))

        assert words.msgid != verbatim("").msgid
        assert EN(words) != CY(words)
        assert "{" not in EN(words) + CY(words)


@pytest.mark.parametrize("code", CODES)
def test_saying_yes_has_words_in_both_languages(code: str) -> None:
    yes = SERVICE.yes_to(Problem("visitors", code, Level.CONFIRM))

    assert EN(yes).startswith("Yes")
    assert EN(yes) != CY(yes)


def test_no_words_are_kept_for_codes_that_nothing_emits() -> None:
    kept = {*PROBLEM_WORDS, *SERVICE.problem_words, *(code for _path, field in fields_of(SERVICE) for code in field.messages)}
    kept |= {*CONFIRM_WORDS, *SERVICE.confirm_words}

    assert kept <= set(CODES)


def test_the_words_of_a_field_come_before_those_of_the_service_and_the_common_ones() -> None:
    assert EN(SERVICE.words_for(Problem("slots", "too-many", params={"max": 3}))) == "Choose no more than 3 times"
    assert EN(SERVICE.words_for(Problem("visitors", "too-many", params={"max": 6}))) == "You can bring no more than 6 visitors"
    assert EN(SERVICE.words_for(Problem("visitors.2.date_of_birth", "date-not-real"))) == "Date of birth must be a real date"
    assert EN(SERVICE.words_for(Problem("prison", "invented"))) == "invented"


def test_every_word_of_the_service_has_its_own_welsh() -> None:
    titles = [words for page in SERVICE.all_pages() for words in titles_of(page)]

    for words in [*titles, *words_in(SERVICE)]:
        if words.domain and words.msgid not in ONLY_GAPS:
            shown = filled(words)
            assert CY(shown) != EN(shown), words.msgid
