"""Both journeys whole, in England and in Wales: good answers pass, typed or sent, and every question has its time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from services.forms.check import check_answers, check_draft
from services.forms.draft import Draft
from services.forms.schema import json_schema
from services.possession_claims import SERVICE
from services.possession_claims.resemblance import resemblance
from services.possession_claims.statements import STATEMENT
from tests.services.claim_samples import codes, stopping, with_part
from tests.services.possession_claims.claims import (
    ENGLISH_HOME,
    OFFICE,
    WELSH_HOME,
    checked,
    checked_as_typed,
    english,
    landlord,
    organisation,
    renter,
    sealed,
    typed,
    welsh,
)
from tests.services.samples import CONTEXT

FULL_ENGLAND = english(
    property={"address": {**ENGLISH_HOME, "line2": "Flat 2", "line3": "Block B", "county": "Cheshire", "postcode": "SY13 2LH"},
              "country": "england"},
    landlord={"type": "provider-of-social-housing"},
    claimants=[organisation(phone="+441632960001", email="jo@smith.solicitors")],
    documents={"elsewhere": "yes", "name": "Smith Solicitors", "address": dict(OFFICE)},
    claim={"kind": "rented", "arrears": "yes", "daily": "yes", "costs": "yes", "rights": "yes", "own_reference": "X-1",
           "reasons": "There is more."},
    defendants=[
        renter(title="Mr", protected="yes", friend="Mary Jones", at_property="no", address=dict(OFFICE)),
        {"kind": "unknown", "known": "A lodger on the top floor", "at_property": "yes"},
    ],
    occupiers=[{"name": "Ann Jones", "who": "The tenant’s partner"}],
    tenancy={"kind": "flexible", "start": "2019-05-01"},
    rent={"amount": 12_000, "frequency": "fortnightly"},
    deposit={"given": "none"},
    notice={"served": "yes", "method": "other", "details": "By a process server", "form": "NSP", "served_on": "2026-09-10",
            "expires_on": "2026-10-10"},
    grounds=[{"ground": "secure-1", "facts": "Rent is owed."}, {"ground": "secure-84a", "facts": "A conviction."}],
    arrears={"owed": "yes", "before": 20_000, "steps": "Letters were sent."},
    steps={"protocol": "no", "why_not": "There was no time.", "mediation": "yes", "mediation_details": "It failed.",
           "settlement": "yes", "settlement_details": "It was broken."},
    alternatives={"which": "both"},
    suspension={"act": "section-121a", "why": "Because of the conviction."},
    demotion={"act": "section-82a-2", "why": "The same.", "terms": "No guests."},
    circumstances={"defendant": "On benefits.", "claimant": "A small association."},
    hearing={"court": "chester-civil-and-family-justice-centre", "vulnerable": "yes", "vulnerable_details": "A child is ill."},
    payment={"how": "account", "account": "PBA0012345"},
    signing={"way": "here", "by": "representative", "name": "Sam Smith", "role": "Smith Solicitors"},
)  # fmt: skip
FULL_WALES = welsh(
    landlord={"type": "community-landlord", "registered": "exempt", "licensed": "yes", "licence": "#LR-2"},
    contract={"kind": "secure-contract", "start": "2023-01-01"},
    grounds=[{"ground": "wales-165", "facts": "Rhybudd."}, {"ground": "wales-160-d", "facts": "Addasiadau."}],
    prohibited={"wanted": "yes", "why": "Ymddygiad.", "terms": "Dim ymwelwyr."},
    rent={"amount": 50_000, "frequency": "other", "how_often": "Bob chwarter", "daily": 548},
    deposit={"given": "property"},
    payment={"how": "help", "reference": "HWF-A1B-23C"},
)
ALL = [english(), FULL_ENGLAND, welsh(), FULL_WALES]
NAMES = ["england", "england-full", "wales", "wales-full"]


@pytest.mark.parametrize("answers", ALL, ids=NAMES)
def test_good_answers_pass_and_freeze_to_the_same_whether_typed_or_sent(answers: dict[str, Any]) -> None:
    sent, written = checked(answers), checked_as_typed(answers)

    assert stopping(sent) == set()
    assert not written.blocked
    assert sent.frozen() == written.frozen() == sealed(answers)
    assert STATEMENT.is_signed(sent.answers)


@pytest.mark.parametrize("answers", ALL, ids=NAMES)
def test_frozen_answers_checked_again_are_the_same_and_fit_the_schema(answers: dict[str, Any]) -> None:
    frozen = json.loads(json.dumps(checked(answers).frozen()))

    again = check_answers(SERVICE, frozen, CONTEXT, offers=False)

    assert again.frozen() == frozen
    assert not again.blocked
    jsonschema.Draft202012Validator(json_schema(SERVICE)).validate(frozen)


@pytest.mark.parametrize("country", ["england", "wales"])
def test_the_examples_for_partners_are_good_claims(country: str) -> None:
    example = json.loads(Path(__file__).with_name(f"{country}.example.json").read_text(encoding="utf-8"))

    found = check_answers(SERVICE, example, CONTEXT)

    assert not found.blocked
    assert not found.to_confirm
    assert STATEMENT.is_signed(found.answers)


def test_an_empty_claim_is_asked_for_what_everybody_owes_and_nothing_else() -> None:
    found = check_draft(SERVICE, Draft(), CONTEXT)

    assert {path for path, code in codes(found) if code == "missing"} == {
        "property.address.line1", "property.address.town", "property.address.postcode", "claim.kind", "landlord.type",
        "claimants.0.kind", "claimants.0.address.line1", "claimants.0.address.town", "documents.elsewhere",
        "defendants.0.kind", "defendants.0.at_property", "rent.amount", "rent.frequency", "deposit.given", "notice.served",
        "grounds.0.ground", "grounds.0.facts", "arrears.owed", "steps.protocol", "steps.mediation", "steps.settlement",
        "claim.costs", "claim.rights", "hearing.vulnerable", "language", "payment.how", "signing.way", "signing.by",
        "signing.name",
    }  # fmt: skip


SECURE = with_part(english(), "tenancy", kind="secure")
ENGLISH_PAGES = {"tenancy-kind", "tenancy-start", "notice-form"}
WELSH_PAGES = {"rent-smart-registration", "rent-smart-licence", "contract-kind", "contract-start", "notice-form-wales"}


@pytest.mark.parametrize(
    ("answers", "asked", "not_asked"),
    [
        (english(), ENGLISH_PAGES, WELSH_PAGES | {"property-country", "alternatives", "prohibited-conduct", "contract-term"}),
        (welsh(), WELSH_PAGES | {"contract-term"}, ENGLISH_PAGES | {"property-country", "alternatives", "prohibited-conduct"}),
        ({**english(), "property": {"address": {**ENGLISH_HOME, "postcode": "SY10 7AA"}}}, {"property-country"},
         ENGLISH_PAGES | WELSH_PAGES),
        (with_part(english(), "tenancy", kind="other"), {"tenancy-other"}, {"alternatives"}),
        (with_part(english(), "tenancy", kind="secure"), {"alternatives"}, {"suspension", "demotion"}),
        (with_part(english(), "landlord", type="provider-of-social-housing"), {"alternatives"}, {"suspension"}),
        ({**SECURE, "alternatives": {"which": "suspension"}}, {"suspension"}, {"demotion"}),
        ({**SECURE, "alternatives": {"which": "demotion"}}, {"demotion"}, {"suspension"}),
        ({**english(), "alternatives": {"which": "both"}}, set(), {"suspension", "demotion"}),
        (with_part(welsh(), "contract", kind="secure-contract", term=None), {"prohibited-conduct"}, {"prohibited-conduct-why"}),
        (with_part(welsh(), "contract", kind="other", term=None), {"contract-other"}, {"contract-term"}),
        (english(rent={"amount": 1, "frequency": "other"}), {"rent-daily"}, set()),
        (english(deposit={"given": "none"}), set(), {"deposit-scheme", "deposit-reference"}),
        (english(deposit={"given": "money", "scheme": "not-protected"}), {"deposit-scheme"}, {"deposit-reference"}),
        (english(notice={"served": "no"}), {"notice-why-not"}, {"notice-method", "notice-form", "notice-dates"}),
        (english(arrears={"owed": "no"}), set(), {"arrears-before", "account", "account-row", "arrears-steps", "claim-rent"}),
        (with_part(english(), "steps", protocol="no"), {"protocol-why-not"}, set()),
        (english(documents={"elsewhere": "yes"}), {"documents-address"}, set()),
        (english(defendants=[organisation()]), {"defendant-body"}, {"defendant-name", "defendant-protected"}),
        (english(defendants=[{"kind": "unknown"}]), {"defendant-unknown"}, {"defendant-name", "defendant-protected"}),
        (english(defendants=[renter(protected="yes", at_property="no")]), {"defendant-friend", "defendant-address"}, set()),
        (english(claimants=[landlord(protected="yes")]), {"claimant-friend", "claimant-address"}, set()),
        (english(hearing={"vulnerable": "yes"}), {"vulnerable-details"}, set()),
        (english(payment={"how": "account"}), {"fee-account"}, {"help-with-fees"}),
        (english(payment={"how": "help"}), {"help-with-fees"}, {"fee-account"}),
        (with_part(english(), "signing", way="paper"), set(), {"statement", "statement-for-claimant"}),
        (with_part(english(), "signing", by="representative"), {"statement-for-claimant"}, {"statement"}),
        (with_part(english(), "signing", by="friend"), {"statement"}, {"statement-for-claimant"}),
    ],
)  # fmt: skip
def test_each_page_with_a_condition_is_asked_when_it_should_be(
    answers: dict[str, Any], asked: set[str], not_asked: set[str]
) -> None:
    pages = {step.page.key for step in check_answers(SERVICE, answers, CONTEXT).steps}

    assert asked <= pages
    assert pages.isdisjoint(not_asked)


def test_a_claim_to_be_signed_by_hand_needs_no_statement_here() -> None:
    found = checked(with_part(english(), "signing", way="paper"))

    assert not found.blocked
    assert "statement" not in found.frozen()
    assert not STATEMENT.is_signed(found.answers)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("property.address.line1", "3 Low Street"),
        ("landlord.type", "other"),
        ("claimants.0.last_name", "Byron"),
        ("defendants.0.at_property", "no"),
        ("occupiers.0.name", "Ann Jones"),
        ("tenancy.start.day", "28"),
        ("rent.amount", "850.01"),
        ("deposit.reference", "EW12346"),
        ("notice.served_on.day", "11"),
        ("grounds.0.facts", "No rent since May."),
        ("account.3.paid", "200.01"),
        ("steps.mediation", "yes"),
        ("claim.costs", "no"),
        ("circumstances.defendant", "On benefits."),
        ("hearing.court", "chester-civil-and-family-justice-centre"),
        ("payment.how", "counter"),
        ("signing.name", "Ada Byron"),
    ],
)
def test_any_edit_after_signing_takes_the_signature_back(path: str, text: str) -> None:
    draft = typed(sealed(english()))

    draft.set(path, text)

    assert ("statement.own", "statement-changed") in codes(check_draft(SERVICE, draft, CONTEXT))


def test_a_claim_that_was_changed_on_the_way_is_not_signed_any_more() -> None:
    found = check_answers(SERVICE, with_part(sealed(welsh()), "rent", amount=85_001), CONTEXT, offers=False)

    assert ("statement.own", "statement-changed") in codes(found)
    assert found.blocked


def test_a_large_claim_is_taken_whole() -> None:
    answers = english(
        defendants=[renter(first_name=f"Tom{letter}") for letter in "abcdefghijklmnopqrst"],
        account=[{"date": f"{2022 + number // 12}-{number % 12 + 1:02}-01", "due": 85_000} for number in range(50)],
        grounds=[{"ground": "assured-8", "facts": ("The rent was not paid on time. " * 640).strip()}],
    )

    found = checked(answers)

    assert not found.blocked
    assert found.frozen() == sealed(answers)
    assert checked_as_typed(answers).frozen() == sealed(answers)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (english(), english(rent={"amount": 1, "frequency": "weekly"}), True),
        (english(), {**english(), "property": {"address": {**ENGLISH_HOME, "line1": "2, low street"}}}, True),
        (english(), {**english(), "property": {"address": dict(WELSH_HOME)}}, False),
        (english(), english(claimants=[organisation()]), False),
    ],
)
def test_the_same_claimant_and_home_make_two_claims_alike(one: dict[str, Any], other: dict[str, Any], *, alike: bool) -> None:
    first, second = (resemblance(checked(each).answers) for each in (one, other))

    assert first is not None
    assert second is not None
    assert (first.subject == second.subject and bool({*first.marks} & {*second.marks})) is alike
    assert SERVICE.field_at(first.path) is not None


def test_a_claim_without_a_claimant_or_a_home_is_like_no_other() -> None:
    for answers in ({}, {"claimants": [landlord()]}, {"property": {"address": dict(ENGLISH_HOME)}}):
        assert resemblance(check_answers(SERVICE, answers, CONTEXT).answers) is None
