"""The day on which papers came to a court: typed from the stamp, and moved to the day on which they count.

What comes at four o'clock or later, or on a day on which the court does not work, counts for the next working day. A day to come
is refused. The case system of the county courts warns of one that is more than a month old (hmcts/poss, UC001
CreateUpdateCase.js); here a reason is asked for, and kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from types import MappingProxyType

from services.common.court_days import LAST_HOUR, CourtCalendar
from services.forms.words import Domain, Words

_ = Domain("services.common")

OLD_AFTER_DAYS = 31


class ReceivedFault(StrEnum):
    """What is wrong with a day. The value is the stable code."""

    NOT_READ = "received-not-read"
    IN_FUTURE = "received-in-future"
    LONG_AGO = "received-long-ago"  # without a reason


RECEIVED_WORDS: Mapping[ReceivedFault, Words] = MappingProxyType(
    {
        ReceivedFault.NOT_READ: _("Enter the day on which the paper came, like 19 11 2026"),
        ReceivedFault.IN_FUTURE: _("The day on which the paper came cannot be after today"),
        ReceivedFault.LONG_AGO: _("The paper came more than a month ago. Say in box W why it is entered now."),
    }
)


@dataclass(frozen=True, slots=True)
class Received:
    """A day on which papers came, and the day for which they count."""

    came: date
    counts: date
    late: bool  # it came at four o'clock or later

    @property
    def moved(self) -> bool:
        """Whether it counts for another day."""
        return self.counts != self.came


def received(came: date, at: time | None, today: date, calendar: CourtCalendar, reason: str) -> Received | ReceivedFault:
    """The day for which papers count that came on a day, `at` a time where the stamp has one.

    `reason` says why it is entered so late, where it is more than 31 days ago.
    """
    if came > today:
        return ReceivedFault.IN_FUTURE
    if (today - came).days > OLD_AFTER_DAYS and not reason.strip():
        return ReceivedFault.LONG_AGO
    late = at is not None and at >= LAST_HOUR
    return Received(came, calendar.working_day(came + timedelta(days=late)), late)
