"""The made languages are what they are said to be, and the desk takes a language that is not in its list."""

from __future__ import annotations

from datetime import UTC, datetime
from string import Formatter

from hypothesis import given
from hypothesis import strategies as st

from services.forms.words import Domain, Translator, bilingual, verbatim
from tests.ui.pseudo.tongues import LONG, LONGER, MIRRORED, PLAIN, backwards, longer

_ = Domain("ui")
NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
SENTENCES = st.text(alphabet="abcdefgh {}xyz.,", min_size=1, max_size=60).map(
    lambda text: text.replace("{", "{{").replace("}", "}}") + " {name} and {day:weekday}"
)


def gaps(sentence: str) -> list[tuple[str, str | None]]:
    return [(name, form) for _text, name, form, _conversion in Formatter().parse(sentence) if name is not None]


def letters(sentence: str) -> int:
    return sum(len(text) for text, *_gap in Formatter().parse(sentence))


@given(SENTENCES)
def test_a_made_sentence_keeps_its_gaps_and_is_as_long_as_a_long_translation(sentence: str) -> None:
    assert gaps(longer(sentence)) == gaps(backwards(sentence)) == gaps(sentence)
    assert letters(longer(sentence)) >= LONGER * letters(sentence) - 2


def test_every_word_of_a_long_sentence_is_in_other_letters() -> None:
    said = Translator(LONG)(_("Enter an answer: {label}", label=verbatim("A1234BC")))

    assert said.startswith("[ĘĘñţééŕ ååñ ååñšŵééŕ: A1234BC")
    assert said.endswith("]")


def test_what_fills_a_gap_is_kept_apart_from_words_that_are_read_from_the_right() -> None:
    words = _("Look up {reference} by {day:weekday} at {day:time}", reference=verbatim("7K2M 9QTX 4HW3"), day=NOW)

    said = Translator(MIRRORED)(words)

    assert "\u2068\u20687K2M 9QTX 4HW3\u2069\u2069" in said
    assert "\u206825" not in said  # the day begins with its name
    assert "\u20689:30" in said


def test_a_plural_is_said_in_a_made_language_too() -> None:
    words = [_.plural("{n} second", "{n} seconds", number) for number in (1, 2)]

    assert [Translator(PLAIN)(each) for each in words] == ["1 second", "2 seconds"]
    assert [Translator(LONG)(each)[:9] for each in words] == ["[1 šééçøø", "[2 šééçøø"]


def test_reference_data_that_has_no_other_language_is_said_in_english() -> None:
    assert Translator(LONG)(bilingual("HMP Cardiff", "Carchar Caerdydd")) == "HMP Cardiff"
