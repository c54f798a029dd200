"""What a claimant keeps, and what the kiosk may still know once the claim is sealed.

Besides what is kept of every claim these are the sums and the way the claim goes.
"""

from __future__ import annotations

from datetime import date

from services.claims.fee import known
from services.claims.receipt import (
    YOU_CLAIM,
    afterwards,
    against,
    decided,
    fee_line,
    kept_of_claim,
    useful_for,
    waiting,
    who,
    whole,
)
from services.common.money import format_pounds
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.receipt import DatedLine, Line, Receipt, ReceiptContext, ReceiptFields, Section
from services.forms.words import Words
from services.money_claims.claim_pages import SEPARATELY
from services.money_claims.fee import fee_of
from services.money_claims.interest import interest_of, total_claimed
from services.money_claims.outcomes import DECISIONS
from services.money_claims.routing import WAY_WORDS, Way, way_of
from services.money_claims.words import _

_KEEP_DAYS = 4 * 31  # a claim form can be served for four months (CPR 7.5)


def receipt_fields(answers: Answers, context: Context) -> ReceiptFields:
    """The few things that stay readable on the kiosk."""
    interest = interest_of(answers, context.today)
    return {
        **kept_of_claim(answers, context, known(fee_of(answers, context.today))),
        "claimed": total_claimed(answers),
        "interest": interest.accrued if interest else 0,
        "way": way_of(answers, context.today).value,
        "separately": answers.text("particulars.how") == SEPARATELY,
    }


def useful_until(fields: ReceiptFields) -> date | None:
    """The last day on which the claim form could be served, were it issued soon after it was captured."""
    return useful_for(fields, _KEEP_DAYS)


def about(fields: ReceiptFields) -> tuple[Words, Words]:
    """What was claimed, without names: "Money claim for £1,250.00", "Against 2 defendants"."""
    claimed = whole(fields, "claimed")
    what = _("Money claim for {sum}", sum=format_pounds(claimed)) if claimed is not None else _("Money claim, no fixed amount")
    return what, against(fields)


def receipt(fields: ReceiptFields, context: ReceiptContext) -> Receipt:
    """The words of the receipt, for screen, paper and speech."""
    way = next((each for each in Way if each == fields.get("way")), Way.PAPER)
    undecided = waiting(
        fields,
        context,
        title=_("Your money claim"),
        saved=_("Your money claim is saved"),
        to_do=_to_do(fields),
        asked=(_sums(fields), who(fields, WAY_WORDS[way])),
        later=_LATER,
    )
    then = afterwards(_("If the defendant does not answer, you can ask the court for judgment."))
    return decided(undecided, context, (*DECISIONS.issued_days(context.params), then))


_LATER = (
    Line(_("The court gives the claim a number and sends it to the defendant.")),
    Line(_("It counts as served 5 days after it is issued.")),
    Line(_("The defendant has 19 days from the issue to answer, or 33 if they ask for more time.")),
    Line(_("If they do not answer, you can ask the court for judgment.")),
)


def _to_do(fields: ReceiptFields) -> tuple[DatedLine, ...]:
    """What the claimant has to do about the particulars."""
    if not fields.get("separately"):
        return ()
    after = _("Send them to the defendant within 14 days after the claim form is served, and a copy to the court.")
    return (DatedLine(_("Particulars of claim"), after),)


def _sums(fields: ReceiptFields) -> Section:
    claimed, interest = whole(fields, "claimed"), whole(fields, "interest")
    lines = [Line(_("Claim: {sum}", sum=format_pounds(claimed)) if claimed is not None else _("No fixed amount"))]
    if interest:
        lines.append(Line(_("Interest up to the day it was saved: {sum}", sum=format_pounds(interest))))
    return Section(YOU_CLAIM, (*lines, *fee_line(fields)))
