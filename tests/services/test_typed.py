"""What is typed as it stands on paper is read as what was meant, however it was written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.common.date_words import ENGLISH, WELSH
from services.forms.typed import is_body, postcode_in, read_address, read_code, read_date, read_name, read_sum

_NOW = 2026
_ORDINALS = {1: "1st", 2: "2nd", 3: "3rd", 21: "21st", 22: "22nd", 23: "23rd", 31: "31st"}
YES_NO = (("yes", ("Yes", "Ydw")), ("no", ("No", "Nac ydw")))
GROUNDS = (
    ("g2zd", ("Superior landlord (ground 2ZD)",)),
    ("g8", ("Serious arrears (ground 8)",)),
    ("g14a", ("Violence (ground 14A)",)),
)
WORD = st.text("abcdefghijklmnopqrstuvwxyzŵŷâ", min_size=2, max_size=9).map(str.capitalize)


def _ways(day: date) -> list[str]:
    nth = _ORDINALS.get(day.day, f"{day.day}th")
    return [
        f"{day:%d %m %Y}",
        f"{day:%d%m%Y}",
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%Y}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day:%Y-%m-%d}",
        " ".join(f"{day:%d%m%Y}"),
        f"{nth} {ENGLISH.months[day.month - 1]} {day.year}",
        f"{nth} of {ENGLISH.months[day.month - 1].upper()}, {day.year}",
        f"{day.day}{ENGLISH.short_months[day.month - 1]}{day.year}",
        f"{ENGLISH.days[day.weekday()]} {day.day} {ENGLISH.months[day.month - 1]} {day.year}",
        f"{day.day}ain {WELSH.months[day.month - 1]} {day.year}",
        f"dydd {WELSH.days[day.weekday()]} {day.day} {WELSH.months[day.month - 1]} {day.year}",
    ]


def _day(parts: dict[str, str]) -> date | None:
    from services.common.types import CivilDate
    from services.forms.fields import STRICT, TypeAdapter

    return TypeAdapter(CivilDate, config=STRICT).validate_python(parts)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_date_is_read_in_every_way_it_is_written(day: date) -> None:
    assert {way: _day(dict(read_date(way, _NOW))) for way in _ways(day)} == dict.fromkeys(_ways(day), day)


@given(st.dates(date(1937, 1, 1), date(2036, 12, 31)))
def test_a_year_of_two_digits_is_within_ten_years_ahead(day: date) -> None:
    for way in (f"{day:%d%m%y}", f"{day:%d/%m/%y}", f"{day.day} {ENGLISH.months[day.month - 1]} {day:%y}"):
        assert _day(dict(read_date(way, _NOW))) == day


@pytest.mark.parametrize("text", ["soon", "1 2 3 4", "?", "not known yet"])
def test_what_is_no_date_is_not_made_one(text: str) -> None:
    assert not {"month", "year"} <= read_date(text, _NOW).keys()


@given(st.integers(0, 9_999_999), st.integers(0, 99))
def test_a_sum_is_read_in_every_way_it_is_written(pounds: int, pence: int) -> None:
    wanted = f"{pounds}.{pence:02}"

    for text in (wanted, f"£{pounds:,}.{pence:02}", f"{pounds}-{pence:02}", f"{pounds} - {pence:02}", f"{pounds:,}={pence:02}"):
        assert read_sum(text) == wanted
    assert read_sum(f"{' '.join(str(pounds))} - {' '.join(f'{pence:02}')}") == wanted
    assert read_sum(f"£{pounds}/-") == read_sum(f"{pounds:,}") == f"{pounds}.00"


@pytest.mark.parametrize("text", ["nil", "None", "dim", "-", "0"])
def test_nothing_is_a_sum_too(text: str) -> None:
    assert read_sum(text) == "0.00"


@given(st.text(max_size=40))
def test_no_text_stops_the_reading(text: str) -> None:
    read_date(text, _NOW)
    read_sum(text)
    read_name(text)
    read_address(text)
    postcode_in(text)
    read_code(text, YES_NO)


@pytest.mark.parametrize(
    ("text", "value"),
    [("y", "yes"), ("N", "no"), ("1", "yes"), ("2", "no"), ("nac", "no"), ("YES", "yes"), ("3", None), ("x", None)],
)
def test_yes_and_no_are_typed_as_letters_or_numbers(text: str, value: str | None) -> None:
    assert read_code(text, YES_NO) == value


@pytest.mark.parametrize(("text", "value"), [("8", "g8"), ("14a", "g14a"), ("serious", "g8"), ("1", "g2zd"), ("ground", None)])
def test_a_number_that_an_answer_bears_comes_before_its_place(text: str, value: str | None) -> None:
    assert read_code(text, GROUNDS) == value


def test_a_name_is_split_and_the_whole_is_kept_for_a_body() -> None:
    assert read_name("Mr David John Thomas") == {
        "title": "Mr",
        "first_name": "David John",
        "last_name": "Thomas",
        "name": "Mr David John Thomas",
    }
    assert read_name("ap Rhys, Ifan") | {"name": ""} == {"first_name": "Ifan", "last_name": "ap Rhys", "name": ""}
    assert read_name("Madonna") == {"last_name": "Madonna", "name": "Madonna"}
    assert [is_body(name) for name in ("Cwm Roofing Ltd.", "Cyngor Gwynedd", "Siân Limited-Jones", "Dilys Rowlands")] == [
        True,
        True,
        False,
        False,
    ]


@given(
    st.lists(st.lists(WORD, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=5),
    st.sampled_from([", ", ",", "\n", ";"]),
)
def test_an_address_is_split_at_its_commas(pieces: list[str], between: str) -> None:
    found = read_address(between.join(pieces))

    assert sorted(found.values()) == sorted(pieces)
    assert found["line1"] == pieces[0]
    assert len(pieces) == 1 or pieces[-1] in {found["town"], found.get("county")}


@given(
    st.lists(WORD, min_size=2, max_size=4),
    st.sampled_from(["CF11 9EG", "cf119eg", "CF11, 9EG", "CF11\n9EG"]),
    st.sampled_from([" ", ", "]),
)
def test_a_postcode_at_the_end_of_an_address_is_no_part_of_its_lines(pieces: list[str], postcode: str, before: str) -> None:
    text = ", ".join(pieces) + before + postcode

    assert postcode_in(text) == "CF11 9EG"
    assert sorted(read_address(text).values()) == sorted(pieces)


def test_more_pieces_than_lines_stand_in_the_third() -> None:
    found = read_address("Flat 1, The Mill, Low Lane, Old Quarter, Denbigh, Clwyd, LL16 3AA")

    assert found == {
        "line1": "Flat 1",
        "line2": "The Mill",
        "line3": "Low Lane, Old Quarter",
        "town": "Denbigh",
        "county": "Clwyd",
    }
