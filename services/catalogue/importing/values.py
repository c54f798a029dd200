"""Reads single values of a source strictly: what is good comes back, what is not is reported and does not.

Phones and emails are held to the same types as those that people type.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from itertools import combinations

from pydantic import TypeAdapter, ValidationError

from services.catalogue.importing.faults import Fault, Faults, Kind, Ruling
from services.catalogue.timetable import WEEKDAYS, WeeklySession, read_span
from services.common.civil import TimeRange
from services.common.phones import Phone, national_phone
from services.common.types import Email

_EMAIL: TypeAdapter[str] = TypeAdapter(Email)
_PHONE: TypeAdapter[str] = TypeAdapter(Phone)
_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NOT_GIVEN = frozenset({"unavailable", "unknown", "none", "n/a", "tbc"})
_RETIRED = ".gsi.gov.uk"  # the government's secure intranet, switched off in 2019


class Values:
    """The values of one record. `where` names it in the report."""

    def __init__(self, where: str, faults: Faults) -> None:
        self._where = where
        self._faults = faults

    def fault(self, kind: Kind, field: str, found: object, ruling: Ruling, why: str) -> None:
        """Report something wrong in this record."""
        self._faults.add(Fault(kind, self._where, field, found if isinstance(found, str) else repr(found), ruling, why))

    def _drop(self, kind: Kind, field: str, found: object, why: str) -> None:
        self.fault(kind, field, found, Ruling.LEFT_OUT, why)

    def email(self, field: str, text: str) -> str:
        """An email address, "" where there is none that works."""
        if not self._given(field, text):
            return ""
        try:
            address = _EMAIL.validate_python(text)
        except ValidationError:
            self._drop(Kind.BAD_EMAIL, field, text, "nobody could write to it")
            return ""
        if address.lower().endswith(_RETIRED):
            self._drop(Kind.RETIRED_EMAIL, field, text, "nobody reads it")
            return ""
        return address

    def phone(self, field: str, text: str) -> str:
        """A phone number as it is written in the UK, "" where there is none that works."""
        if not self._given(field, text):
            return ""
        try:
            return national_phone(_PHONE.validate_python(text))
        except ValidationError:
            self._drop(Kind.BAD_PHONE, field, text, "nobody could call it")
            return ""

    def postcode(self, field: str, text: str) -> str:
        """A postcode in capitals, "" where it is none."""
        good = " ".join(text.upper().split())
        if not _POSTCODE.fullmatch(good):
            self._drop(Kind.BAD_POSTCODE, field, text, "it is not of the form of one")
            return ""
        if good != text:
            self.fault(Kind.BAD_POSTCODE, field, text, Ruling.CORRECTED, f"written as {good}")
        return good

    def sessions(self, field: str, found: object) -> tuple[WeeklySession, ...]:
        """The weekly sessions, in order of the week."""
        if not isinstance(found, Mapping):
            self._drop(Kind.BAD_VALUE, field, found, "days with their sessions were expected")
            return ()
        read: list[WeeklySession] = []
        for name, slots in found.items():
            if name not in WEEKDAYS:
                self._drop(Kind.UNKNOWN_KEY, f"{field}.{name}", slots, "it is not a day of the week")
                continue
            spans = self._spans(f"{field}.{name}", slots)
            read.extend(WeeklySession(WEEKDAYS.index(name), span.start, span.end) for span in spans)
        return tuple(sorted(read, key=lambda each: (each.weekday, each.start, each.end)))

    def special_days(self, field: str, found: object) -> dict[date, tuple[TimeRange, ...]]:
        """The days with sessions of their own, in order."""
        if not isinstance(found, Mapping):
            self._drop(Kind.BAD_VALUE, field, found, "dates with their sessions were expected")
            return {}
        days = {self._day(field, name): self._spans(f"{field}.{name}", slots) for name, slots in found.items()}
        return {day: days[day] for day in sorted(filter(None, days))}

    def days(self, field: str, found: object) -> tuple[date, ...]:
        """Dates, in order, each once."""
        if not isinstance(found, list):
            self._drop(Kind.BAD_VALUE, field, found, "a list of dates was expected")
            return ()
        read = [day for day in (self._day(field, each) for each in found) if day]
        for day in sorted({each for each in read if read.count(each) > 1}):
            self._drop(Kind.REPEATED_DATE, field, day.isoformat(), "once says it")
        return tuple(sorted(set(read)))

    def _given(self, field: str, text: str) -> bool:
        if text.strip().lower() not in _NOT_GIVEN:
            return True
        self._drop(Kind.NOT_GIVEN, field, text, "there is none to show")
        return False

    def _day(self, field: str, found: object) -> date | None:
        try:
            if isinstance(found, str) and _ISO.fullmatch(found):
                return date.fromisoformat(found)
        except ValueError:
            pass
        self._drop(Kind.BAD_DATE, field, found, "nobody can tell which day is meant")
        return None

    def _spans(self, field: str, found: object) -> tuple[TimeRange, ...]:
        if not isinstance(found, list):
            self._drop(Kind.BAD_VALUE, field, found, "a list of sessions was expected")
            return ()
        read: list[TimeRange] = []
        for each in found:
            span = read_span(each) if isinstance(each, str) else None
            if span is None:
                self._drop(Kind.BAD_SLOT, field, each, "a session is written as 0930-1100 and ends after it starts")
            elif span in read:
                self._drop(Kind.REPEATED_SLOT, field, each, "once says it")
            else:
                read.append(span)
        ordered = tuple(sorted(read, key=lambda span: (span.start, span.end)))
        if any(one.overlaps(other) for one, other in combinations(ordered, 2)):
            why = "both may be held: the prison decides which one it gives"
            self.fault(Kind.OVERLAPPING_SLOTS, field, ", ".join(map(str, found)), Ruling.KEPT, why)
        return ordered
