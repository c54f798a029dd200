"""The words of a decision: total over every state and reason, and silent about what is confidential."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from services.forms.check import check_answers
from services.forms.receipt import OutcomeWords, ReceiptFields
from services.forms.service import OutcomeFacts
from services.forms.words import Translator
from services.language import Language
from services.visits import SERVICE
from services.visits.outcomes import REASONS
from tests.services.samples import CONTEXT, visit_answers, words_in

EN, CY = Translator(Language.ENGLISH), Translator(Language.WELSH)
STATES = ("", "requested", "booked", "rejected", "withdrawn", "cancelled", "issued", "needs-action", "something-new")
# prison-visits-2: app/models/rejection.rb, app/models/cancellation.rb
SAID = (
    *("slot_unavailable", "no_allowance", "no_adult", "prisoner_details_incorrect", "prisoner_moved", "prisoner_released"),
    *("visitor_not_on_list", "duplicate_visit_request"),
)
CONFIDENTIAL = (
    *("prisoner_non_association", "child_protection_issues", "prisoner_out_of_prison", "visitor_banned", "prisoner_banned"),
    *("other", "visitor_other_reason", "prisoner_vos", "prisoner_cancelled", "booked_in_error", "capacity_issues"),
    *("visitor_cancelled", "a_code_of_tomorrow"),
)
FIELDS = SERVICE.receipt_fields(check_answers(SERVICE, visit_answers(), CONTEXT).answers, CONTEXT)


def decided(state: str, *codes: str, fields: ReceiptFields | None = FIELDS, **params: str) -> OutcomeWords:
    return SERVICE.outcome(OutcomeFacts(state, codes, params), fields)


def said(outcome: OutcomeWords, say: Translator) -> str:
    return " ".join(say(words) for words in words_in(outcome) if words.domain)


@pytest.mark.parametrize("fields", [FIELDS, None])
@pytest.mark.parametrize(("state", "code"), list(product(STATES, ("", *SAID, *CONFIDENTIAL))))
def test_every_state_with_every_reason_is_said_in_both_languages(state: str, code: str, fields: ReceiptFields | None) -> None:
    outcome = decided(state, *([code] if code else []), fields=fields)

    for words in words_in(outcome):
        if words.domain and words.msgid not in {"{day:weekday}", "{span}"}:
            assert EN(words)
            assert CY(words) != EN(words)
    assert outcome.detail


@pytest.mark.parametrize("state", STATES)
def test_only_a_booked_visit_is_said_to_be_booked(state: str) -> None:
    text = said(decided(state, slot="2026-11-28T09:30/11:00"), EN)

    assert ("Booked" in text.replace("Not booked", "")) == (state == "booked")


def test_the_reasons_that_may_be_said_are_those_of_the_live_service() -> None:
    assert set(REASONS) == set(SAID)
    assert len({said(decided("rejected", code), EN) for code in SAID}) == len(SAID)


def test_all_confidential_reasons_sound_alike() -> None:
    assert len({said(decided("rejected", code), EN) for code in ("", *CONFIDENTIAL)}) == 1
    assert len({said(decided("cancelled", code), EN) for code in ("", *SAID, *CONFIDENTIAL)}) == 1


def test_a_confidential_reason_adds_nothing_to_one_that_may_be_said() -> None:
    alone = decided("rejected", "slot_unavailable")

    for code in CONFIDENTIAL:
        assert decided("rejected", "slot_unavailable", code) == alone
        assert decided("rejected", code, "slot_unavailable") == alone


def test_several_reasons_are_all_said() -> None:
    outcome = decided("rejected", "slot_unavailable", "visitor_not_on_list")

    assert outcome.detail == (REASONS["slot_unavailable"], REASONS["visitor_not_on_list"])


def test_a_booked_visit_says_when_and_where() -> None:
    outcome = decided("booked", slot="2026-11-28T09:30/11:00")

    assert EN(outcome.state) == "Saturday 28 November, 9:30am to 11am"
    assert CY(outcome.state) == "Dydd Sadwrn 28 Tachwedd, 9:30am tan 11am"
    assert EN(outcome.detail[0]) == "Go to HMP Cardiff. Arrive 45 minutes before the visit."


@pytest.mark.parametrize("slot", ["", "soon", "2026-11-28"])
def test_a_booking_whose_time_cannot_be_read_makes_none_up(slot: str) -> None:
    assert EN(decided("booked", slot=slot).state) == "The visit is booked."


def test_a_request_without_an_answer_says_by_when() -> None:
    elsewhere = SERVICE.outcome(OutcomeFacts("requested", (), {}, date(2026, 12, 1)), None)

    assert EN(decided("requested").detail[0]).startswith("The prison should answer by Wednesday 25 November.")
    assert CY(decided("requested").detail[0]).startswith("Dylai’r carchar ateb erbyn dydd Mercher 25 Tachwedd.")
    assert EN(elsewhere.detail[0]).startswith("The prison should answer by Tuesday 1 December.")
    assert EN(decided("requested", fields=None).detail[0]).startswith("The prison has not answered yet.")


@pytest.mark.parametrize("state", ["needs-action", "issued", "something-new"])
def test_a_state_that_visits_do_not_know_claims_neither_yes_nor_no(state: str) -> None:
    outcome = decided(state)

    assert EN(outcome.title) == "The prison needs to speak to you"
    assert "Not possible" not in said(outcome, EN)
