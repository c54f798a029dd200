"""The questions about paying the court fee. Nothing is paid here, and no card is asked for."""

from __future__ import annotations

from services.claims.choices import Payment
from services.claims.words import _
from services.common.fee_references import FeeAccount, HelpReference
from services.forms.fields import ChoiceField, InputKind, Option, TextField
from services.forms.page import Page

PAYMENT = Page(
    key="payment",
    title=_("How will you pay the court fee?"),
    lead=_("Nothing is paid here. A card number is never typed on this screen."),
    fields=(
        ChoiceField(
            path="payment.how",
            label=_("Court fee"),
            options=(
                Option(Payment.LINK, _("Online, later"), _("Your receipt says how")),
                Option(Payment.COUNTER, _("By cheque or cash"), _("By post or at the court counter")),
                Option(Payment.ACCOUNT, _("From a fee account"), _("For solicitors and others who have one: PBA")),
                Option(Payment.HELP, _("With Help with Fees"), _("If you have little money or get certain benefits")),
            ),
            messages={"missing": _("Select how you will pay the fee")},
        ),
    ),
)
ACCOUNT = Page(
    key="fee-account",
    title=_("What is the number of the fee account?"),
    when=lambda answers: answers.text("payment.how") == Payment.ACCOUNT,
    fields=(
        TextField(
            path="payment.account",
            label=_("Fee account"),
            hint=_("PBA and 7 digits. For example, PBA0012345"),
            value_type=FeeAccount,
            kind=InputKind.CODE,
            width=10,
            max_length=30,
            messages={"missing": _("Enter the number of the fee account")},
        ),
    ),
)
HELP = Page(
    key="help-with-fees",
    title=_("What is your Help with Fees reference?"),
    lead=_("Leave it out if you apply on paper, with form EX160."),
    when=lambda answers: answers.text("payment.how") == Payment.HELP,
    fields=(
        TextField(
            path="payment.reference",
            label=_("Help with Fees reference"),
            hint=_("For example, HWF-A1B-23C"),
            value_type=HelpReference,
            kind=InputKind.CODE,
            width=12,
            max_length=60,
            optional=True,
        ),
    ),
)
FEE_PAGES = (PAYMENT, ACCOUNT, HELP)
