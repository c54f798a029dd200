"""What can be chosen in every claim, and how long an answer may be. The values are stable."""

from __future__ import annotations

from enum import StrEnum

YES, NO, NOT_KNOWN = "yes", "no", "not-known"


class Party(StrEnum):
    """What a claimant or defendant is (cmc-claim-store, domain.models.party). Not every claim has all of them."""

    INDIVIDUAL = "individual"
    SOLE_TRADER = "sole-trader"
    COMPANY = "company"
    ORGANISATION = "organisation"
    UNKNOWN = "unknown"  # a person whose name nobody knows; only a defendant can be one

    @property
    def is_person(self) -> bool:
        """Whether it is a human being whose name is known."""
        return self in {Party.INDIVIDUAL, Party.SOLE_TRADER}

    @property
    def is_body(self) -> bool:
        """Whether it is a company or organisation."""
        return self in {Party.COMPANY, Party.ORGANISATION}


class Signer(StrEnum):
    """Who signs."""

    CLAIMANT = "claimant"
    FRIEND = "friend"  # a litigation friend
    REPRESENTATIVE = "representative"  # the claimant's legal representative


class Signing(StrEnum):
    """How the statement of truth is made."""

    HERE = "here"
    PAPER = "paper"  # by hand, on the printed claim


class Payment(StrEnum):
    """How the fee is paid. There is no card among them: a card is never typed here."""

    LINK = "link"  # online, by the link on the receipt
    COUNTER = "counter"  # cheque or cash
    ACCOUNT = "account"  # a fee account, PBA
    HELP = "help"  # Help with Fees


MAX_PARTIES = 40  # on each side; the claim store takes 20 (cmc-claim-store), paper any number
MAX_ROWS = 1000  # of a list (cmc-claim-store, AmountBreakDown.java and siblings)
MAX_NAME = 255  # cmc-claim-store, Party.java
MAX_LONG = 99_000  # of one answer in several lines (cmc-claim-store and civil-citizen-ui); paper takes any number
MAX_REFERENCE = 25  # cmc-claim-store
MAX_MONEY = 9_999_999_99  # pence; seven digits of pounds (cmc-claim-store, AmountRow.java)
OLDEST = 150  # years since a day in the past (cmc-claim-store, AgeRangeConstraintValidator.java)

CASE_NAME = 70  # hmcts/poss, UC001 CreateUpdateCase.js
CASE_EMAIL = 80  # the same
CASE_REFERENCE = 24  # the same
