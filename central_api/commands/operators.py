"""`central-api operators`: who is delivered to the kiosks of a site as a member of staff."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from central_api.clock import utc_now
from central_api.commands import typed
from central_api.commands.parts import Commands, fail, say, say_lines
from central_api.data_folder import opened
from central_api.kiosk_operators import ROLES, KioskOperators, OperatorLine, UnusableOperator


def add_operators(commands: Commands) -> None:
    """Add the commands."""
    operators = commands.group("operators", "Add, show and remove the operators that kiosks are told of.")
    adding = operators.add(
        "add", _add, "Add an operator to the kiosks of a site, and print their one-time code. It is shown this once."
    )
    _whose(adding)
    adding.add_argument(
        "--role", action="append", choices=ROLES, required=True, help="what they may do; more than once for several"
    )
    listing = operators.add("list", _list, "Show every operator, also those that were removed.")
    listing.add_argument("--site", type=typed.site, default=None, metavar="CODE", help="of one site only")
    listing.add_argument("--json", action="store_true", help="print JSON")
    _whose(operators.add("code", _code, "Give an operator another one-time code, in the place of the secret they forgot."))
    _whose(operators.add("remove", _remove, "Remove an operator for ever; each kiosk does so once it asks."))


def _whose(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site", type=typed.site, required=True, metavar="CODE", help="at whose kiosks")
    parser.add_argument("--name", type=typed.printable, required=True, help="as they type it to sign in")


def _add(options: argparse.Namespace) -> int:
    return _do(options, lambda operators: say(operators.add(options.site, options.name, options.role)))


def _code(options: argparse.Namespace) -> int:
    return _do(options, lambda operators: say(operators.give_code(options.site, options.name)))


def _remove(options: argparse.Namespace) -> int:
    return _do(options, lambda operators: operators.remove(options.site, options.name))


def _do(options: argparse.Namespace, act: Callable[[KioskOperators], None]) -> int:
    with opened(options.data) as centre:
        try:
            act(KioskOperators(centre.database, utc_now))
        except UnusableOperator as error:
            return fail(str(error))
    return 0


def _list(options: argparse.Namespace) -> int:
    with opened(options.data) as centre:
        lines = KioskOperators(centre.database, utc_now).lines(options.site or "")
    return say_lines(lines, _text, as_json=options.json)


def _text(line: OperatorLine) -> str:
    state = "removed" if line.removed else "active"
    return f"{line.site} {line.name} roles={','.join(line.roles)} codes={line.codes} {state}"
