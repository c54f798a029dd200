"""Names and phone numbers as people write them, at and around each bound, and whatever else may be typed."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from services.common.names import folded, full_name, short_name
from services.common.phones import Phone, is_landline, national_phone
from services.common.types import MAX_NAME, PersonName
from services.forms.fields import STRICT

NAME: TypeAdapter[Any] = TypeAdapter(PersonName, config=STRICT)
PHONE: TypeAdapter[Any] = TypeAdapter(Phone, config=STRICT)


def read(adapter: TypeAdapter[Any], typed: str) -> str:
    """What is kept, or "! " and the code."""
    try:
        return str(adapter.validate_python(typed))
    except ValidationError as error:
        return "! " + error.errors()[0]["type"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Siân", "Siân"),
        ("Sia\u0302n", "Siân"),  # composed
        ("Ŵyn ap Dafydd", "Ŵyn ap Dafydd"),
        ("O'Neill", "O'Neill"),
        ("O’Neill", "O’Neill"),
        ("O\u2018Neill", "O’Neill"),
        ("O`Neill", "O’Neill"),
        ("O\u00b4Neill", "O’Neill"),
        ("O\u2032Neill", "O’Neill"),
        ("Ka\u02bbahumanu", "Ka\u02bbahumanu"),  # the okina is a letter
        ("Smith-Jones", "Smith-Jones"),
        ("Smith\u2011Jones", "Smith-Jones"),
        ("Smith\u2013Jones", "Smith-Jones"),
        ("Gal\u00b7la", "Gal\u00b7la"),
        ("Jones Jr.", "Jones Jr."),
        ("'t Hooft", "'t Hooft"),
        ("  Mary   Ann ", "Mary Ann"),
        ("李小龍", "李小龍"),
        ("محمد", "محمد"),
        ("\u0645\u06cc\u200c\u0646\u0627", "\u0645\u06cc\u200c\u0646\u0627"),  # the joiner belongs to the word
        ("Ng", "Ng"),
        ("X", "X"),
        ("a" * MAX_NAME, "a" * MAX_NAME),
        ("a" * (MAX_NAME + 1), "! too-long"),
        ("e\u0301" * MAX_NAME, "é" * MAX_NAME),  # counted once composed
        ("", "! missing"),
        (" \t", "! missing"),
        ("-", "! name-characters"),
        ("’", "! name-characters"),
        ("J0hn", "! name-characters"),
        ("John 2", "! name-characters"),
        ("Siân 😀", "! name-characters"),
        ("<Siân>", "! name-characters"),
        ("sian@example.com", "! name-characters"),
        ("Sian, Jones", "! name-characters"),
        ("Si\u200ban", "! name-characters"),  # a space of no width
        ("Si\u202ean", "! name-characters"),  # turns the direction of writing
        ("Ⅳ", "! name-characters"),
    ],
)
def test_names_are_kept_as_people_write_them(typed: str, kept: str) -> None:
    assert read(NAME, typed) == kept


@given(st.text(max_size=60))
def test_a_name_is_kept_or_refused_and_once_kept_stays_as_it_is(typed: str) -> None:
    kept = read(NAME, typed)

    if not kept.startswith("! "):
        assert read(NAME, kept) == kept
        assert unicodedata.is_normalized("NFC", kept)
        assert folded(kept) == folded(folded(kept))


@pytest.mark.parametrize(
    ("first", "last", "full", "short"),
    [
        ("Ada", "Lovelace", "Ada Lovelace", "Ada L"),
        ("Ada", "", "Ada", "Ada"),
        ("", "Suharto", "Suharto", "Suharto"),
        ("", "", "", ""),
    ],
)
def test_somebody_with_one_name_is_called_by_it(first: str, last: str, full: str, short: str) -> None:
    assert (full_name(first, last), short_name(first, last)) == (full, short)


@pytest.mark.parametrize(
    ("last", "short"),
    [
        ("'t Hooft", "Ada t"),
        ("’t Hooft", "Ada t"),
        ("-Smith", "Ada S"),
        ("\u02bbAkahi", "Ada A"),  # an okina
        ("\u00d3 Briain", "Ada \u00d3"),
        ("\u1eb8\u0300k\u1ecd\u0301", "Ada \u1eb8\u0300"),  # an accent that has no letter of its own stays with it
        ("\u0915\u093f\u0930\u0923", "Ada \u0915\u093f"),  # and so does a vowel sign
        ("\u00dfler", "Ada \u00df"),
        ("D\u017eamonja", "Ada D"),
        ("王", "Ada 王"),
        ("’", "Ada"),
    ],
)
def test_a_last_name_is_shortened_to_its_first_letter(last: str, short: str) -> None:
    assert short_name("Ada", last) == short


@pytest.mark.parametrize(
    "typed",
    [
        "07911 123456",
        "07911123456",
        "079 11 12 34 56",
        "(07911) 123456",
        "07911-123-456",
        "07911.123.456",
        "07911\u2013123456",
        "07911\u00a0123456",
        "+44 7911 123456",
        "+447911123456",
        "+44 (0) 7911 123456",
        "+44(0)7911 123456",
        "(+44) 7911 123456",
        "0044 7911 123456",
        "00 44 (0) 7911 123456",
        "44 7911 123456",
        "tel:07911123456",
        "".join(chr(0xFF10 + int(digit)) for digit in "07911123456"),  # of full width
    ],
)
def test_one_number_in_many_ways_of_writing_is_one_number(typed: str) -> None:
    assert read(PHONE, typed) == "+447911123456"
    assert national_phone("+447911123456") == "07911 123456"


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("+353 86 123 4567", "+353861234567", "+353 86 123 4567"),
        ("00353 86 123 4567", "+353861234567", "+353 86 123 4567"),
        ("+1 202 555 0143", "+12025550143", "+1 202-555-0143"),
        ("+48 512 345 678", "+48512345678", "+48 512 345 678"),
        ("020 7946 0018", "+442079460018", "020 7946 0018"),
        ("086 123 4567", "! phone-format", ""),  # foreign, without its country
    ],
)
def test_foreign_numbers_are_taken_with_their_country(typed: str, kept: str, shown: str) -> None:
    assert read(PHONE, typed) == kept
    if shown:
        assert national_phone(kept) == shown


@given(st.text(max_size=40) | st.text("+0123456789 ()-./x", max_size=24))
def test_a_number_is_kept_or_refused_and_reads_again_as_it_is_shown(typed: str) -> None:
    kept = read(PHONE, typed)

    if kept.startswith("! "):
        assert kept in {"! missing", "! phone-format", "! phone-extension"}
    else:
        assert read(PHONE, kept) == read(PHONE, national_phone(kept)) == kept
        assert is_landline(kept) in {True, False}


@given(st.text(max_size=20))
def test_any_text_may_be_asked_whether_it_is_a_landline(text: str) -> None:
    assert is_landline(text) in {True, False}
