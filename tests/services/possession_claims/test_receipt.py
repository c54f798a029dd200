"""What a claimant keeps, and what a decision means: nobody's secrets, no promise too early, and words for everything."""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.forms.receipt import OutcomeFacts, Place, ReceiptContext
from services.possession_claims import SERVICE
from services.possession_claims.hearing_days import hearing_window, serve_by
from services.possession_claims.outcomes import issue_params
from tests.services.claim_samples import STATES, said, with_part
from tests.services.fee_samples import EN
from tests.services.possession_claims.claims import HANDS, english, landlord, organisation, renter, welsh
from tests.services.samples import TODAY

ISSUED = date(2026, 11, 23)
fields_of = HANDS.kept
receipt, outcome = partial(HANDS.receipt, english()), partial(HANDS.outcome, english())


def test_receipt_fields_name_nobody_in_full_and_hold_nothing_of_the_claim() -> None:
    answers = english(
        claimants=[landlord(phone="+447700900982", email="ada@smith.solicitors")],
        defendants=[renter(first_name="Thomas", last_name="Tremlett")],
        payment={"how": "help", "reference": "HWF-A1B-23C"},
    )

    kept = json.dumps(fields_of(answers))

    assert "Ada L" in kept
    for secret in ("Lovelace", "Thomas", "Tremlett", "High Street", "Low Street", "CH2", "M1 1", "7700", "ada@", "HWF", "EW12345",
                   "No rent"):  # fmt: skip
        assert secret not in kept


def test_an_organisation_is_named_and_what_is_not_claimed_is_not_kept() -> None:
    answers = with_part(english(claimants=[organisation(name="Homes Ltd")]), "claim", arrears="no", daily="no")

    fields = fields_of(answers)

    assert (fields["claimant"], fields["arrears"], fields["daily"]) == ("Homes Ltd", None, None)
    assert EN(SERVICE.about(fields)[0]) == "Possession of a rented home"
    assert EN(SERVICE.about(fields)[1]) == "Against 1 defendant"


def test_it_is_said_what_was_claimed_and_what_it_cost_on_that_day() -> None:
    text = said(receipt())

    assert "Possession, on 1 ground" in text
    assert "Arrears on the day it was saved: £3,200.00" in text
    assert "For each day until possession is given: £27.92" in text
    assert "Court fee on the day it was saved: £415.00" in text
    assert "The fee of the day on which the court gets the claim is the one that counts." in text
    assert "forms N5 and N119" in text
    assert "forms N5 Wales and N119 Wales" in said(receipt(**fields_of(welsh())))


@pytest.mark.parametrize("state", ["", "issued"])
def test_nobody_has_to_leave_before_the_court_says_so(state: str) -> None:
    shown = receipt(state)

    assert "Nobody has to leave before it says so." in said(shown.next, shown.later)


@pytest.mark.parametrize(
    ("changed", "task"),
    [
        ({"signing": "paper"}, "Sign the statement of truth"),
        ({"payment": "link"}, "Pay online"),
        ({"payment": "counter"}, "Send a cheque"),
        ({"payment": "help", "help_asked": False}, "form EX160"),
    ],
)
def test_the_receipt_says_what_is_left_to_do(changed: dict[str, Any], task: str) -> None:
    plain = said(receipt(payment="account").next)

    assert task in said(receipt(**{"payment": "account", **changed}).next)
    assert task not in plain
    assert "proof that it was given" in plain


def test_an_issued_claim_has_its_number_and_the_days_between_which_it_is_heard() -> None:
    params = issue_params(ISSUED, "123PC456")

    decided, paper = outcome("issued", params=params), receipt("issued", Place.RECEIVED, params)

    assert EN(decided.state) == "Claim number 123PC456"
    assert EN(paper.decides) == "Claim number 123PC456."
    for text in (said(decided), said(paper)):
        assert "Issued on Monday 23 November 2026" in text
        assert "Not heard before Monday 21 December 2026" in text
        assert "Mostly heard by Monday 18 January 2027" in text


def test_once_the_hearing_is_fixed_its_day_and_the_last_to_serve_are_said() -> None:
    text = said(outcome("issued", params=issue_params(ISSUED, "123PC456", hearing=date(2027, 1, 6))))

    assert "Heard on Wednesday 6 January 2027" in text
    assert "Serve by Wednesday 16 December 2026" in text
    assert "Not heard before" not in text


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)))
def test_a_claim_can_be_served_in_time_for_the_first_day_it_can_be_heard(issued: date) -> None:
    window = hearing_window(issued)

    assert issued < serve_by(window.first) < window.first <= window.last
    assert window.first - issued == timedelta(days=28)
    assert window.last - issued == timedelta(weeks=8)


def test_the_receipt_is_of_use_until_after_the_hearing() -> None:
    fields = fields_of(english())

    assert SERVICE.useful_until is not None
    assert SERVICE.useful_until(fields) == TODAY + timedelta(days=186)
    assert SERVICE.useful_until({}) is None
    assert SERVICE.useful_until({"priced_on": "9999-12-31"}) == date.max


@given(
    st.dictionaries(
        st.sampled_from(sorted(fields_of(english()))), st.none() | st.integers() | st.text(max_size=5) | st.booleans()
    )
)
def test_fields_of_another_version_still_make_a_receipt(changed: dict[str, Any]) -> None:
    for state in STATES:
        made = SERVICE.receipt(changed, ReceiptContext(TODAY, TODAY, state=state))
        assert said(made)
    assert SERVICE.outcome(OutcomeFacts("issued", (), {}, Place.RECEIVED, TODAY), None).title


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        ("grounds.1.facts", ["It concerns this answer: The facts", "Ground 2"]),
        ("account.11.due", ["It concerns this answer: Rent due, in pounds", "Row 12 of the rent account"]),
        ("defendants.0.first_name", ["It concerns this answer: First name", "Defendant 1"]),
        ("notice.served_on", ["It concerns this answer: Day the notice was given"]),
        ("occupiers.x.name", []),
    ],
)
def test_the_answer_that_it_concerns_is_named(path: str, lines: list[str]) -> None:
    decided = outcome("needs-action", "ground_details", params={"field": path})

    assert [EN(words) for words in decided.detail] == ["Something about the grounds is missing or not right.", *lines]


def test_what_is_needed_is_followed_by_the_answer_that_it_concerns_and_what_is_left_to_pay_ends_it() -> None:
    params = {"field": "signing.way payment.how", "fee_outstanding": "41500"}

    decided = outcome("needs-action", "signature_missing", "fee_unpaid", params=params)

    assert [EN(words) for words in decided.detail] == [
        "The statement of truth is not signed.",
        "It concerns this answer: Signature",
        "The court fee has not been paid.",
        "It concerns this answer: Court fee",
        "Still to pay: £415.00",
    ]
