from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.common.references import ALPHABET, LENGTH, grouped, new_reference, read_reference

references = st.randoms(use_true_random=False).map(lambda source: new_reference(source.randrange))


@given(references)
def test_a_new_reference_reads_back_as_itself(reference: str) -> None:
    assert len(reference) == LENGTH
    assert read_reference(reference) == reference


@given(references)
def test_every_single_wrong_character_is_noticed(reference: str) -> None:
    for position, right in enumerate(reference):
        for wrong in ALPHABET.replace(right, ""):
            assert read_reference(reference[:position] + wrong + reference[position + 1 :]) is None


@given(references)
def test_every_swap_of_two_different_characters_is_noticed(reference: str) -> None:
    for first, second in combinations(range(LENGTH), 2):
        if reference[first] != reference[second]:
            swapped = list(reference)
            swapped[first], swapped[second] = swapped[second], swapped[first]

            assert read_reference("".join(swapped)) is None


@given(references, st.sampled_from([" ", "-", "", " - ", "\u2011", "."]))
def test_groups_spaces_hyphens_and_small_letters_do_not_matter(reference: str, separator: str) -> None:
    assert read_reference(f" {grouped(reference, separator).lower()}\n") == reference


@given(references)
def test_letters_that_look_like_digits_are_read_as_digits(reference: str) -> None:
    for digit, letters in {"0": "Oo", "1": "IiLl"}.items():
        for letter in letters:
            assert read_reference(reference.replace(digit, letter)) == reference


def test_a_reference_is_shown_in_three_groups_of_four() -> None:
    assert grouped("7K2M9QTX4HW3") == "7K2M 9QTX 4HW3"


@pytest.mark.parametrize("text", ["", " ", "7K2M", "7K2M 9QTX 4HW3 0", "U" * 12, "é" * 12, "\0" * 12])
def test_what_cannot_be_a_reference_is_none(text: str) -> None:
    assert read_reference(text) is None


@given(st.text())
def test_reading_never_fails(text: str) -> None:
    found = read_reference(text)

    assert found is None or (len(found) == LENGTH and set(found) <= set(ALPHABET))


def test_references_use_all_fifty_five_bits() -> None:
    source = random.Random(1)  # noqa: S311 - a repeatable test, not a secret

    made = {new_reference(source.randrange) for _ in range(2000)}

    assert len(made) == 2000
    assert {reference[position] for reference in made for position in range(LENGTH)} == set(ALPHABET)
