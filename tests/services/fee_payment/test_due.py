"""What is still to be paid, and whether online: of a payment and of a claim, until the court has the money."""

from __future__ import annotations

from typing import Any

import pytest

from services import money_claims
from services.fee_payment import SERVICE
from services.forms.receipt import Due, Place, ReceiptContext
from tests.services.fee_payment.payments import HANDS, asked, listed
from tests.services.money_claims import claims as money
from tests.services.samples import TODAY


def context(state: str = "", **params: str) -> ReceiptContext:
    return ReceiptContext(TODAY, TODAY, Place.RECEIVED, state=state, params=params)


def of_payment(answers: dict[str, Any], at: ReceiptContext) -> Due | None:
    assert SERVICE.due is not None
    return SERVICE.due(HANDS.kept(answers), at)


def of_claim(at: ReceiptContext, **changed: Any) -> Due | None:
    assert money_claims.SERVICE.due is not None
    return money_claims.SERVICE.due(money.HANDS.kept(money.claim(**changed)), at)


@pytest.mark.parametrize(
    ("payment", "due"),
    [
        ({"how": "link"}, Due(11_500, by_link=True)),
        ({"how": "post"}, Due(11_500, by_link=False)),
        ({"how": "counter"}, Due(11_500, by_link=False)),
        ({"how": "account", "account": "PBA0012345"}, None),
        ({"how": "help", "reference": "HWF-A1B-23C"}, None),
    ],
)
def test_only_what_the_payer_has_to_pay_themselves_is_due(payment: dict[str, Any], due: Due | None) -> None:
    assert of_payment(asked(payment=payment), context()) == due


def test_a_payment_is_due_until_money_is_known() -> None:
    due = Due(8_000, by_link=True)

    assert of_payment(listed(), context("requested")) == of_payment(listed(), context("matched", claim="X")) == due
    for state, params in (
        ("matched", {"paid": "8000"}),
        ("refunded", {}),
        ("needs-action", {}),
        ("withdrawn", {}),
        ("tomorrow", {}),
    ):
        assert of_payment(listed(), context(state, **params)) is None


def test_the_fee_of_a_claim_is_due_until_it_is_issued_and_then_what_the_court_says_is_left() -> None:
    assert of_claim(context()) == of_claim(context("needs-action")) == Due(45_500, by_link=True)
    assert of_claim(context("needs-action", fee_outstanding="1100")) == Due(1_100, by_link=True)
    assert of_claim(context(), payment={"how": "counter"}) == Due(45_500, by_link=False)
    assert of_claim(context(), payment={"how": "account", "account": "PBA0012345"}) is None
    assert of_claim(context("issued")) is None
