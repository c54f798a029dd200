"""Paying a fee: what is asked, what is refused, and what the fee is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from services.common.references import new_reference
from services.fee_payment import SERVICE
from services.fee_payment.choices import BY_AMOUNT, FEES, NUMBER
from services.fee_payment.fee import amount_due, fee_change, quote_of
from services.fees import Kind, Priced
from services.fees.payment_link import MOST
from services.fees.schedule import Measure
from services.forms.answers import Answers
from services.forms.check import check_answers, check_draft
from services.forms.context import Context
from services.forms.draft import Draft
from services.forms.schema import json_schema
from tests.services.claim_samples import codes
from tests.services.fee_payment.payments import CARD, HANDS, asked, listed
from tests.services.fee_samples import CY, EN, PRICES
from tests.services.samples import CATALOGUE, CONTEXT, TODAY, fields_of, filled, titles_of, words_in

FIELDS = list(fields_of(SERVICE))
WAYS: tuple[dict[str, Any], ...] = (
    {"how": "link"},
    {"how": "post"},
    {"how": "counter"},
    {"how": "account", "account": "PBA0012345"},
    {"how": "help", "reference": "HWF-A1B-23C"},
    {"how": "help"},
)
SAME_IN_WELSH = {"{number}", "{day:long}", "PBA", "HWF"}


@pytest.mark.parametrize("payment", WAYS)
@pytest.mark.parametrize("make", [listed, asked])
def test_good_answers_stop_nothing_and_stay_the_same(make: Any, payment: dict[str, Any]) -> None:
    found = HANDS.checked(make(payment=payment))

    assert not found.blocked
    again = check_answers(SERVICE, found.frozen(), CONTEXT)
    assert again.frozen() == found.frozen()
    Draft202012Validator(json_schema(SERVICE)).validate(found.frozen())


@pytest.mark.parametrize("make", [listed, asked])
def test_what_was_typed_and_what_came_in_a_file_are_the_same(make: Any) -> None:
    assert HANDS.checked_as_typed(make()).frozen() == HANDS.checked(make()).frozen()


def test_no_question_asks_for_a_card() -> None:
    asked_for = " ".join(EN(field.label).lower() for _path, field in FIELDS)

    assert not any(word in asked_for for word in ("card", "expiry", "security code", "cvc", "cvv", "sort code"))


@pytest.mark.parametrize(("path", "field"), [(path, field) for path, field in FIELDS if not hasattr(field, "options")])
def test_a_card_number_is_refused_in_plain_words_wherever_something_is_typed(path: str, field: Any) -> None:
    ways = {"payment.account": WAYS[3], "payment.reference": WAYS[4]}
    draft = HANDS.typed((asked if path == "fee.asked" else listed)(payment=ways.get(path, WAYS[0])))
    draft.set(path, CARD)

    found = check_draft(SERVICE, draft, CONTEXT)

    (problem,) = [each for each in found.problems if each.path == path]
    assert problem.code == "card-number", field
    assert EN(SERVICE.words_for(problem)).startswith("Do not type a card number here.")
    assert "4111" not in EN(SERVICE.words_for(problem))


@pytest.mark.parametrize(
    ("payer", "expected"),
    [
        ({"first_name": "Ada"}, {("payer.last_name", "one-name")}),
        ({"last_name": "Lovelace"}, {("payer.first_name", "one-name")}),
        ({}, {("payer.first_name", "missing"), ("payer.last_name", "missing")}),
    ],
)
def test_somebody_with_one_name_can_pay_once_that_is_confirmed(payer: dict[str, str], expected: set[tuple[str, str]]) -> None:
    found = HANDS.checked(asked(payer=payer))

    assert codes(found) == expected
    assert found.blocked is (not payer)


def test_there_is_no_fee_at_an_employment_tribunal() -> None:
    found = HANDS.checked(listed(paid_for={"number": "2500123/2026"}))

    (problem,) = [each for each in found.problems if each.path == NUMBER]
    assert problem.code == "tribunal-no-fee"
    assert "There is no fee" in EN(SERVICE.words_for(problem))
    assert not any(Kind(kind).value.startswith(("employment", "tribunal")) for kind in FEES)


@pytest.mark.parametrize("kind", FEES)
def test_each_fee_offered_can_be_told_and_asks_for_an_amount_only_where_it_goes_by_one(kind: str) -> None:
    fee = {"from": "list", "kind": kind, "claimed": 125_000}
    found = HANDS.checked(listed(fee=fee))

    assert isinstance(quote_of(found.answers, TODAY), Priced)
    assert (kind in BY_AMOUNT) == (PRICES.schedule.charges[Kind(kind)].measure is not Measure.NOTHING)
    assert ("fee.claimed", "not-asked") in codes(found) or kind in BY_AMOUNT


@given(st.integers(1, 9_999_999_99))
def test_what_is_due_is_the_fee_of_the_list_or_what_the_court_asked_for(pence: int) -> None:
    fee = Answers({"fee": {"from": "list", "kind": "money-claim", "claimed": pence}})
    letter = Answers({"fee": {"from": "letter", "asked": pence}})
    quote = PRICES.price(Kind.MONEY_CLAIM, on=TODAY, amount=pence)

    assert isinstance(quote, Priced)
    assert amount_due(fee, TODAY) == quote.fee
    assert amount_due(letter, TODAY) == pence


def test_a_fee_that_changed_on_the_way_is_told_with_both_sums() -> None:
    answers = Answers({"fee": {"from": "list", "kind": "possession"}})

    change = fee_change(answers, date(2026, 7, 12), date(2026, 7, 13))

    assert change is not None
    assert (change.captured, change.received) == (40_400, 41_500)
    assert fee_change(answers, TODAY, TODAY) is None
    assert fee_change(Answers(asked()), TODAY, TODAY) is None


def test_a_fee_that_the_list_no_longer_has_stops_nothing() -> None:
    late = Context(date(2031, 1, 1), CATALOGUE)

    found = HANDS.checked(listed(), late)

    assert not found.blocked
    assert ("fee.kind", "no-amount-no-link") in codes(found)
    assert ("fee.kind", "fee-not-known") in codes(HANDS.checked(listed(payment={"how": "post"}), late))


def test_more_than_one_online_payment_takes_is_paid_another_way() -> None:
    assert ("payment.how", "too-much-for-a-link") in codes(HANDS.checked(asked(MOST + 1)))
    assert HANDS.checked(asked(MOST)).problems == ()
    assert HANDS.checked(asked(MOST + 1, payment={"how": "post"})).problems == ()


def test_a_payment_that_follows_a_claim_is_for_that_claim() -> None:
    claim, other = new_reference(), new_reference()
    cites = Context(TODAY, CATALOGUE, cites=claim)

    assert HANDS.checked(listed(paid_for={"number": claim}), cites).problems == ()
    assert codes(HANDS.checked(listed(paid_for={"number": other}), cites)) == {(NUMBER, "another-reference")}


def test_two_payments_are_alike_when_the_same_person_pays_the_same_for_the_same() -> None:
    assert SERVICE.resemblance is not None
    first, again = (SERVICE.resemblance(HANDS.checked(each).answers) for each in (asked(), asked(payment={"how": "post"})))
    other = SERVICE.resemblance(HANDS.checked(asked(11_501)).answers)

    assert first == again != other
    assert SERVICE.resemblance(Answers({})) is None


def test_every_word_has_its_own_welsh() -> None:
    titles = [words for page in SERVICE.all_pages() for words in titles_of(page)]

    for words in [*titles, *words_in(SERVICE)]:
        if words.domain and words.msgid not in SAME_IN_WELSH:
            shown = filled(words)
            assert CY(shown) != EN(shown), words.msgid


@given(st.dictionaries(st.sampled_from([path for path, _field in FIELDS]), st.text(max_size=30), max_size=8))
def test_no_draft_makes_checking_fail(changed: dict[str, str]) -> None:
    draft = Draft(dict(HANDS.typed(listed()).items()))
    for path, text in changed.items():
        draft.set(path, text)

    found = check_draft(SERVICE, draft, CONTEXT)

    assert check_answers(SERVICE, found.frozen(), CONTEXT).frozen() == found.frozen()
    assert all(EN(SERVICE.words_for(problem)) and CY(SERVICE.words_for(problem)) for problem in found.problems)
    assert SERVICE.summary is not None
    assert SERVICE.summary(found.answers, CONTEXT)
    assert SERVICE.receipt_fields(found.answers, CONTEXT)
