"""Claims are issued with a number and a day, or their kiosk hears what is needed and which answer that concerns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from central_api.settings import StaffRule
from tests.central_api.claim_cases import ClaimCases
from tests.services.money_claims.claims import company, person

pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)  # numbers and payments are tried on both

FRIDAY = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
SCOTTISH = {"line1": "1 High Street", "town": "Edinburgh", "postcode": "EH1 1AA"}
FRENCH = {"line1": "1 rue Haute", "town": "Calais", "country": "France"}


@pytest.fixture
def claims(new_database: Callable[[], str]) -> Iterator[ClaimCases]:
    with closing(ClaimCases(new_database())) as made:
        yield made


@pytest.fixture
def friday(claims: ClaimCases) -> ClaimCases:
    claims.clock.instant = FRIDAY
    return claims


def test_a_claim_that_lacks_nothing_is_issued_on_the_day_it_was_received(friday: ClaimCases) -> None:
    reference = friday.money(created=FRIDAY - timedelta(days=3))
    friday.clock.advance(timedelta(days=12))

    decided = friday.decided(reference)

    days = {"issued_on": "2026-11-20", "served_on": "2026-11-25", "answer_by": "2026-12-09"}
    later = {"answer_by_acknowledged": "2026-12-23", "serve_by": "2027-03-20"}
    assert decided == ("issued", [], {"claim_number": "000MC001", "ready_at": "2026-11-20T10:00+00:00", **days, **later})
    assert friday.standing(reference) == ("decided", "")
    (issued,) = friday.issued()
    assert (issued.number, issued.issued_on, issued.fee, issued.court) == (
        "000MC001", date(2026, 11, 20), 455_00, "chester-civil-and-family-justice-centre",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("received", "issued"),
    [
        (datetime(2026, 11, 20, 15, 59, 59, tzinfo=UTC), "2026-11-20"),
        (datetime(2026, 11, 20, 16, 0, tzinfo=UTC), "2026-11-23"),
        (datetime(2026, 11, 21, 9, 0, tzinfo=UTC), "2026-11-23"),
        (datetime(2026, 11, 26, 16, 30, tzinfo=UTC), "2026-11-27"),
        (
            datetime(2026, 12, 23, 16, 30, tzinfo=UTC),
            "2026-12-29",
        ),  # the court's closed day, Christmas, its weekend, a substitute
    ],
)
def test_what_comes_at_four_or_later_is_the_next_working_day_s(
    new_database: Callable[[], str], received: datetime, issued: str
) -> None:
    with closing(ClaimCases(new_database(), closed=[date(2026, 12, 24)])) as claims:
        claims.clock.instant = received

        assert claims.decided(claims.money(created=FRIDAY))[2]["issued_on"] == issued


def test_four_o_clock_is_that_of_the_wall(claims: ClaimCases) -> None:
    claims.clock.instant = datetime(2026, 10, 23, 15, 0, tzinfo=UTC)  # 4pm in summer time

    assert claims.decided(claims.possession())[2]["issued_on"] == "2026-10-26"


def test_a_possession_claim_is_told_when_it_can_be_heard(friday: ClaimCases) -> None:
    state, codes, params = friday.decided(friday.possession())

    assert (state, codes) == ("issued", [])
    assert params == {
        "claim_number": "000PC001", "ready_at": "2026-11-20T10:00+00:00", "issued_on": "2026-11-20",
        "heard_from": "2026-12-18", "heard_by": "2027-01-15",
    }  # fmt: skip


def test_each_series_is_counted_by_itself(friday: ClaimCases) -> None:
    signed = {"way": "here", "by": "representative", "name": "A Smith", "role": "Smith & Co"}
    references = [friday.money(), friday.possession(), friday.money(signing=signed), friday.money()]

    friday.decide()

    told = [friday.told(each)[0][2]["claim_number"] for each in references]
    assert told == ["000MC001", "000PC001", "000LR001", "000MC002"]


@pytest.mark.parametrize(
    ("changed", "codes", "field"),
    [
        ({"payment": {"how": "help"}}, ["fee_unpaid"], "payment.reference"),
        ({"signing": {"way": "paper", "by": "claimant", "name": "A"}}, ["signature_missing"], "signing.way"),
        ({"defendants": [company(address=SCOTTISH)]}, ["not_this_court"], "defendants.0.address.postcode"),
        ({"claimants": [person(protected="yes")]}, ["friend_needed"], "signing.by"),
        (
            {"signing": {"way": "paper", "by": "claimant", "name": "A"}, "payment": {"how": "link"}},
            ["signature_missing", "fee_unpaid"],
            "signing.way payment.how",
        ),
    ],
)
def test_what_is_needed_is_told_with_the_answer_it_concerns(
    friday: ClaimCases, changed: Mapping[str, Any], codes: list[str], field: str
) -> None:
    reference = friday.money(**changed)

    state, told, params = friday.decided(reference)

    assert (state, told, params["field"]) == ("needs-action", codes, field)
    assert friday.standing(reference) == ("with-person", "")
    assert friday.issued() == []


def test_a_claim_that_is_also_against_somebody_here_belongs_here(friday: ClaimCases) -> None:
    reference = friday.money(defendants=[company(address=SCOTTISH), person(first_name="Tom")])

    assert friday.decided(reference)[0] == "issued"


def test_a_claim_with_help_with_fees_waits_for_staff_to_decide_on_the_help(friday: ClaimCases) -> None:
    reference = friday.money(payment={"how": "help", "reference": "HWF-A1B-23C"})

    friday.decide()

    assert friday.standing(reference) == ("with-staff", "")


@pytest.mark.parametrize(
    "changed",
    [
        {"defendants": [company(address=FRENCH)]},
        {"amounts": [{"reason": "x", "amount": 9_999_999_00} for _ in range(11)]},
    ],
)
def test_what_no_rule_decides_is_left_to_staff(friday: ClaimCases, changed: Mapping[str, Any]) -> None:
    reference = friday.money(**changed)

    friday.decide()

    assert friday.standing(reference) == ("with-staff", "")
    assert friday.told(reference) == []


def test_a_notice_that_could_no_longer_be_used_when_the_claim_came_is_asked_about(claims: ClaimCases) -> None:
    captured = datetime(2026, 7, 31, 9, 0, tzinfo=UTC)  # the last day for notices from before the reform
    old = {"served": "yes", "method": "first-class-post", "served_on": "2026-03-01", "expires_on": "2026-03-15"}
    said = {"created": captured, "notice": old, "account": [{"date": "2026-06-01", "due": 850_00}]}
    claims.clock.instant = captured
    in_time = claims.possession(**said)
    claims.clock.advance(timedelta(days=1))
    late = claims.possession(**said)

    state, codes, params = claims.decided(late)

    assert (state, codes, params["field"]) == ("needs-action", ["notice_details"], "notice.served_on")
    assert claims.told(in_time)[-1][0] == "issued"


def test_a_claim_that_the_list_of_fees_cannot_price_is_left_to_staff(claims: ClaimCases) -> None:
    claims.clock.instant = datetime(2039, 1, 3, 9, 0, tzinfo=UTC)
    reference = claims.money(created=FRIDAY)

    claims.decide()

    assert claims.standing(reference) == ("parked", "fee-not-known")


def test_answers_that_no_kiosk_lets_through_are_left_to_staff(claims: ClaimCases) -> None:
    reference = claims.case("money-claim", {"claimants": "nobody", "amounts": [{"amount": -1}]})

    claims.decide()

    assert claims.standing(reference) == ("parked", "invalid-answers")


@pytest.mark.parametrize(
    ("rule", "state"),
    [
        ({"court": "chester-civil-and-family-justice-centre"}, "with-staff"),
        ({"court": "*", "service": "money-claim"}, "with-staff"),
        ({"court": "*", "service": "possession-claim"}, "decided"),
        ({"court": "aberystwyth-justice-centre"}, "decided"),
        ({"prison": "*"}, "decided"),
    ],
)
def test_courts_that_the_settings_name_are_left_to_staff(
    new_database: Callable[[], str], rule: Mapping[str, str], state: str
) -> None:
    with closing(ClaimCases(new_database(), rules=(StaffRule.model_validate(rule),))) as claims:
        reference = claims.money()

        claims.decide()

        assert claims.standing(reference) == (state, "")
