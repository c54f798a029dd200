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
from services.visits.outcomes import CANCELLED, REFUSED
from services.visits.reasons import CANCELLATIONS, CONFIDENTIAL, NOT_OFFERED, REFUSALS, SCHEDULER, told
from tests.services.samples import CONTEXT, TODAY, visit_answers, words_in

EN, CY = Translator(Language.ENGLISH), Translator(Language.WELSH)
STATES = ("", "requested", "booked", "rejected", "withdrawn", "cancelled", "issued", "needs-action", "something-new")
# prison-visits-2: app/models/rejection.rb, app/models/cancellation.rb
REJECTION = (
    *("slot_unavailable", "no_allowance", "no_adult", "prisoner_details_incorrect", "prisoner_moved", "prisoner_released"),
    *("prisoner_non_association", "child_protection_issues", "prisoner_out_of_prison", "visitor_banned"),
    *("visitor_not_on_list", "duplicate_visit_request", "other", "visitor_other_reason", "prisoner_banned"),
)
CANCELLATION = (
    *("prisoner_vos", "prisoner_released", "child_protection_issues", "slot_unavailable", "visitor_banned", "prisoner_moved"),
    *("prisoner_non_association", "prisoner_cancelled", "booked_in_error", "capacity_issues", "visitor_cancelled"),
)
# visit-scheduler: ApplicationValidationErrorCodes.kt
ENGINE = tuple(
    f"APPLICATION_INVALID_{code}"
    for code in (
        *("PRISONER_NOT_FOUND", "PRISON_PRISONER_MISMATCH", "SESSION_NOT_AVAILABLE", "SESSION_TEMPLATE_NOT_FOUND"),
        *("NON_ASSOCIATION_VISITS", "VISIT_ALREADY_BOOKED", "NO_VO_BALANCE", "NO_SLOT_CAPACITY", "VISIT_DATE_BLOCKED"),
        *("SESSION_DATE_BLOCKED", "USER_TYPE", "REMAND_VISIT_LIMIT_FOR_WEEK_REACHED"),
    )
)
ALL = tuple(dict.fromkeys((*REJECTION, *CANCELLATION, *ENGINE, NOT_OFFERED, "weekly_limit", "a_code_of_tomorrow")))
UNSAID = (*sorted(CONFIDENTIAL), NOT_OFFERED, "APPLICATION_INVALID_USER_TYPE", "a_code_of_tomorrow")
FIELDS = SERVICE.receipt_fields(check_answers(SERVICE, visit_answers(), CONTEXT).answers, CONTEXT)


def decided(state: str, *codes: str, fields: ReceiptFields | None = FIELDS, **params: str) -> OutcomeWords:
    return SERVICE.outcome(OutcomeFacts(state, codes, params, Place.RECEIVED, TODAY), fields)


def undecided(place: Place, *, days: int = 0, late: bool = False, fields: ReceiptFields | None = FIELDS) -> OutcomeWords:
    return SERVICE.outcome(OutcomeFacts("", (), {}, place, TODAY + timedelta(days=days), late=late), fields)


def said(outcome: OutcomeWords, say: Translator) -> str:
    return " ".join(say(words) for words in words_in(outcome) if words.domain)


@pytest.mark.parametrize("fields", [FIELDS, None])
@pytest.mark.parametrize(("state", "code"), list(product(STATES, ("", *ALL))))
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


def test_every_reason_of_the_live_services_is_either_said_or_confidential() -> None:
    assert set(REJECTION) - CONFIDENTIAL == REFUSALS - {"weekly_limit"}
    assert set(CANCELLATION) - CONFIDENTIAL - {"prisoner_vos"} == CANCELLATIONS - {"no_allowance"}
    assert set(ENGINE) == set(SCHEDULER)
    assert set(SCHEDULER.values()) <= REFUSALS | {NOT_OFFERED}
    assert (set(REFUSED), set(CANCELLED)) == (REFUSALS, CANCELLATIONS)


@pytest.mark.parametrize("code", ALL)
def test_every_code_has_plain_words_that_do_not_show_it(code: str) -> None:
    for state in ("rejected", "cancelled", "booked"):
        text = said(decided(state, code), EN)

        assert code not in text
        assert "_" not in text
        for confidential in ("ban", "child", "protect", "associat", "restrict"):
            assert confidential not in text.lower()


@pytest.mark.parametrize("code", ALL)
def test_every_refusal_has_a_next_step(code: str) -> None:
    text = said(decided("rejected", code), EN)

    assert any(step in text for step in ("ask again", "Phone the prison", "phone the prison", "Check", "ask the prison", "Use "))


def test_each_reason_that_may_be_said_has_words_of_its_own() -> None:
    assert len({said(decided("rejected", code), EN) for code in REFUSALS}) == len(REFUSALS)
    assert len({said(decided("cancelled", code), EN) for code in CANCELLATIONS}) == len(CANCELLATIONS)


@pytest.mark.parametrize("state", ["rejected", "cancelled"])
def test_all_confidential_reasons_sound_alike(state: str) -> None:
    assert len({said(decided(state, code, visitors="1", slot=""), EN) for code in ("", *UNSAID)}) == 1


def test_whoever_may_not_come_to_a_booked_visit_for_a_confidential_reason_sounds_alike() -> None:
    assert len({said(decided("booked", code, slot="2026-11-28T09:30/11:00", visitors="2"), EN) for code in UNSAID}) == 1


@pytest.mark.parametrize("unsaid", UNSAID)
def test_beside_a_confidential_reason_stands_what_may_be_said_and_the_neutral_sentence(unsaid: str) -> None:
    for codes in (("slot_unavailable", unsaid), (unsaid, "slot_unavailable")):
        assert [EN(words) for words in decided("rejected", *codes).detail] == [
            "None of the times you asked for has a place.",
            "The prison cannot offer this visit. Phone the prison to ask what you can do.",
        ]
        assert [EN(words) for words in decided("cancelled", *codes).detail] == [
            "The prison does not hold visits at that time any more.",
            "The prison cannot hold this visit. Phone the prison to ask what you can do.",
            "Do not travel.",
        ]


@pytest.mark.parametrize(
    ("state", "code"), [*product(["rejected"], sorted(REFUSALS)), *product(["cancelled"], ["", *sorted(CANCELLATIONS)])]
)
def test_nobody_is_told_to_ask_again_where_a_reason_that_is_not_said_would_refuse_them_again(state: str, code: str) -> None:
    text = said(decided(state, *([code] if code else []), "other", allowance_renews_on="2026-12-02"), EN)

    assert text.count("Phone the prison to ask what you can do.") == 1
    for advice in ("ask again", "ask for a visit from"):
        assert advice not in text.lower()


def test_several_reasons_are_all_said_and_each_once() -> None:
    outcome = decided("rejected", "slot_unavailable", "no_adult", "APPLICATION_INVALID_NO_SLOT_CAPACITY")

    assert outcome.detail == (REFUSED["slot_unavailable"], REFUSED["no_adult"])


def test_told_codes_stay_as_they_are_when_told_again() -> None:
    assert told(told(ALL)) == told(ALL)


@pytest.mark.parametrize(
    ("positions", "english", "welsh"),
    [
        ("1", "Ada L is not on", "Nid yw Ada L ar restr"),
        ("1,3", "Ada L and Wil H are not on", "Nid yw Ada L a Wil H ar restr"),
        ("3,1", "Wil H and Ada L are not on", "Nid yw Wil H ac Ada L ar restr"),
        ("1,2,3", "Ada L, Tom L and Wil H are not on", "Nid yw Ada L, Tom L a Wil H ar restr"),
    ],
)
def test_all_visitors_who_are_not_on_the_list_are_named_in_one_sentence(positions: str, english: str, welsh: str) -> None:
    fields = {**FIELDS, "visitors": ["Ada L", "Tom L", "Wil H"]}

    (sentence,) = decided("rejected", "visitor_not_on_list", fields=fields, visitors=positions).detail

    assert EN(sentence).startswith(english)
    assert CY(sentence).startswith(welsh)


@pytest.mark.parametrize("positions", ["", "0", "4", "1,4", "one", "1;2", "-1", "²"])
def test_nobody_is_named_where_it_cannot_be_told_who(positions: str) -> None:
    fields = {**FIELDS, "visitors": ["Ada L", "Tom L", "Wil H"]}

    outcome = decided("rejected", "visitor_not_on_list", fields=fields, visitors=positions)

    assert outcome.detail == (REFUSED["visitor_not_on_list"],)


def test_nobody_is_named_at_a_kiosk_where_the_request_was_not_made() -> None:
    outcome = decided("rejected", "visitor_not_on_list", fields=None, visitors="1")

    assert outcome.detail == (REFUSED["visitor_not_on_list"],)


def test_no_reason_but_the_list_names_anybody() -> None:
    fields = {**FIELDS, "visitors": ["Ada L", "Tom L"]}

    for state, code in product(("rejected", "cancelled", "booked"), set(ALL) - {"visitor_not_on_list"}):
        assert "Ada L" not in said(decided(state, code, fields=fields, visitors="1"), EN)


def test_a_visit_that_is_booked_with_fewer_names_who_cannot_come() -> None:
    fields = {**FIELDS, "visitors": ["Ada L", "Tom L"]}

    outcome = decided("booked", "visitor_not_on_list", fields=fields, slot="2026-11-28T09:30/11:00", visitors="2")

    assert EN(outcome.detail[-1]) == "Tom L cannot come, because they are not on the person’s visitor list."


@pytest.mark.parametrize("code", ["no_allowance", "prisoner_vos", "APPLICATION_INVALID_NO_VO_BALANCE"])
def test_the_day_from_which_a_visit_can_be_asked_for_is_given(code: str) -> None:
    (sentence,) = decided("rejected", code, allowance_renews_on="2026-12-02").detail

    assert EN(sentence) == "The person has used their visits. You can ask for a visit from Wednesday 2 December."
    assert CY(sentence).endswith("Gallwch ofyn am ymweliad o ddydd Mercher 2 Rhagfyr.")
    assert decided("rejected", code, allowance_renews_on="soon").detail == (REFUSED["no_allowance"],)


def test_a_closed_visit_is_called_one_and_no_more() -> None:
    outcome = decided("booked", slot="2026-11-28T09:30/11:00", closed="yes")

    assert EN(outcome.detail[-1]).startswith("This is a closed visit: a screen stands between you and the person.")
    assert "closed" not in said(decided("booked", slot="2026-11-28T09:30/11:00", closed="no"), EN)


def test_a_booked_visit_says_when_and_where() -> None:
    outcome = decided("booked", slot="2026-11-28T09:30/11:00")

    assert EN(outcome.state) == "Saturday 28 November, 9:30am to 11am"
    assert CY(outcome.state) == "Dydd Sadwrn 28 Tachwedd, 9:30yb tan 11yb"
    assert EN(outcome.detail[0]) == "Go to HMP Cardiff. Arrive 45 minutes before the visit."


@pytest.mark.parametrize("closed", ["yes", "no"])
def test_nobody_is_sent_to_a_visit_whose_day_is_over(closed: str) -> None:
    yesterday, today = (
        decided("booked", "visitor_not_on_list", slot=f"2026-11-{day}T09:30/11:00", visitors="1", closed=closed)
        for day in (TODAY.day - 1, TODAY.day)
    )

    assert EN(yesterday.state) == "Thursday 19 November, 9:30am to 11am"
    assert [EN(words) for words in yesterday.detail] == ["The visit was booked for this day. The day is over."]
    assert CY(yesterday.detail[0]) != EN(yesterday.detail[0])
    assert EN(today.detail[0]).startswith("Go to HMP Cardiff.")


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
