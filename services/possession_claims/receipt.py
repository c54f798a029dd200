"""What a claimant keeps, and what the kiosk may still know once the claim is sealed.

Besides what is kept of every claim these are the country, how many grounds there are, the sums, and the way the claim goes.
"""

from __future__ import annotations

from datetime import date

from services.claims.choices import YES
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
from services.possession_claims.country import Country, country_of
from services.possession_claims.fee import fee_on
from services.possession_claims.outcomes import DECISIONS
from services.possession_claims.paper_forms import forms_lines
from services.possession_claims.rent import arrears_on, daily_of
from services.possession_claims.routing import WAY_WORDS, Way, way_of
from services.possession_claims.words import _, _n

_KEEP_DAYS = 6 * 31  # issue, a hearing within 8 weeks, and time for what follows


def receipt_fields(answers: Answers, context: Context) -> ReceiptFields:
    """The few things that stay readable on the kiosk."""
    country = country_of(answers)
    return {
        **kept_of_claim(answers, context, known(fee_on(context.today))),
        "grounds": len(answers.items("grounds")),
        "country": country.value if country else "",
        "arrears": arrears_on(answers, context.today) if answers.text("claim.arrears") == YES else None,
        "daily": daily_of(answers) if answers.text("claim.daily") == YES else None,
        "way": way_of(answers).value,
    }


def useful_until(fields: ReceiptFields) -> date | None:
    """The last day on which the receipt is of use, were the claim issued and heard as usual."""
    return useful_for(fields, _KEEP_DAYS)


def about(fields: ReceiptFields) -> tuple[Words, Words]:
    """What was claimed, without names: "Possession of a rented home", "Against 2 defendants"."""
    return _("Possession of a rented home"), against(fields)


def receipt(fields: ReceiptFields, context: ReceiptContext) -> Receipt:
    """The words of the receipt, for screen, paper and speech."""
    way = next((each for each in Way if each == fields.get("way")), Way.PAPER)
    ready = _("The tenancy or contract, the notice, proof that it was given, and the rent account.")
    undecided = waiting(
        fields,
        context,
        title=_("Your possession claim"),
        saved=_("Your possession claim is saved"),
        to_do=(DatedLine(_("Keep ready"), ready),),
        asked=(_claimed(fields), who(fields, WAY_WORDS[way], *forms_lines(str(fields.get("country", Country.ENGLAND))))),
        later=_LATER,
    )
    return decided(undecided, context, (*DECISIONS.issued_days(context.params), afterwards(_STAYS)))


_STAYS = _("Only the court can end the right to live there. Nobody has to leave before it says so.")
_LATER = (
    Line(_("The court gives the claim a number and a day for the hearing, and sends it to the defendant.")),
    Line(_("The hearing is at least 28 days after the issue, and usually within 8 weeks.")),
    Line(_("The defendant must have the claim at least 21 days before the hearing.")),
    Line(_("The defendant has 14 days to answer. The court hears a late answer too.")),
    Line(_STAYS),
)


def _claimed(fields: ReceiptFields) -> Section:
    arrears, daily = whole(fields, "arrears"), whole(fields, "daily")
    lines = [Line(_n("Possession, on {n} ground", "Possession, on {n} grounds", whole(fields, "grounds") or 0))]
    if arrears is not None:
        lines.append(Line(_("Arrears on the day it was saved: {sum}", sum=format_pounds(max(arrears, 0)))))
    if daily is not None:
        lines.append(Line(_("For each day until possession is given: {sum}", sum=format_pounds(max(daily, 0)))))
    return Section(YOU_CLAIM, (*lines, *fee_line(fields)))
