"""Whether the fee of a claim is settled, by how its claimant chose to pay and what has been paid.

A fee account settles it: it is charged elsewhere. With a reference of Help with Fees nothing is to be paid until staff have
decided on the help, and the claim waits for them. Whoever pays by link, cheque or cash has to have paid the fee of the day on
which the court received the claim.
"""

from __future__ import annotations

from services.claims.choices import Payment
from services.claims.needs import Need
from services.common.money import Pence
from services.fees.changes import FeeChange
from services.forms.answers import Answers


def help_is_undecided(answers: Answers) -> bool:
    """Whether staff have to decide on Help with Fees first."""
    return answers.text("payment.how") == Payment.HELP and bool(answers.text("payment.reference"))


def outstanding(answers: Answers, due: Pence, paid: Pence) -> Pence:
    """What is left to pay of the fee, in pence; 0 where it is settled."""
    match answers.text("payment.how"):
        case Payment.ACCOUNT if answers.text("payment.account"):
            return 0
        case Payment.HELP if help_is_undecided(answers):
            return 0
        case _else:
            return max(due - paid, 0)


def fee_need(answers: Answers, paid: Pence, change: FeeChange | None) -> Need:
    """Why the claim waits for its fee: it was paid as it stood on the day of capture and has risen since, or it was not paid."""
    if change is not None and paid >= change.captured:
        return Need("fee_changed", "payment.how")
    asks_for_help = answers.text("payment.how") == Payment.HELP
    return Need("fee_unpaid", "payment.reference" if asks_for_help else "payment.how")
