"""Rules about the notice: the order of its days, how long it can be used, and the grounds that need one.

A notice may turn out good although a rule here doubts it, and the court can mostly do without one, so doubts are confirmed and
only what cannot be is refused.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from services.claims.choices import NO
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.problem import Level, Problem
from services.forms.words import Param
from services.possession_claims.choices import Landlord, Tenancy
from services.possession_claims.country import in_england, in_wales
from services.possession_claims.grounds import NEW_LAW_FROM, claimed

# Until when a claim could be made on a notice under section 8 from before the Renters' Rights Act 2025. Read on pages of letting
# agents only (April 2026), so it is doubted and not refused.
OLD_NOTICES_UNTIL = date(2026, 7, 31)
YEAR, HALF_YEAR, TWO_MONTHS = 12, 6, 2  # months

# Housing Act 1988, section 8(5): without a notice the court cannot give possession on these.
_CANNOT_DO_WITHOUT = frozenset({"assured-7a", "assured-7b", "assured-8"})
# A landlord's notice that gives no reason: a claim can be made for two months after its day (Renting Homes (Wales) Act 2016,
# sections 179 and 200).
_NO_REASON_GIVEN = frozenset({"wales-178", "wales-186", "wales-199", "wales-25b"})


def the_days_are_in_order(answers: Answers, context: Context) -> Iterable[Problem]:
    """A notice was given before today (pcs-api, NoticeDetailsService.java), and ran out on that day or after it."""
    served, expires = answers.date("notice.served_on"), answers.date("notice.expires_on")
    if served is not None and served >= context.today:
        yield Problem("notice.served_on", "notice-today-or-later", parts=("year",))
    if served is not None and expires is not None and expires < served:
        yield Problem("notice.expires_on", "notice-runs-backwards", parts=("year",))
    elif expires is not None and expires > context.today:
        yield Problem("notice.expires_on", "notice-still-running", Level.CONFIRM)
    start = answers.date("tenancy.start") or answers.date("contract.start")
    if served is not None and start is not None and served < start:
        yield Problem("notice.served_on", "notice-before-start", Level.CONFIRM)


def the_notice_can_still_be_used(answers: Answers, context: Context) -> Iterable[Problem]:
    """A notice can be used for a time only, and then a new one must be given."""
    served, last = answers.date("notice.served_on"), last_day_of_use(answers)
    if served is not None and _before_reform(answers, served) and context.today > OLD_NOTICES_UNTIL:
        params: dict[str, Param] = {"reform": NEW_LAW_FROM, "last": OLD_NOTICES_UNTIL}
        yield Problem("notice.served_on", "notice-before-reform", Level.CONFIRM, params)
    elif last is not None and context.today > last:
        yield Problem("notice.served_on", "notice-too-old", Level.CONFIRM, {"last": last})


def _before_reform(answers: Answers, served: date) -> bool:
    private = answers.text("landlord.type") != Landlord.SOCIAL
    return in_england(answers) and answers.text("tenancy.kind") == Tenancy.ASSURED and private and served < NEW_LAW_FROM


def last_day_of_use(answers: Answers) -> date | None:
    """The last day on which a claim can be begun on the notice; None where that is not known.

    England: 12 months from the day it was given for an assured tenancy (Housing Act 1988, section 8(3)(c)), 12 months from the
    day in it for a secure one (Housing Act 1985, section 83(4)). Wales: 6 months from the day it was given, two months from the
    day in it where it gives no reason.
    """
    served, expires = answers.date("notice.served_on"), answers.date("notice.expires_on")
    if in_wales(answers):
        if any(each.key in _NO_REASON_GIVEN for each in claimed(answers)):
            return _after(expires, TWO_MONTHS)
        return _after(served, HALF_YEAR)
    if in_england(answers) and answers.text("tenancy.kind") == Tenancy.ASSURED:
        return _after(served, YEAR)
    if in_england(answers) and answers.text("tenancy.kind") in {Tenancy.SECURE, Tenancy.FLEXIBLE}:
        return _after(expires, YEAR)
    return None


def _after(day: date | None, months: int) -> date | None:
    """The same day so many months later; the last of the month where the month is too short."""
    if day is None or day.year == date.max.year:
        return None
    counted = day.month - 1 + months
    year, month = day.year + counted // 12, counted % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def grounds_have_their_notice(answers: Answers, _context: Context) -> Iterable[Problem]:
    """Some grounds fail without a notice, in Wales all of them."""
    if answers.text("notice.served") != NO:
        return
    if in_wales(answers) or any(each.key in _CANNOT_DO_WITHOUT for each in claimed(answers)):
        yield Problem("notice.served", "notice-needed", Level.CONFIRM)


RULES = (the_days_are_in_order, the_notice_can_still_be_used, grounds_have_their_notice)
