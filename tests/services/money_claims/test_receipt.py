"""What a claimant keeps, and what a decision means: nobody's secrets, no promise too early, and words for everything."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.common.court_days import CourtCalendar
from services.forms.receipt import OutcomeFacts, Place
from services.money_claims import SERVICE
from services.money_claims.money_words import interest_lines
from services.money_claims.outcomes import issue_params
from tests.services.claim_samples import STATES, said, with_part
from tests.services.fee_samples import CY, EN
from tests.services.money_claims.claims import ADDRESS, HANDS, checked, claim, company, person
from tests.services.samples import CATALOGUE, CONTEXT, TODAY, words_in

CALENDAR = CourtCalendar(CATALOGUE.holidays, CATALOGUE.holidays_until)
ONLY_GAPS = {"{what}: {sum}", "{what}: {more}"}
fields_of = HANDS.kept
receipt, outcome = partial(HANDS.receipt, claim()), partial(HANDS.outcome, claim())


def test_receipt_fields_name_nobody_in_full_and_hold_nothing_of_the_claim() -> None:
    answers = claim(
        claimants=[person(phone="+447700900982", email="ada@smith.solicitors")],
        defendants=[person(first_name="Thomas", last_name="Tremlett", date_of_birth="1971-02-03")],
        payment={"how": "help", "reference": "HWF-A1B-23C"},
    )

    kept = json.dumps(fields_of(answers))

    assert "Ada L" in kept
    for secret in ("Lovelace", "1980", "Thomas", "Tremlett", "1971", "High Street", "CH1", "7700", "ada@", "HWF", "invoice",
                   "building", "agreed"):  # fmt: skip
        assert secret not in kept


def test_a_company_is_named_and_a_claim_without_an_amount_has_none() -> None:
    unknown = {"details": "x", "crown": "no", "deposit": "no", "amount_known": "no", "rights": "no"}
    signing = {"way": "paper", "by": "claimant", "name": "A", "role": "B"}

    fields = fields_of(claim(claimants=[company(name="Other Ltd")], claim=unknown, signing=signing))

    assert (fields["claimant"], fields["claimed"], fields["fee"]) == ("Other Ltd", None, 10_000_00)
    assert EN(SERVICE.about(fields)[0]) == "Money claim, no fixed amount"


def test_it_is_said_what_was_claimed_and_what_it_cost_on_that_day() -> None:
    text = said(receipt())

    assert "Claim: £5,000.00" in text
    assert "Interest up to the day it was saved: £800.00" in text
    assert "Court fee on the day it was saved: £455.00" in text
    assert "The fee of the day on which the court gets the claim is the one that counts." in text
    assert "Way: Online Civil Money Claims" in text


@pytest.mark.parametrize(
    ("changed", "task"),
    [
        ({"signing": "paper"}, "Sign the statement of truth"),
        ({"payment": "link"}, "Pay online"),
        ({"payment": "counter"}, "Send a cheque"),
        ({"payment": "help", "help_asked": False}, "form EX160"),
        ({"separately": True}, "within 14 days"),
    ],
)
def test_the_receipt_says_what_is_left_to_do(changed: dict[str, Any], task: str) -> None:
    plain = said(receipt(payment="account").next)

    assert task in said(receipt(**{"payment": "account", **changed}).next)
    assert task not in plain


def test_an_issued_claim_has_its_number_and_its_days() -> None:
    params = issue_params(date(2026, 11, 23), "123MC456", CALENDAR)

    decided, paper = outcome("issued", params=params), receipt("issued", Place.RECEIVED, params)

    assert EN(decided.state) == "Claim number 123MC456"
    assert EN(paper.decides) == "Claim number 123MC456."
    for text in (said(decided), said(paper)):
        assert "Issued on Monday 23 November 2026" in text
        assert "Served on Saturday 28 November 2026" in text
        assert "Answer by Monday 14 December 2026" in text
        assert "Or by Tuesday 29 December 2026" in text
        assert "Serve by Tuesday 23 March 2027" in text


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        ("defendants.1.address.postcode", ["It concerns this answer: Postcode", "Defendant 2"]),
        ("claimants.0.date_of_birth.day", ["It concerns this answer: Date of birth", "Claimant 1"]),
        ("interest.rate", ["It concerns this answer: Rate in per cent a year"]),
        ("no.such.answer", []),
        ("defendants.x.address", []),
        ("", []),
    ],
)
def test_the_answer_that_it_concerns_is_named(path: str, lines: list[str]) -> None:
    decided = outcome("needs-action", "address_details", params={"field": path})

    assert [EN(words) for words in decided.detail] == ["An address is missing or not right.", *lines]
    assert all(EN(words) != CY(words) for words in decided.detail)


def test_the_receipt_is_of_use_for_as_long_as_a_claim_form_can_be_served() -> None:
    assert SERVICE.useful_until is not None

    assert SERVICE.useful_until(fields_of(claim())) == TODAY + timedelta(days=124)
    assert SERVICE.useful_until({"priced_on": "9999-12-31"}) == date.max
    assert SERVICE.useful_until({}) is None


def test_the_same_claim_made_twice_is_known() -> None:
    assert SERVICE.resemblance is not None

    def like(**changed: Any) -> tuple[str, set[str]]:
        found = SERVICE.resemblance(checked(claim(**changed)).answers) if SERVICE.resemblance else None
        assert found is not None
        return found.subject, {*found.marks}

    subject, marks = like()
    assert like(particulars={"how": "here", "text": "Other words"}) == (subject, marks)
    assert like(claimants=[person(first_name="ADA", last_name="Lovélace")])[0] == subject
    assert like(claimants=[person(first_name="Eve")])[0] != subject
    assert not marks & like(amounts=[{"reason": "Invoice 1042", "amount": 500_001}])[1]
    assert not marks & like(defendants=[company(name="Other Ltd")])[1]
    assert marks & like(defendants=[company(), company(name="Other Ltd")])[1]
    assert not marks & like(defendants=[company(address={**ADDRESS, "postcode": "CF10 1EP"})])[1]


def test_a_claim_that_is_not_whole_resembles_nothing() -> None:
    assert SERVICE.resemblance is not None

    assert SERVICE.resemblance(checked(claim(defendants=[])).answers) is None
    assert SERVICE.resemblance(checked(claim(amounts=[{"reason": "x"}], claim={})).answers) is None


def test_long_lists_and_long_answers_are_shown_short_with_how_much_more_there_is() -> None:
    assert SERVICE.summary is not None
    answers = claim(
        amounts=[{"reason": f"Invoice {number} " + "x" * 300, "amount": 100} for number in range(8)],
        timeline=[{"date": "2024-03-01", "what": "It happened."}] * 6,
    )

    text = said(SERVICE.summary(checked(answers).answers, CONTEXT))

    assert "£8.00 for 8 items" in text
    assert "Invoice 4 " in text
    assert "Invoice 5 " not in text
    assert "And 3 more" in text
    assert "And 1 more" in text
    assert "x" * 201 not in text


@pytest.mark.parametrize(
    ("interest", "lines"),
    [
        ({"basis": "none"}, ["No interest"]),
        (
            {"basis": "other", "rate": "4.25", "rate_reason": "We agreed it.", "start": "submission", "until": "submission"},
            [
                "Interest at 4.25% a year: We agreed it.",
                "From the day I submit the claim",
                "Until the day I submit the claim",
                "Interest for 0 days: £0.00",
                "Amount × rate ÷ 365 for each day, rounded once to the nearest penny",
            ],
        ),
        (
            {
                "basis": "worked-out",
                "amount": 12_345,
                "working": "By hand.",
                "until": "judgment",
                "after": "daily",
                "after_daily": 110,
            },
            [
                "Interest that you worked out: By hand.",
                "Until judgment or earlier payment",
                "Interest up to 20 November 2026: £123.45",
                "For each day after that, about £1.10",
            ],
        ),
    ],
)
def test_interest_is_shown_with_its_reason_and_its_method(interest: dict[str, Any], lines: list[str]) -> None:
    assert [EN(words) for words in interest_lines(checked(claim(interest=interest)).answers, CONTEXT)] == lines


def test_the_summary_has_a_row_for_every_question_and_its_words_in_both_languages() -> None:
    assert SERVICE.summary is not None
    pages = {page.key for page in SERVICE.pages}

    for answers in (
        claim(),
        with_part(claim(), "signing", way="paper"),
        claim(defendants=[person(first_name="Tom", protected="yes")]),
    ):
        rows = SERVICE.summary(checked(answers).answers, CONTEXT)
        assert {page for row in rows for page in row.pages} <= pages
        for words in words_in(rows):
            if words.domain and words.msgid not in ONLY_GAPS:
                assert EN(words) != CY(words), words.msgid
    linked = {page for row in SERVICE.summary(checked(claim()).answers, CONTEXT) for page in row.pages}
    assert {step.page.key for step in checked(claim()).steps if step.parent is None} <= linked


@given(
    st.sampled_from(STATES),
    st.lists(st.text(max_size=20), max_size=4),
    st.dictionaries(
        st.sampled_from(["claim_number", "ready_at", "issued_on", "served_on", "answer_by", "fee_captured", "fee_row"]),
        st.text() | st.dates().map(date.isoformat) | st.datetimes(timezones=st.none() | st.timezones()).map(datetime.isoformat),
    ),
    st.sampled_from(list(Place)),
)
def test_no_outcome_makes_the_words_fail(state: str, codes: list[str], params: dict[str, str], place: Place) -> None:
    shown = SERVICE.outcome(OutcomeFacts(state, tuple(codes), params, place, TODAY), None)

    assert all(EN(words) and CY(words) for words in words_in((shown.title, shown.state, *shown.detail, *shown.lines)))


def test_the_status_of_an_issued_claim_says_why_each_day_is_the_one_it_is() -> None:
    issued = {"ready_at": "2026-12-04T16:00+00:00", "issued_on": "2026-12-07", "answer_by": "2026-12-29"}
    facts = OutcomeFacts("issued", (), {"claim_number": "000MC001", **issued}, Place.RECEIVED, TODAY)

    days = {EN(section.heading): section.lines[1:] for section in SERVICE.outcome(facts, None).lines}

    assert {heading: [EN(line.text) for line in lines] for heading, lines in days.items()} == {
        "Issued on Monday 7 December 2026": [
            "The court had all it needs on Friday 4 December 2026.",
            "It came at 4pm or later, so it counts as the next day’s.",
            "The court does not work on Saturday 5 December, so it is Monday 7 December.",
        ],
        "Answer by Tuesday 29 December 2026": ["The court does not work on Saturday 26 December, so it is Tuesday 29 December."],
    }
    assert all(EN(line.text) != CY(line.text) for lines in days.values() for line in lines)
