"""Places in the sessions of prisons: taken, exchanged and given back, never more than there are and never lost.

A prison that is divided holds sessions for each of its parts, and each part's have places of their own.

Whoever takes a place, or holds one, first locks the count of its session and then looks how many are taken and how many held, so
two for the last place can never both get it, on any database and by any number of workers. Where there is none the lock is let go
at once: nobody waits for the count of one session with that of another in hand. A place is given back by deleting its booking, so
it cannot be given back twice. A session that has begun, or that the prison does not hold any more, has no room.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from central_api.db import insert_new
from central_api.decisions.duplicates import booked_times
from central_api.decisions.holds import Room, held_places
from central_api.decisions.wishes import Wish
from central_api.models import Booking, Hold, SessionRoom
from central_api.settings import CapacityRule, places
from services.catalogue import Catalogue, Prison
from services.catalogue.timetable import WHOLE
from services.common.civil import instant_of
from services.visits.overlaps import any_overlap
from services.visits.slots import read_slot


class Places:
    """The places of all sessions, by the settings' capacity and the newest catalogue."""

    def __init__(self, capacity: tuple[CapacityRule, ...], catalogue: Callable[[Session], Catalogue]) -> None:
        self._capacity = capacity
        self._catalogue = catalogue

    def book(self, session: Session, booking: Booking, wish: Wish, now: datetime, hold: UUID | None = None) -> str | None:
        """Give a new `booking` the first of the wished times that has room; without one None, and nothing is kept.

        Times of another visit of the same people are passed over. The place of its own `hold` (an id) is there for it.
        """
        elsewhere, prison = self._other_visits(session, booking), self._open_prison(session, wish)
        for value in wish.slots:
            part = None if any_overlap((value,), elsewhere) else self._take(session, _room(prison, wish, value, now), now, hold)
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
            part = None if any_overlap((value,), elsewhere) else self._take(session, _room(prison, wish, value, now), now)
            if part is not None:
                booking.part, booking.slot, booking.booked = part, value, now
                _count(session, booking.prison, *before, -1)
                return value
        return None

    def give_back(self, session: Session, submission_id: UUID) -> None:
        """Give back the place of a submission, if it has one."""
        found = session.execute(
            delete(Booking).where(Booking.submission_id == submission_id).returning(Booking.prison, Booking.part, Booking.slot)
        ).one_or_none()
        if found is not None:
            _count(session, found.prison, found.part, found.slot, -1)

    def keep(self, session: Session, hold: Hold, wish: Wish, now: datetime) -> bool:
        """Keep a place of the first wished time for a new `hold`; False, with nothing kept, where there is none."""
        room = _room(self._open_prison(session, wish), wish, wish.slots[0], now)
        if room is None:
            return False
        hold.part, hold.slot = room.part, room.slot
        return self._if_free(session, room, now, None, lambda: session.add(hold))

    def _take(self, session: Session, room: Room | None, now: datetime, hold: UUID | None = None) -> str | None:
        """Take a place; the part of the prison that it is in, None without room."""
        if room is None or not self._if_free(session, room, now, hold, lambda: _count(session, *room[:3], 1)):
            return None
        return room.part

    def _if_free(self, session: Session, room: Room, now: datetime, own: UUID | None, then: Callable[[], None]) -> bool:
        """Do `then` while the session's count is locked, where a place is neither taken nor held (but for the `own` hold)."""
        savepoint = session.begin_nested()
        # Where another worker begins the count at the same moment, theirs is the one.
        insert_new(session, SessionRoom, [{"prison": room.prison, "part": room.part, "slot": room.slot, "taken": 0}])
        taken = session.scalars(select(SessionRoom.taken).where(*_is_room(*room[:3])).with_for_update()).one()
        # A statement of its own: what others have committed while the lock was waited for counts.
        free = taken + held_places(session, room, now, own) < places(self._capacity, room.prison, room.day)
        if free:
            then()
            savepoint.commit()
        else:
            savepoint.rollback()
        return free

    def _open_prison(self, session: Session, wish: Wish) -> Prison | None:
        known = self._catalogue(session).prison(wish.prison)
        return known if known is not None and known.is_open else None

    def _other_visits(self, session: Session, booking: Booking) -> Sequence[str]:
        return booked_times(session, booking.likeness, booking.submission_id)


def _room(prison: Prison | None, wish: Wish, value: str, now: datetime) -> Room | None:
    """The session of the prison, or of the part of it that is wished for; None where there is no such session to come."""
    slot = read_slot(value)
    if prison is None or slot is None or not prison.holds(slot.day, slot.span, wish.held):
        return None
    if instant_of(slot.day, slot.span.start) <= now:
        return None
    chosen = prison.timetable(wish.held) if prison.is_split else None
    return Room(wish.prison, chosen.key if chosen else WHOLE, value, slot.day)


def _count(session: Session, prison: str, part: str, slot: str, more: int) -> None:
    session.execute(update(SessionRoom).where(*_is_room(prison, part, slot)).values(taken=SessionRoom.taken + more))


def _is_room(prison: str, part: str, slot: str) -> Sequence[ColumnElement[bool]]:
    return SessionRoom.prison == prison, SessionRoom.part == part, SessionRoom.slot == slot
