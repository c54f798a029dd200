"""What the receipt and the outcome of every claim say: no promise too early, and words for every state and code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from services.common.court_days import CourtCalendar
from services.fees.changes import FeeChange
from services.forms.receipt import OutcomeFacts, Place, ReceiptContext
from services.forms.words import Words
from services.money_claims import outcomes as of_money
from services.possession_claims import outcomes as of_possession
from tests.services.claim_samples import STATES, Hands, said
from tests.services.fee_samples import CY, EN
from tests.services.money_claims.claims import HANDS as MONEY
from tests.services.money_claims.claims import claim
from tests.services.possession_claims.claims import HANDS as POSSESSION
from tests.services.possession_claims.claims import english
from tests.services.samples import CATALOGUE, TODAY, words_in

ISSUED = date(2026, 11, 23)
CALENDAR = CourtCalendar(CATALOGUE.holidays, CATALOGUE.holidays_until)
CHANGE = FeeChange(404_00, 415_00, "possession/2026-07-13")


@dataclass(frozen=True)
class Case:
    """A claim, what its court may need, and what the court says when it is issued, once more with a fee that changed."""

    hands: Hands
    answers: Mapping[str, Any]
    needed: Mapping[str, Words]
    issued: Mapping[str, str]
    dearer: Mapping[str, str]

    def params(self, state: str) -> Mapping[str, str]:
        """What the court says with a state."""
        return self.issued if state == "issued" else {}


CASES = {
    "money": Case(
        MONEY,
        claim(),
        of_money.NEEDED,
        of_money.issue_params(ISSUED, "123MC456", CALENDAR),
        of_money.issue_params(ISSUED, "123MC456", CALENDAR, CHANGE),
    ),
    "possession": Case(
        POSSESSION,
        english(),
        of_possession.NEEDED,
        of_possession.issue_params(ISSUED, "123PC456"),
        of_possession.issue_params(ISSUED, "123PC456", change=CHANGE),
    ),
}

every_claim = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


@every_claim
@pytest.mark.parametrize("place", list(Place))
def test_nothing_is_called_issued_before_the_court_says_so(case: Case, place: Place) -> None:
    waiting = case.hands.receipt(case.answers, place=place)

    assert EN(waiting.not_yet) == "Your claim is not issued yet."
    assert ("Nothing is claimed before the court has it." in said(waiting)) is (place is not Place.RECEIVED)
    assert str(TODAY.year) not in said(waiting.next, waiting.later)  # no day is promised


@every_claim
@pytest.mark.parametrize("state", [state for state in STATES if state != "issued"])
def test_only_an_issued_claim_is_called_issued(case: Case, state: str) -> None:
    outcome, receipt = case.hands.outcome(case.answers, state), case.hands.receipt(case.answers, state, Place.RECEIVED)

    assert not {"Your claim is issued.", "Issued"} & set(said(outcome, receipt.not_yet).split("\n"))


@every_claim
@pytest.mark.parametrize("state", ["issued", "rejected", "withdrawn", "cancelled"])
def test_what_happens_when_a_claim_is_issued_is_not_said_once_it_is_decided(case: Case, state: str) -> None:
    shown = case.hands.receipt(case.answers, state, Place.RECEIVED, case.params(state))

    assert shown.later == ()


@every_claim
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("place", list(Place))
def test_every_state_has_words_in_both_languages(case: Case, state: str, place: Place) -> None:
    outcome = case.hands.outcome(case.answers, state, "fee_unpaid", "unheard_of", place=place, params=case.params(state))
    receipt = case.hands.receipt(case.answers, state, place, case.params(state))

    for words in words_in((outcome, receipt)):
        if words.domain:
            assert EN(words) != CY(words), words.msgid
            assert "{" not in EN(words) + CY(words)


@every_claim
def test_a_fee_that_changed_on_the_way_is_said_with_both_amounts_and_the_row(case: Case) -> None:
    for state in ("issued", "needs-action", "rejected"):
        text = said(case.hands.outcome(case.answers, state, params=case.dearer))
        assert "The court fee was £404.00 when the claim was saved. It is £415.00 now." in text
        assert CHANGE.row in text


@every_claim
@pytest.mark.parametrize("params", [{"fee_captured": "x", "fee_received": "1"}, {"fee_captured": "-1", "fee_received": "1"}, {}])
def test_sums_that_cannot_be_read_are_not_said(case: Case, params: dict[str, str]) -> None:
    assert "fee was" not in said(case.hands.outcome(case.answers, "issued", params=params))


@every_claim
def test_each_need_has_words_and_those_that_are_unknown_sound_alike(case: Case) -> None:
    unknown = case.hands.outcome(case.answers, "needs-action", "unheard_of", "another")

    assert len(unknown.detail) == 1
    assert "Write to it or phone it" in EN(unknown.detail[0])
    assert case.hands.outcome(case.answers, "needs-action").detail == unknown.detail
    for code, words in case.needed.items():
        detail = case.hands.outcome(case.answers, "needs-action", code, code).detail
        assert [EN(each) for each in detail] == [EN(words)]
        assert EN(words) != CY(words)


@every_claim
def test_a_receipt_without_its_fields_still_has_words(case: Case) -> None:
    facts = OutcomeFacts("needs-action", (), {}, Place.RECEIVED, TODAY)

    assert EN(case.hands.service.outcome(facts, None).title) == "The court needs something from you"
    assert said(case.hands.service.receipt({}, ReceiptContext(TODAY, TODAY)))


def test_a_fee_paid_online_sends_nobody_to_a_link_that_may_not_be_there() -> None:
    known, unknown = MONEY.receipt(claim()), MONEY.receipt(claim(), fee=None)

    assert "Pay online. The paper receipt says how." in said(known.next)
    assert "Ask the court how much it is." in said(unknown.next)
