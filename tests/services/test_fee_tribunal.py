"""Employment tribunals: nothing is charged today; the tables of 2013 to 2017 are for records and refunds."""

from __future__ import annotations

from datetime import date

import pytest

from services.fees import ClaimType, Complaint, Group, Kind, Unpriced, claim_type
from services.fees.schedule import Body
from tests.services.fee_samples import NOW, PRICES, fee, priced, refused, said

THEN = date(2015, 6, 1)
KINDS = [kind for kind, charge in PRICES.schedule.charges.items() if charge.body is Body.TRIBUNAL]
GROUPS = [(1, 1), (2, 2), (10, 2), (11, 4), (200, 4), (201, 6), (5000, 6)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("on", [date(2017, 7, 26), NOW, date(2026, 11, 22)])
def test_there_is_no_fee_and_the_reason_and_the_refund_are_told(kind: Kind, on: date) -> None:
    found = priced(kind, on)

    assert (found.fee, found.payable) == (0, False)
    assert said(found).startswith(
        "There is no fee. The Supreme Court decided on 26 July 2017 that the fees of employment tribunals were unlawful "
        "([2017] UKSC 51). People who paid such a fee from 29 July 2013 to 25 July 2017 can ask"
    )


@pytest.mark.parametrize(("claimants", "factor"), GROUPS)
@pytest.mark.parametrize(
    ("kind", "single"),
    [
        (Kind.TRIBUNAL_TYPE_A_ISSUE, 16000),
        (Kind.TRIBUNAL_TYPE_A_HEARING, 23000),
        (Kind.TRIBUNAL_TYPE_B_ISSUE, 25000),
        (Kind.TRIBUNAL_TYPE_B_HEARING, 95000),
    ],
)
def test_a_group_paid_a_multiple_of_what_one_person_paid(kind: Kind, single: int, claimants: int, factor: int) -> None:
    assert fee(kind, THEN, group=Group(claimants)) == single * factor


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.TRIBUNAL_EMPLOYER_CLAIM, 16000),
        (Kind.TRIBUNAL_MEDIATION, 60000),
        (Kind.TRIBUNAL_SET_ASIDE_DEFAULT, 10000),
        (Kind.TRIBUNAL_DISMISSAL, 6000),
        (Kind.TRIBUNAL_RECONSIDER_TYPE_A, 10000),
        (Kind.TRIBUNAL_RECONSIDER_TYPE_B, 35000),
        (Kind.TRIBUNAL_APPEAL, 40000),
        (Kind.TRIBUNAL_APPEAL_HEARING, 120000),
    ],
)
def test_other_fees_of_the_tribunals_are_kept_for_refunds(kind: Kind, expected: int) -> None:
    assert fee(kind, date(2013, 7, 29)) == fee(kind, date(2017, 7, 25)) == expected
    assert refused(kind, date(2013, 7, 28)) is Unpriced.BEFORE_FIRST


@pytest.mark.parametrize(
    ("claimants", "remitted", "expected"),
    [
        (1, 1, 0),
        (2, 1, 25000),  # one of two pays: less than the factor, so one person's fee
        (2, 2, 0),
        (10, 8, 50000),
        (10, 9, 25000),
        (11, 7, 100000),  # four pay: as many as the factor, so the whole
        (11, 8, 75000),
        (201, 195, 150000),
        (201, 196, 125000),
        (201, 201, 0),
    ],
)
def test_remission_counts_those_who_pay_against_the_multiple(claimants: int, remitted: int, expected: int) -> None:
    assert fee(Kind.TRIBUNAL_TYPE_B_ISSUE, THEN, group=Group(claimants, remitted)) == expected


@pytest.mark.parametrize("group", [Group(0), Group(-1), Group(2, 3), Group(2, -1)])
def test_a_group_that_cannot_be_is_refused(group: Group) -> None:
    assert refused(Kind.TRIBUNAL_TYPE_A_ISSUE, THEN, group=group) is Unpriced.CLAIMANTS_WRONG


def test_a_fee_of_those_years_is_never_to_be_taken() -> None:
    found = priced(Kind.TRIBUNAL_TYPE_B_HEARING, THEN)

    assert not found.payable
    assert "This fee was unlawful. It is shown for records and refunds, and must not be taken." in said(found)


def test_remission_at_a_tribunal_changes_no_other_fee() -> None:
    assert fee(Kind.POSSESSION, group=Group(5, 5)) == fee(Kind.POSSESSION)


@pytest.mark.parametrize(
    ("complaints", "expected"),
    [
        ({Complaint.WAGES}, ClaimType.A),
        ({Complaint.REDUNDANCY_PAY, Complaint.HOLIDAY_PAY}, ClaimType.A),
        ({Complaint.WAGES, Complaint.DISCRIMINATION}, ClaimType.B),
        ({Complaint.UNFAIR_DISMISSAL}, ClaimType.B),
        ({Complaint.WHISTLEBLOWING}, ClaimType.B),
        ({Complaint.PROTECTIVE_AWARD}, ClaimType.B),
        ({Complaint.EQUAL_PAY, Complaint.HOLIDAY_PAY}, ClaimType.B),
    ],
)
def test_one_complaint_of_type_b_makes_the_claim_one(complaints: set[Complaint], expected: ClaimType) -> None:
    assert claim_type(complaints) is expected


def test_a_claim_about_nothing_has_no_type() -> None:
    with pytest.raises(ValueError, match="no complaint"):
        claim_type(set())
