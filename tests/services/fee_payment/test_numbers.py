"""The number of what a fee is paid for is read in every form in which people write it, and never taken for another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.common.card_numbers import checks, has_card_number
from services.common.references import new_reference
from services.fee_payment.numbers import CaseNumber, Numbered, NumberProblem, read_case_number
from tests.services.fee_payment.payments import CARD

REFERENCE = "7K2M9QTX4HW3"
references = st.randoms(use_true_random=False).map(lambda chance: new_reference(chance.randrange))

WRITTEN = {
    Numbered.CLAIM: (
        "000MC001",
        "123LR456",
        "999DC999",
        "A1BC2D34",  # County Court Business Centre
        "A12AB123",  # CaseMan, as it gives them out
        "123AB456",
        "1AB12345",  # CaseMan, of before
        "AB123456",
        "12/12345",
        "MY123456",
        "NO123456",
    ),
    Numbered.WARRANT: ("A1234567", "1A123456", "FWA12345"),
    Numbered.CASE: ("1639142398765431", "1700000000000000"),
    Numbered.BULK: ("MCOL-20240627140000-000000001",),
}
KNOWN = [(number, kind) for kind, numbers in WRITTEN.items() for number in numbers]


@pytest.mark.parametrize(("number", "kind"), KNOWN)
def test_a_number_is_kept_as_it_is_given_out(number: str, kind: Numbered) -> None:
    assert read_case_number(number) == CaseNumber(kind, number)


@given(
    st.sampled_from(KNOWN),
    st.sampled_from(["", " ", "-", " - ", "\u2011", "\u00a0", ".", "\u200b"]),
    st.sampled_from(["lower", "upper"]),
    st.sampled_from(
        ["", " ", "\n", "Claim no: ", "claim number ", "Case No. ", "Ref: ", "Rhif yr hawliad ", "CYFEIRNOD: ", "my claim "]
    ),
)
def test_spaces_hyphens_capitals_and_words_before_it_do_not_matter(
    known: tuple[str, Numbered], between: str, case: str, before: str
) -> None:
    number, kind = known
    written = before + between.join(number.replace("-", "")) + " "

    found = read_case_number(written.lower() if case == "lower" else written)

    assert found == CaseNumber(kind, number)


@given(references, st.sampled_from(["", " ", "-"]))
def test_a_reference_of_a_kiosk_is_read(reference: str, between: str) -> None:
    grouped = between.join((reference[:4], reference[4:8], reference[8:]))

    found = read_case_number(f"Reference: {grouped.lower()}")

    assert found == (NumberProblem.CARD if has_card_number(reference) else CaseNumber(Numbered.REFERENCE, reference))


def test_a_letter_where_only_a_digit_can_stand_is_the_digit() -> None:
    assert read_case_number("OOOMCOOI") == CaseNumber(Numbered.CLAIM, "000MC001")


def test_long_numbers_are_shown_in_groups_of_four() -> None:
    assert CaseNumber(Numbered.CASE, "1639142398765431").shown == "1639-1423-9876-5431"
    assert CaseNumber(Numbered.REFERENCE, REFERENCE).shown == "7K2M 9QTX 4HW3"
    assert CaseNumber(Numbered.CLAIM, "000MC001").shown == "000MC001"


@pytest.mark.parametrize(
    "text",
    [
        CARD,
        CARD.replace(" ", ""),
        "378282246310005",
        "Claim no 4111-1111-1111-1111",
        "000MC001 " + CARD,
        "MCOL-4111111111111111-0000000",
    ],
)
def test_what_may_be_a_card_number_is_no_number_of_a_case(text: str) -> None:
    assert read_case_number(text) is NumberProblem.CARD


@given(st.integers(2, 9), st.lists(st.integers(0, 9), min_size=14, max_size=14))
def test_no_card_number_of_sixteen_digits_is_read_as_a_case(first: int, rest: list[int]) -> None:
    last = next(each for each in range(10) if checks([first, *rest, each]))

    assert read_case_number("".join(map(str, (first, *rest, last)))) is NumberProblem.CARD


@pytest.mark.parametrize("text", ["2500123/2026", "2500123 / 2026", "UKEAT/0123/14/LA", "Case no: 3300001/2025"])
def test_the_number_of_an_employment_tribunal_is_known_for_one(text: str) -> None:
    assert read_case_number(text) is NumberProblem.TRIBUNAL


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "claim",
        "CLAIM NO",
        "1234",
        "ABCDEFGH",
        "00000000",
        "12-03-2026",
        "000MC0001",
        "7K2M9QTX4HW4",
        "Ada Lovelace",
        "12//2345",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    assert read_case_number(text) is NumberProblem.FORMAT


@given(st.text())
def test_reading_never_fails_and_what_was_read_reads_the_same_again(text: str) -> None:
    found = read_case_number(text)

    if isinstance(found, CaseNumber):
        assert read_case_number(found.text) == found
        assert read_case_number(found.shown) == found
