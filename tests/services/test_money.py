"""Money as people write it, in pence, and as it is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.common.money import AMOUNT_WORDS, AmountProblem, format_pounds, read_pounds
from services.forms.words import Translator
from services.language import Language


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("£1,250.00", 125000),
        ("1250", 125000),
        ("1,250", 125000),
        ("1 250.50", 125050),
        ("  £ 1,250.05 ", 125005),
        ("GBP 300.01", 30001),
        ("gbp300", 30000),
        ("£1\u00a0250.00", 125000),
        ("\uffe1\uff11\uff12\uff15\uff10\uff0e\uff10\uff10", 125000),  # full width
        ("\u202d£12.34\u202c", 1234),
        ("0.01", 1),
        ("007", 700),
        ("£12,345,678.90", 1234567890),
        ("0", 0),
    ],
)
def test_an_amount_is_read_in_every_way_it_is_written(text: str, pence: int) -> None:
    assert read_pounds(text) == pence


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", AmountProblem.MISSING),
        (" \u200b ", AmountProblem.MISSING),
        ("1.250", AmountProblem.PENCE),
        ("12.5", AmountProblem.PENCE),
        ("12.", AmountProblem.PENCE),
        ("1,25", AmountProblem.FORMAT),
        ("1.250,00", AmountProblem.FORMAT),
        ("1,00,000", AmountProblem.FORMAT),
        ("1e5", AmountProblem.FORMAT),
        ("0x1000", AmountProblem.FORMAT),
        ("NaN", AmountProblem.FORMAT),
        ("five", AmountProblem.FORMAT),
        ("50p", AmountProblem.FORMAT),
        ("12-34", AmountProblem.FORMAT),
        ("100-200", AmountProblem.FORMAT),
        ("€100", AmountProblem.FORMAT),
        ("١٢", AmountProblem.FORMAT),
        ("-5", AmountProblem.NEGATIVE),
        ("£-5.00", AmountProblem.NEGATIVE),
        ("\u22125", AmountProblem.NEGATIVE),
        ("1" * 12, AmountProblem.TOO_LARGE),
        ("9" * 5000, AmountProblem.TOO_LARGE),
    ],
)
def test_what_could_be_another_amount_or_none_is_refused(text: str, problem: AmountProblem) -> None:
    assert read_pounds(text) is problem


@given(st.integers(min_value=0, max_value=10**13 - 1))
def test_what_is_shown_is_read_back(pence: int) -> None:
    assert read_pounds(format_pounds(pence)) == pence


@given(st.text(max_size=30))
def test_no_text_at_all_is_a_surprise(text: str) -> None:
    found = read_pounds(text)

    assert isinstance(found, AmountProblem) or found >= 0


def test_a_negative_amount_is_never_shown() -> None:
    with pytest.raises(ValueError, match="negative"):
        format_pounds(-1)


@pytest.mark.parametrize("problem", list(AmountProblem))
def test_every_problem_has_words_in_both_languages(problem: AmountProblem) -> None:
    words = AMOUNT_WORDS[problem]

    assert Translator(Language.ENGLISH)(words) != Translator(Language.WELSH)(words)
