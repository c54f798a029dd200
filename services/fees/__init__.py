"""Court and tribunal fees, dated and priced offline. What is known, from where and how far, is in docs/fees.md."""

from services.fees.help_with_fees import Estimate, Income, Means, Result, estimate
from services.fees.hwf_reference import HWF_WORDS, HwfProblem, read_hwf_reference
from services.fees.kinds import KIND_WORDS, Kind
from services.fees.lpa import EXEMPT_BENEFITS, Benefit, Donor, registration_fee
from services.fees.pricing import Group, Prices
from services.fees.quotes import Certainty, NotPriced, Priced, Quote, Unpriced
from services.fees.reading import BadSchedule, embedded_schedule, read_schedule
from services.fees.schedule import Row, Schedule
from services.fees.tribunal import ClaimType, Complaint, claim_type

__all__ = [
    "EXEMPT_BENEFITS",
    "HWF_WORDS",
    "KIND_WORDS",
    "BadSchedule",
    "Benefit",
    "Certainty",
    "ClaimType",
    "Complaint",
    "Donor",
    "Estimate",
    "Group",
    "HwfProblem",
    "Income",
    "Kind",
    "Means",
    "NotPriced",
    "Priced",
    "Prices",
    "Quote",
    "Result",
    "Row",
    "Schedule",
    "Unpriced",
    "claim_type",
    "embedded_schedule",
    "estimate",
    "read_hwf_reference",
    "read_schedule",
    "registration_fee",
]
