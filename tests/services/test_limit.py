"""Limits of systems further on: they are shown and noted, and refuse nothing."""

from __future__ import annotations

from dataclasses import replace
from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.forms.check import check_draft
from services.forms.draft import Draft
from services.forms.fields import InputKind, TextField
from services.forms.limit import Limit, LinesOf, notes_of
from services.forms.page import Page
from services.forms.problem import Level, Problem
from services.forms.words import verbatim
from services.visits import SERVICE as VISIT
from tests.services.fee_samples import EN
from tests.services.samples import CONTEXT

SHORT = Limit("beyond-short", 5, verbatim("Short"), verbatim("Short takes less."))
LINES = Limit("beyond-lines", 2, verbatim("Lines"), verbatim("Lines takes {max} lines."), LinesOf(10))
FIELD = TextField(path="story", label=verbatim("Story"), kind=InputKind.LONG, limits=(SHORT, LINES))
SERVICE = replace(
    VISIT,
    key="limited",
    pages=(Page(key="story", title=verbatim("Story"), fields=(FIELD,)),),
    rules=(lambda _answers, _context: (Problem("story", "asked-already", Level.CONFIRM),),),
    summary=None,
)


@pytest.mark.parametrize(("text", "left"), [("", 5), ("12345", 0), ("123456", -1)])
def test_a_limit_says_what_is_left(text: str, left: int) -> None:
    assert SHORT.left(text) == left


@pytest.mark.parametrize(("text", "codes"), [("12345", []), ("123456", ["beyond-short"]), ("a\nb\nc", ["beyond-lines"])])
def test_a_longer_text_is_noted_and_not_refused(text: str, codes: list[str]) -> None:
    notes = list(notes_of(FIELD.limits, "story", text))

    assert [note.code for note in notes] == codes
    assert all(note.level is Level.NOTE for note in notes)


def test_checking_gives_the_notes_and_rules_still_speak_about_the_answer() -> None:
    found = check_draft(SERVICE, Draft({"story": "1234567"}), CONTEXT)

    assert [(each.code, each.level) for each in found.problems] == [
        ("beyond-short", Level.NOTE),
        ("asked-already", Level.CONFIRM),
    ]
    assert not found.blocked
    assert EN(SERVICE.words_for(found.problems[0])) == "Short takes less."


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 0),
        ("a", 1),
        ("1234567890", 1),
        ("12345678901", 2),
        ("12345 7890", 1),
        ("12345 67890", 2),
        ("a\n\nb", 3),
        ("x" * 45, 5),
    ],
)
def test_lines_are_counted_as_they_are_broken(text: str, lines: int) -> None:
    assert LinesOf(10)(text) == lines


@given(st.lists(st.text("ab", min_size=1, max_size=25), max_size=30), st.integers(5, 20))
def test_breaking_between_words_is_that_of_the_library(words: list[str], width: int) -> None:
    text = " ".join(words)

    counted = LinesOf(width)(text)

    longest = max(map(len, words), default=0)
    if longest <= width:
        assert counted == len(wrap(text, width, break_on_hyphens=False))
    else:
        assert counted * width >= len(text.replace(" ", ""))


@given(st.text("ab \n", max_size=400), st.integers(1, 8), st.integers(0, 12))
def test_whether_a_text_has_more_lines_needs_no_count_of_all(text: str, width: int, most: int) -> None:
    lines = LinesOf(width)

    assert lines.is_beyond(text, most) is (lines(text) > most)
