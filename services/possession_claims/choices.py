"""What can be chosen in a possession claim only, and how long an answer may be.

The choices are those of the live possession service (hmcts/pcs-api, read August 2026); their values are stable.
"""

from __future__ import annotations

from enum import StrEnum


class ClaimKind(StrEnum):
    """What kind of claim is made. Only the first is made here; the others are told which form is theirs."""

    RENTED = "rented"
    ACCELERATED = "accelerated"
    TRESPASSERS = "trespassers"


class Landlord(StrEnum):
    """What the claimant is (pcs-api, ClaimantType.java). Which of them there are depends on the country."""

    PRIVATE = "private-landlord"
    SOCIAL = "provider-of-social-housing"  # England
    COMMUNITY = "community-landlord"  # Wales
    LENDER = "mortgage-lender"
    OTHER = "other"


class Tenancy(StrEnum):
    """The kind of tenancy in England (pcs-api, TenancyLicenceType.java)."""

    ASSURED = "assured"
    SECURE = "secure"
    INTRODUCTORY = "introductory"
    FLEXIBLE = "flexible"
    DEMOTED = "demoted"
    OTHER = "other"


class Contract(StrEnum):
    """The kind of occupation contract in Wales (Renting Homes (Wales) Act 2016, sections 8, 16 and 116)."""

    SECURE = "secure-contract"
    STANDARD = "standard-contract"
    INTRODUCTORY = "introductory-standard-contract"
    PROHIBITED = "prohibited-conduct-standard-contract"
    OTHER = "other"


class Term(StrEnum):
    """How long a standard contract runs."""

    PERIODIC = "periodic"
    FIXED = "fixed-term"


class Frequency(StrEnum):
    """How often rent is paid (pcs-api, RentPaymentFrequency.java)."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    OTHER = "other"


class Method(StrEnum):
    """How a notice was given (pcs-api, NoticeServiceMethod.java)."""

    POST = "first-class-post"
    PLACE = "delivered-permitted-place"
    HAND = "personally-handed"
    EMAIL = "email"
    ELECTRONIC = "other-electronic"
    OTHER = "other"


class Deposit(StrEnum):
    """What was given as a deposit (ministryofjustice/accelerated_claims, deposit.rb)."""

    MONEY = "money"
    PROPERTY = "property"  # things, and no money
    NONE = "none"


class Scheme(StrEnum):
    """Where a deposit is protected."""

    DPS = "deposit-protection-service"
    MYDEPOSITS = "mydeposits"
    TDS = "tenancy-deposit-scheme"
    NONE = "not-protected"


class Alternative(StrEnum):
    """What a social landlord may claim instead of possession, in England."""

    NONE = "none"
    SUSPENSION = "suspension"  # of the right to buy
    DEMOTION = "demotion"
    BOTH = "both"


class Act(StrEnum):
    """The section under which an alternative is claimed (pcs-api, SuspensionOfRightToBuyHousingAct.java and its sibling)."""

    SECTION_82A = "section-82a-2"
    SECTION_121A = "section-121a"
    SECTION_6A = "section-6a-2"


MAX_GROUNDS = 20
MAX_SHORT = 500
MAX_DEPOSIT_REFERENCE = 20  # accelerated_claims, deposit.rb
MAX_NUMBER = 40  # of a registration or licence
MAX_SIGNER = 100  # pcs-api, StatementOfTruthDetails.java

ONLINE_NAME = 60  # pcs-api
ONLINE_SHORT = 250  # pcs-api, text areas
ONLINE_REASON = 500  # the same
ONLINE_LONG = 6400  # the same
