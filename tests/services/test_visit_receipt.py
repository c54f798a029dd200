"""What a visitor keeps, and that it tells nobody else who came."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from services.catalogue import embedded_catalogue
from services.forms.check import check_answers
from services.forms.context import Context
from services.forms.receipt import Receipt, ReceiptContext, ReceiptFields
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
        "slots": ["2026-11-28T09:30/11:00", "2026-11-29T14:00/15:30"],
        "adults": 1,
        "children": 1,
        "contact": "text",
        "answer_by": "2026-11-25",
    }


@pytest.mark.parametrize("contact", ["text", "call", "email", "post", "return"])
def test_they_hold_no_visitors_name_no_birth_and_no_address_of_theirs(contact: str) -> None:
    kept = json.dumps(fields(contact), ensure_ascii=False)

    secrets = ("Siân", "Mali", "Neill", "Thomas", "1985", "1990", "2018", "7700", "sian@", "High Street", "step-free")
    assert [secret for secret in secrets if secret in kept] == []


def test_answers_without_a_prison_have_no_receipt() -> None:
    with pytest.raises(ValueError, match="no receipt"):
        SERVICE.receipt_fields(check_answers(SERVICE, {}, CONTEXT).answers, CONTEXT)


def test_the_receipt_of_a_request_that_was_not_sent() -> None:
    receipt = SERVICE.receipt(fields(), ReceiptContext(TODAY, TODAY, sent=False))

    assert [(EN(line.when), EN(line.what)) for line in receipt.next] == [
        ("Today, 20 November", "Your request is kept here. We send it when this kiosk is connected."),
        ("By Wednesday 25 November", "The prison texts you its answer, if your request is sent today."),
        (
            "From Thursday 26 November",
            "No answer yet? Come back to a kiosk, or phone 0300\u00a0303\u00a02301 with your reference.",
        ),
    ]
    assert [(CY(line.when), CY(line.what)) for line in receipt.next] == [
        ("Heddiw, 20 Tachwedd", "Mae eich cais yma. Caiff ei anfon pan fydd cysylltiad."),
        ("Erbyn dydd Mercher 25 Tachwedd", "Bydd y carchar yn anfon neges destun, os anfonir y cais heddiw."),
        ("O ddydd Iau 26 Tachwedd", "Dim ateb eto? Dewch yn ôl i giosg, neu ffoniwch 0300\u00a0303\u00a02301 gyda’ch cyfeirnod."),
    ]
    assert CY(receipt.saved) == "Mae eich cais am ymweliad wedi’i gadw"
    assert f"{CY(receipt.not_yet)} {CY(receipt.decides)}" == "Nid yw eich ymweliad wedi’i archebu eto. Y carchar sy’n penderfynu."


def test_a_second_copy_on_a_later_day_promises_no_day_that_can_no_longer_hold() -> None:
    receipt = SERVICE.receipt(fields(), ReceiptContext(TODAY + timedelta(days=4), TODAY, sent=False))

    text = said(receipt, EN)
    assert "25 November" not in text
    assert "today" not in text.lower()
    assert EN(receipt.next[0].when) == "Friday 20 November"
    assert EN(receipt.next[1].what) == "The prison texts you its answer."


@pytest.mark.parametrize("contact", ["text", "call", "email", "post", "return"])
@pytest.mark.parametrize("sent", [True, False])
@pytest.mark.parametrize("days", [0, 3])
def test_every_receipt_is_whole_in_both_languages(contact: str, sent: bool, days: int) -> None:  # noqa: FBT001
    receipt = SERVICE.receipt(fields(contact), ReceiptContext(TODAY + timedelta(days=days), TODAY, sent=sent))

    english, welsh = said(receipt, EN).splitlines(), said(receipt, CY).splitlines()
    assert len(english) == len(welsh)
    assert [line for line, other in zip(english, welsh, strict=True) if line == other and not line[:1].isdigit()] == []
    assert "not booked" in "\n".join(english)


def test_a_prison_without_a_phone_number_is_not_given_one() -> None:
    receipt = SERVICE.receipt({**fields(), "phone": ""}, ReceiptContext(TODAY, TODAY, sent=True))

    assert EN(receipt.next[-1].what) == "No answer yet? Come back to a kiosk with your reference."


def test_what_the_request_was_is_said_without_names() -> None:
    about = SERVICE.about(fields())

    assert [EN(words) for words in about] == ["Visit to HMP Cardiff", "1 adult and 1 child"]
    assert [CY(words) for words in about] == ["Ymweliad: Carchar Caerdydd", "1 oedolyn ac 1 plentyn"]


def test_the_fields_survive_storage() -> None:
    stored = json.loads(json.dumps(fields()))
    context = ReceiptContext(TODAY, TODAY, sent=False)

    assert SERVICE.receipt(stored, context) == SERVICE.receipt(fields(), context)


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
