"""Dates and times as people here say them: "Saturday 28 November", "9:30am to 11am", "dydd Iau 26 Tachwedd".

Civil dates have no zone; instants are UTC and shown on the wall clock of England and Wales. The words of each language are in
`services.common.date_words`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from services.language import Language

_MIDDAY = time(12)
WALL_CLOCK = ZoneInfo("Europe/London")

_FORMS = {"": 0, "dydd": 1, "ddydd": 2}  # of the name of a day, asked for before a date format: which of `DateWords.named`


def local(instant: datetime) -> datetime:
    """`instant` (aware) on the wall clock of England and Wales."""
    if instant.tzinfo is None:
        message = "an instant must carry its zone"
        raise ValueError(message)
    return instant.astimezone(WALL_CLOCK)


def instant_of(day: date, at: time) -> datetime:
    """The UTC instant of a wall-clock time on a civil day."""
    return datetime.combine(day, at, WALL_CLOCK).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class TimeRange:
    """A span of wall-clock time within one day."""

    start: time
    end: time

    def overlaps(self, other: TimeRange) -> bool:
        """Whether both have a moment in common, whichever begins first. One that begins as the other ends does not."""
        return self.start < other.end and other.start < self.end


def format_date(day: date, spec: str, language: Language) -> str:
    """`day` in words.

    `spec`: "" or "weekday" gives "Saturday 28 November"; "weekday-year" adds the year; "day" "28 November"; "long"
    "28 November 2026"; "short" "28 Nov"; "short-name" "Sat". In Welsh a weekday begins with "Dydd";
    the prefixes "dydd:" and "ddydd:" give the form inside a sentence and the form after a softening word ("O ddydd Iau").

    Raises:
        ValueError: there is no such format.
    """
    prefix, _, kind = spec.rpartition(":")
    if prefix not in _FORMS:
        raise ValueError(f"unknown date format {spec!r}")
    words = language.traits.dates
    month, short = words.months[day.month - 1], words.short_months[day.month - 1]
    name = f"{words.named[_FORMS[prefix]]}{words.days[day.weekday()]}"
    match kind:
        case "" | "weekday":
            return f"{name} {day.day} {month}"
        case "weekday-year":
            return f"{name} {day.day} {month} {day.year}"
        case "day":
            return f"{day.day} {month}"
        case "long":
            return f"{day.day} {month} {day.year}"
        case "short":
            return f"{day.day} {short}"
        case "short-name":
            return words.short_days[day.weekday()]
        case _:
            raise ValueError(f"unknown date format {spec!r}")


def format_time(at: time, language: Language) -> str:
    """A time of day: "9:30am", "11am", "midday", "midnight" (GOV.UK style guide, "Times"); "9:30yb" in Welsh."""
    words = language.traits.dates
    if at == _MIDDAY:
        return words.midday
    if at == time():
        return words.midnight
    hour = (at.hour - 1) % 12 + 1
    half = words.morning if at < _MIDDAY else words.later
    return f"{hour}:{at.minute:02}{half}" if at.minute else f"{hour}{half}"


def format_range(span: TimeRange, language: Language) -> str:
    """A span of time: "9:30am to 11am", "9:30yb tan 11yb"."""
    return f"{format_time(span.start, language)} {language.traits.dates.until} {format_time(span.end, language)}"


def age_on(day: date, born: date) -> int:
    """Whole years of age on `day`; a person born on 29 February is a year older on 1 March (Family Law Reform Act 1969, s 9)."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
