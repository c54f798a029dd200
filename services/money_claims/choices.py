"""What can be chosen in a money claim only, and the limits of the systems a claim can go to.

Every number is a limit of one of them, with its source. Only the widest refuses an answer; the narrower ones send the claim
another way (`services.money_claims.routing`).
"""

from __future__ import annotations

from enum import StrEnum


class Evidence(StrEnum):
    """What can prove a claim (cmc-claim-store, EvidenceType.java)."""

    CONTRACT = "contracts-and-agreements"
    EXPERT = "expert-witness"
    LETTERS = "correspondence"
    PHOTO = "photo"
    RECEIPTS = "receipts"
    STATEMENT = "statement-of-account"
    OTHER = "other"


MAX_DETAILS = 500
MAX_REASON = 1000  # civil-citizen-ui, reason for a rate of interest
FIRST_YEAR = 1872  # of interest (civil-citizen-ui)
ADULT = 18

ONLINE_MOST = 25_000_00  # pence; civil-citizen-ui, MAX_CLAIM_AMOUNT_TOTAL
BULK_LESS_THAN = 100_000_00  # pence; GOV.UK, Money Claim Online user guide
CASE_SYSTEM_LESS_THAN = 100_000_000_00  # pence; hmcts/poss, UC001 CreateUpdateCase.js
BULK_DEFENDANTS = 2

BULK_NAME = 60  # civil-sdt-common, Claim.xsd
ONLINE_TRADING = 35  # cmc-claim-store, business name of a sole trader
ONLINE_CONTACT = 30  # cmc-citizen-frontend, contact person
BULK_REFERENCE = 24  # civil-sdt-common, Claim.xsd; hmcts/poss, UC001
BULK_LINES, BULK_WIDTH = 24, 45  # of particulars; civil-sdt-common, Claim.xsd
CASE_PARTICULARS = 2000  # hmcts/poss, UC001
BULK_VULNERABLE = 150  # civil-sdt-common, Claim.xsd
BULK_SIGNER = 30  # civil-sdt-common, Base.xsd, sotSignatureType
MAX_SIGNER = 70  # cmc-claim-store, StatementOfTruth.java
MAX_ROLE = 255  # the same
