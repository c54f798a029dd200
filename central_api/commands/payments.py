"""`central-api payments`: money that staff at the centre write down, and what happened to a payment."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

from central_api.app import staff_desk
from central_api.commands import typed
from central_api.commands.parts import Commands, fail, say
from central_api.data_folder import opened
from central_api.govuk_pay import NotFromPay, UnreadableMessage, read_message
from central_api.payments import Way
from central_api.plain import plain
from central_api.staff.finding import NoSuchCase
from central_api.staff.obstacles import CannotDo
from central_api.staff.people import NO_NAME, Person, is_name, operator
from central_api.staff.takings import Balance, EventLine, Money, Takings
from services.common.card_numbers import has_card_number
from services.common.money import AmountProblem, Pence, format_pounds, read_pounds
from sync.envelope import instant_text

_RECEIVED: Final = (Way.CASH, Way.CHEQUE, Way.LINK, Way.ACCOUNT, Way.HELP)
_MARK: Final = 40  # characters of the court's own number


def add_payments(commands: Commands) -> None:
    """Add the commands."""
    payments = commands.group("payments", "Write down money that came or went back; show what happened to a payment.")
    received = payments.add("received", _received, "Money came: for a claim, or for a payment that was announced.")
    _about_money(received)
    refunded = payments.add("refunded", _refunded, "Money went back, never more than came.")
    _about_money(refunded)
    importing = payments.add(
        "import", _import, "Take a webhook message of GOV.UK Pay about a payment, if its signature is right."
    )
    importing.add_argument("--as", dest="person", type=_person, required=True, metavar="NAME", help="who does it, for the record")
    importing.add_argument(
        "--from", dest="source", type=Path, required=True, metavar="FILE", help="the message's body, to the byte"
    )
    importing.add_argument("--signature", type=typed.printable, required=True, metavar="HEX", help="its header Pay-Signature")
    importing.add_argument("--secret", type=Path, required=True, metavar="FILE", help="the webhook's signing secret")
    showing = payments.add("show", _show, "Show what happened, in order: no names.")
    _number(showing)
    showing.add_argument("--json", action="store_true", help="print JSON")


def _number(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--number", type=typed.printable, required=True, help="a reference, or the number of a claim")


def _about_money(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as", dest="person", type=_person, required=True, metavar="NAME", help="who does it, for the record")
    _number(parser)
    parser.add_argument("--way", type=Way, choices=list(_RECEIVED), required=True)
    parser.add_argument("--amount", type=_amount, required=True, metavar="POUNDS", help='as "115" or "115.50"')
    parser.add_argument("--mark", type=_mark, metavar="TEXT", help="your own number of it; the same one again changes nothing")


def _person(text: str) -> Person:
    if not is_name(text):
        raise argparse.ArgumentTypeError(NO_NAME)
    return operator(text)


def _amount(text: str) -> Pence:
    found = read_pounds(text)
    if isinstance(found, AmountProblem) or not found:
        raise argparse.ArgumentTypeError("an amount is more than nothing, in pounds, like 115 or 115.50")
    return found


def _mark(text: str) -> str:
    if not 0 < len(text) <= _MARK or not text.isprintable() or has_card_number(text):
        raise argparse.ArgumentTypeError(f"a mark is 1 to {_MARK} characters, and never the number of a card")
    return text


def _received(options: argparse.Namespace) -> int:
    return _done(options, lambda takings: takings.received(options.person, options.number, _money(options)))


def _refunded(options: argparse.Namespace) -> int:
    return _done(options, lambda takings: takings.refunded(options.person, options.number, _money(options)))


def _import(options: argparse.Namespace) -> int:
    secret = options.secret.read_text("utf-8").strip()
    try:
        result = read_message(options.source.read_bytes(), options.signature, secret)
    except NotFromPay:
        return fail("the signature is not that of this message with this secret; nothing was written down")
    except UnreadableMessage as error:
        return fail(f"{error}; nothing was written down")
    if not result.paid:
        say("paid=not-known" if result.paid is None else "paid=no")
        return 0
    money = Money(Way.LINK, result.amount, result.payment_id)
    return _done(options, lambda takings: takings.received(options.person, result.reference.replace("_", " "), money))


def _money(options: argparse.Namespace) -> Money:
    return Money(options.way, options.amount, options.mark or "")


def _done(options: argparse.Namespace, do: Callable[[Takings], Balance]) -> int:
    try:
        with opened(options.data) as centre:
            balance = do(staff_desk(centre.settings, centre.database).takings)
    except NoSuchCase:
        return fail("there is no such case")
    except CannotDo as error:
        return fail(str(error))
    again = " again=yes" if balance.again else ""
    say(f"payment={balance.payment or '-'} claim={balance.claim or '-'} paid={format_pounds(balance.paid)}{again}")
    return 0


def _show(options: argparse.Namespace) -> int:
    try:
        with opened(options.data) as centre:
            events = staff_desk(centre.settings, centre.database).takings.events(operator("-"), options.number)
    except NoSuchCase:
        return fail("there is no such case")
    except CannotDo as error:
        return fail(str(error))
    if options.json:
        say(json.dumps([plain(event) for event in events], indent=2))
        return 0
    for event in events:
        say(_line(event))
    return 0


def _line(event: EventLine) -> str:
    return (
        f"{event.number} {event.kind} payment={event.payment or '-'} claim={event.claim or '-'} way={event.way} "
        f"amount={format_pounds(event.amount)} at={instant_text(event.happened)}"
    )
