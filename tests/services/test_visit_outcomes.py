"""The words of a decision: total over every state and reason, and silent about what is confidential."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest

from services.forms.check import check_answers
from services.forms.receipt import OutcomeFacts, OutcomeWords, Place, ReceiptFields
from services.forms.words import Translator
from services.language import Language
from services.visits import SERVICE
from services.visits.outcomes import REASONS
from tests.services.samples import CONTEXT, TODAY, visit_answers, words_in

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
    return SERVICE.outcome(OutcomeFacts(state, codes, params, Place.RECEIVED, TODAY), fields)


def undecided(place: Place, *, days: int = 0, late: bool = False, fields: ReceiptFields | None = FIELDS) -> OutcomeWords:
    return SERVICE.outcome(OutcomeFacts("", (), {}, place, TODAY + timedelta(days=days), late=late), fields)


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
    assert EN(decided("requested").detail[0]).startswith("The prison should answer by Wednesday 25 November.")
    assert CY(decided("requested").detail[0]).startswith("Dylai’r carchar ateb erbyn dydd Mercher 25 Tachwedd.")
    assert EN(decided("requested", fields=None).detail[0]).startswith("The prison has not answered yet.")


@pytest.mark.parametrize("fields", [FIELDS, None])
@pytest.mark.parametrize("place", [Place.HERE, Place.PUT_ASIDE])
@pytest.mark.parametrize("days", [0, 30])
def test_nobody_is_promised_an_answer_to_a_request_that_the_centre_may_not_have(
    place: Place, days: int, fields: ReceiptFields | None
) -> None:
    outcome = undecided(place, days=days, fields=fields)

    text = said(outcome, EN)
    assert "Requested" not in text
    assert "Nothing yet" not in text
    assert "answer" not in text
    assert "25 November" not in text
    for words in (outcome.title, outcome.state, *outcome.detail):
        assert CY(words) != EN(words)


def test_a_request_that_is_kept_here_says_only_that() -> None:
    outcome = undecided(Place.HERE)

    assert (EN(outcome.title), EN(outcome.state)) == ("Saved here", "Not booked.")
    assert [EN(words) for words in outcome.detail] == [
        "Your request is kept here until the booking centre has it. Do not travel."
    ]


def test_a_request_that_was_put_aside_sends_to_staff() -> None:
    outcome = undecided(Place.PUT_ASIDE)

    assert [EN(words) for words in outcome.detail] == ["Your request was put aside. Ask a member of staff to look at it."]


@pytest.mark.parametrize(("days", "promised"), [(5, True), (6, False)])
def test_a_day_that_is_over_is_not_promised(days: int, promised: bool) -> None:  # noqa: FBT001
    outcome = undecided(Place.RECEIVED, days=days)

    detail = [EN(words) for words in outcome.detail]
    assert detail[0].startswith("The prison should answer by") is promised
    assert promised or detail == [
        "The prison should have answered by Wednesday 25 November.",
        "Phone 0300\u00a0303\u00a02301 with your reference. Do not travel before they answer.",
    ]


def test_a_day_that_is_over_gives_no_number_where_the_prison_has_none() -> None:
    outcome = undecided(Place.RECEIVED, days=6, fields={**FIELDS, "phone": ""})

    assert EN(outcome.detail[1]) == "Phone the prison with your reference. Do not travel before they tell you."


def test_a_request_that_went_late_is_promised_no_day() -> None:
    outcome = undecided(Place.RECEIVED, late=True)

    assert [EN(words) for words in outcome.detail] == ["The prison has not answered yet. Do not travel before they do."]


@pytest.mark.parametrize("place", Place)
def test_a_decision_is_said_wherever_the_request_was_last_seen(place: Place) -> None:
    outcome = SERVICE.outcome(OutcomeFacts("rejected", (), {}, place, TODAY), FIELDS)

    assert EN(outcome.state) == "The visit is not booked."


@pytest.mark.parametrize("state", ["needs-action", "issued", "something-new"])
def test_a_state_that_visits_do_not_know_claims_neither_yes_nor_no(state: str) -> None:
    outcome = decided(state)

    assert EN(outcome.title) == "The prison needs to speak to you"
    assert "Not possible" not in said(outcome, EN)
