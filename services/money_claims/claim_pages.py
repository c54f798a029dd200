"""The questions about the claim itself: what it is about, how much, what happened, what proves it."""

from __future__ import annotations

from typing import Annotated

from services.claims.choices import NO
from services.claims.fields import SomeMoney, long_field, yes_no
from services.common.amounts import Amount, AmountRange
from services.common.types import LongText, length
from services.forms.answers import Answers
from services.forms.fields import ChoiceField, DateField, MoneyField, Option, TextField
from services.forms.page import Help, Page
from services.forms.words import Words
from services.money_claims import choices, limits
from services.money_claims.choices import Evidence
from services.money_claims.words import _

HERE, SEPARATELY = "here", "separately"


DETAILS = Page(
    key="details",
    title=_("What is the claim about?"),
    fields=(
        long_field(
            "claim.details",
            _("The claim in a few words"),
            missing=_("Enter what the claim is about"),
            most=choices.MAX_DETAILS,
            hint=_("For example, unpaid invoices for building work"),
        ),
    ),
)
CROWN = Page(
    key="crown",
    title=_("Is the claim against the government?"),
    fields=(
        yes_no(
            "claim.crown",
            _("Against the government"),
            _("Select yes if the claim is against the government"),
            _("A government department, or the Crown. Not a council"),
        ),
    ),
)
DEPOSIT = Page(
    key="deposit",
    title=_("Is the claim about a tenancy deposit?"),
    fields=(yes_no("claim.deposit", _("About a tenancy deposit"), _("Select yes if the claim is about a tenancy deposit")),),
)
AMOUNT_KNOWN = Page(
    key="amount-known",
    title=_("Do you know how much you are claiming?"),
    fields=(
        yes_no(
            "claim.amount_known",
            _("Amount known"),
            _("Select yes if you know the amount"),
            _("Answer no if the court is to decide how much"),
        ),
    ),
)
MOST = Page(
    key="most",
    title=_("What is the most you expect to get?"),
    lead=_("The fee goes by this amount. Without it, the highest fee is paid."),
    when=lambda answers: answers.text("claim.amount_known") == NO,
    fields=(
        MoneyField(
            path="claim.most",
            label=_("Most you expect, in pounds"),
            value_type=Annotated[Amount, AmountRange(1, choices.CASE_SYSTEM_LESS_THAN)],
            optional=True,
        ),
    ),
)
AMOUNT_ROW = Page(
    key="amount-row",
    title=lambda _answers, _context, index: _("What else is owed, and how much?") if index else _("What is owed, and how much?"),
    lead=_("Without interest and without the court fee."),
    fields=(
        TextField(
            path="reason",
            label=_("What it is for"),
            hint=_("For example, invoice 1042 of 3 March 2026"),
            value_type=Annotated[LongText, length(1, choices.MAX_DETAILS)],
            width=40,
            max_length=choices.MAX_DETAILS,
            messages={"missing": _("Enter what the amount is for")},
        ),
        MoneyField(
            path="amount",
            label=_("Amount in pounds"),
            hint=_("For example, 1,250.00"),
            value_type=SomeMoney,
            messages={"missing": _("Enter the amount in pounds")},
        ),
    ),
)
PARTICULARS_HOW = Page(
    key="particulars-how",
    title=_("How will you give the particulars of claim?"),
    fields=(
        ChoiceField(
            path="particulars.how",
            label=_("Particulars of claim"),
            options=(
                Option(HERE, _("I write them here"), _("They are printed, with continuation sheets where needed")),
                Option(SEPARATELY, _("I send them separately"), _("Within 14 days after the claim form is served")),
            ),
            messages={"missing": _("Select how you give the particulars")},
        ),
    ),
    help=Help(
        _("What particulars are"),
        _("Particulars of claim"),
        (
            _("They are the facts: what happened, when, what was agreed, and why the money is owed."),
            _("Number the paragraphs. Do not argue, and do not list the evidence: that comes later."),
            _("What is sent separately must reach the defendant within 14 days after the claim form."),
        ),
    ),
)
PARTICULARS = Page(
    key="particulars",
    title=_("What happened, and why is the money owed?"),
    when=lambda answers: answers.text("particulars.how") == HERE,
    fields=(
        long_field(
            "particulars.text",
            _("Particulars of claim"),
            missing=_("Enter the particulars of claim"),
            takes=limits.PARTICULARS,
        ),
    ),
)
EVENT = Page(
    key="event",
    title=_("What happened on which day?"),
    fields=(
        DateField(
            path="date",
            label=_("Date"),
            hint=_("For example, 27 3 2026"),
            messages={"missing": _("Enter the date")},
        ),
        long_field("what", _("What happened"), missing=_("Enter what happened")),
    ),
)
PROOF = Page(
    key="proof",
    title=_("What evidence do you have?"),
    fields=(
        ChoiceField(
            path="kind",
            label=_("Kind of evidence"),
            options=(
                Option(Evidence.CONTRACT, _("Contracts and agreements")),
                Option(Evidence.EXPERT, _("Expert witness")),
                Option(Evidence.LETTERS, _("Letters, emails and other correspondence")),
                Option(Evidence.PHOTO, _("Photos")),
                Option(Evidence.RECEIPTS, _("Receipts")),
                Option(Evidence.STATEMENT, _("Statements of account")),
                Option(Evidence.OTHER, _("Something else")),
            ),
            messages={"missing": _("Select the kind of evidence")},
        ),
        long_field("what", _("What it shows")),
    ),
)


def proof_words(item: Answers) -> Words | None:
    """The words of the kind of evidence in an item; None while none is chosen."""
    field = PROOF.fields[0]
    options = field.options if isinstance(field, ChoiceField) and not callable(field.options) else ()
    return next((option.words for option in options if option.value == item.text("kind")), None)
