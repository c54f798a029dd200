"""The answers as they are shown back to be checked."""

from __future__ import annotations

from services.claims.fee import court_prices
from services.common.money import format_pounds
from services.common.names import full_name
from services.fee_payment.choices import NUMBER, How, Source
from services.fee_payment.fee import quote_of
from services.fee_payment.numbers import CaseNumber, read_case_number
from services.fee_payment.reduction import is_for_office, is_lpa, nothing_now, relief
from services.fee_payment.words import _
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.service import SummaryRow
from services.forms.words import Words, verbatim

HOW_WORDS = {
    How.LINK: _("Online, later"),
    How.POST: _("A cheque by post"),
    How.COUNTER: _("Cash or a cheque at the court counter"),
    How.ACCOUNT: _("From a fee account"),
    How.HELP: _("With Help with Fees"),
}

ESTIMATE = _("This is an estimate. The Office of the Public Guardian decides.")
NOTHING_NOW = _("Nothing is paid now")
CHEQUE = _("A cheque to the Office of the Public Guardian")
BY_CHEQUE = _("A cheque to the Office of the Public Guardian, with the application")
SEND_PROOF = _("Send the form LPA120A and the proof together with the application.")


def shown_number(number: str) -> str:
    """A number as people read it aloud."""
    found = read_case_number(number)
    return found.shown if isinstance(found, CaseNumber) else number


def summary(answers: Answers, context: Context) -> tuple[SummaryRow, ...]:
    """What is paid for, how much, by whom and which way."""
    name = full_name(answers.text("payer.first_name"), answers.text("payer.last_name"))
    return (
        SummaryRow(_("Paying for"), (verbatim(shown_number(answers.text(NUMBER))),), ("paid-for",)),
        SummaryRow(
            _("Amount"),
            _amount(answers, context),
            ("fee-from", "fee-asked", "fee-kind", "fee-claimed", "fee-reduction", "fee-damages"),
        ),
        SummaryRow(_("Who is paying"), (verbatim(name),), ("payer",)),
        SummaryRow(_("Way to pay"), _way(answers), () if is_for_office(answers) else ("how", "fee-account", "help-with-fees")),
    )


def _amount(answers: Answers, context: Context) -> tuple[Words, ...]:
    if answers.text("fee.from") == Source.LETTER:
        asked = answers.number("fee.asked")
        return (_("{sum}, as you were asked to pay", sum=format_pounds(asked)),) if asked is not None else ()
    return tuple(_fee_lines(answers, context))


def _fee_lines(answers: Answers, context: Context) -> tuple[Words, ...]:
    """The fee of today, and which rule sets it; else why it cannot be told. One that is lowered is an estimate."""
    from services.fees import KIND_WORDS, Certainty, Priced

    quote = quote_of(answers, context.today)
    if quote is None:
        return ()
    if not isinstance(quote, Priced):
        return (KIND_WORDS[quote.kind], *quote.reason)
    if is_lpa(answers):
        decided = (ESTIMATE,) if relief(answers) else ()
        return (KIND_WORDS[quote.kind], *decided, *quote.reason)
    lines = [KIND_WORDS[quote.kind], _("Fee if the court gets it today: {fee}", fee=format_pounds(quote.fee))]
    if quote.certainty is Certainty.TO_BE_CONFIRMED:
        lines.append(_("To be confirmed by the court"))
    if quote.row.period.instrument:
        lines.append(_("Set by: {instrument}", instrument=quote.row.period.instrument))
    lines.append(_("From the list of fees of {day:long}", day=court_prices().schedule.as_of))
    return tuple(lines)


def _way(answers: Answers) -> tuple[Words, ...]:
    if is_lpa(answers):
        return (NOTHING_NOW if nothing_now(answers) else BY_CHEQUE,)
    if is_for_office(answers):
        return (CHEQUE,)
    how = next((each for each in How if each == answers.text("payment.how")), None)
    account, reference = answers.text("payment.account"), answers.text("payment.reference")
    if how is How.ACCOUNT:
        return (_("From a fee account: {account}", account=account),)
    if how is How.HELP and reference:
        return (_("With Help with Fees: {reference}", reference=reference),)
    if how is How.HELP:
        return (_("With Help with Fees, still to be asked for"),)
    return (HOW_WORDS[how],) if how else ()
