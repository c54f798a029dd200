"""The rules about the home, the form and the tenancy, on both sides of each limit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.forms.context import Context
from services.forms.problem import Problem
from services.possession_claims import SERVICE
from tests.services.claim_samples import codes, stopping, with_part
from tests.services.fee_samples import CY, EN
from tests.services.possession_claims.claims import ENGLISH_HOME, WELSH_HOME, checked, english, welsh
from tests.services.samples import CATALOGUE


def at(postcode: str, country: str | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {"address": {**ENGLISH_HOME, "postcode": postcode}}
    return {"property": {**found, "country": country} if country else found}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (english(), set()),
        (welsh(), set()),
        # postcodes that the live services let pass
        (english(**at("M1AAA")), {("property.address.postcode", "postcode-format")}),
        (english(**at("M123456")), {("property.address.postcode", "postcode-format")}),
        (english(**at("ch23aa")), set()),
        (english(**at("CH2 3A\u200bA")), set()),
        # other countries
        (english(**at("EH1 1AA")), {("property.address.postcode", "property-in-scotland")}),
        (english(**at("BT1 1AA")), {("property.address.postcode", "property-in-northern-ireland")}),
        (english(**at("JE2 3AA")), {("property.address.postcode", "property-in-the-islands")}),
        (english(**at("TD15 1AA", "scotland")), {("property.country", "property-in-scotland")}),
        (english(**at("TD15 1AA", "england")), set()),
        (english(**at("TD15 1AA", "wales")), {("property.country", "not-an-option")}),
        (english(**at("SY10 7AA", "england")), set()),
        (english(**at("SY10 7AA")), {("property.country", "missing")}),
        (welsh(**at("SY10 7AA", "wales")), set()),
        # the right form
        (with_part(english(), "claim", kind="trespassers"), {("claim.kind", "trespassers-form")}),
        (with_part(english(), "landlord", type="mortgage-lender"), {("landlord.type", "mortgage-form")}),
        (with_part(welsh(), "landlord", type="mortgage-lender"), {("landlord.type", "mortgage-form")}),
        (with_part(welsh(), "claim", kind="accelerated"), {("claim.kind", "accelerated-form")}),
        # who lets in which country
        (with_part(english(), "landlord", type="community-landlord"), {("landlord.type", "not-an-option")}),
        (with_part(welsh(), "landlord", type="provider-of-social-housing"), {("landlord.type", "not-an-option")}),
        (with_part(welsh(), "landlord", type="community-landlord"), set()),
        # the tenancy began before today, the contract today at the latest
        (with_part(english(), "tenancy", start="2026-09-10"), set()),
        (with_part(english(), "tenancy", start="2026-11-20"), {("tenancy.start", "date-in-future")}),
        (with_part(welsh(), "contract", start="2026-11-21"), {("contract.start", "not-after-today")}),
        (with_part(english(), "tenancy", start="2021-02-30"), {("tenancy.start", "date-not-real")}),
        (with_part(english(), "tenancy", start="1876-11-20"), set()),
        (with_part(english(), "tenancy", start="1875-11-20"), {("tenancy.start", "date-too-long-ago")}),
    ],
)  # fmt: skip
def test_the_rules_hold_on_both_sides_of_each_limit(answers: dict[str, Any], expected: set[tuple[str, str]]) -> None:
    found = {
        each
        for each in stopping(checked(answers))
        if each[0].startswith(("property", "claim", "landlord", "tenancy", "contract"))
    }

    assert {each for each in found if each[1] != "missing" or each in expected} == expected


@pytest.mark.parametrize("day", ["2026-11-20", "2026-11-19"])
def test_an_occupation_contract_may_begin_today(day: str) -> None:
    assert not {code for path, code in codes(checked(with_part(welsh(), "contract", start=day))) if path == "contract.start"}


@pytest.mark.parametrize(
    ("today", "code"),
    [
        (date(2026, 7, 31), "accelerated-form"),  # the last day of form N5B in England
        (date(2026, 8, 1), "accelerated-ended"),
        (date(2026, 11, 20), "accelerated-ended"),
    ],
)
def test_form_n5b_is_refused_for_england_after_its_last_day_with_the_reason_and_the_other_form(today: date, code: str) -> None:
    found = checked(with_part(english(), "claim", kind="accelerated"), Context(today, CATALOGUE))

    (problem,) = [each for each in found.problems if each.path == "claim.kind"]
    text = EN(SERVICE.words_for(problem))
    assert problem.code == code
    assert "N5B" in text
    assert "Possession of a rented home" in text
    assert ("31 July 2026" in text and "section 21" in text and "N5 with N119" in text) is (code == "accelerated-ended")
    assert found.blocked


def test_in_wales_the_accelerated_form_is_named_and_has_no_last_day() -> None:
    for day in (date(2026, 7, 31), date(2027, 11, 20)):
        found = checked(with_part(welsh(), "claim", kind="accelerated"), Context(day, CATALOGUE))
        (problem,) = [each for each in found.problems if each.path == "claim.kind"]
        assert problem.code == "accelerated-form"
        assert "N5B Wales" in EN(SERVICE.words_for(problem))


@pytest.mark.parametrize(
    ("answers", "path", "says"),
    [
        (english(**at("EH1 1AA")), "property.address.postcode", "First-tier Tribunal for Scotland"),
        (english(**at("BT1 1AA")), "property.address.postcode", "www.nidirect.gov.uk"),
        (with_part(english(), "claim", kind="trespassers"), "claim.kind", "N5 and N121"),
        (with_part(welsh(), "claim", kind="trespassers"), "claim.kind", "N5 Wales and N121"),
        (with_part(english(), "landlord", type="mortgage-lender"), "landlord.type", "N5 and N120"),
    ],
)
def test_nobody_is_refused_without_being_told_where_to_go(answers: dict[str, Any], path: str, says: str) -> None:
    found = checked(answers)

    (problem,) = [each for each in found.problems if each.path == path]
    assert found.blocked
    assert says in EN(SERVICE.words_for(problem))
    assert EN(SERVICE.words_for(problem)) != CY(SERVICE.words_for(problem))


@pytest.mark.parametrize(
    ("landlord", "noted"),
    [
        ({"registered": "no"}, {"not-registered"}),
        ({"licensed": "no"}, {"not-licensed"}),
        ({"registered": "exempt", "licensed": "exempt"}, set()),
        ({"registered": "no", "licensed": "no", "type": "community-landlord"}, set()),
    ],
)
def test_rent_smart_wales_is_noted_for_private_landlords(landlord: dict[str, str], noted: set[str]) -> None:
    found = checked(with_part(welsh(), "landlord", **landlord))

    assert not found.blocked
    assert {code for path, code in codes(found) if path.startswith("landlord")} == noted


def test_rent_smart_wales_is_not_asked_in_england() -> None:
    found = checked(english(landlord={"type": "private-landlord", "registered": "no"}))

    assert ("landlord.registered", "not-asked") in codes(found)
    assert "registered" not in str(found.frozen())


def test_the_words_of_a_refusal_hold_nothing_that_was_typed() -> None:
    for problem in checked(english(**at("EH1 1AA"))).problems:
        assert "Low Street" not in EN(SERVICE.words_for(problem)) + str(problem.params)


def test_a_home_moved_to_the_other_country_is_asked_that_country_s_questions() -> None:
    moved = checked({**english(), "property": {"address": dict(WELSH_HOME)}})

    assert ("contract.kind", "missing") in codes(moved)
    assert ("tenancy.kind", "not-asked") in codes(moved)
    assert ("grounds.0.ground", "not-an-option") in codes(moved)
    assert isinstance(moved.problems[0], Problem)
