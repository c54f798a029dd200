"""What must hold across the answers, and what is worth knowing before they are saved."""

from __future__ import annotations

from collections.abc import Iterable

from services.fee_payment.choices import NUMBER, How, Source
from services.fee_payment.fee import amount_due, fees_of, quote_of
from services.fee_payment.numbers import CaseNumber, Numbered, read_case_number
from services.fee_payment.reduction import Relief, is_lpa, relief
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.problem import Level, Problem

_REDUCED = {Relief.NOTHING: "reduced-to-nothing", Relief.LATER: "reduction-decided-later", Relief.HALF: "reduced-to-half"}


def number_is_of_what_it_follows(answers: Answers, context: Context) -> Iterable[Problem]:
    """A payment that follows a submission here is for that one, where a reference of a kiosk is given."""
    found = read_case_number(answers.text(NUMBER))
    if context.cites and isinstance(found, CaseNumber) and found.kind is Numbered.REFERENCE and found.text != context.cites:
        yield Problem(NUMBER, "another-reference")


def payer_has_a_name(answers: Answers, _context: Context) -> Iterable[Problem]:
    """A first and a last name, or the only name there is in either place, once it is confirmed to be the whole one."""
    first, last = answers.text("payer.first_name"), answers.text("payer.last_name")
    if not first and not last:
        yield Problem("payer.first_name", "missing")
        yield Problem("payer.last_name", "missing")
    elif not first or not last:
        yield Problem(f"payer.{'last_name' if first else 'first_name'}", "one-name", Level.CONFIRM)


def fee_is_of_the_number(answers: Answers, _context: Context) -> Iterable[Problem]:
    """A fee for a power of attorney is paid against its reference, any other against a number of a court."""
    if answers.text("fee.from") == Source.LIST and answers.text("fee.kind") not in {"", *fees_of(answers)}:
        yield Problem("fee.kind", "fee-of-another-number")


def reduction_is_an_estimate(answers: Answers, _context: Context) -> Iterable[Problem]:
    """Who asks for a lower fee knows what to send, and that it is not decided here."""
    asked = relief(answers)
    if asked is not None:
        yield Problem("fee.reduction", _REDUCED[asked], Level.NOTE)


def fee_can_be_told(answers: Answers, context: Context) -> Iterable[Problem]:
    """A fee that the list does not have is no obstacle: who gets it says how much it is."""
    if relief(answers) is Relief.LATER:
        return
    if quote_of(answers, context.today) is not None and amount_due(answers, context.today) is None:
        missing = "no-amount-no-link" if answers.text("payment.how") == How.LINK else "fee-not-known"
        yield Problem("fee.kind", "power-fee-not-known" if is_lpa(answers) else missing, Level.NOTE)


def link_can_take_it(answers: Answers, context: Context) -> Iterable[Problem]:
    """More than one online payment takes is paid another way."""
    from services.fees.payment_link import MOST

    amount = amount_due(answers, context.today)
    if answers.text("payment.how") == How.LINK and amount is not None and amount > MOST:
        yield Problem("payment.how", "too-much-for-a-link")


def help_is_asked_for(answers: Answers, _context: Context) -> Iterable[Problem]:
    """Without a reference, help is still to be asked for."""
    if answers.text("payment.how") == How.HELP and not answers.text("payment.reference"):
        yield Problem("payment.reference", "help-to-ask-for", Level.NOTE)


RULES = (
    number_is_of_what_it_follows,
    payer_has_a_name,
    fee_is_of_the_number,
    reduction_is_an_estimate,
    fee_can_be_told,
    link_can_take_it,
    help_is_asked_for,
)
