"""What was typed is taken out of a sentence however it is written there, and the program's own sentences stay whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from services.common.money import format_pounds
from services.forms.words import Domain
from services.language import Language
from services.money_claims.service import SERVICE as MONEY
from tests.services.money_claims.claims import claim
from tests.services.samples import draft_of
from tests.ui.desk_driver import journey
from tests.ui.speech.conftest import Listen
from ui.desk.navigator import Navigator
from ui.speech.privacy import Mask, masked, typed_texts

_ = Domain("ui")
TYPED = {Language.ENGLISH: "Step-free way in", Language.WELSH: "mynedfa heb risiau"}
HINT = {
    Language.ENGLISH: "For example, a step-free way in for one visitor.",
    Language.WELSH: "Er enghraifft, mynedfa heb risiau i un ymwelydd.",
}
LETTERS = st.text("abzABZ019\u00e2\u0175", min_size=2, max_size=12)
BETWEEN = st.lists(st.sampled_from(["", " ", "-", "\u00a0", "  ", "\u2011", "/", ", "]), min_size=12, max_size=12)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("CF103AT", "Sent to CF10 3AT today"),
        ("cf10 3at", "Sent to CF103AT today"),
        ("07700900982", "Sent to 07700 900 982 today"),
        ("07700-900-982", "Sent to 07700 900982 today"),
        ("\u00a31,234.50", "Sent to 1234.50 today"),
        ("Si\u00e2n", "Sent to SIA\u0302N today"),
        ("O'Brien", "Sent to O\u2019Brien today"),
        ("14 2 1988", "Sent to 14/2/1988 today"),
        ("Ann", "Sent to \u2068Ann\u2069 today"),
    ],
)
def test_an_answer_written_in_another_way_is_taken_out_too(typed: str, text: str) -> None:
    said = Mask([typed], "X")(text)

    assert said.replace("\u2068", "").replace("\u2069", "") == "Sent to X today"


@given(typed=LETTERS, between=BETWEEN, case=st.sampled_from([str.upper, str.lower, str.title]))
def test_whatever_spacing_is_put_into_an_answer_it_is_masked(typed: str, between: list[str], case: Callable[[str], str]) -> None:
    spaced = "".join(f"{char}{gap}" for char, gap in zip(typed, between, strict=False)).rstrip(" -/,\u00a0\u2011")

    said = Mask([typed], "!")(f"Before: {case(spaced)}; after")

    assert said == "Before: !; after"


def test_a_long_sentence_of_nearly_the_answer_is_left_as_it_is() -> None:
    nearly = "1 " * 20_000 + "2"

    said = Mask(["1" * 60 + "3"], "X")(f"{nearly}3")

    assert said == f"{nearly}3"


def test_a_sentence_of_the_program_is_not_cut_even_where_it_holds_the_words_of_an_answer() -> None:
    fixed = {"For example, a step-free way in. Or a loop", "Tell us"}
    mask = Mask(["step-free way in", "St. Mary"], "X")

    said = masked("Step-free way in. For example, a step-free way in. Or a loop. St. Mary. Tell us", mask, fixed.__contains__)

    assert said == "X. For example, a step-free way in. Or a loop. X. Tell us"


def test_words_with_a_gap_are_fixed_only_where_what_fills_it_is(listen: Listen) -> None:
    looks = listen(quiet=True).driver.window.frame.foot.looks
    error = looks.say(_("Error: {message}", message=_("Change")))
    change = looks.say(_("Change: {what}", what="Kestrelmann"))

    assert looks.is_fixed(error)
    assert not looks.is_fixed(change)
    assert not looks.is_fixed("Kestrelmann")


@pytest.mark.parametrize("language", list(Language))
def test_a_hint_is_said_whole_by_a_field_whatever_was_typed_into_it(listen: Listen, language: Language) -> None:
    listener = listen(language=language)
    driver, hint = listener.driver, HINT[language]
    for name in journey(driver):
        if name == "support-details":
            break
    driver.type(TYPED[language])

    driver.key(Qt.Key.Key_Tab)
    heard = listener.press(Qt.Key.Key_Backtab)

    assert heard.endswith(hint)


def test_answers_are_known_as_they_are_typed_and_as_they_are_shown_again(listen: Listen) -> None:
    listener = listen(quiet=True)
    for name in journey(listener.driver):
        if name == "language":
            break

    mask = Mask(typed_texts(listener.driver.window.session), "X")

    for text in ("07700 900 982", "+44 7700 900982", "27 3 1985", "27/03/1985", "1985-03-27", "27 March 1985", "A12 34BC"):
        assert mask(f"Is it {text}?").lstrip("+") in {"Is it X?", "Is it +X?"}
    assert mask("Thursday 1 February") == "Thursday 1 February"


def test_an_amount_is_known_also_as_it_is_written_out(listen: Listen) -> None:
    driver = listen(quiet=True).driver
    session = driver.window.session
    session.way = Navigator(MONEY, driver.bench.desk().context(), "")
    session.way.draft = draft_of(claim(), MONEY)
    amount = next(iter(claim()["amounts"]))["amount"]

    mask = Mask(typed_texts(session), "X")

    assert mask(f"You claim {format_pounds(amount)}.") == "You claim \u00a3X."
