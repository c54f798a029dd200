"""The questions: what is paid for, how much it is, who pays, and which way. No page has a place for a card."""

from __future__ import annotations

from services.claims.fee import court_prices
from services.claims.fee_pages import ACCOUNT, HELP
from services.common.money import format_pounds
from services.fee_payment.choices import BY_AMOUNT, LOW_INCOME, NO_REDUCTION, NUMBER, Damages, How, Source
from services.fee_payment.fee import fees_of
from services.fee_payment.reduction import is_exempt_but_for_damages, is_for_office, is_lpa
from services.fee_payment.types import PaidFor, PayerName, Sum
from services.fee_payment.words import _
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.fields import ChoiceField, InputKind, MoneyField, Option, TextField
from services.forms.page import Page


def _fees(answers: Answers, _context: Context) -> tuple[Option, ...]:
    """The kinds of fee that are paid against the number, in the words of the list."""
    from services.fees import KIND_WORDS, Kind

    return tuple(Option(kind, KIND_WORDS[Kind(kind)]) for kind in fees_of(answers))


def _benefits(_answers: Answers, context: Context) -> tuple[Option, ...]:
    """What lowers the fee of a power of attorney, in the order in which it counts."""
    from services.fees import EXEMPT_BENEFITS, Benefit

    credit = Option(Benefit.UNIVERSAL_CREDIT, _("Universal Credit"))
    low = Option(LOW_INCOME, _("None of these, but an income of less than {limit} a year before tax", limit=_limits(context)[0]))
    exempt = (Option(benefit, words) for benefit, words in EXEMPT_BENEFITS.items())
    return (*exempt, credit, low, Option(NO_REDUCTION, _("None of these")))


def _damages(_answers: Answers, context: Context) -> tuple[Option, ...]:
    income, most = _limits(context)
    return (
        Option(Damages.NO, _("No, or no more than {most}", most=most)),
        Option(Damages.CREDIT, _("Yes, and the donor gets Universal Credit")),
        Option(Damages.LOW_INCOME, _("Yes, and the donor’s income is less than {limit} a year before tax", limit=income)),
        Option(Damages.YES, _("Yes, and neither of these")),
    )


def _limits(context: Context) -> tuple[str, str]:
    """Below which income the fee is half, and up to which damages a benefit exempts: those of the day, or the newest known."""
    schedule = court_prices().schedule
    rules = schedule.reductions_on(context.today) or schedule.lpa_reductions[-1]
    return format_pounds(rules.income_below), format_pounds(rules.damages_above)


def _is_listed(answers: Answers) -> bool:
    return answers.text("fee.from") == Source.LIST


PAID_FOR = Page(
    key="paid-for",
    title=_("What are you paying for?"),
    lead=_("A card number is never typed on this screen."),
    fields=(
        TextField(
            path=NUMBER,
            label=_("Claim number, case number or reference"),
            hint=_(
                "The number on the court’s letter, or on your receipt. For example, 000MC001. "
                "For a lasting power of attorney its reference, like A12345678901"
            ),
            value_type=PaidFor,
            kind=InputKind.CODE,
            width=24,
            max_length=60,
            messages={"missing": _("Enter the number of the claim, or the reference on your receipt")},
        ),
    ),
)
FEE_FROM = Page(
    key="fee-from",
    title=_("How do you know what to pay?"),
    fields=(
        ChoiceField(
            path="fee.from",
            label=_("Amount"),
            options=(
                Option(Source.LETTER, _("I was told how much to pay"), _("In a letter, an email or an order")),
                Option(Source.LIST, _("I want to see the fee"), _("From the list of fees")),
            ),
            messages={"missing": _("Select how you know what to pay")},
        ),
    ),
)
ASKED = Page(
    key="fee-asked",
    title=_("How much were you asked to pay?"),
    when=lambda answers: answers.text("fee.from") == Source.LETTER,
    fields=(
        MoneyField(
            path="fee.asked",
            label=_("Amount in pounds"),
            hint=_("For example, 115 or 115.50"),
            value_type=Sum,
            messages={"missing": _("Enter the amount that you were asked to pay")},
        ),
    ),
)
KIND = Page(
    key="fee-kind",
    title=_("What is the fee for?"),
    when=_is_listed,
    fields=(
        ChoiceField(
            path="fee.kind",
            label=_("Fee"),
            options=_fees,
            messages={"missing": _("Select what the fee is for")},
        ),
    ),
)
CLAIMED = Page(
    key="fee-claimed",
    title=_("How much is claimed?"),
    lead=_("Include interest up to today. The fee goes by this amount."),
    when=lambda answers: _is_listed(answers) and answers.text("fee.kind") in BY_AMOUNT,
    fields=(
        MoneyField(
            path="fee.claimed",
            label=_("Amount claimed in pounds"),
            hint=_("For example, 1,250 or 1,250.00"),
            value_type=Sum,
            messages={"missing": _("Enter how much is claimed")},
        ),
    ),
)
REDUCTION = Page(
    key="fee-reduction",
    title=_("Does the donor get any of these?"),
    lead=_("The donor is the person who makes the power of attorney. Each one has a fee of its own, which may be lower."),
    when=is_lpa,
    fields=(
        ChoiceField(
            path="fee.reduction",
            label=_("Select the first that is right"),
            options=_benefits,
            messages={"missing": _("Select what the donor gets, or “None of these”")},
        ),
    ),
)
DAMAGES = Page(
    key="fee-damages",
    title=_("Was the donor paid damages for an injury?"),
    lead=_("Only damages count that were left out when the benefit was worked out."),
    when=is_exempt_but_for_damages,
    fields=(
        ChoiceField(
            path="fee.damages",
            label=_("Damages"),
            options=_damages,
            messages={"missing": _("Select whether the donor was paid damages")},
        ),
    ),
)
PAYER = Page(
    key="payer",
    title=_("Who is paying?"),
    lead=_("The receipt shows the first name and one letter."),
    fields=(
        TextField(
            path="payer.first_name",
            label=_("First name"),
            value_type=PayerName,
            kind=InputKind.NAME,
            optional=True,
            messages={"missing": _("Enter a first name")},
        ),
        TextField(
            path="payer.last_name",
            label=_("Last name"),
            value_type=PayerName,
            kind=InputKind.NAME,
            optional=True,
            messages={"missing": _("Enter a last name")},
        ),
    ),
)
HOW = Page(
    key="how",
    when=lambda answers: not is_for_office(answers),  # by cheque: a court, and its payment link, have no part in it
    title=_("How will you pay?"),
    lead=_("Nothing is paid here. A card number is never typed on this screen."),
    fields=(
        ChoiceField(
            path="payment.how",
            label=_("Way to pay"),
            options=(
                Option(How.LINK, _("Online, later"), _("On any phone or computer. Your receipt says how")),
                Option(How.POST, _("By post"), _("With a cheque")),
                Option(How.COUNTER, _("At the court counter"), _("With cash or a cheque")),
                Option(How.ACCOUNT, _("From a fee account"), _("For solicitors and others who have one: PBA")),
                Option(How.HELP, _("With Help with Fees"), _("If you have little money or get certain benefits")),
            ),
            messages={"missing": _("Select how you will pay")},
        ),
    ),
)
PAGES = (PAID_FOR, FEE_FROM, ASKED, KIND, CLAIMED, REDUCTION, DAMAGES, PAYER, HOW, ACCOUNT, HELP)
