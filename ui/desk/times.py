"""Choosing times without a screen: which days there are, what is chosen on them, and what a press does to the ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import Enum

from services.forms.draft import Draft
from services.forms.fields import TimedOption

_NOON, _EVENING = time(12), time(17)


class PartOfDay(Enum):
    """The columns a day is shown in."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


@dataclass(frozen=True, slots=True)
class Day:
    """A day with times on offer, in order."""

    day: date
    options: tuple[TimedOption, ...]

    def columns(self) -> tuple[tuple[PartOfDay, tuple[TimedOption, ...]], ...]:
        """The times by part of the day; a part without times is left out."""
        parts = ((part, tuple(each for each in self.options if part_of(each) is part)) for part in PartOfDay)
        return tuple((part, options) for part, options in parts if options)


def part_of(option: TimedOption) -> PartOfDay:
    """Morning before noon, evening from 5pm."""
    if option.span.start < _NOON:
        return PartOfDay.MORNING
    return PartOfDay.AFTERNOON if option.span.start < _EVENING else PartOfDay.EVENING


class Ranking:
    """The times on offer and the choices made, best first. The draft holds them; nothing is kept here."""

    def __init__(self, draft: Draft, path: str, options: Sequence[TimedOption], maximum: int) -> None:
        self._draft = draft
        self._path = path
        self._by_value = {option.value: option for option in options}
        self.maximum = maximum
        days = sorted({option.day for option in options})
        self.days = tuple(Day(day, tuple(option for option in options if option.day == day)) for day in days)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The values chosen, best first, also those that are no longer on offer."""
        return self._draft.list_at(self._path)

    def option(self, value: str) -> TimedOption | None:
        """The option behind a chosen value; None when it is no longer on offer."""
        return self._by_value.get(value)

    def rank(self, value: str) -> int:
        """1 for the best choice, 0 when not chosen."""
        return self.chosen.index(value) + 1 if value in self.chosen else 0

    def ranks_on(self, day: Day) -> tuple[int, ...]:
        """The ranks of the choices on a day, best first."""
        return tuple(sorted(rank for option in day.options if (rank := self.rank(option.value))))

    @property
    def next_rank(self) -> int:
        """The rank the next press gives; 0 when all places are taken."""
        return len(self.chosen) + 1 if len(self.chosen) < self.maximum else 0

    def press(self, value: str) -> None:
        """A chosen time is taken out; a free one is added last while there is a place."""
        if self.rank(value):
            self.remove(value)
        elif self.next_rank:
            self._draft.set_list(self._path, (*self.chosen, value))

    def remove(self, value: str) -> None:
        """Take a choice out; later ones move up."""
        self._draft.set_list(self._path, tuple(each for each in self.chosen if each != value))

    def move(self, value: str, distance: int) -> None:
        """Move a choice up (-1) or down (1)."""
        order = list(self.chosen)
        at = order.index(value)
        to = at + distance
        if 0 <= to < len(order):
            order[at], order[to] = order[to], order[at]
            self._draft.set_list(self._path, tuple(order))
