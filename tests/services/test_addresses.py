"""Names, addresses and email addresses as courts take them, free of what cannot be seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from services.common.addresses import AddressLine, PartyPersonName, ShownText, letters_of_bulk
from services.common.phones import Phone
from services.common.types import CivilDate, Email

LINE, NAME, TEXT = TypeAdapter[str](AddressLine), TypeAdapter[str](PartyPersonName), TypeAdapter[str](ShownText)


def code_of(adapter: TypeAdapter[str], value: str) -> str:
    with pytest.raises(ValidationError) as caught:
        adapter.validate_python(value)
    return str(caught.value.errors(include_input=False)[0]["type"])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\u202d1 High Street\u202c", "1 High Street"),
        ("1\u200b High\u00ad Street\ufeff", "1 High Street"),
        ("  1   High\tStreet ", "1 High Street"),
        ("St John`s", "St John’s"),
        ("St John\u00b4s", "St John’s"),
        ("Llanfairpwllgwyngyll", "Llanfairpwllgwyngyll"),
        ("Tŷ’r Ysgol", "Tŷ’r Ysgol"),
        ("Flat 2/1 (rear) & shop @ 3", "Flat 2/1 (rear) & shop @ 3"),
    ],
)
def test_a_line_is_kept_as_it_can_be_seen(typed: str, kept: str) -> None:
    assert LINE.validate_python(typed) == kept


@pytest.mark.parametrize("typed", ["1 High\u02c6 Street", "1 \u00a8High", "Chester ^ Row"])
def test_an_accent_that_stands_alone_is_refused(typed: str) -> None:
    assert code_of(LINE, typed) == "forbidden-characters"


def test_an_accent_that_counts_as_a_letter_is_refused_in_a_name_too() -> None:
    assert code_of(NAME, "Ren\u02c6e") == "forbidden-characters"


def test_a_line_has_35_characters_and_what_cannot_be_seen_does_not_count() -> None:
    assert LINE.validate_python("x" * 35 + "\u200b") == "x" * 35
    assert code_of(LINE, "x" * 36) == "too-long"
    assert code_of(LINE, "\u200b\u202d") == "missing"


@pytest.mark.parametrize("typed", ["\u202dAda", "A\u200bda", "\ufeffAda\u2069"])
def test_a_pasted_name_loses_what_cannot_be_seen(typed: str) -> None:
    assert NAME.validate_python(typed) == "Ada"


def test_the_joiners_that_some_scripts_need_stay() -> None:
    name = "\u0646\u0631\u06af\u0633\u200c\u062e\u0627\u0646\u0645"  # a Persian name

    assert NAME.validate_python(name) == name


@pytest.mark.parametrize("typed", ["jo@smith.solicitors", "a.b+c@x-y.co.uk", "clerk@court.museum", "jo@xn--bcher-kva.example"])
def test_email_addresses_of_every_ending_are_taken(typed: str) -> None:
    assert TypeAdapter(Email).validate_python(typed) == typed


@pytest.mark.parametrize("typed", ["\u202d07700 900 982\u202c", "+44 (0)7700 900982", "07700-900-982"])
def test_a_pasted_phone_number_loses_what_cannot_be_seen(typed: str) -> None:
    assert TypeAdapter(Phone).validate_python(typed) == "+447700900982"


@pytest.mark.parametrize(
    ("day", "month", "year", "code"),
    [
        ("30", "2", "2026", "date-not-real"),
        ("31", "4", "2026", "date-not-real"),
        ("29", "2", "2025", "date-not-real"),
        ("1", "13", "2026", "date-not-real"),
        ("1", "1", "49", "year-four-digits"),  # never 2049
        ("1", "1", "949", "year-four-digits"),
        ("1", "1", "", "date-incomplete"),
        ("0", "1", "2026", "date-not-real"),
        ("22000000000", "1", "2026", "date-not-real"),
        ("1" * 5000, "1", "2026", "date-not-real"),
        ("1", "9" * 5000, "2026", "date-not-real"),
        ("1", "1", "9" * 5000, "year-four-digits"),
    ],
)
def test_a_day_that_never_was_is_refused(day: str, month: str, year: str, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(CivilDate).validate_python({"day": day, "month": month, "year": year})

    assert caught.value.errors(include_input=False)[0]["type"] == code


@pytest.mark.parametrize(
    ("text", "taken"),
    [("O’Neill & Sons (UK) Ltd", True), ("£1,250 @ 8%", True), ("Siân", False), ("a; b", False), ('"x"', False)],
)
def test_the_bulk_service_takes_a_few_signs_only(text: str, taken: bool) -> None:  # noqa: FBT001 - a table of cases
    assert letters_of_bulk(text) is taken


@given(st.text(max_size=40))
def test_a_text_is_kept_or_refused_and_once_kept_stays_as_it_is(text: str) -> None:
    try:
        kept = TEXT.validate_python(text)
    except ValidationError:
        return

    assert TEXT.validate_python(kept) == kept
