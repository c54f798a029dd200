"""A lower fee for a lasting power of attorney, as the donor's answers make it: an estimate, which its office decides on.

The questions are those of form LPA120A, asked so that the first answer that is true is enough: a benefit that exempts, Universal
Credit, a low income. Large damages undo an exemption, and then the others count.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from services.fee_payment.choices import EXEMPT, LOW_INCOME, LPA, NUMBER, UNIVERSAL_CREDIT, Damages, Source
from services.fee_payment.numbers import is_of_a_power
from services.forms.answers import Answers

if TYPE_CHECKING:
    from services.fees import Donor


class Relief(StrEnum):
    """What the answers come to; the value is kept with the receipt, where no benefit is named."""

    NOTHING = "nothing-to-pay"
    LATER = "decided-later"  # nothing is paid now
    HALF = "half"


def is_lpa(answers: Answers) -> bool:
    """Whether a fee for a lasting power of attorney is taken from the list."""
    return answers.text("fee.from") == Source.LIST and answers.text("fee.kind") in LPA


def is_for_office(answers: Answers) -> bool:
    """Whether it is paid to the Office of the Public Guardian, by cheque: also what it asked for in a letter."""
    return is_lpa(answers) or is_of_a_power(answers.text(NUMBER))


def is_exempt_but_for_damages(answers: Answers) -> bool:
    """Whether the donor gets a benefit that exempts, so that damages matter."""
    return is_lpa(answers) and answers.text("fee.reduction") in EXEMPT


def relief(answers: Answers) -> Relief | None:
    """What the answers come to; None where the whole fee is paid."""
    if not is_lpa(answers):
        return None
    got, damages = answers.text("fee.reduction"), answers.text("fee.damages")
    if got == UNIVERSAL_CREDIT or damages == Damages.CREDIT:
        return Relief.LATER
    if got == LOW_INCOME or damages == Damages.LOW_INCOME:
        return Relief.HALF
    return Relief.NOTHING if is_exempt_but_for_damages(answers) and damages != Damages.YES else None


def nothing_now(answers: Answers) -> bool:
    """Whether nothing is to be paid, or nothing before it is decided."""
    return relief(answers) in {Relief.NOTHING, Relief.LATER}


def donor_of(answers: Answers) -> Donor:
    """The donor as the list of fees asks. A low income is only known to be below the limit: it stands as none."""
    from services.fees import Benefit, Donor

    damages = answers.text("fee.damages")
    named = {answers.text("fee.reduction"), UNIVERSAL_CREDIT if damages == Damages.CREDIT else ""}
    low = answers.text("fee.reduction") == LOW_INCOME or damages == Damages.LOW_INCOME
    large = damages in set(Damages) - {Damages.NO}
    return Donor(frozenset(each for each in Benefit if each in named), large, 0 if low else None)
