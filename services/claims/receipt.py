"""What the receipts of all claims say, and what a kiosk may still know of any claim once it is sealed.

That is the first claimant as "Ada L" (a company by its name), how many parties there are, the fee, and how it is paid and
signed; no address, no date of birth, nobody else's name, and nothing of what the claim says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from services.claims.choices import Payment, Signing
from services.claims.parties import short_name_of
from services.claims.words import _, _n
from services.common.money import format_pounds
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.receipt import DatedLine, Due, Line, Place, Receipt, ReceiptContext, ReceiptFields, Section
from services.forms.words import Words, verbatim

if TYPE_CHECKING:
    from services.fees import Priced

YOU_CLAIM = _("You claim")


def kept_of_claim(answers: Answers, context: Context, fee: Priced | None) -> ReceiptFields:
    """The few things of any claim that stay readable on the kiosk."""
    claimants = answers.items("claimants")
    return {
        "claimant": short_name_of(claimants[0]) if claimants else "",
        "claimants": len(claimants),
        "defendants": len(answers.items("defendants")),
        "fee": fee.fee if fee else None,
        "fee_row": fee.row.id if fee else "",
        "priced_on": context.today.isoformat(),
        "payment": answers.text("payment.how"),
        "help_asked": bool(answers.text("payment.reference")),
        "signing": answers.text("signing.way"),
    }


def useful_for(fields: ReceiptFields, days: int) -> date | None:
    """The day so many days after the claim was captured; None where that is not known."""
    try:
        captured = date.fromisoformat(str(fields.get("priced_on", "")))
    except ValueError:
        return None
    return date.fromordinal(min(captured.toordinal() + days, date.max.toordinal()))


def whole(fields: ReceiptFields, key: str) -> int | None:
    """A whole number that was kept; None where there is none."""
    found = fields.get(key)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def due(fields: ReceiptFields, context: ReceiptContext) -> Due | None:
    """What is still to be paid: the fee, or what the court says is left of it; None once that is not known, or nothing."""
    told = context.params.get("fee_outstanding", "")
    amount = int(told) if told.isascii() and told.isdigit() else whole(fields, "fee")
    way = fields.get("payment")
    if not amount or way not in {Payment.LINK, Payment.COUNTER} or context.state not in {"", "requested", "needs-action"}:
        return None
    return Due(amount, by_link=way == Payment.LINK)


def against(fields: ReceiptFields) -> Words:
    """How many the claim is against: "Against 2 defendants"."""
    return _n("Against {n} defendant", "Against {n} defendants", whole(fields, "defendants") or 0)


def waiting(
    fields: ReceiptFields,
    context: ReceiptContext,
    *,
    title: Words,
    saved: Words,
    to_do: tuple[DatedLine, ...],
    asked: tuple[Section, ...],
    later: tuple[Line, ...],
) -> Receipt:
    """The receipt of a claim that is not decided: what the claimant has to do, `to_do` last, and what happens `later`."""
    staff = context.place is Place.PUT_ASIDE
    return Receipt(
        title=title,
        saved=saved,
        not_yet=_("Your claim is not issued yet."),
        decides=_("Staff must look at your claim first.") if staff else _("The court issues it."),
        next=(*_to_do(fields), *to_do, _then(context)),
        asked=asked,
        later_title=_("When the claim is issued"),
        later=(Section(_("What happens then"), later),),
        keep=_("Keep the reference safe. Anyone who has it can see if the claim is issued."),
    )


def decided(undecided: Receipt, context: ReceiptContext, issued: tuple[DatedLine, ...]) -> Receipt:
    """The receipt by the newest decision; `issued` are the days of a claim that was, and what comes after them."""
    match context.state:
        case "" | "requested":
            return undecided
        case "issued":
            number = context.params.get("claim_number", "")
            said = _("Claim number {number}.", number=number) if number else _("The court has started it.")
            return replace(undecided, not_yet=_("Your claim is issued."), decides=said, next=issued, later=())
        case "rejected":
            said = _("The court has not issued your claim.")
            return replace(undecided, not_yet=said, decides=_("It says why."), next=_now(said), later=())
        case "withdrawn" | "cancelled":
            return replace(undecided, not_yet=_("You took the claim back."), decides=_("It is not issued."), next=(), later=())
        case _other:  # "needs-action", and any state this version does not know: claim nothing
            return replace(
                undecided,
                not_yet=_("The court needs something from you."),
                decides=_("Your claim is not issued yet."),
                next=_now(_("Look up the reference to see what it is.")),
            )


def afterwards(what: Words) -> DatedLine:
    """What comes after the days of a claim that was issued."""
    return DatedLine(_("After that"), what)


def who(fields: ReceiptFields, way: Words, *more: Line) -> Section:
    """Who claims against how many, and which way the claim goes."""
    others = (whole(fields, "claimants") or 1) - 1
    name = str(fields.get("claimant", ""))
    claimant = _n("{name} and {n} other", "{name} and {n} others", others, name=name) if others > 0 else verbatim(name)
    return Section(_("Who"), (Line(claimant), Line(against(fields)), Line(_("Way: {way}", way=way)), *more))


def fee_line(fields: ReceiptFields) -> tuple[Line, ...]:
    """The fee on the day of capture; nothing where it was not known."""
    fee = whole(fields, "fee")
    if fee is None:
        return ()
    more = _("The fee of the day on which the court gets the claim is the one that counts.")
    return (Line(_("Court fee on the day it was saved: {sum}", sum=format_pounds(max(fee, 0))), more),)


def _now(what: Words) -> tuple[DatedLine, ...]:
    return (DatedLine(_("Now"), what),)


def _to_do(fields: ReceiptFields) -> Iterator[DatedLine]:
    """What the claimant has to do about the signature and the fee."""
    if fields.get("signing") == Signing.PAPER:
        yield DatedLine(_("Sign"), _("Sign the statement of truth on the printed claim, and send it to the court."))
    match fields.get("payment"):
        case Payment.LINK if whole(fields, "fee") is None:
            yield DatedLine(_("Pay the fee"), _("Ask the court how much it is. The claim is issued once it is paid."))
        case Payment.LINK:
            online = _("Pay online. The paper receipt says how. The claim is issued once it is paid.")
            yield DatedLine(_("Pay the fee"), online)
        case Payment.COUNTER:
            yield DatedLine(_("Pay the fee"), _("Send a cheque, or pay at the court counter. Give the reference."))
        case Payment.HELP if not fields.get("help_asked"):
            yield DatedLine(_("Ask for Help with Fees"), _("Fill in form EX160, and give the reference of this claim."))
        case _else:
            return


def _then(context: ReceiptContext) -> DatedLine:
    if context.place is Place.RECEIVED:
        return DatedLine(_("Next"), _("The court checks your claim. It is issued on a working day."))
    return DatedLine(_("Next"), _("This kiosk sends your claim when it can. Nothing is claimed before the court has it."))
