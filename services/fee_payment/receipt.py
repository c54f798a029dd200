"""What a payer keeps: what is paid for, how much, and what to do. It never says that something is paid before that is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from services.common.money import format_pounds
from services.fee_payment.choices import How
from services.fee_payment.kept import amount_kept, is_for_lpa, payee_kept, relief_kept, way_kept
from services.fee_payment.outcomes import matched_with, not_paid, pence_in
from services.fee_payment.payee import Payee
from services.fee_payment.reduction import Relief
from services.fee_payment.summary import BY_CHEQUE, CHEQUE, ESTIMATE, HOW_WORDS, NOTHING_NOW, SEND_PROOF, shown_number
from services.fee_payment.words import _
from services.forms.receipt import DatedLine, Line, Place, Receipt, ReceiptContext, ReceiptFields, Section
from services.forms.words import Words, verbatim

_PAY = _("Pay the fee")


def about(fields: ReceiptFields) -> tuple[Words, Words]:
    """What it is about, without names: "Court fee of £115.00", "For 000MC001"."""
    amount = amount_kept(fields)
    if is_for_lpa(fields):
        fee = _("Fee of {sum} for a power of attorney", sum=format_pounds(amount)) if amount is not None else None
        return fee or _("Fee for a power of attorney"), _for(fields)
    what = _("Court fee of {sum}", sum=format_pounds(amount)) if amount is not None else _("Court fee")
    return what, _for(fields)


def receipt(fields: ReceiptFields, context: ReceiptContext) -> Receipt:
    """The words of the receipt, for screen, paper and speech."""
    staff = context.place is Place.PUT_ASIDE
    undecided = Receipt(
        title=_("Paying a court fee"),
        saved=_("Your details for paying a fee are saved"),
        not_yet=not_paid(fields),
        decides=_("Staff must look at this first.") if staff else payee_kept(fields).decides,
        next=(*_to_do(fields), _then(context, payee_kept(fields))),
        asked=(_what(fields),),
        later_title=_("When the court has the money"),
        later=(Section(_("What happens then"), (Line(_("What waits for the fee goes on.")),)),),
        keep=_("Keep the reference safe. Anyone who has it can see what became of the payment."),
    )
    if is_for_lpa(fields):
        undecided = replace(undecided, title=_("Paying a fee"), later_title=_("Later"), later=())
    return _decided(undecided, context, payee_kept(fields))


def _decided(undecided: Receipt, context: ReceiptContext, payee: Payee) -> Receipt:
    paid, back = pence_in(context.params, "paid"), pence_in(context.params, "refunded")
    match context.state:
        case "" | "requested":
            return undecided
        case "matched" if paid is None:
            return replace(undecided, decides=matched_with(context.params, payee))
        case "matched":
            had = payee.had(sum=format_pounds(paid or 0))
            return replace(undecided, not_yet=had, decides=matched_with(context.params, payee), next=(), later=())
        case "refunded":
            said = payee.paid_back(sum=format_pounds(back)) if back is not None else _("Paid back.")
            return replace(undecided, not_yet=said, decides=matched_with(context.params, payee), next=(), later=())
        case "rejected":
            why = _now(payee.not_taken)
            return replace(undecided, not_yet=payee.not_taken, decides=_("It says why."), next=why, later=())
        case "withdrawn" | "cancelled":
            return replace(undecided, not_yet=_("You took this back."), decides=_("Nothing is paid."), next=(), later=())
        case _other:  # "needs-action", and any state this version does not know: claim nothing
            look = _("Look up the reference to see what it is.")
            return replace(undecided, decides=payee.needs_you, next=_now(look))


def _to_do(fields: ReceiptFields) -> Iterator[DatedLine]:
    """What the payer has to do."""
    return _of_lpa(fields) if is_for_lpa(fields) else _at_court(fields)


def _of_lpa(fields: ReceiptFields) -> Iterator[DatedLine]:
    """Towards the Office of the Public Guardian."""
    asked = relief_kept(fields)
    if asked in {Relief.NOTHING, Relief.LATER}:
        yield DatedLine(_PAY, not_paid(fields))
    elif _is_by_letter(fields):
        written = _(
            "Send a cheque to the Office of the Public Guardian. Write the reference of the power of attorney on the back."
        )
        yield DatedLine(_PAY, written)
    else:
        yield DatedLine(_PAY, _("Send a cheque to the Office of the Public Guardian, with the application."))
    if asked is not None:
        yield DatedLine(_("Send the proof"), SEND_PROOF)
    if asked is Relief.HALF:
        yield DatedLine(_("Later"), _("The Office of the Public Guardian decides whether half is enough."))


def _is_by_letter(fields: ReceiptFields) -> bool:
    """Whether the fee was asked for, and not taken from the list."""
    return amount_kept(fields) is not None and not fields.get("fee_kind")


def _at_court(fields: ReceiptFields) -> Iterator[DatedLine]:
    match way_kept(fields):
        case How.LINK if amount_kept(fields) is not None:
            yield DatedLine(_PAY, _("Pay online, with any phone or computer. The paper receipt says how."))
        case How.LINK:
            yield DatedLine(_PAY, _("Ask the court how much it is. Give the number."))
        case How.POST:
            yield DatedLine(_PAY, _("Send a cheque to the court. Write the number and the reference on the back."))
        case How.COUNTER:
            yield DatedLine(_PAY, _("Pay at the court counter, with cash or a cheque. Bring this receipt."))
        case How.ACCOUNT:
            yield DatedLine(_PAY, _("You do not have to do anything. The court takes the fee from the account."))
        case How.HELP if fields.get("help_asked"):
            yield DatedLine(_PAY, _("The court looks at your application for Help with Fees. It tells you if you have to pay."))
        case How.HELP:
            form = _("Fill in form EX160, and give the number of the claim.")
            yield DatedLine(_("Ask for Help with Fees"), form)
        case None:
            return


def _then(context: ReceiptContext, payee: Payee) -> DatedLine:
    if context.place is Place.RECEIVED:
        return DatedLine(_("Next"), payee.knows_of_this)
    return DatedLine(_("Next"), payee.told_later)


def _what(fields: ReceiptFields) -> Section:
    amount, way = amount_kept(fields), way_kept(fields)
    sums = [Line(_("Amount: {sum}", sum=format_pounds(amount)))] if amount is not None else []
    if relief_kept(fields) is Relief.HALF:
        sums = [Line(each.text, ESTIMATE) for each in sums]
    elif amount is not None and fields.get("fee_row") and not is_for_lpa(fields):
        sums = [Line(sums[0].text, _("The fee of the day on which the court gets it is the one that counts."))]
    ways = [Line(HOW_WORDS[way])] if way else []
    if is_for_lpa(fields):
        ways = [Line((CHEQUE if _is_by_letter(fields) else BY_CHEQUE) if way else NOTHING_NOW)]
    return Section(_("You pay"), (Line(_for(fields)), *sums, *ways, Line(verbatim(str(fields.get("payer", ""))))))


def _for(fields: ReceiptFields) -> Words:
    return _("For {number}", number=shown_number(str(fields.get("paid_for", ""))))


def _now(what: Words) -> tuple[DatedLine, ...]:
    return (DatedLine(_("Now"), what),)
