"""What somebody at a helper desk did for the person whose submission it is, and that this person agreed.

Left out of the plaintext where nobody helped, as it was before anybody could; `assisted_by` names the helper in either case.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple

from sync.envelope.canonical import instant_text, read_instant
from sync.envelope.refusals import BadContent

ASSISTANCE: Final = "assistance"
IN_PERSON: Final = "IN_PERSON"  # the one way of helping there is: both were at the desk

_NAMES: Final = frozenset(("agreed", "agreed_at", "given", "organisation", "relationship", "way"))
_TEXTS: Final = ("agreed", "organisation", "relationship", "way")


class Assistance(NamedTuple):
    """How somebody helped. All but the organisation and the instant are codes."""

    relationship: str  # of the helper to the person
    organisation: str  # of the helper
    given: tuple[str, ...]  # kinds of help, in the order of their codes
    agreed: str  # how the person agreed
    agreed_at: datetime  # UTC, by the kiosk's clock
    way: str = IN_PERSON


def spelt_assistance(assistance: Assistance) -> dict[str, object]:
    """As it stands in the plaintext.

    Raises:
        ValueError: `agreed_at` has no time zone.
    """
    kinds = sorted(set(assistance.given))
    return {**assistance._asdict(), "given": kinds, "agreed_at": instant_text(assistance.agreed_at)}


def read_assistance(value: object, assisted_by: str | None) -> Assistance:
    """Read what `spelt_assistance` wrote; somebody is named who helped.

    Raises:
        BadContent: it is anything else ("shape").
    """
    if not isinstance(value, dict) or value.keys() != _NAMES or not assisted_by:
        raise BadContent("shape")
    given = value["given"]
    if not all(isinstance(value[name], str) for name in _TEXTS):
        raise BadContent("shape")
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given) or given != sorted(set(given)):
        raise BadContent("shape")
    try:
        agreed_at = read_instant(value["agreed_at"])
    except ValueError:
        raise BadContent("shape") from None
    return Assistance(value["relationship"], value["organisation"], tuple(given), value["agreed"], agreed_at, value["way"])
