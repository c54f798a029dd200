"""What can be chosen when a fee is paid. The values are stable."""

from __future__ import annotations

from enum import StrEnum

SERVICE_KEY = "fee-payment"
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

BY_AMOUNT = frozenset({"money-claim", "hearing-small-claims"})
"""Those whose fee depends on what is claimed."""
