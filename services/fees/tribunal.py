"""Employment tribunals: no fee today, and what was charged from 29 July 2013 to 25 July 2017.

The fees were quashed by R (UNISON) v Lord Chancellor [2017] UKSC 51. Their tables are kept for records and refunds only: a
quote for those days says `payable` False, and one for today is a fee of nothing with the reason.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum


class Complaint(StrEnum):
    """What a claim to an employment tribunal was about."""

    WAGES = "wages"
    REDUNDANCY_PAY = "redundancy-pay"
    HOLIDAY_PAY = "holiday-pay"
    DISCRIMINATION = "discrimination"
    UNFAIR_DISMISSAL = "unfair-dismissal"
    WHISTLEBLOWING = "whistleblowing"
    PROTECTIVE_AWARD = "protective-award"
    EQUAL_PAY = "equal-pay"


class ClaimType(StrEnum):
    """The two types of claim."""

    A = "a"
    B = "b"


_TYPE_B = frozenset(
    {
        Complaint.DISCRIMINATION,
        Complaint.UNFAIR_DISMISSAL,
        Complaint.WHISTLEBLOWING,
        Complaint.PROTECTIVE_AWARD,
        Complaint.EQUAL_PAY,
    },
)


def claim_type(complaints: Collection[Complaint]) -> ClaimType:
    """The type that the fee went by: B when any complaint was of that type (atet, claim_fee_calculator.rb).

    Raises:
        ValueError: a claim is about something.
    """
    if not complaints:
        raise ValueError("no complaint")
    return ClaimType.B if _TYPE_B.intersection(complaints) else ClaimType.A
