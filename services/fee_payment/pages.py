"""The questions: what is paid for, how much it is, who pays, and which way. No page has a place for a card."""

from __future__ import annotations

from services.claims.fee_pages import ACCOUNT, HELP
from services.fee_payment.choices import BY_AMOUNT, FEES, NUMBER, How, Source
from services.fee_payment.types import PaidFor, PayerName, Sum
from services.fee_payment.words import _
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.fields import ChoiceField, InputKind, MoneyField, Option, TextField
from services.forms.page import Page


def _fees(_answers: Answers, _context: Context) -> tuple[Option, ...]:
    """The kinds of fee, in the words of the list."""
    from services.fees import KIND_WORDS, Kind

    return tuple(Option(kind, KIND_WORDS[Kind(kind)]) for kind in FEES)


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
            hint=_("The number on the court’s letter, or on your receipt. For example, 000MC001"),
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
                Option(Source.LETTER, _("The court told me how much to pay"), _("In a letter, an email or an order")),
                Option(Source.LIST, _("I want to see the fee"), _("From the list of fees")),
            ),
            messages={"missing": _("Select how you know what to pay")},
        ),
    ),
)
ASKED = Page(
    key="fee-asked",
    title=_("How much did the court ask for?"),
    when=lambda answers: answers.text("fee.from") == Source.LETTER,
    fields=(
        MoneyField(
            path="fee.asked",
            label=_("Amount in pounds"),
            hint=_("For example, 115 or 115.50"),
            value_type=Sum,
            messages={"missing": _("Enter the amount that the court asked for")},
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
PAGES = (PAID_FOR, FEE_FROM, ASKED, KIND, CLAIMED, PAYER, HOW, ACCOUNT, HELP)
