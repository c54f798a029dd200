"""The reference data services are checked against: prisons and their sessions, bank holidays. Versioned, dated, sourced."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from services.catalogue.prison import Booking, Prison
from services.catalogue.timetable import Timetable, WeeklySession

__all__ = ["BadCatalogue", "Booking", "Catalogue", "Facts", "Prison", "Source", "Timetable", "WeeklySession"]


class BadCatalogue(ValueError):
    """The payload is not a catalogue. The text says where, never what stood there."""


class Facts(StrEnum):
    """A group of facts that has sources of its own."""

    PRISONS = "prisons"  # which there are, their codes and English names
    WELSH = "welsh"  # Welsh names and addresses
    ADDRESSES = "addresses"
    CONTACTS = "contacts"  # phone and email
    LIMITS = "limits"  # adult age, numbers of visitors, lead days, window
    TIMETABLES = "timetables"
    HOLIDAYS = "holidays"


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from and the day they were true."""

    name: str
    as_of: date
    facts: tuple[Facts, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One version of the reference data. Versions only grow."""

    version: Annotated[int, Field(ge=1, lt=2**31, strict=True)]  # what every store of it can hold
    as_of: date  # the day the visit timetable was taken
    sources: tuple[Source, ...]
    prisons: tuple[Prison, ...]
    holidays: tuple[date, ...]  # bank holidays of England and Wales
    holidays_until: date  # the last day the list of holidays covers
    guidance: object = None  # as it was published, not looked at here: what cannot be read must not cost anybody the timetables

    def prison(self, code: str) -> Prison | None:
        """The prison with this code."""
        return next((prison for prison in self.prisons if prison.code == code), None)

    def open_prisons(self) -> tuple[Prison, ...]:
        """Those whose visits can be asked for here."""
        return tuple(prison for prison in self.prisons if prison.is_open)

    def sources_of(self, facts: Facts) -> tuple[Source, ...]:
        """Where a group of facts comes from."""
        return tuple(source for source in self.sources if facts in source.facts)

    def holidays_run_out(self, today: date) -> bool:
        """Whether what can be asked for today reaches beyond the known bank holidays: a day to reply by may then be too early."""
        window = max((prison.booking_window for prison in self.open_prisons()), default=0)
        return self.holidays_until < today + timedelta(days=window)

    def to_payload(self) -> dict[str, Any]:
        """As JSON values, for a signed document."""
        payload = _adapter().dump_python(self, mode="json")
        if not isinstance(payload, dict):  # a dataclass always dumps to a mapping
            raise TypeError
        if self.guidance is None:
            del payload["guidance"]
        return payload

    @staticmethod
    def from_payload(payload: object) -> Catalogue:
        """Read what `to_payload` wrote.

        Raises:
            BadCatalogue: something is missing, unknown or of the wrong kind.
        """
        try:
            return _adapter().validate_python(payload)
        except ValidationError as error:
            raise _bad(error) from None

    @staticmethod
    def from_json(text: bytes) -> Catalogue:
        """Read `to_payload` written as JSON.

        Raises:
            BadCatalogue: it is no JSON, or something is missing, unknown or of the wrong kind.
        """
        try:
            return _adapter().validate_json(text)
        except ValidationError as error:
            raise _bad(error) from None


def _bad(error: ValidationError) -> BadCatalogue:
    places = sorted({".".join(map(str, each["loc"])) for each in error.errors(include_input=False, include_url=False)})
    return BadCatalogue(f"{len(places)} faults, the first at {places[0] or 'the root'}")


@cache
def _adapter() -> TypeAdapter[Catalogue]:
    """Compiled once: that takes longer than reading a catalogue."""
    return TypeAdapter(Catalogue)
