"""What can be wrong in the sources of the catalogue, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class BadSource(ValueError):
    """A source is not what it says it is: the import cannot go on. The text says where."""


class Ruling(StrEnum):
    """What became of what was wrong."""

    CORRECTED = "corrected"
    LEFT_OUT = "left out"
    KEPT = "kept"


class Kind(StrEnum):
    """What is wrong, in words for the report."""

    UNKNOWN_KEY = "a key that nothing reads"
    BAD_VALUE = "a value that cannot be"
    MISSING_VALUE = "a value that every record needs is missing"
    NOT_GIVEN = "a word where an address or a number should stand"
    BAD_EMAIL = "not an email address"
    RETIRED_EMAIL = "an email address that was switched off"
    BAD_PHONE = "not a phone number"
    BAD_POSTCODE = "not a postcode"
    BAD_SLOT = "not a session"
    REPEATED_SLOT = "a session named twice on one day"
    OVERLAPPING_SLOTS = "sessions that overlap"
    BAD_DATE = "not a date"
    REPEATED_DATE = "a day without visits named twice"
    TWO_THINGS = "a day with sessions of its own that is also without visits"
    NO_SESSIONS = "open for requests without any session"
    NOT_IN_REGISTER = "in the booking list, not in the register"
    NOT_IN_BOOKING_LIST = "in the register, not in the booking list"
    NOT_ACTIVE = "in the booking list, not active in the register"
    GONE = "closed in the booking list, not active in the register"
    NAME_FORM = "a name of an unknown form"
    NO_ADDRESS = "no address"
    ADDRESSES_DISAGREE = "two sources, two postcodes"
    ANOTHER_S_WELSH_ADDRESS = "the Welsh address of another prison"
    UNDIVIDED = "several records of one prison that nothing tells apart"
    PARTS_DISAGREE = "parts of one prison with different limits"
    UNUSED_RULING = "a ruling about something that is not there any more"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `where` is a record of a source, `found` what stands there: all of it is public."""

    kind: Kind
    where: str
    field: str
    found: str
    ruling: Ruling
    why: str


class Faults:
    """Collects what is wrong while the sources are read."""

    def __init__(self) -> None:
        self._found: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """One more."""
        self._found.append(fault)

    def all(self) -> tuple[Fault, ...]:
        """Everything found, in a fixed order, each once."""
        return tuple(sorted(set(self._found), key=lambda fault: (fault.where, fault.field, fault.kind, fault.found)))


def count(faults: Iterable[Fault]) -> dict[Kind, int]:
    """How many of each kind, in the order of `Kind`."""
    found = [fault.kind for fault in faults]
    return {kind: found.count(kind) for kind in Kind if kind in found}
