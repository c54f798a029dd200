"""The days of a claim: when it is issued, when it counts as served, and by when the defendant has to answer.

Each day comes with the rule it follows from, in words. The rules are those of the live money claims service (cmc-claim-store,
IssueDateCalculator.java and ResponseDeadlineCalculator.java); a court's own closed days, such as those around Christmas, are
given to the calendar beside the bank holidays.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from services.common.civil import local
from services.common.working_days import is_working_day
from services.forms.words import Domain, Words

_ = Domain("services.common")

LAST_HOUR = time(16)  # from four o'clock on, what arrives counts as the next day's
SERVICE_DAYS = 5  # calendar days from issue; not moved to a working day
RESPONSE_DAYS = 19  # from issue: 5 for service and 14 to answer (CPR 15.4)
ACKNOWLEDGED_DAYS = 33  # with 14 days more for whoever acknowledges service (CPR 15.4(1)(b))
MONTHS_TO_SERVE = 4  # CPR 7.5


@dataclass(frozen=True, slots=True)
class CourtCalendar:
    """The days on which a court works.

    `closed` are its own days, beside weekends and bank holidays. `known_until` is the last day for which the bank holidays are
    known; a day worked out beyond it says so.
    """

    holidays: Collection[date]
    known_until: date
    closed: Collection[date] = ()

    def works(self, day: date) -> bool:
        """Whether the court works on a day."""
        return is_working_day(day, self.holidays) and day not in self.closed

    def working_day(self, day: date) -> date:
        """The day itself, or the first working day after it."""
        while not self.works(day):
            day += timedelta(days=1)
        return day

    def why_moved(self, day: date) -> tuple[Words, ...]:
        """Why a day is moved to `working_day`, and whether that is sure; nothing where there is nothing to say."""
        moved = self.working_day(day)
        unsure = (_("Bank holidays are known up to {day:long} only.", day=self.known_until),) if moved > self.known_until else ()
        return (*why_moved(day, moved), *unsure)


@dataclass(frozen=True, slots=True)
class ReasonedDay:
    """A day, and the rule it follows from, a sentence each."""

    day: date
    why: tuple[Words, ...]


def issue_day(received: datetime, calendar: CourtCalendar) -> ReasonedDay:
    """The day on which a claim is issued that the court had whole, with its fee, at an instant (with a zone)."""
    counted = _counted(received)
    return ReasonedDay(calendar.working_day(counted), (*_why_counted(received), *calendar.why_moved(counted)))


def _counted(received: datetime) -> date:
    wall = local(received)
    return wall.date() + timedelta(days=wall.time() >= LAST_HOUR)


def _why_counted(received: datetime) -> tuple[Words, ...]:
    day = local(received).date()
    had = _("The court had all it needs on {day:weekday-year}.", day=day)
    return (had,) if _counted(received) == day else (had, _("It came at 4pm or later, so it counts as the next day’s."))


def why_issued(received: datetime, issued: date) -> tuple[Words, ...]:
    """Why a claim that the court had whole at an instant was issued on a day, for whoever does not know the court's own days."""
    return (*_why_counted(received), *why_moved(_counted(received), issued))


def why_moved(counted: date, moved: date) -> tuple[Words, ...]:
    """Why a day that was counted became a later one; nothing where it did not."""
    said = _("The court does not work on {day:weekday}, so it is {moved:weekday}.", day=counted, moved=moved)
    return (said,) if moved > counted else ()


def service_day(issued: date) -> ReasonedDay:
    """The day on which a claim issued on a day counts as served."""
    why = _("A claim counts as served {n} days after it is issued, also when that is not a working day.", n=SERVICE_DAYS)
    return ReasonedDay(issued + timedelta(days=SERVICE_DAYS), (why,))


def response_day(issued: date, calendar: CourtCalendar, *, acknowledged: bool = False) -> ReasonedDay:
    """The last day for the defendant's answer; `acknowledged` for one who has told the court that they need more time."""
    days = ACKNOWLEDGED_DAYS if acknowledged else RESPONSE_DAYS
    counted = issued + timedelta(days=days)
    if acknowledged:
        why = _("A defendant who has acknowledged the claim has {n} days from its issue.", n=days)
    else:
        why = _("The defendant has {n} days from the issue of the claim.", n=days)
    return ReasonedDay(calendar.working_day(counted), (why, *calendar.why_moved(counted)))


def last_day_to_serve(issued: date) -> ReasonedDay:
    """The last day on which a claim form can be served; the last of the month where the month is too short."""
    months = issued.month - 1 + MONTHS_TO_SERVE
    year, month = issued.year + months // 12, months % 12 + 1
    day = date(year, month, min(issued.day, monthrange(year, month)[1]))
    return ReasonedDay(day, (_("A claim form must be served within {n} months of its issue.", n=MONTHS_TO_SERVE),))
