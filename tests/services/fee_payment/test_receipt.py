"""What a payer keeps, and what became of it: nobody's secrets, and never "paid" before that is known."""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.fee_payment import SERVICE
from services.fee_payment.outcomes import NEEDED
from services.forms.receipt import OutcomeFacts, Place
from tests.services.claim_samples import said
from tests.services.fee_payment.payments import HANDS, asked, listed
from tests.services.fee_samples import CY, EN
from tests.services.samples import TODAY, words_in

STATES = ("", "requested", "matched", "refunded", "needs-action", "rejected", "withdrawn", "cancelled", "tomorrow")
PAID = {"claim_number": "000MC001", "paid": "11500"}
receipt, outcome = partial(HANDS.receipt, listed()), partial(HANDS.outcome, listed())


@pytest.mark.parametrize(
    "payment", [{"how": "account", "account": "PBA0012345"}, {"how": "help", "reference": "HWF-A1B-23C"}], ids=["account", "help"]
)
def test_what_stays_readable_names_nobody_in_full_and_holds_no_account(payment: dict[str, Any]) -> None:
    kept = json.dumps(HANDS.kept(listed(payment=payment)))

    assert "Ada L" in kept
    assert not any(secret in kept for secret in ("Lovelace", "PBA", "0012345", "HWF", "A1B"))


@given(
    st.sampled_from(STATES),
    st.lists(st.sampled_from([*NEEDED, "tomorrow"])),
    st.sampled_from(Place),
    st.sampled_from([{}, {"paid": "11500"}]),
)
def test_nothing_says_paid_or_received_before_the_centre_has_told_a_sum(
    state: str, codes: list[str], place: Place, told: dict[str, str]
) -> None:
    params = {"claim_number": "000MC001", **told}

    text = f"{said(outcome(state, *codes, place=place, params=params))}\n{said(receipt(state, place, params))}".lower()

    assert ("the court has had £" in text) == (bool(told) and state == "matched")
    assert ("money received" in text) == (bool(told) and state == "matched")
    if not (state in {"refunded", "withdrawn", "cancelled", "rejected"} or (bool(told) and state == "matched")):
        assert "not paid yet" in text


@given(
    st.text(max_size=12), st.lists(st.text(max_size=12), max_size=3), st.dictionaries(st.text(max_size=8), st.text(max_size=8))
)
def test_every_state_and_code_has_words_in_both_languages(state: str, codes: list[str], params: dict[str, str]) -> None:
    facts = OutcomeFacts(state, tuple(codes), params, Place.RECEIVED, TODAY)

    for fields in (HANDS.kept(listed()), None):
        assert all(EN(words) and CY(words) for words in words_in(SERVICE.outcome(facts, fields)))


@pytest.mark.parametrize("text", ["", "x", "-1", "1.5", "\u0661\u0662", "\u00b2"])
def test_a_sum_that_cannot_be_read_is_not_money(text: str) -> None:
    assert "Money received" not in said(outcome("matched", params={"paid": text}))


def test_what_is_matched_names_the_claim_and_what_the_court_has_had() -> None:
    decided, paper = outcome("matched", params=PAID), receipt("matched", Place.RECEIVED, PAID)

    assert EN(decided.state) == EN(paper.not_yet) == "The court has had £115.00."
    assert "It belongs to 000MC001." in said(decided)
    assert "It belongs to 7K2M 9QTX 4HW3." in said(outcome("matched", params={"claim": "7K2M9QTX4HW3"}))
    assert "The court knows what it belongs to." in said(outcome("matched"))
    assert paper.next == ()


def test_money_that_came_back_is_told_with_its_sum() -> None:
    params = {"claim_number": "000MC001", "refunded": "11500"}

    assert EN(outcome("refunded", params=params).state) == "The court has paid back £115.00."
    assert EN(receipt("refunded", Place.RECEIVED, params).not_yet) == "The court has paid back £115.00."
    assert EN(outcome("refunded").state) == "Paid back."


def test_the_question_that_needs_another_answer_is_named() -> None:
    needed = said(outcome("needs-action", "number_not_known", params={"field": "paid_for.number"}))

    assert "The court does not know the number that you gave." in needed
    assert "This is about the number that you gave." in needed


def test_a_fee_that_changed_is_told_with_both_sums_and_the_row() -> None:
    params = {**PAID, "fee_captured": "40400", "fee_received": "41500", "fee_row": "possession/2026-07-13"}

    text = said(outcome("matched", params=params))

    assert "The fee was £404.00 when this was saved. It is £415.00 now." in text
    assert "possession/2026-07-13" in text


@pytest.mark.parametrize(
    ("payment", "task"),
    [
        ({"how": "link"}, "The paper receipt says how."),
        ({"how": "post"}, "Send a cheque"),
        ({"how": "counter"}, "Pay at the court counter"),
        ({"how": "account", "account": "PBA0012345"}, "takes the fee from the account"),
        ({"how": "help", "reference": "HWF-A1B-23C"}, "looks at your application"),
        ({"how": "help"}, "form EX160"),
    ],
)
def test_the_receipt_says_what_to_do(payment: dict[str, Any], task: str) -> None:
    paper = HANDS.receipt(asked(payment=payment))

    assert task in said(paper.next)
    assert "For 000MC001" in said(paper.asked)
    assert "Amount: £115.00" in said(paper.asked)


def test_without_an_amount_there_is_no_payment_code_and_the_receipt_says_so() -> None:
    text = said(receipt(amount=None))

    assert "Pay online" not in text
    assert "Ask the court how much it is." in text
    assert EN(SERVICE.about({})[0]) == "Court fee"


def test_the_receipt_is_of_use_for_months() -> None:
    assert SERVICE.useful_until is not None

    assert SERVICE.useful_until(HANDS.kept(listed())) == TODAY + timedelta(days=124)
    assert SERVICE.useful_until({"priced_on": "9999-12-31"}) == date.max
    assert SERVICE.useful_until({}) is None
