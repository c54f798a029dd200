"""What of a payment stays readable at the kiosk: what it is for and how much, and of the payer "Ada L".

No number of a fee account, no Help with Fees reference, nobody's whole name.
"""

from __future__ import annotations

from datetime import date

from services.common.money import Pence
from services.common.names import short_name
from services.fee_payment.choices import LPA, NUMBER, How
from services.fee_payment.fee import amount_due, priced
from services.fee_payment.numbers import is_of_a_power
from services.fee_payment.payee import COURT, OFFICE, Payee
from services.fee_payment.reduction import Relief, is_for_office, nothing_now, relief
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.receipt import Due, ReceiptContext, ReceiptFields

_KEEP_DAYS = 4 * 31  # as long as a claim form can be served (CPR 7.5)


def receipt_fields(answers: Answers, context: Context) -> ReceiptFields:
    """The few things that stay readable on the kiosk."""
    fee = priced(answers, context.today)
    return {
        "paid_for": answers.text(NUMBER),
        "amount": amount_due(answers, context.today),
        "fee_kind": fee.kind.value if fee else "",
        "fee_row": fee.row.id if fee else "",
        "priced_on": context.today.isoformat(),
        "payer": short_name(answers.text("payer.first_name"), answers.text("payer.last_name")),
        "how": answers.text("payment.how") or (How.POST.value if is_for_office(answers) and not nothing_now(answers) else ""),
        "reduction": asked.value if (asked := relief(answers)) else "",
        "help_asked": bool(answers.text("payment.reference")),
    }


def amount_kept(fields: ReceiptFields) -> Pence | None:
    """What was to be paid when it was saved; None where that was not known."""
    amount = fields.get("amount")
    return amount if isinstance(amount, int) and not isinstance(amount, bool) and amount > 0 else None


def way_kept(fields: ReceiptFields) -> How | None:
    """Which way it is paid."""
    return next((each for each in How if each == fields.get("how")), None)


def is_for_lpa(fields: ReceiptFields) -> bool:
    """Whether it is a fee for a lasting power of attorney."""
    return fields.get("fee_kind") in LPA or bool(fields.get("reduction")) or is_of_a_power(str(fields.get("paid_for", "")))


def payee_kept(fields: ReceiptFields) -> Payee:
    """Who gets the fee."""
    return OFFICE if is_for_lpa(fields) else COURT


def relief_kept(fields: ReceiptFields) -> Relief | None:
    """What lowers the fee, as an estimate."""
    return next((each for each in Relief if each == fields.get("reduction")), None)


def due(fields: ReceiptFields, context: ReceiptContext) -> Due | None:
    """What is still to be paid, unless the court has it, took it from an account or helps with it; None once it is not known."""
    amount, way = amount_kept(fields), way_kept(fields)
    if amount is None or way not in {How.LINK, How.POST, How.COUNTER}:
        return None
    is_open = context.state in {"", "requested"} or (context.state == "matched" and "paid" not in context.params)
    return Due(amount, by_link=way is How.LINK) if is_open else None


def useful_until(fields: ReceiptFields) -> date | None:
    """The last day on which the receipt is of use, counted from the day it was saved."""
    try:
        saved = date.fromisoformat(str(fields.get("priced_on", "")))
    except ValueError:
        return None
    return date.fromordinal(min(saved.toordinal() + _KEEP_DAYS, date.max.toordinal()))
