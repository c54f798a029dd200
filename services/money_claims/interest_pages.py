"""The questions about interest. A sum that was worked out by the claimant says how it goes on only where it does."""

from __future__ import annotations

from typing import Annotated

from services.claims.fields import SomeMoney, long_field
from services.common.amounts import Percent, PercentRange
from services.forms.answers import Answers
from services.forms.fields import ChoiceField, DateField, MoneyField, Option, TextField
from services.forms.page import Help, Page
from services.money_claims.choices import MAX_REASON
from services.money_claims.interest import After, Basis, End, Start
from services.money_claims.words import _

_Rate = Annotated[Percent, PercentRange(1000, 4)]  # lenders of small sums charge several hundred per cent a year


def _basis(answers: Answers) -> str:
    return answers.text("interest.basis")


def _runs(answers: Answers) -> bool:
    """Whether interest is worked out here, from a rate and a first day."""
    return _basis(answers) in {Basis.STATUTORY, Basis.OTHER}


def _goes_on(answers: Answers) -> bool:
    """Whether a sum that the claimant worked out goes on after the submission."""
    return _basis(answers) == Basis.WORKED_OUT and answers.text("interest.until") == End.JUDGMENT


def _rate(path: str) -> TextField:
    return TextField(
        path=path,
        label=_("Rate in per cent a year"),
        value_type=_Rate,
        width=8,
        max_length=12,
        messages={"missing": _("Enter the rate in per cent a year")},
    )


BASIS = Page(
    key="interest",
    title=_("Do you claim interest?"),
    fields=(
        ChoiceField(
            path="interest.basis",
            label=_("Interest"),
            options=(
                Option(Basis.STATUTORY, _("8% a year"), _("Under section 69 of the County Courts Act 1984")),
                Option(Basis.OTHER, _("Another rate"), _("For example, one that was agreed")),
                Option(Basis.WORKED_OUT, _("A sum that I have worked out"), _("For example, from several rates or periods")),
                Option(Basis.NONE, _("No interest")),
            ),
            messages={"missing": _("Select whether you claim interest")},
        ),
    ),
    help=Help(
        _("How interest is worked out"),
        _("How interest is worked out"),
        (
            _("For each day: amount × rate ÷ 365, also in a leap year."),
            _("The days are counted from the first day to the day you submit the claim."),
            _("Nothing is rounded until the end. Then the sum is rounded once, to the nearest penny."),
        ),
    ),
)
RATE = Page(
    key="interest-rate",
    title=_("What rate do you claim, and why?"),
    when=lambda answers: _basis(answers) == Basis.OTHER,
    fields=(
        _rate("interest.rate"),
        long_field(
            "interest.rate_reason", _("Why you claim this rate"), missing=_("Enter why you claim this rate"), most=MAX_REASON
        ),
    ),
)
START = Page(
    key="interest-start",
    title=_("From when do you claim interest?"),
    when=_runs,
    fields=(
        ChoiceField(
            path="interest.start",
            label=_("Interest from"),
            options=(Option(Start.DATE, _("From a date")), Option(Start.SUBMISSION, _("From the day I submit the claim"))),
            messages={"missing": _("Select from when you claim interest")},
        ),
    ),
)
START_DATE = Page(
    key="interest-date",
    title=_("From which date, and why?"),
    when=lambda answers: _runs(answers) and answers.text("interest.start") == Start.DATE,
    fields=(
        DateField(
            path="interest.from_date",
            label=_("First day of interest"),
            hint=_("For example, 27 3 2024"),
            messages={"missing": _("Enter the first day of interest")},
        ),
        long_field(
            "interest.from_reason",
            _("Why from this date"),
            missing=_("Enter why you claim interest from this date"),
            most=MAX_REASON,
            hint=_("For example, the day the invoice was due"),
        ),
    ),
)
WORKED_OUT = Page(
    key="interest-sum",
    title=_("How much interest is it, and how did you work it out?"),
    when=lambda answers: _basis(answers) == Basis.WORKED_OUT,
    fields=(
        MoneyField(
            path="interest.amount",
            label=_("Interest in pounds, up to today"),
            value_type=SomeMoney,
            messages={"missing": _("Enter the interest in pounds")},
        ),
        long_field("interest.working", _("How you worked it out"), missing=_("Enter how you worked it out"), most=MAX_REASON),
    ),
)
UNTIL = Page(
    key="interest-until",
    title=_("Until when do you claim interest?"),
    when=lambda answers: _runs(answers) or _basis(answers) == Basis.WORKED_OUT,
    fields=(
        ChoiceField(
            path="interest.until",
            label=_("Interest until"),
            options=(
                Option(End.JUDGMENT, _("Until judgment or earlier payment")),
                Option(End.SUBMISSION, _("Until the day I submit the claim")),
            ),
            messages={"missing": _("Select until when you claim interest")},
        ),
    ),
)
AFTER = Page(
    key="interest-after",
    title=_("How does the interest go on after today?"),
    when=_goes_on,
    fields=(
        ChoiceField(
            path="interest.after",
            label=_("Interest after today"),
            options=(Option(After.RATE, _("At a rate")), Option(After.DAILY, _("By an amount for each day"))),
            messages={"missing": _("Select how the interest goes on")},
        ),
    ),
)
AFTER_RATE = Page(
    key="interest-after-rate",
    title=_("At what rate does it go on?"),
    when=lambda answers: _goes_on(answers) and answers.text("interest.after") == After.RATE,
    fields=(_rate("interest.after_rate"),),
)
AFTER_DAILY = Page(
    key="interest-after-daily",
    title=_("How much is it for each day?"),
    when=lambda answers: _goes_on(answers) and answers.text("interest.after") == After.DAILY,
    fields=(
        MoneyField(
            path="interest.after_daily",
            label=_("Pounds for each day"),
            value_type=SomeMoney,
            messages={"missing": _("Enter the amount for each day")},
        ),
    ),
)

INTEREST_PAGES = (BASIS, RATE, START, START_DATE, WORKED_OUT, UNTIL, AFTER, AFTER_RATE, AFTER_DAILY)
