"""Which way a claim goes: both sides of every limit, and no claim without a way."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.forms.answers import Answers
from services.money_claims import SERVICE
from services.money_claims.routing import Route, Way, routes, way_of
from tests.services.claim_samples import with_part
from tests.services.fee_samples import CY, EN
from tests.services.money_claims.claims import ADDRESS, checked, claim, company, person
from tests.services.samples import CONTEXT, TODAY


def answers_of(given_answers: dict[str, Any]) -> Answers:
    return checked(given_answers).answers


def way(given_answers: dict[str, Any]) -> Way:
    return way_of(answers_of(given_answers), TODAY)


def worth(pence: int) -> dict[str, Any]:
    return claim(amounts=[{"reason": "A debt", "amount": pence}], interest={"basis": "none"})


def at(postcode: str) -> dict[str, Any]:
    return {"address": {**ADDRESS, "postcode": postcode}}


LINES_24, LINES_25 = "\n".join("x" * 45 for _ in range(24)), "\n".join("x" * 45 for _ in range(25))
SEPARATE = {"particulars": {"how": "separately"}}
TWO = {"defendants": [company(), company(name="Other Ltd")]}


@pytest.mark.parametrize(
    ("given_answers", "expected"),
    [
        (claim(), Way.ONLINE),
        # the limits of amount, with interest counted
        (worth(25_000_00), Way.ONLINE),
        (worth(25_000_01), Way.BULK),
        (worth(99_999_99), Way.BULK),
        (worth(100_000_00), Way.PAPER),
        (claim(amounts=[{"reason": "A debt", "amount": 24_000_00}]), Way.BULK),  # £24,000 and two years of interest
        # parties
        (claim(**TWO), Way.BULK),
        (claim(defendants=[company(), company(name="B Ltd"), company(name="C Ltd")]), Way.PAPER),
        (claim(claimants=[person(), person(first_name="Ann")]), Way.PAPER),
        (claim(claimants=[person(protected="yes", friend="Mary Tom")]), Way.PAPER),
        (claim(defendants=[person(first_name="Tom", protected="yes")]), Way.PAPER),
        (claim(defendants=[person(first_name="Tom", protected="not-known")]), Way.ONLINE),
        (claim(claimants=[{key: value for key, value in person().items() if key != "date_of_birth"}]), Way.BULK),
        (claim(claimants=[company()], signing={"way": "here", "by": "claimant", "name": "A", "role": "Director"}), Way.ONLINE),
        # places
        (claim(defendants=[company(**at("EH1 1AA"))]), Way.PAPER),
        (claim(defendants=[company(**at("BT1 1AA"))]), Way.PAPER),
        (claim(defendants=[company(**at("TD15 1AA"))]), Way.PAPER),
        (claim(claimants=[person(**at("JE2 3AA"))]), Way.PAPER),
        (claim(defendants=[company(address={"line1": "3 Rue X", "town": "Paris", "country": "France"})]), Way.PAPER),
        # what it is about
        (with_part(claim(), "claim", crown="yes"), Way.PAPER),
        (with_part(claim(), "claim", deposit="yes"), Way.BULK),
        (with_part(claim(), "claim", amount_known="no"), Way.PAPER),
        # how it is signed and paid
        (with_part(claim(), "signing", way="paper"), Way.PAPER),
        (claim(signing={"way": "here", "by": "representative", "name": "Sam Smith", "role": "Smith"}), Way.BULK),
        (claim(payment={"how": "help"}), Way.PAPER),
        (claim(payment={"how": "help", "reference": "HWF-A1B-23C"}), Way.ONLINE),
        (claim(payment={"how": "account", "account": "PBA0012345"}), Way.BULK),
        # what Money Claim Online can print, where Online Civil Money Claims does not take the claim
        (claim(**SEPARATE), Way.BULK),
        (claim(**TWO, particulars={"how": "here", "text": LINES_24}), Way.BULK),
        (claim(**TWO, particulars={"how": "here", "text": LINES_25}), Way.PAPER),
        (claim(**TWO, particulars={"how": "here", "text": "x" * 1081}), Way.PAPER),
        (claim(**TWO, particulars={"how": "here", "text": "Owed; not paid"}), Way.PAPER),
        (claim(defendants=[company(name="x" * 60), company()]), Way.BULK),
        (claim(defendants=[company(name="x" * 61), company()]), Way.PAPER),
        (claim(defendants=[company(name="Siân Ltd"), company()]), Way.PAPER),
        (claim(defendants=[company(), company(name="B", address={**ADDRESS, "line1": "x" * 30})]), Way.BULK),
        (claim(defendants=[company(), company(name="B", address={**ADDRESS, "line1": "x" * 31})]), Way.PAPER),
        (claim(**TWO, signing={"way": "here", "by": "claimant", "name": "x" * 30}), Way.BULK),
        (claim(**TWO, signing={"way": "here", "by": "claimant", "name": "x" * 31}), Way.PAPER),
        (claim(**TWO, hearing={"vulnerable": "yes", "vulnerable_details": "x" * 150}), Way.BULK),
        (claim(**TWO, hearing={"vulnerable": "yes", "vulnerable_details": "x" * 151}), Way.PAPER),
    ],
)
def test_a_claim_goes_the_quickest_way_that_takes_it(given_answers: dict[str, Any], expected: Way) -> None:
    assert way(given_answers) is expected


def test_each_way_that_is_closed_says_why_in_both_languages() -> None:
    worst = claim(
        claimants=[person(protected="yes"), company(name="Ŵ" * 70, **at("EH1 1AA"))],
        defendants=[company(address={**ADDRESS, "line1": "x" * 35})] * 3,
        claim={"details": "x", "crown": "yes", "deposit": "yes", "amount_known": "yes", "rights": "no"},
        amounts=[{"reason": "A debt", "amount": 200_000_00}],
        particulars={"how": "here", "text": LINES_25},
        hearing={"vulnerable": "yes", "vulnerable_details": "x" * 151},
        payment={"how": "help"},
        signing={"way": "paper", "by": "friend", "name": "x" * 31},
    )

    online, bulk, paper = routes(answers_of(worst), TODAY)

    assert paper == Route(Way.PAPER)
    assert len(online.why_not) > 8
    assert len(bulk.why_not) > 10
    for words in (*online.why_not, *bulk.why_not):
        assert EN(words) != CY(words)


def test_what_becomes_of_the_claim_is_said_before_it_is_saved() -> None:
    section = SERVICE.check_words.will_be_checked(answers_of(claim(**TWO)), CONTEXT)

    assert [EN(line.text) for line in section.lines] == [
        "Not this way: Online Civil Money Claims.",
        "There is more than one defendant.",
        "It can go this way: Money Claim Online.",
    ]


@given(st.integers(1, 10**12), st.integers(1, 5), st.integers(1, 5), st.text(max_size=50))
def test_there_is_always_a_way_and_no_closed_one_is_without_a_reason(
    amount: int, claimants: int, defendants: int, text: str
) -> None:
    answers = Answers(
        {
            "claimants": [person()] * claimants,
            "defendants": [company(name=text)] * defendants,
            "amounts": [{"amount": amount}],
            "particulars": {"text": text},
        }
    )

    found = routes(answers, TODAY)

    assert found[-1].is_open
    assert [route.way for route in found] == list(Way)
    assert way_of(answers, TODAY) in {route.way for route in found if route.is_open}
