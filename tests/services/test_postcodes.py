"""Postcodes are read in every way people write them, and nothing else passes for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from services.common.postcodes import Nation, Postcode, nation_of, read_postcode

REAL = [
    "M1 1AE",
    "B33 8TH",
    "CR2 6XH",
    "DN55 1PT",
    "W1A 0AX",
    "EC1A 1BB",
    "SW1A 1AA",
    "GIR 0AA",
    "E1W 2AB",
    "NW1W 7AA",
    "N1C 4AG",
]
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@pytest.mark.parametrize("postcode", REAL)
def test_every_form_of_postcode_is_read(postcode: str) -> None:
    assert read_postcode(postcode) == postcode


@pytest.mark.parametrize(
    "typed",
    [
        "sw1a1aa",
        "SW1A1AA",
        " SW1A  1AA ",
        "s w 1 a 1 a a",
        "SW1A-1AA",
        "SW1A\u00a01AA",
        "\ufeffSW1A\u200b 1AA\u202d",
        "\uff33\uff37\uff11\uff21 \uff11\uff21\uff21",  # full width
        "SW1A IAA",
        "SW1A lAA",
    ],
)
def test_one_postcode_in_many_ways_of_writing_is_one(typed: str) -> None:
    assert read_postcode(typed) == "SW1A 1AA"


@pytest.mark.parametrize(
    "typed",
    [
        "M1AAA",  # the live possession service takes these two
        "M123456",
        "",
        " ",
        "1AA",
        "SW1A",
        "SW1A 1A",
        "SW1A 1AAA",
        "SW1A 11A",
        "QW1 1AA",  # no such first letter
        "BI1 1AA",  # no such second letter
        "W1I 1AA",  # no such third letter
        "EC1C 1AA",  # no such fourth letter
        "SW1A 1CA",  # no such last letters
        "SW1A 1AM",
        "١٢٣ ٤٥٦",
        "SW1A 1AA; DROP",
        "GIR 1AA",
        "W1A O",
    ],
)
def test_what_is_no_postcode_is_refused(typed: str) -> None:
    assert read_postcode(typed) is None


def test_the_type_refuses_with_a_code_and_without_what_was_typed() -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Postcode).validate_python("M1AAA")

    (error,) = caught.value.errors(include_input=False)
    assert error["type"] == "postcode-format"
    assert "M1AAA" not in error["msg"]


@pytest.mark.parametrize(
    ("postcode", "nation"),
    [
        ("CH1 2HJ", Nation.ENGLAND_OR_WALES),
        ("CF10 1EP", Nation.ENGLAND_OR_WALES),
        ("GU1 1AA", Nation.ENGLAND_OR_WALES),  # not the area G
        ("GL1 1AA", Nation.ENGLAND_OR_WALES),
        ("G1 1AA", Nation.SCOTLAND),
        ("EH1 1AA", Nation.SCOTLAND),
        ("ZE1 0AA", Nation.SCOTLAND),  # Shetland, which the live services forget
        ("DG1 1AA", Nation.SCOTLAND),
        ("DG16 5AA", Nation.SCOTTISH_BORDER),
        ("TD1 1AA", Nation.SCOTLAND),
        ("TD5 8AA", Nation.SCOTLAND),
        ("TD5 8AR", Nation.SCOTTISH_BORDER),
        ("TD9 0TR", Nation.SCOTTISH_BORDER),
        ("TD12 4AA", Nation.SCOTTISH_BORDER),
        ("TD15 1AA", Nation.SCOTTISH_BORDER),
        ("BT1 1AA", Nation.NORTHERN_IRELAND),
        ("JE2 3AA", Nation.CROWN_DEPENDENCY),
        ("GY1 1AA", Nation.CROWN_DEPENDENCY),
        ("IM1 1AA", Nation.CROWN_DEPENDENCY),
    ],
)
def test_a_postcode_tells_whose_courts_it_belongs_to(postcode: str, nation: Nation) -> None:
    assert nation_of(postcode) is nation


@st.composite
def postcodes(draw: st.DrawFn) -> str:
    """Postcodes of every form, with letters that each place can have."""
    first, second = draw(st.sampled_from("ABCDEFGHIJKLMNOPRSTUWYZ")), draw(st.sampled_from("ABCDEFGHKLMNOPQRSTUVWXY"))
    digits = draw(st.from_regex("[0-9]{1,2}", fullmatch=True))
    forms = [f"{first}{digits}", f"{first}{second}{digits}"]
    forms += [f"{first}{digits[0]}{draw(st.sampled_from('ABCDEFGHJKPSTUW'))}"]
    forms += [f"{first}{second}{digits[0]}{draw(st.sampled_from('ABEHMNPRVWXY'))}"]
    inward = draw(st.from_regex("[0-9][ABDEFGHJLNPQRSTUWXYZ]{2}", fullmatch=True))
    return f"{draw(st.sampled_from(forms))} {inward}"


@given(postcodes(), st.lists(st.integers(0, 7), max_size=6), st.sampled_from(" -\u200b\u00a0\t."))
def test_spaces_and_case_make_no_difference(postcode: str, places: list[int], space: str) -> None:
    typed = postcode.lower()
    for place in places:
        typed = f"{typed[:place]}{space}{typed[place:]}"

    assert read_postcode(typed) == postcode


@given(st.text(max_size=12))
def test_whatever_is_read_stays_as_it_is(text: str) -> None:
    found = read_postcode(text)

    assert found is None or read_postcode(found) == found


@given(st.text(alphabet=LETTERS, min_size=1, max_size=8))
def test_letters_alone_are_never_a_postcode(text: str) -> None:
    found = read_postcode(text)

    assert found is None or any(char.isdigit() for char in text)
