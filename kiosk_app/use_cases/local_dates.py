"""Local changes of visit times: staff of a prison say that a day or a session is not held, or that one more is.

A change holds on this kiosk alone, from the next look at the timetable on. The centre decides on every request by its own
timetable: what was sent already is not touched, and a time that only this kiosk knows may be refused there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from kiosk_app.ports.diary import Diary
from kiosk_app.ports.local_dates import LocalChange, LocalChanges
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.operators import Operators, Permission
from kiosk_app.staff_errors import DatesRefused
from kiosk_app.use_cases.catalogue import OLD_AFTER, Catalogues, laid_over
from kiosk_app.use_cases.seat import Seat
from kiosk_app.use_cases.standing import context_of
from services.catalogue import Prison, Timetable
from services.catalogue.edits import Change, Objection, Why, objection
from services.common.civil import TimeRange, instant_of
from services.forms.granted import Appointment
from services.forms.service import Service

MOST_DAYS = 92  # of one change: whoever means longer tells the centre
FURTHEST = timedelta(days=366)
_LOOKED_BACK = timedelta(days=60)  # for requests that are not decided: more than twice the longest time ahead


@dataclass(frozen=True, slots=True)
class WantedChange:
    """A change to make."""

    change: Change
    first: date
    last: date
    why: Why
    timetable: str = ""  # the key of a part; "" for the whole prison
    span: TimeRange | None = None


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change with who made it, and how many requests of this kiosk ask for a time that it takes away."""

    change: LocalChange
    by: str  # a name; "" where the records do not have it
    asked: int  # 0 for a session that is added


@dataclass(frozen=True, slots=True)
class TimetablesNow:
    """What the page of timetables shows. `prison` is None where this kiosk is of no prison, and nothing can be changed."""

    prison: Prison | None  # as the catalogue has it, without local changes
    as_of: date
    received: datetime | None  # None for the timetable that came with the program
    old_from: date  # the first day on which people are told that times may have changed
    changes: Sequence[ShownChange]

    @property
    def parts(self) -> Sequence[Timetable]:
        """The parts of the prison, where one has to say which."""
        return self.prison.timetables if self.prison is not None and self.prison.is_split else ()


@dataclass(frozen=True, slots=True)
class Sources:
    """What the changes are read with."""

    changes: LocalChanges
    catalogues: Catalogues
    diary: Diary
    services: Mapping[str, Service]
    operators: Operators


class LocalDates:
    """Every method blocks, asks the seat first, and may raise a `StoreError`, `NotSignedIn` or `NotPermitted`.

    `prison` is the code of the one whose staff work here; "" for none.
    """

    def __init__(self, seat: Seat, sources: Sources, clock: Clock, new_id: Callable[[], UUID], prison: str) -> None:
        self._seat = seat
        self._from = sources
        self._clock = clock
        self._new_id = new_id
        self._prison = prison

    def now(self) -> TimetablesNow:
        """How old the timetable is, and what is changed here."""
        self._seat.require(Permission.LOCAL_DATES)
        return self._now()

    def make(self, wanted: WantedChange) -> TimetablesNow:
        """Make a change, which holds from now on.

        Raises:
            DatesRefused: it would make no sense; `why` says so. Nothing was changed.
        """
        operator = self._seat.require(Permission.LOCAL_DATES)
        self._check_days(wanted)
        change = LocalChange(
            self._new_id(),
            self._prison,
            wanted.timetable,
            wanted.first,
            wanted.last,
            wanted.change,
            wanted.why,
            str(operator.id),
            self._clock.now(),
            wanted.span,
        )
        self._check_sense(change)
        self._from.changes.keep(change)
        return self._now()

    def take_back(self, change: UUID) -> TimetablesNow:
        """Undo a change. Nothing to do where somebody did so meanwhile."""
        operator = self._seat.require(Permission.LOCAL_DATES)
        self._from.changes.take_back(change, str(operator.id))
        return self._now()

    def _now(self) -> TimetablesNow:
        signed = self._from.catalogues.signed()
        standing = self._from.changes.standing(self._clock.today())
        asked = self._asked(standing)
        names: dict[str, str] = {}
        for change in standing:
            if change.by not in names:
                names[change.by] = self._name(change.by)
        return TimetablesNow(
            signed.catalogue.prison(self._prison) if self._prison else None,
            signed.catalogue.as_of,
            signed.received,
            signed.catalogue.as_of + OLD_AFTER + timedelta(days=1),
            [ShownChange(change, names[change.by], asked.get(change.id, 0)) for change in standing],
        )

    def _name(self, operator: str) -> str:
        try:
            found = self._from.operators.find(UUID(operator))
        except ValueError:
            return ""
        return "" if found is None else found.name

    def _check_days(self, wanted: WantedChange) -> None:
        today = self._clock.today()
        if wanted.last < wanted.first:
            raise DatesRefused(why="ends-before-it-begins")
        if wanted.first < today:
            raise DatesRefused(why="past")
        if (wanted.last - wanted.first).days >= MOST_DAYS or wanted.last > today + FURTHEST:
            raise DatesRefused(why="too-long")
        if wanted.span is not None and wanted.span.start >= wanted.span.end:
            raise DatesRefused(why="ends-before-it-starts")

    def _check_sense(self, change: LocalChange) -> None:
        """Something is taken away on some day at least; something is added on every day."""
        seen = laid_over(self._from.catalogues.signed().catalogue, self._from.changes.standing(self._clock.today()))
        edits = list(change.edits(seen))
        if not edits:
            raise DatesRefused(why=Objection.UNKNOWN_PRISON)
        objections = [objection(edit, seen) for edit in edits]
        found = [each for each in objections if each is not None]
        if found and (change.change is Change.ADD_SESSION or len(found) == len(objections)):
            raise DatesRefused(why=found[0])

    def _asked(self, standing: Sequence[LocalChange]) -> Mapping[UUID, int]:
        """How many requests that are not decided ask for a time that each change takes away."""
        away = [each for each in standing if each.change is not Change.ADD_SESSION]
        counts = dict.fromkeys((each.id for each in away), 0)
        for appointments in self._appointments() if away else ():
            for change in away:
                counts[change.id] += any(_takes_away(change, each) for each in appointments)
        return counts

    def _appointments(self) -> Iterator[Sequence[Appointment]]:
        today = self._clock.today()
        for entry in self._from.diary.undecided(instant_of(today - _LOOKED_BACK, time())):
            service = self._from.services.get(entry.submission.service)
            if service is not None and service.appointments is not None and not entry.submission.emptied:
                yield service.appointments(entry.submission.receipt, context_of(entry.submission, entry.outcome, today))


def _takes_away(change: LocalChange, asked: Appointment) -> bool:
    """Whether a time that was asked for is one of them. Of which part of a prison it is is not kept, so every part counts."""
    there = asked.place == change.prison and change.first <= asked.day <= change.last
    return there and change.span in {None, asked.span}
