"""The rules of a money claim on both sides of each limit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.forms.check import check_answers
from services.forms.problem import Level
from services.money_claims import SERVICE
from services.money_claims.courts import court_options
from tests.services.claim_samples import codes, with_part
from tests.services.fee_samples import CY, EN
from tests.services.money_claims.claims import ADDRESS, checked, claim, company, person
from tests.services.samples import CONTEXT, TODAY


def without(mapping: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in mapping.items() if name not in names}


def at(postcode: str) -> dict[str, Any]:
    return {"address": {**ADDRESS, "postcode": postcode}}


def event(day: date) -> list[dict[str, str]]:
    return [{"date": day.isoformat(), "what": "It happened."}]


DIRECTOR = {"way": "here", "by": "claimant", "name": "Ada Lovelace", "role": "Director"}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (claim(claimants=[without(person(), "first_name")]), {("claimants.0.first_name", "one-name")}),
        (
            claim(claimants=[without(person(), "first_name", "last_name")]),
            {("claimants.0.first_name", "missing"), ("claimants.0.last_name", "missing")},
        ),
        (claim(claimants=[person(date_of_birth="2008-11-20")]), set()),  # 18 today
        (claim(claimants=[person(date_of_birth="2008-11-21")]), {("claimants.0.protected", "under-age")}),
        (claim(defendants=[person(first_name="Tom", date_of_birth="2010-01-01", protected="not-known")]),
         {("defendants.0.protected", "under-age")}),
        (claim(claimants=[person(date_of_birth="2026-11-20")]), {("claimants.0.date_of_birth", "date-in-future")}),
        (claim(claimants=[person(date_of_birth="1875-11-21")]), set()),
        (claim(claimants=[person(date_of_birth="1875-11-20")]), {("claimants.0.date_of_birth", "date-too-long-ago")}),
        (claim(claimants=[person(address=without(ADDRESS, "postcode"))]), {("claimants.0.address.postcode", "missing")}),
        (claim(claimants=[person(address={**without(ADDRESS, "postcode"), "country": "France"})]), set()),
        (claim(claimants=[person(**at("M1AAA"))]), {("claimants.0.address.postcode", "postcode-format")}),
        (claim(defendants=[company(**at("EH1 1AA"))]), {("defendants.0.address.postcode", "belongs-to-scotland")}),
        (claim(defendants=[company(**at("BT1 1AA"))]), {("defendants.0.address.postcode", "belongs-to-northern-ireland")}),
        (claim(defendants=[company(**at("IM1 1AA"))]), {("defendants.0.address.postcode", "belongs-to-the-islands")}),
        (claim(defendants=[company(**at("TD15 1AA"))]), {("defendants.0.address.postcode", "on-the-border")}),
        (claim(defendants=[company(**at("CF10 1EP"))]), set()),
        (claim(defendants=[company(address={**without(ADDRESS, "postcode"), "country": "France"})]),
         {("defendants.0.address.country", "defendant-abroad")}),
        (claim(claimants=[person(**at("EH1 1AA"))]), set()),  # who claims may live anywhere
        (claim(timeline=event(TODAY)), set()),
        (claim(timeline=event(date(2026, 11, 21))), {("timeline.0.date", "not-after-today")}),
        (with_part(claim(), "interest", from_date="2026-11-20"), set()),
        (with_part(claim(), "interest", from_date="2026-11-21"), {("interest.from_date", "not-after-today")}),
        (with_part(claim(), "interest", from_date="1872-01-01"), set()),
        (with_part(claim(), "interest", from_date="1871-12-31"), {("interest.from_date", "year-too-early")}),
        (with_part(claim(), "interest", from_date="2025-02-29"), {("interest.from_date", "date-not-real")}),
        (claim(defendants=[company(), company()]), {("defendants.1.address.line1", "same-party")}),
        (claim(defendants=[company(), company(**at("CF10 1EP"))]), set()),
        (claim(defendants=[company(name="Home 1 Ltd"), company(name="Home 2 Ltd")]), set()),
        (claim(defendants=[person()]), {("defendants.0.address.line1", "same-party")}),  # against oneself
        (claim(claimants=[company(name="Other Ltd")]), {("signing.role", "missing")}),
        (claim(claimants=[company(name="Other Ltd")], signing=DIRECTOR), set()),
        (with_part(claim(), "signing", by="representative"), {("signing.role", "missing")}),
        (claim(payment={"how": "help"}), {("payment.reference", "help-to-ask-for")}),
        (claim(payment={"how": "help", "reference": "hwf a1b 23c"}), set()),
        (claim(payment={"how": "help", "reference": "PA24-000123"}), {("payment.reference", "hwf-reference-paper")}),
        (claim(payment={"how": "help", "reference": "unsure"}), {("payment.reference", "hwf-reference-format")}),
        (claim(payment={"how": "account", "account": "pba 0012345"}), set()),
        (claim(payment={"how": "account", "account": "PBA001234"}), {("payment.account", "fee-account-format")}),
        (claim(payment={"how": "account", "account": "PBA00123456"}), {("payment.account", "fee-account-format")}),
        (claim(claimants=[person(protected="yes")]), {("signing.by", "friend-signs")}),
        (claim(amounts=[{"reason": "A debt", "amount": 0}]), {("amounts.0.amount", "amount-below")}),
        (claim(amounts=[{"reason": "A debt", "amount": 1_000_000_000}]), {("amounts.0.amount", "amount-above")}),
        (claim(amounts=[{"reason": "A debt", "amount": 999_999_999}] * 10), set()),
        (claim(amounts=[{"reason": "A debt", "amount": 999_999_999}] * 11), {("amounts", "beyond-all-systems")}),
        (claim(amounts=[]), {("amounts.0.reason", "missing"), ("amounts.0.amount", "missing")}),
        (claim(timeline=[], evidence=[]), set()),
        (claim(claimants=[person(email="jo@smith.solicitors")]), set()),
        (claim(claimants=[person(first_name="A\u200bda", address={**ADDRESS, "line1": "\u202d1 High Street"})]), set()),
    ],
)  # fmt: skip
def test_the_rules_hold_on_both_sides_of_each_limit(answers: dict[str, Any], expected: set[tuple[str, str]]) -> None:
    assert codes(checked(answers)) == expected


@pytest.mark.parametrize(
    ("answers", "path", "code"),
    [
        (claim(defendants=[company(name="x" * 61)]), "defendants.0.name", "beyond-bulk"),
        (claim(defendants=[company(name="x" * 71)]), "defendants.0.name", "beyond-case-system"),
        (claim(defendants=[company(address={**ADDRESS, "line1": "x" * 31})]), "defendants.0.address.line1", "beyond-bulk"),
        (claim(particulars={"how": "here", "text": "x" * 1081}), "particulars.text", "beyond-bulk-lines"),
        (claim(particulars={"how": "here", "text": "x" * 2001}), "particulars.text", "beyond-case-system"),
        (claim(hearing={"vulnerable": "yes", "vulnerable_details": "x" * 151}), "hearing.vulnerable_details", "beyond-bulk"),
        (with_part(claim(), "claim", own_reference="x" * 25), "claim.own_reference", "beyond-bulk"),
        (with_part(claim(), "signing", name="x" * 31), "signing.name", "beyond-bulk"),
        (claim(claimants=[person(email=f"{'x' * 60}@{'y' * 20}.org")]), "claimants.0.email", "beyond-case-system"),
    ],
)
def test_more_than_a_system_takes_is_noted_and_not_refused(answers: dict[str, Any], path: str, code: str) -> None:
    found = checked(answers)

    (note,) = [problem for problem in found.problems if (problem.path, problem.code) == (path, code)]
    assert note.level is Level.NOTE
    assert not found.blocked
    assert EN(SERVICE.words_for(note)) != CY(SERVICE.words_for(note))
    assert "{" not in EN(SERVICE.words_for(note)) + CY(SERVICE.words_for(note))


@pytest.mark.parametrize(
    ("answers", "path"),
    [
        (claim(defendants=[company(name="x" * 256)]), "defendants.0.name"),
        (claim(defendants=[company(address={**ADDRESS, "line1": "x" * 36})]), "defendants.0.address.line1"),
        (claim(particulars={"how": "here", "text": "x" * 99_001}), "particulars.text"),
        (with_part(claim(), "claim", own_reference="x" * 26), "claim.own_reference"),
        (with_part(claim(), "signing", name="x" * 71), "signing.name"),
        (with_part(claim(), "signing", role="x" * 256), "signing.role"),
        (with_part(claim(), "interest", from_reason="x" * 1001), "interest.from_reason"),
    ],
)
def test_more_than_any_system_takes_is_refused(answers: dict[str, Any], path: str) -> None:
    assert codes(checked(answers)) == {(path, "too-long")}


def test_what_may_be_overruled_stops_until_somebody_says_yes() -> None:
    found = checked(claim(defendants=[company(**at("EH1 1AA"))]))

    assert [problem.code for problem in found.to_confirm] == ["belongs-to-scotland"]
    assert not found.blocked
    assert "scotcourts" in EN(SERVICE.words_for(found.to_confirm[0]))
    assert EN(SERVICE.yes_to(found.to_confirm[0])) == "Yes, this claim belongs in England and Wales"


def test_a_court_is_offered_with_the_ones_that_serve_the_parties_first() -> None:
    answers = checked(claim(defendants=[company(**at("LA9 4AA"))])).answers

    options = court_options(answers, CONTEXT)

    kendal_is_closed = "It is near Kendal County Court and Family Court, which has closed."
    assert [EN(option.hint) for option in options[:4] if option.hint] == [kendal_is_closed] * 3 + [
        "It serves the claimant’s postcode."
    ]
    assert options[3].value == "chester-civil-and-family-justice-centre"
    assert len({option.value for option in options}) == len(options)
    assert "kendal-county-court-and-family-court" not in {option.value for option in options}


@pytest.mark.parametrize(
    ("court", "ok"), [("chester-civil-and-family-justice-centre", True), ("kendal-county-court-and-family-court", False)]
)
def test_a_closed_court_cannot_be_chosen(court: str, ok: bool) -> None:  # noqa: FBT001 - a table of cases
    found = check_answers(SERVICE, claim(hearing={"vulnerable": "no", "court": court}), CONTEXT)

    assert (("hearing.court", "not-an-option") not in codes(found)) is ok


def test_notices_and_refusals_hold_nothing_that_was_typed() -> None:
    answers = claim(
        claimants=[person(first_name="", last_name="", protected="yes")],
        defendants=[company(name="Zebra Ltd", **at("EH1 1AA"))] * 2,
        payment={"how": "help", "reference": "zebra"},
    )

    for problem in checked(answers).problems:
        assert "zebra" not in EN(SERVICE.words_for(problem)).lower() + str(problem.params).lower()
