"""What the rules of a possession claim say, and how a person says yes where they may know better."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from services.claims import check_words
from services.forms.words import Words
from services.possession_claims.words import _

PROBLEM_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        **check_words.PROBLEM_WORDS,
        "property-in-scotland": _(
            "The property is in Scotland. Claims there are for the First-tier Tribunal for Scotland (Housing and Property "
            "Chamber) or the sheriff court: see www.housingandpropertychamber.scot."
        ),
        "property-in-northern-ireland": _(
            "The property is in Northern Ireland. Claims there are for its own courts: see www.nidirect.gov.uk."
        ),
        "property-in-the-islands": _(
            "The property is in Jersey, Guernsey or the Isle of Man. They have courts of their own: ask there first."
        ),
        "accelerated-ended": _(
            "Form {form} cannot be used in England any more: accelerated claims could be started until {day:long}, "
            "because notices that give no reason (section 21) have ended. Choose “Possession of a rented home”: that is "
            "form N5 with N119."
        ),
        "accelerated-form": _(
            "An accelerated claim is made on form {form}, which is not filled in here. Ask the court for it, or choose "
            "“Possession of a rented home”."
        ),
        "trespassers-form": _(
            "A claim against trespassers is made on forms {claim} and {particulars}, which are not filled in here. It can"
            " be against “persons unknown”. Ask the court for them."
        ),
        "mortgage-form": _(
            "A mortgage lender claims on forms {claim} and {particulars}, which are not filled in here. Ask the court for them."
        ),
        "not-registered": _("A private landlord who is not registered cannot end a contract by a notice that gives no reason."),
        "not-licensed": _("Without a licence, a notice that gives no reason has no effect."),
        "persons-unknown": _(
            "No defendant’s name is known. If they have no tenancy or contract, this is a claim against trespassers, on "
            "forms N5 and N121, and it can be against “persons unknown”."
        ),
        "representatives-online": _(
            "Since {day:long} legal representatives make this claim online. Only people without one may go on using paper."
        ),
        "notice-today-or-later": _("The day the notice was given cannot be today or in the future"),
        "notice-runs-backwards": _("The notice cannot run out before the day it was given"),
        "notice-still-running": _("The notice has not run out yet. The court is likely to refuse a claim made too early."),
        "notice-before-start": _("The notice was given before the tenancy or contract began."),
        "notice-before-reform": _(
            "A notice given before {reform:long} could be used for a claim until {last:long}. Give a new notice, on one "
            "of today’s grounds."
        ),
        "notice-too-old": _("A claim could be made on this notice until {last:long}. Give a new notice."),
        "notice-needed": _("The court cannot do without a notice for this claim. Give the notice first."),
        "ground-twice": _("This ground is there already"),
        "arrears-enough": _("On {day:long} {owed} was owed. This ground needs {needed} ({measure}), then and at the hearing."),
        "arrears-too-little": _(
            "On {day:long} only {owed} was owed. This ground needs {needed} ({measure}), on the day of the notice and at "
            "the hearing."
        ),
        "arrears-for-ground": _("You claim on a ground of rent arrears, and say that no rent is owed."),
        "nothing-owed": _("By this account nothing is owed today."),
        "deposit-not-protected": _(
            "The deposit is not protected. The court may not be able to give possession until it is protected or paid back."
        ),
        "deposit-not-informed": _("The information about the deposit was not given. The court may ask about it."),
        "no-rent": _("The rent is nothing, so there is nothing to claim for each day."),
    }
)
CONFIRM_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        **check_words.CONFIRM_WORDS,
        "persons-unknown": _("Yes, they have a tenancy or contract, and I do not know their names"),
        "notice-still-running": _("Yes, I want to claim now"),
        "notice-before-start": _("Yes, both days are right"),
        "notice-before-reform": _("Yes, I want to claim on this notice"),
        "notice-too-old": _("Yes, I want to claim on this notice"),
        "notice-needed": _("Yes, I want to claim without a notice"),
        "arrears-for-ground": _("Yes, both are right"),
        "nothing-owed": _("Yes, the account is right"),
        "deposit-not-protected": _("Yes, I want to claim all the same"),
    }
)
