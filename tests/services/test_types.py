from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from services.common.civil import format_date
from services.common.phones import Phone, national_phone
from services.common.types import (
    CivilDate,
    Email,
    LongText,
    PersonName,
    PlainText,
    PrisonNumber,
    tidy,
)
from services.forms.fields import STRICT
from services.language import Language


def reader(kind: Any) -> Callable[[object], Any]:
    adapter: TypeAdapter[Any] = TypeAdapter(kind, config=STRICT)

    def read(raw: object) -> Any:
        try:
            return adapter.validate_python(raw)
        except ValidationError as error:
            return f"! {error.errors(include_input=False)[0]['type']}"

    return read


name, number, phone, email = reader(PersonName), reader(PrisonNumber), reader(Phone), reader(Email)
day, plain, lines = reader(CivilDate), reader(PlainText), reader(LongText)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Siân", "Siân"),
        ("Sia\u0302n", "Siân"),
        ("  O'Neill ", "O'Neill"),
        ("O’Neill", "O’Neill"),
        ("Anne-Marie  van  der Berg", "Anne-Marie van der Berg"),
        ("J. R.", "J. R."),
        ("Ż", "Ż"),
        ("李", "李"),
        ("अमित", "अमित"),
        ("محمد", "محمد"),
    ],
)
def test_names_are_taken_as_people_write_them(typed: str, kept: str) -> None:
    assert name(typed) == kept


@pytest.mark.parametrize("typed", ["R2D2", "Bob <b>", "a@b", "-", "' '", "Anna😀", "x/y", "Bob\u202e", "1"])
def test_what_is_no_name_is_refused(typed: str) -> None:
    assert name(typed) == "! name-characters"


TURNS = [*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))]


@pytest.mark.parametrize("turn", TURNS)
def test_what_turns_the_direction_of_writing_is_refused_in_a_name_and_taken_out_elsewhere(turn: str) -> None:
    assert name(f"{turn}Ada{turn}") == "! name-characters"
    assert plain(f"{turn}Ada{turn} L") == "Ada L"
    assert lines(f"1 {turn}High Street\n{turn}Cardiff") == "1 High Street\nCardiff"
    assert phone(f"{turn}07700 900 982{turn}") == "+447700900982"
    assert email(f"{turn}ada@example.com{turn}") == "ada@example.com"
    assert number(f"{turn}A1234BC") == "A1234BC"
    assert plain(turn) == lines(turn) == "! missing"


def test_the_length_of_a_name_is_limited_after_tidying() -> None:
    assert name(" " * 300 + "A" * 250) == "A" * 250
    assert name("A" * 251) == "! too-long"
    assert name("   ") == "! missing"


@pytest.mark.parametrize("typed", ["A1234BC", "a1234bc", " A 1234 BC ", "A-1234-BC", "a1234/bc", "A.1234.BC"])
def test_a_prison_number_is_read_in_every_way_it_is_written(typed: str) -> None:
    assert number(typed) == "A1234BC"


@pytest.mark.parametrize("typed", ["A1234B", "A1234BCD", "1A234BC", "A12345C", "Á1234BC", "A\u0661234BC", "AB1234C", "A1234B1"])
def test_what_is_no_prison_number_is_refused(typed: str) -> None:
    assert number(typed) == "! prison-number-format"


@pytest.mark.parametrize(
    ("typed", "kept", "printed"),
    [
        ("07700 900 982", "+447700900982", "07700 900982"),
        ("+44 7700 900982", "+447700900982", "07700 900982"),
        ("+44 (0)7700 900982", "+447700900982", "07700 900982"),
        ("0044 7700 900982", "+447700900982", "07700 900982"),
        ("44 7700 900982", "+447700900982", "07700 900982"),
        ("(01632) 960001", "+441632960001", "01632 960001"),
        ("01632-960001", "+441632960001", "01632 960001"),
        ("01632 960 001", "+441632960001", "01632 960001"),
        ("01154960222", "+441154960222", "0115 496 0222"),
        ("079 00 11 22 33", "+447900112233", "07900 112233"),
        ("+44 808 157 0192", "+448081570192", "0808 157 0192"),
        ("020 7946 0018", "+442079460018", "020 7946 0018"),
        ("+33 1 23 45 67 89", "+33123456789", "+33 1 23 45 67 89"),
        ("+353 85 012 3456", "+353850123456", "+353 85 012 3456"),
    ],
)
def test_phones_are_read_as_people_write_them_and_printed_as_they_dial_them(typed: str, kept: str, printed: str) -> None:
    assert phone(typed) == kept
    assert national_phone(kept) == printed
    assert phone(printed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "07 00 11 22 33",
        "12345",
        "999",
        "phone",
        "07700900982 07700900983",
        "+44",
        "0" * 300,
        "+999 123456",
    ],
)
def test_what_is_no_phone_number_is_refused(typed: str) -> None:
    assert phone(typed) == "! phone-format"


@pytest.mark.parametrize("typed", ["07700 900 982 ext 5", "020 7946 0018 x5", "+44 20 7946 0018 extension 12"])
def test_an_extension_is_refused_by_name_for_it_would_be_lost(typed: str) -> None:
    assert phone(typed) == "! phone-extension"


@pytest.mark.parametrize(
    "typed",
    ["name@example.com", "first.last+visit@sub.example.co.uk", "o'neill@example.com", "siân@enghraifft.cymru", "a_b-c@x-y.org"],
)
def test_email_addresses_are_judged_by_their_form_only(typed: str) -> None:
    assert email(f" {typed} ") == typed


@pytest.mark.parametrize(
    "typed",
    [
        *("name", "name@", "@example.com", "name@example", "a b@example.com", "a@b@example.com", "<a@example.com>", "a@1.2.3.4"),
        *("a..b@example.com", ".a@example.com", "a.@example.com", "a@example..com", "a@.example.com", "a@example.com."),
        f"{'a' * 250}@b.com",
    ],
)
def test_what_is_no_email_address_is_refused(typed: str) -> None:
    assert email(typed) == "! email-format"


def parts(day_: str, month: str, year: str) -> dict[str, str]:
    return {"day": day_, "month": month, "year": year}


@pytest.mark.parametrize(
    "typed",
    [
        parts("27", "3", "1985"),
        parts(" 27 ", "03", "1985"),
        parts("27", "March", "1985"),
        parts("27", "mar", "1985"),
        parts("27", "MAR.", "1985"),
        parts("27", "Mawrth", "1985"),
        parts("27", "maw", "1985"),
        "1985-03-27",
        date(1985, 3, 27),
    ],
)
def test_a_date_is_read_from_numbers_and_from_names_in_both_languages(typed: object) -> None:
    assert day(typed) == date(1985, 3, 27)


def test_every_month_is_known_by_both_names_and_their_first_letters() -> None:
    english = [format_date(date(2000, month, 1), "long", Language.ENGLISH).split(" ")[1] for month in range(1, 13)]
    welsh = [format_date(date(2000, month, 1), "long", Language.WELSH).split(" ")[1] for month in range(1, 13)]

    for month in range(12):
        for word in (english[month], english[month][:3], welsh[month], welsh[month][:3]):
            assert day(parts("1", word, "2000")) == date(2000, month + 1, 1)


@pytest.mark.parametrize(
    ("typed", "code", "at_fault"),
    [
        (parts("27", "3", ""), "date-incomplete", "year"),
        (parts("", " ", "1985"), "date-incomplete", "day,month"),
        ({"day": "27"}, "date-incomplete", "month,year"),
        (parts("27", "3", "85"), "year-four-digits", "year"),
        (parts("27", "3", "19855"), "year-four-digits", "year"),
        (parts("27", "3", "\u0661\u0669\u0668\u0665"), "year-four-digits", "year"),
        (parts("27", "13", "1985"), "date-not-real", "month"),
        (parts("27", "0", "1985"), "date-not-real", "month"),
        (parts("27", "ma", "1985"), "date-not-real", "month"),
        (parts("27", "Martis", "1985"), "date-not-real", "month"),
        (parts("30", "2", "1985"), "date-not-real", "day"),
        (parts("29", "2", "1985"), "date-not-real", "day"),
        (parts("0", "3", "1985"), "date-not-real", "day"),
        (parts("27th", "3", "1985"), "date-not-real", "day"),
    ],
)
def test_a_date_says_which_of_its_parts_is_at_fault(typed: object, code: str, at_fault: str) -> None:
    adapter: TypeAdapter[date] = TypeAdapter(CivilDate, config=STRICT)

    with pytest.raises(ValidationError) as caught:
        adapter.validate_python(typed)

    details = caught.value.errors(include_input=False)[0]
    assert (details["type"], details["ctx"]["parts"]) == (code, at_fault)


@pytest.mark.parametrize(
    "typed", [0, 27, True, [], "19850327", "1985-W13-3", "27/3/1985", {"day": 27}, {**parts("1", "1", "2000"), "x": ""}]
)
def test_a_date_is_read_from_nothing_else(typed: object) -> None:
    assert day(typed) == "! wrong-type"


def test_a_date_of_the_calendar_only() -> None:
    assert day("1985-02-30") == "! date-not-real"


@pytest.mark.parametrize("read", [name, number, phone, email, plain, lines])
@pytest.mark.parametrize("raw", [None, 1, True, [], {}, b"Ada", ["Ada"]])
def test_text_is_read_from_text_only(read: Callable[[object], Any], raw: object) -> None:
    assert read(raw) == "! wrong-type"


def test_long_text_keeps_its_lines_but_no_control_characters() -> None:
    assert lines(" 1 High Street \r\n\tCardiff\x00 \n\n CF10 ") == "1 High Street\n Cardiff\n\n CF10"


anything = st.one_of(
    st.text(),
    st.text(alphabet="aÁ \u202a\u202e\u2066\u2069\u0301"),
    st.text(alphabet="+0123456789 ()-"),
    st.text(alphabet="aÁ̂ \t\x00\r\n\u2028\u0301"),
)


@given(anything)
def test_text_that_was_parsed_parses_to_itself(raw: str) -> None:
    assert tidy(tidy(raw)) == tidy(raw)
    for read in (name, number, phone, email, plain, lines):
        once = read(raw)
        if not once.startswith("! "):
            assert read(once) == once


@given(
    st.one_of(
        st.none(), st.integers(), st.text(), st.dictionaries(st.sampled_from(["day", "month", "year"]), st.text(max_size=4))
    )
)
def test_a_date_that_was_parsed_parses_to_itself(raw: object) -> None:
    once = day(raw)

    assert isinstance(once, str) or day(once.isoformat()) == once


@given(st.dates())
def test_every_date_can_be_typed(given_day: date) -> None:
    assert day(parts(str(given_day.day), str(given_day.month), f"{given_day.year:04}")) == given_day
