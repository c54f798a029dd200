"""Places in the sessions of prisons: taken, exchanged and given back, never more than there are and never lost.

A place is taken by one statement that counts up only while there is room, so two requests for the last place can never both get
it, on any database. It is given back by deleting its booking, so it cannot be given back twice. A session that has begun, or
that the prison does not hold any more, has no room.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from central_api.decisions.wishes import Wish
from central_api.models import Booking, SessionRoom
from central_api.settings import CapacityRule, places
from services.catalogue import Catalogue
from services.common.civil import instant_of
from services.visits.overlaps import any_overlap
from services.visits.slots import Slot, read_slot


class Places:
    """The places of all sessions, by the settings' capacity and the newest catalogue."""

    def __init__(self, capacity: tuple[CapacityRule, ...], catalogue: Callable[[], Catalogue]) -> None:
        self._capacity = capacity
        self._catalogue = catalogue

    def book(self, session: Session, booking: Booking, wish: Wish, now: datetime) -> str | None:
        """Give a new `booking` the first of the wished times that has room; without one None, and nothing is kept."""
        slot = next((value for value in wish.slots if self._take(session, wish, value, now)), None)
        if slot is not None:
            booking.slot = slot
            session.add(booking)
        return slot

    def exchange(self, session: Session, booking: Booking, wish: Wish, now: datetime) -> str | None:
        """Move a booking to the first of the wished times that has room, its own among them; without one None, and it stays.

        The old place is given back only once there is a new one. Times of another visit of the same people are passed over.
        """
        old, elsewhere = booking.slot, self._other_visits(session, booking)
        for value in wish.slots:
            if value == old:
                return old
            if not any_overlap((value,), elsewhere) and self._take(session, wish, value, now):
                booking.slot, booking.booked = value, now
                self._one_less(session, booking.prison, old)
                return value
        return None

    def give_back(self, session: Session, submission_id: UUID) -> None:
        """Give back the place of a submission, if it has one."""
        found = session.execute(
            delete(Booking).where(Booking.submission_id == submission_id).returning(Booking.prison, Booking.slot)
        ).one_or_none()
        if found is not None:
            self._one_less(session, found.prison, found.slot)

    def _take(self, session: Session, wish: Wish, value: str, now: datetime) -> bool:
        slot = read_slot(value)
        if slot is None or not self._is_to_come(wish, slot, now):
            return False
        if session.get(SessionRoom, (wish.prison, value)) is None:
            session.add(SessionRoom(prison=wish.prison, slot=value, taken=0))
            session.flush()
        taken = session.scalar(
            update(SessionRoom)
            .where(SessionRoom.prison == wish.prison, SessionRoom.slot == value)
            .where(SessionRoom.taken < places(self._capacity, wish.prison, slot.day))
            .values(taken=SessionRoom.taken + 1)
            .returning(SessionRoom.taken)
        )
        return taken is not None

    def _is_to_come(self, wish: Wish, slot: Slot, now: datetime) -> bool:
        known = self._catalogue().prison(wish.prison)
        if known is None or not known.is_open or not known.holds(slot.day, slot.span, wish.held):
            return False
        return instant_of(slot.day, slot.span.start) > now

    def _other_visits(self, session: Session, booking: Booking) -> Sequence[str]:
        if not booking.likeness:
            return ()
        same_people = (Booking.likeness == booking.likeness, Booking.submission_id != booking.submission_id)
        return session.scalars(select(Booking.slot).where(*same_people)).all()

    def _one_less(self, session: Session, prison: str, slot: str) -> None:
        session.execute(
            update(SessionRoom).where(SessionRoom.prison == prison, SessionRoom.slot == slot).values(taken=SessionRoom.taken - 1)
        )
