"""What a visitor keeps, and that it tells nobody else who came."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from services.catalogue import embedded_catalogue
from services.forms.check import check_answers
from services.forms.context import Context
from services.forms.receipt import Place, Receipt, ReceiptContext, ReceiptFields
from services.forms.words import Translator
from services.language import Language
from services.visits import SERVICE
from services.visits.summary import contact_words
from tests.services.samples import CONTEXT, TODAY, visit_answers, words_in

EN, CY = Translator(Language.ENGLISH), Translator(Language.WELSH)


def fields(contact: str = "text") -> ReceiptFields:
    ways = {"text": "phone", "call": "phone", "email": "email", "post": "address"}
    addresses = {"phone": "+447700900982", "email": "sian@example.com", "address": "1 High Street\nCardiff"}
    given = {"method": contact, **({ways[contact]: addresses[ways[contact]]} if contact in ways else {})}
    checked = check_answers(SERVICE, visit_answers(contact=given), CONTEXT)
    assert checked.problems == ()
    return SERVICE.receipt_fields(checked.answers, CONTEXT)


def said(receipt: Receipt, say: Translator) -> str:
    return "\n".join(say(words) for words in words_in(receipt) if words.domain)


def test_the_fields_that_stay_on_the_kiosk_are_few() -> None:
    assert fields() == {
        "prison": "CFI",
        "prison_en": "HMP Cardiff",
        "prison_cy": "Carchar Caerdydd",
        "address_en": ["Knox Road", "Cardiff", "CF24 0UG"],
        "address_cy": fields()["address_cy"],
        "phone": "0300 303 2301",
        "prisoner": "David T",
        "number": "A1234BC",
        "visitors": ["Siân O", "Mali O"],
        "slots": ["2026-11-28T09:30/11:00", "2026-11-29T14:00/15:30"],
        "adults": 1,
        "children": 1,
        "contact": "text",
        "answer_by": "2026-11-25",
    }


@pytest.mark.parametrize("contact", ["text", "call", "email", "post", "return"])
def test_they_hold_no_last_name_no_birth_and_no_address_of_theirs(contact: str) -> None:
    kept = json.dumps(fields(contact), ensure_ascii=False)

    secrets = ("Neill", "Thomas", "1985", "1990", "2018", "7700", "sian@", "High Street", "step-free")
    assert [secret for secret in secrets if secret in kept] == []


@pytest.mark.parametrize("name", [{"first_name": "Suharto", "last_name": ""}, {"first_name": "", "last_name": "Suharto"}])
def test_somebody_with_one_name_is_named_by_it_and_by_nothing_else(name: dict[str, str]) -> None:
    answers = visit_answers(visitors=[{**name, "date_of_birth": "1990-06-05"}])

    kept = SERVICE.receipt_fields(check_answers(SERVICE, answers, CONTEXT).answers, CONTEXT)

    assert kept["visitors"] == ["Suharto"]
    assert "1990" not in json.dumps(kept)


def test_answers_without_a_prison_have_no_receipt() -> None:
    with pytest.raises(ValueError, match="no receipt"):
        SERVICE.receipt_fields(check_answers(SERVICE, {}, CONTEXT).answers, CONTEXT)


def test_the_receipt_of_a_request_that_was_not_sent() -> None:
    receipt = SERVICE.receipt(fields(), ReceiptContext(TODAY, TODAY))

    assert [(EN(line.when), EN(line.what)) for line in receipt.next] == [
        ("Today, 20 November", "Your request is kept here. We send it when this kiosk is connected."),
        ("By Wednesday 25 November", "The prison texts you its answer, if your request is sent today. Do not ask before then."),
        (
            "From Thursday 26 November",
            "No answer yet? Come back to a kiosk, or phone 0300\u00a0303\u00a02301 with your reference.",
        ),
    ]
    assert [(CY(line.when), CY(line.what)) for line in receipt.next] == [
        ("Heddiw, 20 Tachwedd", "Mae eich cais yma. Caiff ei anfon pan fydd cysylltiad."),
        (
            "Erbyn dydd Mercher 25 Tachwedd",
            "Bydd y carchar yn anfon neges destun, os anfonir y cais heddiw. Peidiwch â holi cyn hynny.",
        ),
        ("O ddydd Iau 26 Tachwedd", "Dim ateb eto? Dewch yn ôl i giosg, neu ffoniwch 0300\u00a0303\u00a02301 gyda’ch cyfeirnod."),
    ]
    assert CY(receipt.saved) == "Mae eich cais am ymweliad wedi’i gadw"
    assert f"{CY(receipt.not_yet)} {CY(receipt.decides)}" == "Nid yw eich ymweliad wedi’i archebu eto. Y carchar sy’n penderfynu."


def test_a_second_copy_on_a_later_day_promises_no_day_that_can_no_longer_hold() -> None:
    receipt = SERVICE.receipt(fields(), ReceiptContext(TODAY + timedelta(days=4), TODAY))

    text = said(receipt, EN)
    assert "25 November" not in text
    assert "today" not in text.lower()
    assert EN(receipt.next[0].when) == "Friday 20 November"
    assert EN(receipt.next[1].what) == "The prison texts you its answer."


STATES = ("", "requested", "booked", "rejected", "cancelled", "withdrawn", "needs-action", "something-new")
SLOT = {"slot": "2026-11-28T09:30/11:00"}


def context(place: Place, days: int = 0, sent_after: int | None = None, state: str = "", **params: str) -> ReceiptContext:
    sent_on = None if sent_after is None else TODAY + timedelta(days=sent_after)
    return ReceiptContext(TODAY + timedelta(days=days), TODAY, place, sent_on=sent_on, state=state, params=params)


@pytest.mark.parametrize("contact", ["text", "call", "email", "post", "return"])
@pytest.mark.parametrize("place", Place)
@pytest.mark.parametrize("days", [0, 3, 30])
def test_every_receipt_is_whole_in_both_languages(contact: str, place: Place, days: int) -> None:
    receipt = SERVICE.receipt(fields(contact), context(place, days))

    whole(receipt)
    assert "not booked" in said(receipt, EN)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("slot", ["2026-11-28T09:30/11:00", "soon"])
@pytest.mark.parametrize("phone", ["0300 303 2301", ""])
def test_every_decision_is_whole_in_both_languages(state: str, slot: str, phone: str) -> None:
    receipt = SERVICE.receipt({**fields(), "phone": phone}, context(Place.RECEIVED, 3, 0, state, slot=slot))

    whole(receipt)
    assert receipt.next
    assert ("is booked." in EN(receipt.not_yet)) == (state == "booked")


def whole(receipt: Receipt) -> None:
    english, welsh = said(receipt, EN).splitlines(), said(receipt, CY).splitlines()
    assert len(english) == len(welsh)
    assert [line for line, other in zip(english, welsh, strict=True) if line == other and not line[:1].isdigit()] == []


def test_a_receipt_printed_after_the_decision_says_that_the_visit_is_booked_and_when() -> None:
    receipt = SERVICE.receipt(fields(), context(Place.RECEIVED, 2, 0, "booked", **SLOT))

    text = said(receipt, EN)
    assert EN(receipt.not_yet) == "Your visit is booked."
    assert EN(receipt.decides) == "Saturday 28 November, 9:30am to 11am."
    assert (EN(receipt.next[0].when), EN(receipt.next[0].what)) == ("Saturday 28 November", "Your visit is from 9:30am to 11am.")
    assert EN(receipt.later_title) == "For your visit"
    assert "Passport" in text
    assert "not booked" not in text
    assert "25 November" not in text
    assert "The prison texts you" not in text


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("rejected", "Your visit is not booked. The prison cannot offer the visit."),
        ("cancelled", "Your visit is cancelled. Do not travel."),
        ("withdrawn", "You withdrew the request. No visit is booked."),
        ("needs-action", "The prison needs to speak to you. Do not travel before they tell you."),
    ],
)
def test_a_receipt_printed_after_a_visit_fell_through_says_so_and_promises_nothing(state: str, expected: str) -> None:
    receipt = SERVICE.receipt(fields(), context(Place.RECEIVED, 2, 0, state))

    assert f"{EN(receipt.not_yet)} {EN(receipt.decides)}" == expected
    assert receipt.later == ()
    assert "25 November" not in said(receipt, EN)
    assert "Your visit is booked" not in said(receipt, EN)


def test_a_request_sent_on_a_later_day_is_not_promised_the_day_counted_from_the_first() -> None:
    receipt = SERVICE.receipt(fields(), context(Place.RECEIVED, 3, 2))

    assert [(EN(line.when), EN(line.what)) for line in receipt.next[:2]] == [
        ("Sunday 22 November", "Your request was sent to the booking centre."),
        ("When it has decided", "The prison texts you its answer."),
    ]
    assert "25 November" not in said(receipt, EN)


def test_a_request_sent_on_its_day_keeps_its_promise_until_the_day_is_over() -> None:
    until = SERVICE.receipt(fields(), context(Place.RECEIVED, 5, 0))
    after = SERVICE.receipt(fields(), context(Place.RECEIVED, 6, 0))

    assert EN(until.next[1].when) == "By Wednesday 25 November"
    assert EN(after.next[1].what) == "The prison should have answered by Wednesday 25 November."


def test_a_request_that_was_put_aside_sends_to_staff_and_promises_nothing() -> None:
    receipt = SERVICE.receipt(fields(), context(Place.PUT_ASIDE))

    text = said(receipt, EN)
    assert EN(receipt.decides) == "Staff must look at your request first."
    assert "Ask a member of staff" in EN(receipt.next[0].what)
    assert "25 November" not in text
    assert "We send it" not in text


def test_a_prison_without_a_phone_number_is_not_given_one() -> None:
    receipt = SERVICE.receipt({**fields(), "phone": ""}, ReceiptContext(TODAY, TODAY, Place.RECEIVED))

    assert EN(receipt.next[-1].what) == (
        "No answer yet? Come back to a kiosk with your reference. This prison publishes no phone number."
    )


def test_what_the_request_was_is_said_without_names() -> None:
    about = SERVICE.about(fields())

    assert [EN(words) for words in about] == ["Visit to HMP Cardiff", "1 adult and 1 child"]
    assert [CY(words) for words in about] == ["Ymweliad: Carchar Caerdydd", "1 oedolyn ac 1 plentyn"]


def test_the_fields_survive_storage() -> None:
    stored = json.loads(json.dumps(fields()))
    now = ReceiptContext(TODAY, TODAY)

    assert SERVICE.receipt(stored, now) == SERVICE.receipt(fields(), now)


def test_the_answers_are_shown_back_as_they_will_be_sent() -> None:
    assert SERVICE.summary is not None
    rows = SERVICE.summary(check_answers(SERVICE, visit_answers(), CONTEXT).answers, CONTEXT)

    assert {EN(row.label): [EN(line) for line in row.lines] for row in rows} == {
        "Prison": ["HMP Cardiff"],
        "Prisoner": ["David Thomas, A1234BC", "Born 27 March 1985"],
        "Visitors": ["Siân O’Neill (you), 36", "Mali O’Neill, 8"],
        "Times": ["Saturday 28 November, 9:30am to 11am", "Sunday 29 November, 2pm to 3:30pm"],
        "Extra support": ["A step-free way in"],
        "How we reach you": ["Text message to 07700 900982"],
        "Language": ["Cymraeg"],
    }


@pytest.mark.parametrize(
    ("contact", "english", "welsh"),
    [
        ({"method": "text", "phone": "+447700900982"}, "Text message to 07700 900982", "Neges destun i 07700 900982"),
        ({"method": "call", "phone": "+447700900982"}, "Phone call to 07700 900982", "Galwad ffôn i 07700 900982"),
        ({"method": "email", "email": "sian@example.com"}, "Email to sian@example.com", "E-bost i sian@example.com"),
        (
            {"method": "post", "address": "1 Quay\n\nBarry"},
            "Letter to 1 Quay, Barry",
            "Llythyr i 1 Quay, Barry",
        ),
        ({"method": "return"}, "You come back to a kiosk", "Byddwch yn dod yn ôl i giosg"),
    ],
)
def test_how_the_answer_comes_is_shown_with_where_it_goes(contact: dict[str, str], english: str, welsh: str) -> None:
    answers = check_answers(SERVICE, visit_answers(contact=contact), CONTEXT).answers

    assert (EN(contact_words(answers)), CY(contact_words(answers))) == (english, welsh)


def test_every_row_of_the_summary_leads_to_pages_that_exist() -> None:
    assert SERVICE.summary is not None
    rows = SERVICE.summary(check_answers(SERVICE, visit_answers(), CONTEXT).answers, CONTEXT)

    assert [SERVICE.page(key).key for row in rows for key in row.pages]


def test_the_answer_day_follows_the_catalogue_of_the_kiosk() -> None:
    christmas = Context(date(2026, 12, 23), embedded_catalogue())
    answers = check_answers(SERVICE, visit_answers(), CONTEXT).answers

    assert SERVICE.receipt_fields(answers, christmas)["answer_by"] == "2026-12-30"
