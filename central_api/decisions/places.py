"""Places in the sessions of prisons: taken, exchanged and given back, never more than there are and never lost.

A prison that is divided holds sessions for each of its parts, and each part's have places of their own.

A place is taken by one statement that counts up only while there is room, so two requests for the last place can never both get
it, on any database and by any number of workers. It is given back by deleting its booking, so it cannot be given back twice. A
session that has begun, or that the prison does not hold any more, has no room.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, update
from sqlalchemy.orm import Session

from central_api.db import insert_new
from central_api.decisions.duplicates import booked_times
from central_api.decisions.wishes import Wish
from central_api.models import Booking, SessionRoom
from central_api.settings import CapacityRule, places
from services.catalogue import Catalogue, Prison
from services.catalogue.timetable import WHOLE
from services.common.civil import instant_of
from services.visits.overlaps import any_overlap
from services.visits.slots import Slot, read_slot


class Places:
    """The places of all sessions, by the settings' capacity and the newest catalogue."""

    def __init__(self, capacity: tuple[CapacityRule, ...], catalogue: Callable[[Session], Catalogue]) -> None:
        self._capacity = capacity
        self._catalogue = catalogue

    def book(self, session: Session, booking: Booking, wish: Wish, now: datetime) -> str | None:
        """Give a new `booking` the first of the wished times that has room; without one None, and nothing is kept.

        Times of another visit of the same people are passed over.
        """
        elsewhere, prison = self._other_visits(session, booking), self._open_prison(session, wish)
        for value in wish.slots:
            part = None if any_overlap((value,), elsewhere) else self._take(session, prison, wish, value, now)
            if part is not None:
                booking.part, booking.slot = part, value
                session.add(booking)
                return value
        return None

    def exchange(self, session: Session, booking: Booking, wish: Wish, now: datetime) -> str | None:
        """Move a booking to the first of the wished times that has room, its own among them; without one None, and it stays.

        The old place is given back only once there is a new one. Times of another visit of the same people are passed over.
        """
        before, elsewhere, prison = (
            (booking.part, booking.slot),
            self._other_visits(session, booking),
            self._open_prison(session, wish),
        )
        for value in wish.slots:
            if value == booking.slot:
                return value
            part = None if any_overlap((value,), elsewhere) else self._take(session, prison, wish, value, now)
            if part is not None:
                booking.part, booking.slot, booking.booked = part, value, now
                _one_less(session, booking.prison, *before)
                return value
        return None

    def give_back(self, session: Session, submission_id: UUID) -> None:
        """Give back the place of a submission, if it has one."""
        found = session.execute(
            delete(Booking).where(Booking.submission_id == submission_id).returning(Booking.prison, Booking.part, Booking.slot)
        ).one_or_none()
        if found is not None:
            _one_less(session, found.prison, found.part, found.slot)

    def _take(self, session: Session, prison: Prison | None, wish: Wish, value: str, now: datetime) -> str | None:
        """Take a place; the part of the prison that it is in, None without room."""
        slot = read_slot(value)
        part = _part(prison, wish, slot, now) if slot and prison else None
        if slot is None or part is None:
            return None
        # Where another worker begins the count at the same moment, theirs is the one.
        insert_new(session, SessionRoom, [{"prison": wish.prison, "part": part, "slot": value, "taken": 0}])
        taken = session.scalar(
            update(SessionRoom)
            .where(*_is_room(wish.prison, part, value))
            .where(SessionRoom.taken < places(self._capacity, wish.prison, slot.day))
            .values(taken=SessionRoom.taken + 1)
            .returning(SessionRoom.taken)
        )
        return None if taken is None else part

    def _open_prison(self, session: Session, wish: Wish) -> Prison | None:
        known = self._catalogue(session).prison(wish.prison)
        return known if known is not None and known.is_open else None

    def _other_visits(self, session: Session, booking: Booking) -> Sequence[str]:
        return booked_times(session, booking.likeness, booking.submission_id)


def _part(prison: Prison, wish: Wish, slot: Slot, now: datetime) -> str | None:
    """The part of the prison whose session it is; None where there is no such session to come."""
    if not prison.holds(slot.day, slot.span, wish.held):
        return None
    chosen = prison.timetable(wish.held) if prison.is_split else None
    return (chosen.key if chosen else WHOLE) if instant_of(slot.day, slot.span.start) > now else None


def _one_less(session: Session, prison: str, part: str, slot: str) -> None:
    session.execute(update(SessionRoom).where(*_is_room(prison, part, slot)).values(taken=SessionRoom.taken - 1))


def _is_room(prison: str, part: str, slot: str) -> Sequence[ColumnElement[bool]]:
    return SessionRoom.prison == prison, SessionRoom.part == part, SessionRoom.slot == slot
