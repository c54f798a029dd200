"""Deciding on a visit request: the first preference that has room.

A place is taken by one statement that counts up only while there is room, so two requests for the last place can never both get
it, on any database. A session that has begun, or that the prison does not hold any more, has no room.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from central_api.decisions import Application, Decision
from central_api.models import Booking, SessionRoom
from central_api.settings import CapacityRule, places
from central_api.states import OutcomeState
from services.catalogue import Catalogue
from services.common.civil import instant_of
from services.visits.slots import Slot, read_slot

SERVICE = "prison-visit"
SLOT_UNAVAILABLE = "slot_unavailable"


class VisitDecisions:
    """Books visits against the capacity of their sessions."""

    def __init__(self, capacity: tuple[CapacityRule, ...], catalogue: Callable[[], Catalogue]) -> None:
        self._capacity = capacity
        self._catalogue = catalogue

    def decide(self, session: Session, application: Application, now: datetime) -> Decision:
        """Book the best slot there is room in, or say that there is none."""
        prison = str(application.answers.get("prison"))
        wished = application.answers.get("slots")
        for value in wished if isinstance(wished, list) else ():
            slot = read_slot(str(value))
            if slot and self._is_to_come(prison, slot, now) and self._take_place(session, prison, slot):
                session.add(Booking(submission_id=application.submission_id, prison=prison, slot=slot.value, booked=now))
                return Decision(OutcomeState.BOOKED, params={"slot": slot.value})
        return Decision(OutcomeState.REJECTED, codes=(SLOT_UNAVAILABLE,))

    def _is_to_come(self, prison: str, slot: Slot, now: datetime) -> bool:
        known = self._catalogue().prison(prison)
        return known is not None and slot.span in known.sessions_on(slot.day) and instant_of(slot.day, slot.span.start) > now

    def _take_place(self, session: Session, prison: str, slot: Slot) -> bool:
        if session.get(SessionRoom, (prison, slot.value)) is None:
            session.add(SessionRoom(prison=prison, slot=slot.value, taken=0))
            session.flush()
        taken = session.scalar(
            update(SessionRoom)
            .where(SessionRoom.prison == prison, SessionRoom.slot == slot.value)
            .where(SessionRoom.taken < places(self._capacity, prison, slot.day))
            .values(taken=SessionRoom.taken + 1)
            .returning(SessionRoom.taken)
        )
        return taken is not None
