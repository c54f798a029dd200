"""The sums of a claim in words: amounts, interest with its method, and the fee with the day it is for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from services.claims.choices import NO
from services.claims.fee import fee_lines, known
from services.claims.shown import first_of, short
from services.common.money import format_pounds
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.words import Words
from services.money_claims.fee import amount_for_fee, fee_of
from services.money_claims.interest import Basis, End, Start, interest_of, rounded, total_claimed
from services.money_claims.words import _, _n


def money_lines(answers: Answers, context: Context) -> tuple[Words, ...]:
    """The amounts, the interest and the method, and the fee, as far as they are known."""
    return (*_amounts(answers), *interest_lines(answers, context), *fee_of_today(answers, context))


def _amounts(answers: Answers) -> Iterator[Words]:
    total, most = total_claimed(answers), answers.number("claim.most")
    if answers.text("claim.amount_known") == NO:
        yield _("No fixed amount, up to {most}", most=format_pounds(most)) if most is not None else _("No fixed amount")
    elif total is not None:
        rows = answers.items("amounts")
        yield _n("{total} for {n} item", "{total} for {n} items", len(rows), total=format_pounds(total))
        said = [_("{what}: {sum}", what=short(row.text("reason")), sum=format_pounds(row.number("amount") or 0)) for row in rows]
        yield from first_of(said)


def interest_lines(answers: Answers, context: Context, shown: Callable[[str], str] = short) -> tuple[Words, ...]:
    """What interest is claimed and why, what it comes to up to today, what each day adds, and how it was worked out.

    `shown` gives as much of a reason as is to be shown.
    """
    basis = answers.text("interest.basis")
    if basis == Basis.NONE:
        return (_("No interest"),)
    return (*_claimed(answers, basis, shown), *_comes_to(answers, context, basis))


def _claimed(answers: Answers, basis: str, shown: Callable[[str], str]) -> Iterator[Words]:
    rate, why, began = answers.text("interest.rate"), answers.text("interest.rate_reason"), answers.date("interest.from_date")
    if basis == Basis.STATUTORY:
        yield _("Interest at 8% a year under section 69 of the County Courts Act 1984")
    elif basis == Basis.OTHER and rate:
        yield _("Interest at {rate}% a year: {why}", rate=rate, why=shown(why))
    elif basis == Basis.WORKED_OUT:
        yield _("Interest that you worked out: {how}", how=shown(answers.text("interest.working")))
    if answers.text("interest.start") == Start.SUBMISSION:
        yield _("From the day I submit the claim")
    elif began is not None:
        yield _("From {day:long}: {why}", day=began, why=shown(answers.text("interest.from_reason")))
    match answers.text("interest.until"):
        case End.JUDGMENT:
            yield _("Until judgment or earlier payment")
        case End.SUBMISSION:
            yield _("Until the day I submit the claim")
        case _unknown:
            return


def _comes_to(answers: Answers, context: Context, basis: str) -> Iterator[Words]:
    interest = interest_of(answers, context.today)
    if interest is None:
        return
    sum_ = format_pounds(interest.accrued)
    if interest.days is None:
        yield _("Interest up to {day:long}: {sum}", day=context.today, sum=sum_)
    else:
        yield _n("Interest for {n} day: {sum}", "Interest for {n} days: {sum}", interest.days, sum=sum_)
    if interest.daily is not None:
        yield _("For each day after that, about {sum}", sum=format_pounds(rounded(interest.daily)))
    if basis != Basis.WORKED_OUT:
        yield _("Amount × rate ÷ 365 for each day, rounded once to the nearest penny")


def fee_of_today(answers: Answers, context: Context) -> tuple[Words, ...]:
    """The fee of today with its reason, once the amount is known that it goes by, or that there is none."""
    quote = fee_of(answers, context.today)
    return fee_lines(quote) if known(quote) or amount_for_fee(answers, context.today) is not None else ()
