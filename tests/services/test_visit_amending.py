"""Cancelling and changing a visit: when it is offered, what is asked, and words that never say that it is done before it is."""

from __future__ import annotations

from itertools import product

import pytest

from services.common.references import grouped
from services.forms.check import check_answers
from services.forms.context import Context
from services.forms.receipt import OutcomeFacts, OutcomeWords, Place, ReceiptContext
from services.forms.service import Service
from services.forms.words import Translator
from services.language import Language
from services.visits import SERVICE as VISIT
from services.visits.cancelling import SERVICE as CANCEL
from services.visits.changing import SERVICE as CHANGE
from services.visits.reasons import AMENDING
from tests.services.samples import CATALOGUE, TIME, TODAY, codes, words_in

EN, CY = Translator(Language.ENGLISH), Translator(Language.WELSH)
REFERENCE = "7K2M9QTX4HW3"
OTHER_TIME = "2026-12-05T09:30/11:00"
CLAIMS = ("booked", "wedi’i archebu", "old time", "yr hen un", "still stands", "sefyll o hyd", "5 december", "5 rhagfyr")
CONTEXT = Context(TODAY, CATALOGUE, REFERENCE)
BORN = {"lead_visitor": {"date_of_birth": "1990-06-05"}}
ANSWERS = {CANCEL.key: BORN, CHANGE.key: {"prison": "CFI", "slots": [TIME], **BORN}}
BOTH = pytest.mark.parametrize("service", [CANCEL, CHANGE], ids=lambda service: service.key)
STATES = ("", "requested", "booked", "rejected", "withdrawn", "cancelled", "needs-action", "something-new")
DONE = {CANCEL.key: {"withdrawn", "cancelled"}, CHANGE.key: {"booked"}}


def facts(state: str, *reasons: str, place: Place = Place.RECEIVED, **params: str) -> OutcomeFacts:
    return OutcomeFacts(state, reasons, params, place, TODAY)


def fields_of(service: Service) -> dict[str, object]:
    return dict(service.receipt_fields(check_answers(service, ANSWERS[service.key], CONTEXT).answers, CONTEXT))


def outcome(service: Service, state: str, *reasons: str, place: Place = Place.RECEIVED, **params: str) -> OutcomeWords:
    return service.outcome(facts(state, *reasons, place=place, **params), fields_of(service))


def said(thing: object, say: Translator = EN) -> str:
    return " ".join(say(words) for words in words_in(thing) if words.domain)


@BOTH
def test_good_answers_have_no_problems_and_freeze_to_the_same_when_checked_again(service: Service) -> None:
    checked = check_answers(service, ANSWERS[service.key], CONTEXT)

    assert checked.problems == ()
    assert check_answers(service, checked.frozen(), CONTEXT).frozen() == checked.frozen() == ANSWERS[service.key]


@BOTH
@pytest.mark.parametrize(
    ("born", "code"),
    [("2026-11-19", ""), ("2026-11-20", "date-in-future"), ("1906-01-01", ""), ("1905-12-31", "date-too-long-ago")],
)
def test_any_date_that_can_be_somebody_s_is_taken(service: Service, born: str, code: str) -> None:
    found = codes(check_answers(service, {**ANSWERS[service.key], "lead_visitor": {"date_of_birth": born}}, CONTEXT))

    assert found == ({"lead_visitor.date_of_birth": code} if code else {})


@BOTH
def test_the_kiosk_keeps_the_reference_and_nothing_of_the_person(service: Service) -> None:
    kept = fields_of(service)

    assert kept["cites"] == REFERENCE
    assert "1990" not in str(kept)


@BOTH
def test_the_reference_is_shown_before_saving_and_on_the_receipt(service: Service) -> None:
    assert service.summary is not None
    rows = service.summary(check_answers(service, ANSWERS[service.key], CONTEXT).answers, CONTEXT)
    receipt = service.receipt(fields_of(service), ReceiptContext(TODAY, TODAY))

    assert EN(rows[0].lines[0]) == grouped(REFERENCE)
    assert grouped(REFERENCE) in said(receipt)
    assert "1990" not in said(receipt)


@BOTH
def test_they_follow_a_visit_request_and_have_no_tile_of_their_own(service: Service) -> None:
    assert (service.follows, service.starts_here) == ((VISIT.key,), False)
    assert service.key in {each.service for each in VISIT.amendments}


@BOTH
@pytest.mark.parametrize(("state", "place"), list(product(STATES, Place)))
def test_nothing_is_said_to_be_done_before_the_centre_has_confirmed_it(service: Service, state: str, place: Place) -> None:
    done = state in DONE[service.key]
    words = outcome(service, state, place=place)
    receipt = service.receipt(fields_of(service), ReceiptContext(TODAY, TODAY, place, state=state))

    for text in (EN(words.state), EN(receipt.not_yet)):
        assert (" not " in text or "Nothing is changed" in text) is not done


@BOTH
@pytest.mark.parametrize(("state", "code"), list(product(STATES, ("", *sorted(AMENDING), "a_code_of_tomorrow"))))
def test_every_state_and_reason_is_said_in_both_languages(service: Service, state: str, code: str) -> None:
    found = outcome(service, state, *([code] if code else []))

    assert found.detail
    for words in words_in(found):
        if words.domain and words.msgid not in {"{day:weekday}", "{span}"}:
            assert CY(words) != EN(words)


@pytest.mark.parametrize(
    ("service", "given"),
    [(CANCEL, "with the date of birth."), (CHANGE, "with the prison and the date of birth.")],
    ids=["cancel", "change"],
)
def test_all_that_is_compared_is_named_but_not_what_of_it_did_not_match(service: Service, given: str) -> None:
    text = said(outcome(service, "needs-action", "not_matched"))

    assert f"could not match the reference {given}" in text
    assert "wrong date" not in text
    assert "unknown" not in text
    checks = service.check_words.will_be_checked(check_answers(service, ANSWERS[service.key], CONTEXT).answers, CONTEXT)
    assert ("prison" in EN(checks.lines[0].text)) is (service is CHANGE)


@BOTH
@pytest.mark.parametrize(
    ("state", "code", "offered"),
    [
        ("needs-action", "not_matched", True),
        ("rejected", "slot_unavailable", True),
        ("rejected", "too_late", False),
        ("rejected", "already_over", False),
        ("needs-action", "", False),  # staff have it
        ("rejected", "a_code_of_tomorrow", False),
        ("", "", False),
        ("booked", "", False),
        ("cancelled", "visitor_cancelled", False),
    ],
)
def test_it_is_offered_again_where_something_else_could_be_given(service: Service, state: str, code: str, offered: bool) -> None:  # noqa: FBT001
    assert service.again is not None
    words = service.again(facts(state, *([code] if code else [])))

    assert (words is not None) is offered
    assert words is None or CY(words) != EN(words)


def test_the_first_sentence_on_a_cancellation_s_receipt_is_that_it_is_not_cancelled_yet() -> None:
    receipt = CANCEL.receipt(fields_of(CANCEL), ReceiptContext(TODAY, TODAY))

    assert EN(receipt.not_yet) == "Your visit is not cancelled until the booking centre has confirmed it."
    assert CY(receipt.not_yet) == "Nid yw eich ymweliad wedi’i ganslo nes bydd y ganolfan archebu wedi cadarnhau hynny."


def test_a_change_that_was_made_points_to_the_request_whatever_became_of_that_since() -> None:
    words = outcome(CHANGE, "booked", slot=TIME)
    context = ReceiptContext(TODAY, TODAY, Place.RECEIVED, state="booked", params={"slot": TIME})
    receipt = CHANGE.receipt(fields_of(CHANGE), context)

    where = f"Look up {grouped(REFERENCE)} for the time that counts."
    assert [EN(each) for each in (words.title, words.state, *words.detail)] == ["Done", "Your change was made.", where]
    assert (EN(receipt.not_yet), EN(receipt.decides)) == ("Your change was made.", where)
    assert words.lines == ()


@pytest.mark.parametrize("language", [EN, CY], ids=["en", "cy"])
@pytest.mark.parametrize("state", STATES)
def test_no_word_of_a_change_says_that_a_visit_is_booked_or_when(state: str, language: Translator) -> None:
    context = ReceiptContext(TODAY, TODAY, Place.RECEIVED, state=state, params={"slot": OTHER_TIME})

    texts = said(outcome(CHANGE, state, slot=OTHER_TIME), language), said(CHANGE.receipt(fields_of(CHANGE), context), language)

    for text in map(str.lower, texts):
        assert not any(word in text for word in CLAIMS)


def test_a_change_of_a_request_that_was_made_elsewhere_points_to_its_reference_without_knowing_it() -> None:
    words = CHANGE.outcome(facts("booked", slot=TIME), None)

    assert EN(words.detail[0]) == "Look up the reference of the visit request for the time that counts."


def test_a_change_without_room_says_that_nothing_was_changed() -> None:
    assert "so nothing was changed" in said(outcome(CHANGE, "rejected", "slot_unavailable"))


@pytest.mark.parametrize(
    ("state", "params", "place", "offered"),
    [
        ("", {}, Place.HERE, ["Cancel the request", "Ask for other times"]),
        ("requested", {}, Place.RECEIVED, ["Cancel the request", "Ask for other times"]),
        ("needs-action", {}, Place.RECEIVED, ["Cancel the request", "Ask for other times"]),
        ("", {}, Place.PUT_ASIDE, []),
        ("booked", {"slot": TIME}, Place.RECEIVED, ["Cancel the visit", "Ask for other times"]),
        ("booked", {"slot": "2026-11-20T09:30/11:00"}, Place.RECEIVED, ["Cancel the visit", "Ask for other times"]),
        ("booked", {"slot": "2026-11-19T09:30/11:00"}, Place.RECEIVED, []),
        ("booked", {"slot": "soon"}, Place.RECEIVED, ["Cancel the visit", "Ask for other times"]),
        ("rejected", {}, Place.RECEIVED, []),
        ("withdrawn", {}, Place.RECEIVED, []),
        ("cancelled", {}, Place.RECEIVED, []),
        ("something-new", {}, Place.RECEIVED, []),
    ],
)
def test_only_what_may_still_be_done_is_offered(state: str, params: dict[str, str], place: Place, offered: list[str]) -> None:
    found = [each.offer(facts(state, place=place, **params)) for each in VISIT.amendments]

    assert [EN(words) for words in found if words is not None] == offered
