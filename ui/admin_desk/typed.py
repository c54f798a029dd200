"""Days and times as staff type them: digits, with anything or nothing between them. Pure."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import Final

_NUMBERS: Final = re.compile(r"[0-9]+")
_DAY_MONTH, _DAY_MONTH_YEAR = 2, 3
_CENTURY, _SHORT_YEAR = 2000, 100
_HALF_A_YEAR: Final = timedelta(days=182)


def read_day(typed: str, today: date) -> date | None:
    """The day of "28 11 2026", "28/11/26" or 281126, or of "28/11" the one nearest ahead; None for what is no day."""
    numbers = [int(each) for each in _NUMBERS.findall(typed)]
    if len(numbers) == 1 and len(typed.strip()) in {6, 8} and typed.strip().isdecimal():  # 281126, 28112026
        plain = typed.strip()
        numbers = [int(plain[:2]), int(plain[2:4]), int(plain[4:])]
    match numbers:
        case [day, month]:
            found = _day(today.year, month, day)
            if found is not None and today - found > _HALF_A_YEAR:
                return _day(today.year + 1, month, day)
            return found
        case [day, month, year]:
            return _day(year + _CENTURY if year < _SHORT_YEAR else year, month, day)
    return None


def read_time(typed: str) -> time | None:
    """The time of "9:30", "0930", "9.30" or "14"; None for what is no time of the 24-hour clock."""
    numbers = _NUMBERS.findall(typed)
    if len(numbers) == 1 and len(numbers[0]) in {3, 4}:
        numbers = [numbers[0][:-2], numbers[0][-2:]]
    match [int(each) for each in numbers]:
        case [hour]:
            minute = 0
        case [hour, minute]:
            pass
        case _:
            return None
    try:
        return time(hour, minute)
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
