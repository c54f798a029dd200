"""Working days of England and Wales: not a Saturday, not a Sunday, not a bank holiday of the catalogue."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

_SATURDAY = 5


def is_working_day(day: date, holidays: Collection[date], *, weekends: bool = False) -> bool:
    """Whether work is done on `day`; `weekends` True where Saturdays and Sundays count (some prisons process requests then)."""
    if weekends and day.weekday() >= _SATURDAY:
        return True
    return day.weekday() < _SATURDAY and day not in holidays


def working_days_after(day: date, holidays: Collection[date], *, weekends: bool = False) -> Iterator[date]:
    """The working days after `day`, to the end of the calendar."""
    while day < date.max:
        day += timedelta(days=1)
        if is_working_day(day, holidays, weekends=weekends):
            yield day
