"""Fetches the operators whom the centre delivers to this device: a signed list, which is taken whole or not at all.

The list is made for one device and names it, and its version never goes back. So neither another kiosk's list nor an old one of
this kiosk is taken, whoever hands it on. A centre that knows no such list is no trouble of the line.
"""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from kiosk_app.errors import NotOurCentre
from kiosk_app.ports.device import Enrolment
from kiosk_app.ports.operators import DeliveredList, DeliveredOperator, DeliveredOperators, Role
from sync.device_line import DeviceLine
from sync.envelope import Purpose
from sync.fetching import Keys

_HASH = "$argon2id$"


def fetch_operators(taken: DeliveredOperators, line: DeviceLine, enrolment: Enrolment, keys: Keys) -> bool:
    """Fetch a newer list than the one that was taken last. Whether one was taken.

    Raises:
        NoNetwork, NotOurCentre, NotEnrolled: there is no believable answer.
    """
    question = line.question(keys)
    answer = line.send("GET", "/v1/operators", {"after": taken.version(), "nonce": question.nonce})
    if answer.status in {HTTPStatus.NO_CONTENT, HTTPStatus.NOT_FOUND}:
        return False
    document = line.document(answer, Purpose.OPERATORS, question)
    try:
        delivered = _read(document)
    except (KeyError, TypeError, ValueError):
        raise NotOurCentre(reason="unreadable-answer") from None
    return taken.take(delivered, enrolment)


def _read(document: dict[str, object]) -> DeliveredList:
    version, listed = document["version"], document["operators"]
    if type(version) is not int or version < 1 or not isinstance(listed, list):
        raise ValueError("not a list of operators")
    return DeliveredList(version, tuple(_operator(each) for each in listed))


def _operator(entry: object) -> DeliveredOperator:
    if not isinstance(entry, dict):
        raise TypeError("not an operator")
    name, code, issue, removed = entry["name"], entry["code"], entry["issue"], entry["removed"]
    whole = isinstance(name, str) and isinstance(code, str) and type(issue) is int and issue > 0 and isinstance(removed, bool)
    if not whole or not name.strip() or not (removed or code.startswith(_HASH)):
        raise ValueError("not an operator")
    roles = frozenset(Role(role) for role in entry["roles"])
    if not roles:
        raise ValueError("an operator without a role")
    return DeliveredOperator(UUID(entry["id"]), name, roles, issue, code, removed)
