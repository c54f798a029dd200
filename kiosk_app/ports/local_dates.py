"""What staff of a prison's kiosk change about visit times here: days or sessions that are not held, and sessions that are added.

A change lies over the signed catalogue on this kiosk alone, from one day to another, and ends by itself after its last day. It
may be taken back before. Changes hold dates, codes and the id of an operator, never a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import UUID

from services.catalogue import Catalogue
from services.catalogue.edits import Change, LocalEdit, Why
from services.common.civil import TimeRange


@dataclass(frozen=True, slots=True)
class LocalChange:
    """One change, as it was made."""

    id: UUID
    prison: str  # its code
    timetable: str  # the key of a part of the prison; "" for all of it
    first: date
    last: date  # the last day, included
    change: Change
    why: Why
    by: str  # the operator's id
    at: datetime  # UTC
    span: TimeRange | None = None  # the session added or removed

    def days(self) -> Iterator[date]:
        """Each day."""
        return (self.first + timedelta(days=ahead) for ahead in range((self.last - self.first).days + 1))

    def edits(self, catalogue: Catalogue) -> Iterator[LocalEdit]:
        """The change as edits of the timetables that the catalogue has."""
        prison = catalogue.prison(self.prison)
        for timetable in prison.timetables if prison is not None else ():
            if self.timetable in {"", timetable.key}:
                for day in self.days():
                    yield LocalEdit(self.prison, timetable.key, day, self.change, self.by, self.at, self.why, self.span)


class LocalChanges(Protocol):
    """Keeps changes. Every method may raise a `StoreError`; what was kept before is then kept still."""

    def standing(self, today: date) -> Sequence[LocalChange]:
        """Those that are not over and were not taken back, in the order in which they were made."""
        ...

    def keep(self, change: LocalChange) -> None:
        """Keep a new one, durable when this returns, with its audit row."""
        ...

    def take_back(self, change: UUID, by: str) -> bool:
        """End a change before its last day, with an audit row. False where it was taken back already, or never made."""
        ...
