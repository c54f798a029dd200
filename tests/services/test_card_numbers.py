"""What may be the number of a payment card is found wherever it stands in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.common.card_numbers import LONGEST, SHORTEST, checks, has_card_number

# Numbers that payment networks publish for trying things out; none is anybody's.
PUBLISHED = ("4111111111111111", "5555555555554444", "378282246310005", "30569309025904", "6011111111111117", "6759649826438453")

BETWEEN = st.sampled_from(["", " ", "-", ".", "/", "_", "  ", "\u2011", "\u200b", "\u00a0", "\n", ", ", "|"])


def _completed(digits: list[int]) -> str:
    last = next(each for each in range(10) if checks([*digits, each]))
    return "".join(map(str, (*digits, last)))


@pytest.mark.parametrize("number", PUBLISHED)
def test_a_published_number_is_found(number: str) -> None:
    assert has_card_number(number)


@given(st.lists(st.integers(0, 9), min_size=SHORTEST - 1, max_size=LONGEST - 1), st.data())
def test_a_number_is_found_whatever_stands_between_its_digits(digits: list[int], data: st.DataObject) -> None:
    number = _completed(digits)

    written = "".join(digit + data.draw(BETWEEN) for digit in number)

    assert has_card_number(written)


@given(st.lists(st.integers(0, 9), min_size=SHORTEST - 1, max_size=LONGEST - 1), st.text(), st.text())
def test_a_number_is_found_inside_a_longer_text(digits: list[int], before: str, after: str) -> None:
    assert has_card_number(f"{before}{_completed(digits)}{after}")


@pytest.mark.parametrize("zero", ["\uff10", "\u0660", "\u0966"])  # full width, Arabic, Devanagari
def test_digits_of_another_script_are_digits(zero: str) -> None:
    number = "".join(chr(ord(zero) + int(digit)) for digit in PUBLISHED[0])

    assert has_card_number(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "000MC001",
        "A1BC2D34",
        "07700 900123",
        "HWF-A1B-23C",
        "PBA0012345",
        "7K2M 9QTX 4HW3",
        "41111111111",  # eleven digits
        "100000000000",  # the check digit is wrong
        "411111 and 1111111111",
    ],
)
def test_what_is_no_card_number_is_left_alone(text: str) -> None:
    assert not has_card_number(text)


@given(st.text(alphabet="0123456789 -", min_size=LONGEST + 1).filter(lambda text: sum(map(str.isdigit, text)) > LONGEST))
def test_more_digits_than_any_card_has_are_refused_unread(text: str) -> None:
    assert has_card_number(text)
