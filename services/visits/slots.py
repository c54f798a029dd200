"""Which visit times can be asked for today, worked out without any network.

Rules of the live service (prison-visits-2, `app/models/prison.rb`): a request is answered by the `lead_days`-th processing day
after today, the first visit that can be asked for is the day after that, the last is `booking_window` days from today.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from itertools import islice
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from services.catalogue.model import Catalogue, Prison, Timetable
from services.common.civil import TimeRange
from services.common.types import PlainText
from services.common.working_days import working_days_after


@dataclass(frozen=True, slots=True)
class Slot:
    """A session on a day. Wall-clock time, no zone."""

    day: date
    span: TimeRange

    @property
    def value(self) -> str:
        """How it is stored and travels: "2026-11-28T09:30/11:00"."""
        return f"{self.day.isoformat()}T{self.span.start.isoformat('minutes')}/{self.span.end.isoformat('minutes')}"


def read_slot(value: str) -> Slot | None:
    """The slot in a stored value; None when it is not one."""
    day, _, span = value.partition("T")
    start, _, end = span.partition("/")
    try:
        slot = Slot(date.fromisoformat(day), TimeRange(time.fromisoformat(start), time.fromisoformat(end)))
    except ValueError:
        return None
    return slot if slot.value == value and slot.span.start < slot.span.end else None


def read_slots(values: Iterable[str]) -> tuple[Slot, ...]:
    """The slots in stored values, in order; what is none is left out."""
    return tuple(filter(None, map(read_slot, values)))


def _slot_value(value: str) -> str:
    if read_slot(value) is None:
        raise PydanticCustomError("not-offered", "not a visit time")
    return value


SlotValue: TypeAlias = Annotated[
    PlainText,
    AfterValidator(_slot_value),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}/[0-9]{2}:[0-9]{2}$"}),
]
"""A slot as it is stored: "2026-11-28T09:30/11:00"."""


def answer_by(prison: Prison, today: date, catalogue: Catalogue) -> date:
    """The day by which the prison answers a request that is sent on `today`; the last day there is where the calendar ends."""
    days = working_days_after(today, catalogue.holidays, weekends=prison.works_weekends)
    return next(islice(days, prison.lead_days - 1, None), date.max)


def slots_on_offer(prison: Prison, today: date, catalogue: Catalogue, timetable: Timetable | None = None) -> tuple[Slot, ...]:
    """Every time that can be asked for on `today`, in order.

    Without a `timetable` it is the prison's only one; where there are several, nothing is on offer until one is chosen.
    """
    chosen = timetable or prison.timetable("")
    if chosen is None:
        return ()
    first = answer_by(prison, today, catalogue).toordinal() + 1
    last = min(today.toordinal() + prison.booking_window, date.max.toordinal())
    days = map(date.fromordinal, range(first, last + 1))
    return tuple(Slot(day, span) for day in days for span in chosen.sessions_on(day))
