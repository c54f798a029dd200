"""One prison as a visitor needs to know it. A prison whose estate is split has a timetable for each part."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from services.catalogue.timetable import Timetable
from services.common.civil import TimeRange
from services.language import Language

MAX_WINDOW = 28  # days; prison-visits-2, app/services/prison_seeder/seed_entry.rb


class Booking(StrEnum):
    """Whether visits can be asked for here, and why not."""

    OPEN = "open"
    ANOTHER_WAY = "another-way"  # its visits are booked with the prison itself, or in another service
    CLOSED = "closed"  # it takes no visitors


@dataclass(frozen=True, slots=True)
class Prison:
    """One prison.

    Raises:
        ValueError: two timetables have one key, several are not told apart in both languages, or it is open without a timetable.
    """

    code: Annotated[str, Field(pattern="^[A-Z]{3}[0-9]?$")]
    name_en: str
    name_cy: str
    other_names: tuple[str, ...]  # by which people may look for it
    address_en: tuple[str, ...]
    address_cy: tuple[str, ...]
    phone: str  # national form, "" where the prison publishes none
    email: str  # "" where the prison publishes none
    booking: Booking
    adult_age: Annotated[int, Field(ge=1, le=18)]
    max_adults: Annotated[int, Field(ge=1)]
    max_visitors: Annotated[int, Field(ge=1)]
    lead_days: Annotated[int, Field(ge=1)]
    booking_window: Annotated[int, Field(ge=1, le=MAX_WINDOW)]
    works_weekends: bool
    closed_visits_apart: bool  # closed visits are not in these timetables: they are arranged with the prison
    timetables: tuple[Timetable, ...]

    def __post_init__(self) -> None:
        """Refuse timetables that nobody could choose between."""
        if len({each.key for each in self.timetables}) != len(self.timetables):
            raise ValueError("two timetables have one key")
        if self.is_split and not all(each.name_en and each.name_cy for each in self.timetables):
            raise ValueError("a part of the prison has no name")
        if self.booking is Booking.OPEN and (not self.timetables or any(each.is_empty for each in self.timetables)):
            raise ValueError("an open prison has sessions in each of its timetables")

    def name(self, language: Language) -> str:
        """What the prison is called in a language."""
        return self.name_cy if language is Language.WELSH else self.name_en

    def address(self, language: Language) -> tuple[str, ...]:
        """The address, a part a line."""
        return self.address_cy if language is Language.WELSH else self.address_en

    @property
    def is_open(self) -> bool:
        """Whether visits can be asked for here."""
        return self.booking is Booking.OPEN

    @property
    def is_split(self) -> bool:
        """Whether one has to know which part the person is in."""
        return len(self.timetables) > 1

    def timetable(self, held: str) -> Timetable | None:
        """The timetable for somebody who is `held` (a timetable's key); where there is only one, that one."""
        if not self.is_split:
            return next(iter(self.timetables), None)
        return next((each for each in self.timetables if each.key == held), None)

    def as_held(self, held: str) -> Prison:
        """This prison with what its part for somebody who is `held` has of its own: the adult age."""
        part = self.timetable(held)
        return self if part is None or part.adult_age is None else replace(self, adult_age=part.adult_age)

    def holds(self, day: date, span: TimeRange, held: str = "") -> bool:
        """Whether there is this session on `day`; in any part where it is not known which one is meant."""
        chosen = self.timetable(held)
        return any(span in each.sessions_on(day) for each in ((chosen,) if chosen else self.timetables))
