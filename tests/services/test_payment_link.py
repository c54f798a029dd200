"""The link with which a fee is paid holds a reference and an amount, and never a card's number or anything of a person."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.common.card_numbers import LONGEST, SHORTEST, checks, has_long_number
from services.common.references import grouped, new_reference
from services.fees.payment_link import LEAST, MOST, AmountOutOfRange, PaymentLinks, UnsafeReference, is_safe, payment_link
from services.language import Language

BASE = "https://www.gov.uk/payments/county-court/pay-a-court-fee"
WELSH_BASE = "https://www.gov.uk/payments/county-court/talu-ffi-llys"
LINKS = PaymentLinks(BASE, WELSH_BASE)


def link(reference: str, amount: int = 20_500, language: Language = Language.ENGLISH) -> str:
    return payment_link(LINKS, amount=amount, reference=reference, language=language)


@given(st.integers(LEAST, MOST), st.from_regex(r"[0-9]{3}(?:MC|LR|DC)[0-9]{3}", fullmatch=True), st.sampled_from(Language))
def test_a_link_holds_the_reference_and_the_amount_in_pence_and_nothing_else(
    amount: int, reference: str, language: Language
) -> None:
    parts = urlsplit(link(reference, amount, language))

    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == LINKS.base(language)
    assert parse_qs(parts.query, strict_parsing=True) == {"reference": [reference], "amount": [str(amount)]}
    assert not parts.fragment


def test_the_language_is_that_of_the_link() -> None:
    assert link("000MC001", language=Language.ENGLISH) == f"{BASE}?reference=000MC001&amount=20500"
    assert link("000MC001", language=Language.WELSH) == f"{WELSH_BASE}?reference=000MC001&amount=20500"


def test_without_a_welsh_link_the_english_one_is_used() -> None:
    assert PaymentLinks(BASE).base(Language.WELSH) == BASE


def test_a_space_is_an_underscore_which_the_page_shows_as_a_space() -> None:
    assert link("000 MC 001") == f"{BASE}?reference=000_MC_001&amount=20500"


@given(st.randoms(use_true_random=False).map(lambda chance: new_reference(chance.randrange)))
def test_a_reference_of_the_kiosk_is_safe_unless_its_digits_may_be_a_cards(reference: str) -> None:
    assert is_safe(reference) == is_safe(grouped(reference)) == (not has_long_number(reference))


@given(st.lists(st.integers(0, 9), min_size=SHORTEST - 1, max_size=LONGEST - 1), st.sampled_from(["", " ", "-"]), st.data())
def test_no_link_holds_a_number_that_may_be_a_cards(digits: list[int], between: str, data: st.DataObject) -> None:
    last = next(each for each in range(10) if checks([*digits, each]))
    number = [str(each) for each in (*digits, last)]
    written = number[0] + "".join(data.draw(st.sampled_from(["", between])) + digit for digit in number[1:])

    with pytest.raises(UnsafeReference) as refused:
        link(data.draw(st.sampled_from(["", "A", "MC-"])) + written)

    assert not any(digit in str(refused.value) for digit in "0123456789")


@pytest.mark.parametrize(
    "reference",
    [
        "",
        " 000MC001",
        "000MC001 ",
        "000MC001&amount=1",
        "000MC001=",
        "000MC001#",
        "000__MC001",
        "000  MC001",
        "000MC001\n",
        "000\u041c\u0421001",  # Cyrillic letters
        "\uff10\uff10\uff10MC001",
        "ada@example.com1",
        "9" * 5 + "A" + "1" * 40,
    ],
)
def test_other_characters_are_refused(reference: str) -> None:
    with pytest.raises(UnsafeReference):
        link(reference)


@pytest.mark.parametrize(
    "reference",
    [
        "Ada Lovelace 1",
        "SMITH1980",
        "QQ123456C",
        "QQ 12 34 56 C",
        "07700900123",
        "07700 900 123",
        "44 7700 900123",
        "12-03-1980",
        "1980-03-12",
        "3 12 80",
        "SW1A 1AA",
        "M11AA",
        "A1234BC",
        "ABCD",
    ],
)
def test_what_says_something_of_a_person_is_refused_and_not_repeated(reference: str) -> None:
    with pytest.raises(UnsafeReference) as refused:
        link(reference)

    assert reference not in str(refused.value)


@pytest.mark.parametrize(
    "reference",
    ["000MC001", "123LR456", "999DC999", "A1BC2D34", "1AB12345", "AB123456", "A12AB123", "FWA12345", "A1234567", "SR-12"],
)
def test_the_numbers_of_claims_are_safe(reference: str) -> None:
    assert is_safe(reference)


def test_the_number_of_a_case_in_sixteen_digits_is_not_put_in_a_link() -> None:
    assert not is_safe("1639142398765431")
    assert not is_safe("1639-1423-9876-5431")


@pytest.mark.parametrize("amount", [0, -1, MOST + 1])
def test_an_amount_that_no_payment_can_be_is_refused(amount: int) -> None:
    with pytest.raises(AmountOutOfRange):
        link("000MC001", amount)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://www.gov.uk/payments/court/fee",
        "https://www.gov.uk",
        "https://www.gov.uk/",
        "https://www.gov.uk/payments/court/fee?reference=1",
        "https://www.gov.uk/payments/court/fee#top",
        "https://user@www.gov.uk/payments/court/fee",
        "https:///payments/court/fee",
        "https://www.gov.uk/payments/a b",
    ],
)
def test_an_address_that_parameters_cannot_be_added_to_is_no_payment_link(address: str) -> None:
    with pytest.raises(ValueError, match="payment link"):
        PaymentLinks(address)
