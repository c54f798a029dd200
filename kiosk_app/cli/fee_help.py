"""The command that estimates Help with Fees: what a person would pay of a fee, and why. The court decides."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from kiosk_app.cli.answer import Answer, Exit
from services.common.money import AmountProblem, Pence, read_pounds
from services.forms.words import Translator

if TYPE_CHECKING:
    from services.fees import Income

_TWO_DIGITS = 2


def name_options(command: argparse.ArgumentParser, day: Callable[[str], date]) -> None:
    """Say what the command takes; `day` reads a date."""
    command.add_argument("--fee", type=_pounds, required=True, metavar="POUNDS", help="the whole fee, also for a top-up")
    command.add_argument("--savings", type=_pounds, default=0, metavar="POUNDS", help="of the person and a partner together")
    command.add_argument(
        "--income",
        type=_income,
        action="append",
        default=[],
        metavar="KIND=POUNDS",
        help="of a month, as the form counts it, like wages=1250; a wrong KIND lists them all",
    )
    command.add_argument("--partner", action="store_true", help="there is a partner")
    command.add_argument("--children-under-14", type=_number, default=0, metavar="N")
    command.add_argument("--children-14-or-over", type=_number, default=0, metavar="N")
    command.add_argument("--over-66", action="store_true", help="the person or the partner is over 66, as the form asks")
    command.add_argument("--listed-benefit", action="store_true", help="the person gets a benefit that the form lists")
    command.add_argument("--on", type=day, metavar="DATE", help="the day that counts (YYYY-MM-DD); today unless given")


def fee_help(translate: Translator, today: date, options: argparse.Namespace) -> Answer:
    """The estimate with its reason. Exit 1 where the rules of the day are not known."""
    from services.fees import Means, Result, embedded_schedule, estimate  # what no other command waits for

    income: dict[Income, Pence] = {}
    for kind, pence in options.income:
        income[kind] = income.get(kind, 0) + pence
    means = Means(
        savings=options.savings,
        income=income,
        partner=options.partner,
        children_under_14=options.children_under_14,
        children_14_or_over=options.children_14_or_over,
        over_66=options.over_66,
        listed_benefit=options.listed_benefit,
    )
    day = options.on or today
    found = estimate(embedded_schedule(), means, fee=options.fee, on=day)
    reason = tuple(translate(words) for words in found.reason)
    facts = {
        "estimate": True,
        "result": found.result.value,
        "fee": found.fee,
        "pays": found.pays,
        "unit": "pence",
        "on": day.isoformat(),
        "reason": list(reason),
    }
    return Answer(reason, facts, Exit.NO if found.result is Result.NOT_KNOWN else Exit.DONE)


def _pounds(text: str) -> Pence:
    found = read_pounds(text)
    if isinstance(found, AmountProblem):
        raise argparse.ArgumentTypeError("an amount is in pounds, like 1,250 or 1,250.50")
    return found


def _income(text: str) -> tuple[Income, Pence]:
    from services.fees import Income

    name, _equals, pounds = text.partition("=")
    kind = next((each for each in Income if each == name), None)
    if kind is None:
        raise argparse.ArgumentTypeError(f"an income is one of {', '.join(Income)}, with its amount: prison-wages=40")
    return kind, _pounds(pounds)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _TWO_DIGITS):
        raise argparse.ArgumentTypeError("a number from 0 to 99")
    return int(text)
