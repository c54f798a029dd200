"""The weekly timetable of a prison, or of one part of it: which sessions are held on a day.

The same three layers as the live service keeps (prison-visits-2, `app/models/prison.rb`): sessions that recur every week, days
with sessions of their own, and days without any.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated

from pydantic import Field

from services.common.civil import TimeRange

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WHOLE = "all"  # the key of a timetable that is for everybody in the prison

_SPAN = re.compile(r"([01][0-9]|2[0-3])([0-5][0-9])-([01][0-9]|2[0-3])([0-5][0-9])")


def read_span(text: str) -> TimeRange | None:
    """A session as timetables write it, "0930-1100" (prison-visits-2, `app/models/recurring_slot.rb`); None when it is none."""
    found = _SPAN.fullmatch(text)
    if found is None:
        return None
    hour, minute, last_hour, last_minute = map(int, found.groups())
    span = TimeRange(time(hour, minute), time(last_hour, last_minute))
    return span if span.start < span.end else None


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
class Timetable:
    """When visits are held for one group of people: everybody, those on remand, one wing.

    Raises:
        ValueError: a day is both special and without visits, or a session of a special day ends before it starts.
    """

    key: Annotated[str, Field(pattern="^[a-z][a-z0-9-]{0,39}$")]
    name_en: str  # who it is for; "" where it is for everybody
    name_cy: str
    sessions: tuple[WeeklySession, ...]
    anomalous: Mapping[date, tuple[TimeRange, ...]]  # replaces the weekly sessions of that day
    unbookable: tuple[date, ...]
    adult_age: Annotated[int, Field(ge=1, le=18)] | None = None  # where it differs from the prison's own

    def __post_init__(self) -> None:
        """Refuse what says two things of one day."""
        if any(day in self.anomalous for day in self.unbookable):
            raise ValueError("a day is both special and without visits")
        if any(span.start >= span.end for spans in self.anomalous.values() for span in spans):
            raise ValueError("a session ends after it starts")

    def sessions_on(self, day: date) -> tuple[TimeRange, ...]:
        """The sessions held on `day`, in order of time, each once."""
        if day in self.unbookable:
            return ()
        usual = (TimeRange(each.start, each.end) for each in self.sessions if each.weekday == day.weekday())
        return tuple(sorted(set(self.anomalous.get(day, usual)), key=lambda span: (span.start, span.end)))

    @property
    def is_empty(self) -> bool:
        """Whether no visit is ever held."""
        return not self.sessions and not any(self.anomalous.values())
