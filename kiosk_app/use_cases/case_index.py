"""Everybody's cases at one site as one operator may see them: found by typing, and counted, without asking anybody again.

Made once, from what the store says. Looking something up goes through texts in memory, each once; nothing is asked, opened or
put into words for a row before it is seen.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from services.common.civil import local
from services.forms.follow_up import FollowUp
from services.forms.typed import read_day_and_time
from services.forms.words import Words


class CaseState(StrEnum):
    """How a case stands."""

    DRAFT = "draft"  # being filled in, on this kiosk only
    HELD = "held"  # saved here, not sent
    SENDING = "sending"
    STUCK = "stuck"  # put aside, or sealed for another centre: staff must look at it
    DEALT_WITH = "dealt-with"  # put aside, and staff who look after the kiosk have dealt with it
    WAITING = "waiting"  # the centre has it; nothing is decided
    NEEDS_ACTION = "needs-action"
    GRANTED = "granted"  # booked, issued, matched
    OVER = "over"  # rejected, withdrawn, cancelled


NEEDING = frozenset({CaseState.STUCK, CaseState.NEEDS_ACTION})
"""What somebody has to do something about, now."""


class Show(StrEnum):
    """Which cases are listed."""

    MINE = "mine"
    SITE = "site"
    NEEDS_ACTION = "needs-action"
    TO_DO = "to-do"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case. Of another operator's no more is known than what became of what was submitted."""

    key: str  # the case's id
    mine: bool
    client: str = field(repr=False)  # "" of another's
    reference: str  # 12 characters; "" of a draft
    service: str
    title: Words  # of the service
    about: Words  # what was asked for, without names
    state: CaseState
    said: Words  # how it stands
    changed: datetime
    done: int = 0  # sections completed
    sections: int = 0
    follow_ups: tuple[FollowUp, ...] = ()  # one's own only, the soonest first

    @property
    def next(self) -> FollowUp | None:
        """What is to be done about it first."""
        return self.follow_ups[0] if self.follow_ups else None


class CaseIndex:
    """The cases, the one changed last first, as they were when they were read."""

    def __init__(self, lines: Sequence[CaseLine], today: date) -> None:
        self.lines = tuple(lines)
        self.today = today
        self.keys = tuple(line.key for line in self.lines)
        self._texts = tuple(_found_by(line) for line in self.lines)
        self._places = {key: place for place, key in enumerate(self.keys)}
        self._days: dict[date, set[int]] = {}
        for place, line in enumerate(self.lines):
            self._days.setdefault(local(line.changed).date(), set()).add(place)
        everything = range(len(self.lines))
        due = sorted(_with_follow_up(self.lines), key=lambda found: found[1].day)
        self._shown: Mapping[Show, Sequence[int]] = MappingProxyType(
            {
                Show.MINE: [place for place in everything if self.lines[place].mine],
                Show.SITE: [place for place in everything if self.lines[place].state is not CaseState.DRAFT],
                Show.NEEDS_ACTION: [place for place in everything if self.lines[place].state in NEEDING],
                Show.TO_DO: [place for place, _first in due],
            }
        )

    def count(self, show: Show) -> int:
        """How many there are of a kind, whatever is typed."""
        return len(self._shown[show])

    def find(self, show: Show, typed: str = "") -> Sequence[int]:
        """The places of the lines of a kind that hold every word that is typed, or changed last on the day typed, in order."""
        wanted = folded(typed).split()
        shown = self._shown[show]
        if not wanted:
            return shown
        texts = self._texts
        first, *rest = wanted
        on_day = self._on_day(typed)
        found = [place for place in shown if first in texts[place] or place in on_day]
        for word in rest:
            found = [place for place in found if word in texts[place] or place in on_day]
        return found

    def _on_day(self, typed: str) -> AbstractSet[int]:
        """The places of what changed last on the day that is typed; one without a year is the last one there was."""
        day, _time = read_day_and_time(typed, self.today.year)
        if day is not None and day > self.today and str(day.year) not in typed:
            day, _time = read_day_and_time(typed, self.today.year - 1)
        return self._days.get(day, frozenset()) if day is not None else frozenset()

    def line(self, key: str) -> CaseLine | None:
        """One case."""
        place = self._places.get(key)
        return None if place is None else self.lines[place]


def folded(text: str) -> str:
    """A text as it is compared: no accents, no capitals, and no marks between the groups of a reference."""
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    return bare.casefold().replace("-", "").replace("’", "'")


def _found_by(line: CaseLine) -> str:
    reference = line.reference.casefold()
    parted = " ".join(reference[start : start + 4] for start in range(0, len(reference), 4))
    return f"{folded(line.client)} {reference} {parted}"


def _with_follow_up(lines: Sequence[CaseLine]) -> Iterator[tuple[int, FollowUp]]:
    for place, line in enumerate(lines):
        if line.next is not None:
            yield place, line.next
