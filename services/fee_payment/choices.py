"""What can be chosen when a fee is paid. The values are stable."""

from __future__ import annotations

from enum import StrEnum

SERVICE_KEY = "fee-payment"
REDUCTION = "fee.reduction"  # that of what lowers the fee
NUMBER = "paid_for.number"  # the path of what is paid for, in the answers and in what the centre says of them


class Source(StrEnum):
    """Where the amount comes from."""

    LETTER = "letter"  # the court asked for it
    LIST = "list"  # the list of fees


class How(StrEnum):
    """How the fee is paid. There is no card among them: a card is never typed here."""

    LINK = "link"  # online, by the link on the receipt
    POST = "post"  # a cheque by post
    COUNTER = "counter"  # cash or a cheque at the court counter
    ACCOUNT = "account"  # a fee account, PBA
    HELP = "help"  # Help with Fees


FEES = (
    "money-claim",
    "money-claim-unspecified",
    "possession",
    "other-remedy",
    "application-on-notice",
    "application-without-notice",
    "hearing-small-claims",
    "hearing-fast-track",
    "hearing-multi-track",
    "warrant-of-possession",
)
"""The kinds of fee that are paid against a number of the County Court, by their names in the list of fees."""

LPA = ("lpa", "lpa-repeat")
"""Those that are paid against the reference of a lasting power of attorney."""

EXEMPT = (
    "income-support",
    "income-based-employment-and-support-allowance",
    "income-based-jobseekers-allowance",
    "pension-credit-guarantee",
    "housing-benefit",
    "council-tax-reduction",
    "local-housing-allowance",
    "working-tax-credit-with-child-or-disability",
)
"""The benefits that exempt the donor, by their names in the list of fees."""

UNIVERSAL_CREDIT, LOW_INCOME, NO_REDUCTION = "universal-credit", "low-income", "none"


class Damages(StrEnum):
    """Whether large damages were left out when an exempt benefit was worked out, and what the donor has beside it."""

    NO = "no"
    CREDIT = "yes-universal-credit"
    LOW_INCOME = "yes-low-income"
    YES = "yes"


BY_AMOUNT = frozenset({"money-claim", "hearing-small-claims"})
"""Those whose fee depends on what is claimed."""
