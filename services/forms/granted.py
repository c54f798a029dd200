"""What a service grants for a day: the paper that a person brings, and the line that staff read.

Both are made from receipt fields and what was decided, never from the answers, so a kiosk can make them for whatever it keeps.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.common.civil import TimeRange
from services.forms.receipt import DatedLine, Section
from services.forms.words import Words


@dataclass(frozen=True, slots=True)
class Pass:
    """Everything a pass says. `headline` is what must be found at a glance, a line each: the day, then the time."""

    title: Words
    headline: tuple[Words, ...]
    said: Words  # what was decided: "Your visit is booked."
    steps_title: Words
    steps: tuple[DatedLine, ...]
    people: tuple[Section, ...]
    rules_title: Words
    rules: tuple[Section, ...]
    keep: Words


@dataclass(frozen=True, slots=True)
class Appointment:
    """One time on one day that was granted, or asked for. People are named as "David T"."""

    day: date
    span: TimeRange
    place: str  # a code: of the prison
    place_name: Words
    who: str
    number: str  # by which the place knows them
    people: tuple[str, ...]  # who comes; empty where only their number was kept
    how_many: Words
    note: Words | None = None  # "Closed visit", "2nd choice"
