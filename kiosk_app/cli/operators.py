"""`kioskctl operator`: who may sign in on this kiosk.

The first administrator is made with this computer's own rights; from then on an administrator says who they are for each change.
A secret is typed where nobody sees it, or read from standard input, a line each: the administrator's, then the new one. It is
never an argument, where every user of the computer could read it.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from uuid import UUID

from uuid6 import uuid7

from kiosk_app.cli.answer import Answer, plain
from kiosk_app.cli.tools import Tools
from kiosk_app.errors import BadInput
from kiosk_app.hashing import Argon2Hasher
from kiosk_app.machine import BootClock
from kiosk_app.ports.operators import Operator, OperatorState, Permission, Role
from kiosk_app.staff_errors import OperatorGone
from kiosk_app.use_cases.operators import ManagingOperators, SignIns, Wanted
from kiosk_app.use_cases.seat import Left, Seat
from kiosk_app.wording import OPERATOR_STATES, ROLES
from services.forms.words import Domain, Translator

_ = Domain("kiosk_app")


def operator(tools: Tools, translate: Translator, options: argparse.Namespace) -> Answer:
    """Do one thing to one operator, or list them all."""
    tools.prepare()
    hasher, site = Argon2Hasher(), tools.settings.site.code
    managing = ManagingOperators(tools.store.operators, hasher, uuid7, site)
    if options.action == "list":
        return _listed(managing, translate)
    if not options.name:
        raise BadInput(field="name")
    if options.first:
        return _first(managing, translate, options)
    seat = Seat(SignIns(tools.store.operators, hasher, BootClock(), site), managing, tools.store.audit, uuid7)
    seat.sign_in(options.by, _secret("PIN or passphrase of the administrator: "), Permission.MANAGE_OPERATORS)
    try:
        return _changed(seat, managing, translate, options)
    finally:
        seat.leave(Left.LEFT)


def _listed(managing: ManagingOperators, translate: Translator) -> Answer:
    found = managing.everyone()
    lines = [f"{plain(each.name)}: {_roles(each, translate)}. {translate(OPERATOR_STATES[each.state])}" for each in found]
    return Answer(tuple(lines) or (translate(_("Nobody can sign in on this kiosk.")),), {"operators": list(map(_facts, found))})


def _first(managing: ManagingOperators, translate: Translator, options: argparse.Namespace) -> Answer:
    if options.action != "add":
        raise BadInput(field="first")
    roles = frozenset({*map(Role, options.role), Role.ADMINISTRATOR})
    made = managing.create_first(Wanted(options.name, _new_secret(), roles))
    return _said(translate(_("{name} can sign in now.", name=made.name)), made)


def _changed(seat: Seat, managing: ManagingOperators, translate: Translator, options: argparse.Namespace) -> Answer:
    roles = frozenset(map(Role, options.role))
    if options.action == "add":
        made = seat.create(Wanted(options.name, _new_secret(), roles))
        return _said(translate(_("{name} can sign in now.", name=made.name)), made)
    found = _named(seat, options.name)
    match options.action:
        case "unlock":
            seat.change_state(found.id, OperatorState.ACTIVE)
            words = _("{name} is unlocked.", name=found.name)
        case "remove":
            seat.change_state(found.id, OperatorState.REMOVED)
            words = _("{name} is removed.", name=found.name)
        case _role:
            seat.change_roles(found.id, roles)
            words = _("{name} has other roles now.", name=found.name)
    return _said(translate(words), next((each for each in managing.everyone() if each.id == found.id), found))


def _named(seat: Seat, name: str) -> Operator:
    same = [each for each in seat.everyone() if each.name.casefold().split() == name.casefold().split()]
    if not same:
        raise OperatorGone
    return same[0]


def _said(words: str, operator_: Operator) -> Answer:
    return Answer((plain(words),), {"operator": _facts(operator_)})


def _facts(operator_: Operator) -> dict[str, object]:
    who: UUID = operator_.id
    return {"id": str(who), "name": operator_.name, "roles": sorted(operator_.roles), "state": operator_.state.value}


def _roles(operator_: Operator, translate: Translator) -> str:
    return ", ".join(translate(ROLES[role]) for role in Role if role in operator_.roles)


def _new_secret() -> str:
    """A secret that was typed twice the same, or a line of standard input."""
    secret = _secret("New PIN or passphrase: ")
    if sys.stdin.isatty() and secret != _secret("The same again: "):
        raise BadInput(field="secret", why="not-the-same")
    return secret


def _secret(prompt: str) -> str:
    typed = getpass.getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if not typed:
        raise BadInput(field="secret")
    return typed
