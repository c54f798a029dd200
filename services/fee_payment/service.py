"""Paying a fee as one service: what every desk, the paper, the centre and partners read."""

from __future__ import annotations

from services.claims.fee import court_prices
from services.common.names import folded
from services.common.receivers import WHOEVER_IS_PAID
from services.fee_payment.choices import NUMBER, SERVICE_KEY
from services.fee_payment.kept import due, receipt_fields, useful_until
from services.fee_payment.outcomes import outcome
from services.fee_payment.pages import PAGES
from services.fee_payment.paper import PAPER
from services.fee_payment.receipt import about, receipt
from services.fee_payment.rules import RULES
from services.fee_payment.summary import SEND_PROOF, summary
from services.fee_payment.words import _
from services.forms.answers import Answers
from services.forms.receipt import Line, Section
from services.forms.resemblance import Resemblance
from services.forms.service import CheckWords, Service


def resemblance(answers: Answers) -> Resemblance | None:
    """What makes one payment like another: the same payer, for the same number and the same fee."""
    number, name = answers.text(NUMBER), folded(answers.text("payer.first_name") + answers.text("payer.last_name"))
    what = answers.number("fee.asked") or answers.text("fee.kind")
    return Resemblance(f"{number}|{name}", (str(what),), NUMBER) if number and name and what else None


SERVICE = Service(
    key=SERVICE_KEY,
    version=1,
    title=_("Pay a court fee"),
    promise=(_("For a claim, a hearing or an application."), _("You never type a card number here.")),
    minutes=5,
    picture="money",
    pages=PAGES,
    rules=RULES,
    problem_words={
        "case-number-format": _("Enter the number as it is on the letter or receipt, like 000MC001"),
        "tribunal-no-fee": _(
            "There is no fee at an employment tribunal. Do not pay. A fee paid from 2013 to 2017 can be claimed back."
        ),
        "another-reference": _("This is another reference than the one that you are paying for"),
        "no-amount-no-link": _(
            "The list does not have this fee. Ask the court how much it is: without it there is no payment code."
        ),
        "fee-not-known": _("The list does not have this fee. The court tells you how much it is."),
        "power-fee-not-known": _("The list does not have this fee. The Office of the Public Guardian tells you how much it is."),
        "fee-of-another-number": _("This fee is not paid for that number. Select another fee, or change the number."),
        "reduced-to-nothing": _(
            "You would pay nothing. This is an estimate: the Office of the Public Guardian decides. {proof}", proof=SEND_PROOF
        ),
        "reduction-decided-later": _(
            "Do not pay anything now. The Office of the Public Guardian decides what is paid. {proof}", proof=SEND_PROOF
        ),
        "reduced-to-half": _(
            "You would pay half. This is an estimate: the Office of the Public Guardian decides. {proof}", proof=SEND_PROOF
        ),
        "too-much-for-a-link": _("This is more than one online payment takes. Select another way to pay."),
        "help-to-ask-for": _("Ask for Help with Fees with form EX160. What waits for the fee waits until that is decided."),
    },
    resemblance=resemblance,
    information_line=_("Ways to pay, Help with Fees"),
    information=(
        Section(
            _("Ways to pay"),
            (
                Line(
                    _("Online with the code on your receipt, by cheque, with cash at the court counter, or from a fee account.")
                ),
                Line(_("You never type a card number here. Nothing is paid at this kiosk.")),
            ),
        ),
        Section(
            _("If you have little money"),
            (Line(_("Ask for Help with Fees before you pay. You may have to pay less, or nothing.")),),
        ),
        Section(
            _("Employment tribunals"),
            (Line(_("There is no fee. Fees that were paid from 2013 to 2017 can be claimed back.")),),
        ),
    ),
    summary=summary,
    check_words=CheckWords(
        save=_("Save my details"),
        send=_("Send my details"),
        not_yet=_("This does not pay the fee."),
        checks=Section(
            _("What is checked"),
            (
                Line(_("Is the number known?")),
                Line(_("Is the amount the fee of the day on which this arrives?")),
                Line(_("Has the money come?")),
            ),
        ),
        declaration=_("By saving, you say that these details can go to those who get the fee."),
        offline=(
            _("You can finish now. We save your details here and send them when the connection is back."),
            _("You can pay before that."),
        ),
    ),
    receipt_fields=receipt_fields,
    useful_until=useful_until,
    read_ahead=court_prices,
    receipt=receipt,
    due=due,
    outcome=outcome,
    receiver=WHOEVER_IS_PAID,
    about=about,
    paper=PAPER,
)
