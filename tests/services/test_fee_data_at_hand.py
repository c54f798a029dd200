"""The schedule against a collection of public fees, where that is at hand; each difference is on purpose and has its reason."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from services.fees import Donor, Group, Kind, Priced, registration_fee
from tests.services.fee_samples import NOW, PRICES

DATA = Path(os.environ.get("JUSTICE_KIOSK_FEE_DATA", Path(__file__).resolve().parents[3] / "shared" / "data" / "fees"))
at_hand = pytest.mark.skipif(not DATA.is_dir(), reason="the collection of fees is not at hand (JUSTICE_KIOSK_FEE_DATA)")

KINDS = {
    "money_claim_issue": Kind.MONEY_CLAIM,
    "money_claim_issue_online_historic": Kind.MONEY_CLAIM_ONLINE,
    "hearing_small_claims": Kind.HEARING_SMALL_CLAIMS,
    "hearing_fast_track": Kind.HEARING_FAST_TRACK,
    "hearing_multi_track": Kind.HEARING_MULTI_TRACK,
    "possession_issue_county_court": Kind.POSSESSION,
    "possession_issue_pcol": Kind.POSSESSION_ONLINE,
    "possession_issue_high_court": Kind.POSSESSION_HIGH_COURT,
    "warrant_of_possession": Kind.WARRANT_OF_POSSESSION,
    "general_application_on_notice": Kind.APPLICATION_ON_NOTICE,
    "general_application_by_consent_or_without_notice": Kind.APPLICATION_WITHOUT_NOTICE,
    "any_other_remedy_county_court": Kind.OTHER_REMEDY,
    "lpa_registration": Kind.LPA,
    "employment_appeal_tribunal": Kind.TRIBUNAL_APPEAL,
}
SINGLE = {
    "mc-issue-unspecified": Kind.MONEY_CLAIM_UNSPECIFIED,
    "eat-hearing": Kind.TRIBUNAL_APPEAL_HEARING,
    "et-counterclaim": Kind.TRIBUNAL_EMPLOYER_CLAIM,
    "et-mediation": Kind.TRIBUNAL_MEDIATION,
    "et-default-review": Kind.TRIBUNAL_SET_ASIDE_DEFAULT,
    "et-dismiss": Kind.TRIBUNAL_DISMISSAL,
    "et-review-A": Kind.TRIBUNAL_RECONSIDER_TYPE_A,
    "et-review-B": Kind.TRIBUNAL_RECONSIDER_TYPE_B,
    "et-none": Kind.EMPLOYMENT_TRIBUNAL,
    "opg-deputy-assessment": Kind.DEPUTY_ASSESSMENT,
    "opg-deputy-supervision-general": Kind.DEPUTY_SUPERVISION,
    "opg-deputy-supervision-minimal": Kind.DEPUTY_SUPERVISION_MINIMAL,
}
PROTECTION = {
    "cop-app": Kind.COURT_OF_PROTECTION_APPLICATION,
    "cop-hear": Kind.COURT_OF_PROTECTION_HEARING,
    "cop-appeal": Kind.COURT_OF_PROTECTION_APPEAL,
}
# On these days of these rows the schedule gives no fee, or another one. Why is told in docs/fees.md.
DIFFERENT = {
    ("mc-issue-unspecified", "2014-04-22"): "the scale with £10,000 at its top began on 9 March 2015",
    ("cop-app-2018", "2018-07-24"): "sources disagree about this day",
    ("cop-appeal-2018", "2018-07-24"): "sources disagree about this day",
    ("poss-pcol-2016", "2026-08-22"): "last seen on 18 May 2021, changed later on a day that nobody gives",
    ("other-2016", "2026-08-22"): "replaced by later rows of the same collection",
    ("lpa-2007", "2026-08-22"): "replaced by later rows of the same collection",
}


def read(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def kind_of(row: Mapping[str, Any]) -> Kind | None:
    name = row["id"]
    if name in SINGLE:
        return SINGLE[name]
    if row["domain"] == "court_of_protection":
        return PROTECTION[name.rsplit("-", 1)[0]]
    if row["domain"] == "employment_tribunal":
        _et, letter, step, _group = name.split("-")
        return Kind(f"tribunal-type-{letter.lower()}-{step}")
    return KINDS.get(row["domain"])


def days_of(row: Mapping[str, Any]) -> list[date]:
    first, last = row["effective_from"], row["effective_to"] or NOW.isoformat()
    return [date.fromisoformat(day) for day in (first, last) if day]


def expected(row: Mapping[str, Any], amount: int | None) -> int:
    if row["percent"] is None:
        return int(row["amount_pence"])
    return amount * int(row["percent"] * 100) // 10000 if amount else 0


def amounts_of(row: Mapping[str, Any]) -> list[int | None]:
    limits = [limit for limit in (row["band_min_pounds"], row["band_max_pounds"]) if limit is not None]
    return [round(limit * 100) for limit in limits] or [None]


@at_hand
def test_every_row_is_priced_as_it_says_on_its_first_and_last_day() -> None:
    differences = set()
    rows = [row for row in read("fees.json")["fees"] if row["domain"] != "lpa_registration_reduced"]

    for row in rows:
        kind = kind_of(row)
        assert kind is not None, row["id"]
        people = int(row["id"].rsplit("-", 1)[1]) if row["domain"] == "employment_tribunal" and kind not in SINGLE.values() else 1
        for day in days_of(row):
            for amount in amounts_of(row):
                quote = PRICES.price(kind, on=day, amount=amount, group=Group(people))
                if not isinstance(quote, Priced) or quote.fee != expected(row, amount):
                    differences.add((row["id"], day.isoformat()))

    assert len(rows) > 100
    assert differences == DIFFERENT.keys() | rounded_unknown(rows)


def rounded_unknown(rows: list[Mapping[str, Any]]) -> set[tuple[str, str]]:
    """4.5% of £10,000.01 has parts of a penny, and nobody says how they were rounded."""
    return {(row["id"], day.isoformat()) for row in rows if row["percent"] == 4.5 for day in days_of(row)}


@at_hand
def test_lasting_powers_of_attorney_cost_what_the_office_says_in_each_year() -> None:
    history = read("lpa_fees.json")["lpa_registration"]["history"]

    for row in history:
        for day in (date.fromisoformat(row["valid_from"]), date.fromisoformat(row["valid_to"] or NOW.isoformat())):
            whole = PRICES.price(Kind.LPA, on=day)
            again = PRICES.price(Kind.LPA_REPEAT, on=day)
            assert isinstance(whole, Priced)
            assert (whole.fee, getattr(again, "fee", None)) == (row["full"], row["repeat"])


@at_hand
def test_the_reduced_fees_are_those_of_the_collection() -> None:
    low = Donor(income=0)
    rows = {row["id"]: row for row in read("fees.json")["fees"] if row["domain"] == "lpa_registration_reduced"}

    for name, repeat in (("half", False), ("quarter", True)):
        for year in ("2017", "2025"):
            row = rows[f"lpa-{year}-{name}"]
            for day in days_of(row):
                quote = registration_fee(PRICES, low, on=day, repeat=repeat)
                assert isinstance(quote, Priced)
                assert quote.fee == row["amount_pence"]


@at_hand
def test_the_court_of_protection_cost_what_the_second_list_says_too() -> None:
    for row in read("lpa_fees.json")["court_of_protection"]["history"]:
        day = date.fromisoformat(row["valid_from"])
        for name in ("application", "hearing", "appeal"):
            quote = PRICES.price(Kind(f"court-of-protection-{name}"), on=day)
            assert isinstance(quote, Priced)
            assert quote.fee == row[name]


@at_hand
def test_the_means_test_has_the_numbers_of_the_collection() -> None:
    told, (scheme,) = read("fees.json")["help_with_fees"], PRICES.schedule.help_with_fees
    premiums = told["income"]["premiums"]

    assert scheme.first_day.isoformat() == told["effective_from"]
    assert scheme.full_help_income == told["income"]["full_remission_max"] * 100
    assert (scheme.partner, scheme.child_under_14, scheme.child_14_or_over) == tuple(
        premiums[name] * 100 for name in ("partner", "child_0_to_13", "child_14_plus")
    )
    assert scheme.slices[-1].up_to == told["income"]["cap_above_threshold"] * 100
    assert [each.percent for each in scheme.slices] == [round(each["rate"] * 100) for each in told["income"]["contribution"]]
