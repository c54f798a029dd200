"""The reference data services are checked against: prisons and their sessions, bank holidays. Versioned, dated, sourced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from services.common.civil import TimeRange
from services.language import Language


class BadCatalogue(ValueError):
    """The payload is not a catalogue. The text says where, never what stood there."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from and the day they were true."""

    name: str
    as_of: date


@dataclass(frozen=True, slots=True)
class WeeklySession:
    """A visiting session that recurs every week. `weekday` 0 is Monday.

    Raises:
        ValueError: it ends before it starts.
    """

    weekday: Annotated[int, Field(ge=0, le=6)]
    start: time
    end: time

    def __post_init__(self) -> None:
        """Refuse a session that takes no time."""
        if self.start >= self.end:
            raise ValueError("a session ends after it starts")


@dataclass(frozen=True, slots=True)
class Prison:
    """One prison as a visitor needs to know it.

    Raises:
        ValueError: a day is both special and without visits, or a session of a special day ends before it starts.
    """

    code: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    name_en: str
    name_cy: str
    address_en: tuple[str, ...]
    address_cy: tuple[str, ...]
    phone: str  # national form, "" where the prison publishes none
    adult_age: Annotated[int, Field(ge=1, le=18)]
    max_adults: Annotated[int, Field(ge=1)]
    max_visitors: Annotated[int, Field(ge=1)]
    lead_days: Annotated[int, Field(ge=0)]
    booking_window: Annotated[int, Field(ge=1)]
    works_weekends: bool
    sessions: tuple[WeeklySession, ...]
    anomalous: Mapping[date, tuple[TimeRange, ...]]  # replaces the weekly sessions of that day
    unbookable: tuple[date, ...]

    def __post_init__(self) -> None:
        """Refuse what says two things of one day."""
        if any(day in self.anomalous for day in self.unbookable):
            raise ValueError("a day is both special and without visits")
        if any(span.start >= span.end for spans in self.anomalous.values() for span in spans):
            raise ValueError("a session ends after it starts")

    def name(self, language: Language) -> str:
        """What the prison is called in a language."""
        return self.name_cy if language is Language.WELSH else self.name_en

    def address(self, language: Language) -> tuple[str, ...]:
        """The address, a part a line."""
        return self.address_cy if language is Language.WELSH else self.address_en

    def sessions_on(self, day: date) -> tuple[TimeRange, ...]:
        """The sessions held on `day`, in order of time."""
        if day in self.unbookable:
            return ()
        usual = (TimeRange(each.start, each.end) for each in self.sessions if each.weekday == day.weekday())
        return tuple(sorted(self.anomalous.get(day, usual), key=lambda span: (span.start, span.end)))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One version of the reference data. Versions only grow."""

    version: Annotated[int, Field(ge=1)]
    as_of: date  # the day the visit timetable was taken
    sources: tuple[Source, ...]
    prisons: tuple[Prison, ...]
    holidays: tuple[date, ...]  # bank holidays of England and Wales
    holidays_until: date  # the last day the list of holidays covers

    def prison(self, code: str) -> Prison | None:
        """The prison with this code."""
        return next((prison for prison in self.prisons if prison.code == code), None)

    def to_payload(self) -> dict[str, Any]:
        """As JSON values, for a signed document."""
        payload = _adapter().dump_python(self, mode="json")
        if not isinstance(payload, dict):  # a dataclass always dumps to a mapping
            raise TypeError
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
            places = sorted({".".join(map(str, each["loc"])) for each in error.errors(include_input=False, include_url=False)})
            raise BadCatalogue(f"{len(places)} faults, the first at {places[0] or 'the root'}") from None


def _adapter() -> TypeAdapter[Catalogue]:
    return TypeAdapter(Catalogue)
