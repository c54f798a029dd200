"""Help with Fees: an estimate of what a person would pay by the means test of form EX160. The decision is the court's.

Savings are looked at first, then the income of a month. A listed benefit passes the income test and leaves the one of savings.
For a top-up the estimate is made on the full fee, never on the difference; for a refund, on the day the fee was paid.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from services.common.money import Pence, format_pounds
from services.fees.schedule import HelpScheme, SavingsBand, Schedule
from services.fees.words import _
from services.forms.words import Words

_PER_CENT = 100


class Income(StrEnum):
    """A kind of income that counts."""

    WAGES = "wages"
    PRISON_WAGES = "prison-wages"
    SELF_EMPLOYMENT = "self-employment"
    PENSION = "pension"
    BENEFITS = "benefits"
    RENT = "rent"
    OTHER = "other"


class Result(StrEnum):
    """What the estimate comes to; the value is stable."""

    FULL = "full-help"
    PART = "part-help"
    NONE_SAVINGS = "no-help-savings"
    NONE_INCOME = "no-help-income"
    NOT_KNOWN = "not-known"


@dataclass(frozen=True, slots=True)
class Means:
    """What the test asks. Sums are in pence; savings and income are those of the person and a partner together.

    `over_66` is the answer to the form's own question. `income` is that of a month, counted as the form counts it;
    `listed_benefit` is True for a benefit that the form lists.
    """

    savings: Pence
    income: Mapping[Income, Pence] = field(default_factory=dict)
    partner: bool = False
    children_under_14: int = 0
    children_14_or_over: int = 0
    over_66: bool = False
    listed_benefit: bool = False


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate, never a decision. `pays` is what is left of the fee in pence; None when the day has no known scheme."""

    result: Result
    fee: Pence
    pays: Pence | None
    reason: tuple[Words, ...]


def estimate(schedule: Schedule, means: Means, *, fee: Pence, on: date) -> Estimate:
    """What would be paid of a fee on a day.

    Raises:
        ValueError: a sum or a number of children is negative.
    """
    _check(means, fee)
    scheme = schedule.help_on(on)
    if scheme is None:
        words = _("The rules of Help with Fees are known from {first:long} to {last:long} only.")
        first = min(each.first_day for each in schedule.help_with_fees)
        return Estimate(Result.NOT_KNOWN, fee, None, (words(first=first, last=schedule.last_day),))
    result, pays, why = _tested(scheme, means, fee)
    said = (
        _("This is an estimate. The court decides."),
        _PAYS_WORDS[result](pays=format_pounds(pays), fee=format_pounds(fee)),
        *why,
        *_proof(means),
        _("The rules are those of {first:long}.", first=scheme.first_day),
    )
    return Estimate(result, fee, pays, said)


_PAYS_WORDS = {
    Result.FULL: _("You would pay nothing of the fee of {fee}."),
    Result.PART: _("You would pay {pays} of the fee of {fee}."),
    Result.NONE_SAVINGS: _("You would pay the whole fee of {fee}."),
    Result.NONE_INCOME: _("You would pay the whole fee of {fee}."),
}


def _check(means: Means, fee: Pence) -> None:
    if min(fee, means.savings, means.children_under_14, means.children_14_or_over, *means.income.values()) < 0:
        raise ValueError("sums and numbers are not negative")


def _tested(scheme: HelpScheme, means: Means, fee: Pence) -> tuple[Result, Pence, tuple[Words, ...]]:
    limit, passes = _savings(scheme, means, fee)
    if not passes:
        return Result.NONE_SAVINGS, fee, (limit,)
    if means.listed_benefit:
        return Result.FULL, 0, (limit, _("You get a benefit that the form lists, so your income is not looked at."))
    income, threshold = sum(means.income.values()), _threshold(scheme, means)
    counted = _("Your income of a month counts as {income}.", income=format_pounds(income))
    free = _("Up to {threshold} a month, nothing is paid.", threshold=format_pounds(threshold))
    above = max(income - threshold, 0)
    if above > scheme.slices[-1].up_to:
        ceiling = format_pounds(threshold + scheme.slices[-1].up_to)
        return Result.NONE_INCOME, fee, (limit, counted, _("From more than {ceiling} a month there is no help.", ceiling=ceiling))
    pays = _contribution(scheme, above)
    part = _("Of the income above that, {pays} is paid towards the fee.", pays=format_pounds(pays))
    if pays and pays >= fee:
        return Result.NONE_INCOME, fee, (limit, counted, free, part)
    return (Result.PART, pays, (limit, counted, free, part)) if pays else (Result.FULL, 0, (limit, counted, free))


def _savings(scheme: HelpScheme, means: Means, fee: Pence) -> tuple[Words, bool]:
    if means.over_66:
        most = scheme.savings_over_66
        return _("Because of your age, savings of up to {most} are allowed.", most=format_pounds(most)), means.savings <= most
    band = next(each for each in scheme.savings if each.fee_up_to is None or fee <= each.fee_up_to)
    match band:
        case SavingsBand(over=int() as most):
            return _("With this fee, savings of up to {most} are allowed.", most=format_pounds(most)), means.savings <= most
        case SavingsBand(times_fee=int() as times):
            limit = times * fee
        case SavingsBand(from_savings=limit):
            limit = limit or 0
    return _("With this fee, savings must be less than {limit}.", limit=format_pounds(limit)), means.savings < limit


def _threshold(scheme: HelpScheme, means: Means) -> Pence:
    """The income of a month up to which nothing is paid, with what is added for a partner and for children."""
    children = means.children_under_14 * scheme.child_under_14 + means.children_14_or_over * scheme.child_14_or_over
    return scheme.full_help_income + means.partner * scheme.partner + children


def _contribution(scheme: HelpScheme, above: Pence) -> Pence:
    """What is paid of the income above the threshold: whole steps only, each slice with its own part. Exact, see `reading`."""
    counted, paid, lower = above - above % scheme.step, 0, 0
    for each in scheme.slices:
        paid += max(min(counted, each.up_to) - lower, 0) * each.percent // _PER_CENT
        lower = each.up_to
    return paid


def _proof(means: Means) -> Iterator[Words]:
    if means.income.get(Income.PRISON_WAGES):
        yield _("Prison wages count as income. Send the prison’s statement of them as proof.")
