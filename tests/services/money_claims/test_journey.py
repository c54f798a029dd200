"""The whole journey of a money claim: good answers pass, typed or sent; every question is asked when it should be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from services.forms.check import check_answers, check_draft
from services.forms.draft import Draft
from services.forms.schema import json_schema
from services.money_claims import SERVICE
from services.money_claims.statements import STATEMENT
from tests.services.claim_samples import codes, with_part
from tests.services.money_claims.claims import checked, checked_as_typed, claim, company, person, sealed, typed
from tests.services.samples import CONTEXT

EXAMPLE = Path(__file__).with_name("claim.example.json")
FULL = claim(
    claimants=[person(), company(contact_person="Charles Babbage", phone="+441632960001", email="jo@smith.solicitors")],
    documents={
        "elsewhere": "yes",
        "name": "Smith Solicitors",
        "address": {"line1": "2 Low Street", "line2": "Floor 3", "line3": "Block B", "town": "Chester", "county": "Cheshire",
                    "postcode": "CH1 2HJ"},
    },
    defendants=[
        person(kind="sole-trader", title="Mr", trading_as="Fences & Co", first_name="Tom", protected="yes", friend="Mary Tom"),
        company(kind="organisation", name="The Chess Club", address={"line1": "3 Rue X", "town": "Paris", "country": "France"}),
    ],
    claim={"details": "A debt", "crown": "no", "deposit": "no", "amount_known": "yes", "rights": "yes", "own_reference": "X-1"},
    interest={
        "basis": "worked-out", "amount": 100, "working": "By hand", "until": "judgment", "after": "rate", "after_rate": "4.5",
    },
    hearing={
        "court": "chester-civil-and-family-justice-centre", "vulnerable": "yes", "vulnerable_details": "A witness is very ill.",
    },
    payment={"how": "account", "account": "PBA0012345"},
    signing={"way": "here", "by": "representative", "name": "Sam Smith", "role": "Smith Solicitors"},
)  # fmt: skip


@pytest.mark.parametrize("answers", [claim(), FULL], ids=["short", "full"])
def test_good_answers_pass_and_freeze_to_the_same_whether_typed_or_sent(answers: dict[str, Any]) -> None:
    sent, written = checked(answers), checked_as_typed(answers)

    assert not sent.blocked
    assert not written.blocked
    assert sent.frozen() == written.frozen() == sealed(answers)
    assert STATEMENT.is_signed(sent.answers)


@pytest.mark.parametrize("answers", [claim(), FULL], ids=["short", "full"])
def test_frozen_answers_checked_again_are_the_same_and_fit_the_schema(answers: dict[str, Any]) -> None:
    frozen = json.loads(json.dumps(checked(answers).frozen()))

    again = check_answers(SERVICE, frozen, CONTEXT, offers=False)

    assert again.frozen() == frozen
    assert not again.blocked
    jsonschema.Draft202012Validator(json_schema(SERVICE)).validate(frozen)


def test_the_example_for_partners_is_a_good_claim() -> None:
    found = check_answers(SERVICE, json.loads(EXAMPLE.read_text(encoding="utf-8")), CONTEXT)

    assert codes(found) == set()
    assert STATEMENT.is_signed(found.answers)


def test_an_empty_claim_is_asked_for_what_everybody_owes_and_nothing_else() -> None:
    found = check_draft(SERVICE, Draft(), CONTEXT)

    assert {path for path, code in codes(found) if code == "missing"} == {
        "claimants.0.kind", "claimants.0.address.line1", "claimants.0.address.town", "documents.elsewhere",
        "defendants.0.kind", "defendants.0.address.line1", "defendants.0.address.town",
        "claim.details", "claim.crown", "claim.deposit", "claim.amount_known", "claim.rights", "interest.basis",
        "particulars.how", "hearing.vulnerable", "language", "payment.how", "signing.way", "signing.by", "signing.name",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        ({}, {"claimant-name", "claimant-birth", "claimant-protected", "defendant-body", "amount-row", "interest-start",
              "interest-date", "interest-until", "particulars", "statement"}),
        ({"claimants": [company()]}, {"claimant-body"}),
        ({"claimants": [person(kind="sole-trader")]}, {"claimant-trading"}),
        ({"claimants": [person(protected="yes")]}, {"claimant-friend"}),
        ({"documents": {"elsewhere": "yes"}}, {"documents-address"}),
        ({"interest": {"basis": "none"}}, set()),
        ({"interest": {"basis": "other"}}, {"interest-rate", "interest-start", "interest-until"}),
        ({"interest": {"basis": "worked-out", "until": "submission"}}, {"interest-sum", "interest-until"}),
        ({"interest": {"basis": "worked-out", "until": "judgment", "after": "rate"}}, {"interest-after", "interest-after-rate"}),
        ({"interest": {"basis": "worked-out", "until": "judgment", "after": "daily"}}, {"interest-after-daily"}),
        ({"particulars": {"how": "separately"}}, set()),
        ({"hearing": {"vulnerable": "yes"}}, {"vulnerable-details"}),
        ({"payment": {"how": "account"}}, {"fee-account"}),
        ({"payment": {"how": "help"}}, {"help-with-fees"}),
        ({"signing": {"way": "paper", "by": "claimant", "name": "Ada Lovelace"}}, set()),
        ({"signing": {"way": "here", "by": "representative", "name": "Sam"}}, {"statement-for-claimant"}),
    ],
)  # fmt: skip
def test_each_page_with_a_condition_is_asked_when_it_should_be(change: dict[str, Any], asked: set[str]) -> None:
    pages = {step.page.key for step in check_answers(SERVICE, claim(**change), CONTEXT).steps}

    assert asked <= pages


@pytest.mark.parametrize(
    ("change", "not_asked"),
    [
        ({"claimants": [company()]}, {"claimant-name", "claimant-birth", "claimant-protected", "claimant-friend"}),
        ({"interest": {"basis": "none"}}, {"interest-rate", "interest-start", "interest-until", "interest-sum"}),
        ({"particulars": {"how": "separately"}}, {"particulars"}),
        ({"signing": {"way": "paper", "by": "claimant", "name": "Ada"}}, {"statement", "statement-for-claimant"}),
        ({"claim": {"amount_known": "no"}}, {"amounts", "amount-row"}),
    ],
)
def test_what_does_not_concern_this_claim_is_not_asked(change: dict[str, Any], not_asked: set[str]) -> None:
    pages = {step.page.key for step in check_answers(SERVICE, claim(**change), CONTEXT).steps}

    assert pages.isdisjoint(not_asked)


def test_a_claim_to_be_signed_by_hand_needs_no_statement_here() -> None:
    found = checked(with_part(claim(), "signing", way="paper"))

    assert codes(found) == set()
    assert "statement" not in found.frozen()
    assert not STATEMENT.is_signed(found.answers)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("claimants.0.last_name", "Byron"),
        ("defendants.1.kind", "company"),
        ("amounts.0.amount", "5000.01"),
        ("interest.from_date.day", "21"),
        ("particulars.text", "1. The parties agreed."),
        ("evidence.0.what", "Another contract"),
        ("hearing.court", "chester-civil-and-family-justice-centre"),
        ("payment.how", "counter"),
        ("signing.name", "Ada Byron"),
    ],
)
def test_any_edit_after_signing_takes_the_signature_back(path: str, text: str) -> None:
    draft = typed(sealed(claim()))

    draft.set(path, text)

    assert ("statement.own", "statement-changed") in codes(check_draft(SERVICE, draft, CONTEXT))


def test_a_claim_that_was_changed_on_the_way_is_not_signed_any_more() -> None:
    sent = sealed(claim())

    found = check_answers(SERVICE, with_part(sent, "particulars", text="1. It was otherwise."), CONTEXT, offers=False)

    assert ("statement.own", "statement-changed") in codes(found)
    assert found.blocked


def test_a_large_claim_is_taken_whole() -> None:
    answers = claim(
        amounts=[{"reason": f"Invoice {number}", "amount": 10_001 + number} for number in range(50)],
        defendants=[company(name=f"Defendant {number} Ltd") for number in range(20)],
        particulars={"how": "here", "text": ("The defendant did not pay for what was ordered. " * 2100)[:98_999].strip() + "."},
    )

    found = checked(answers)

    assert not found.blocked
    assert found.frozen() == sealed(answers)
    assert len(found.answers.text("particulars.text")) > 98_990
    assert checked_as_typed(answers).frozen() == sealed(answers)
