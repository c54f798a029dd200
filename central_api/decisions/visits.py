"""Deciding on a visit request: the first preference that has room, unless the same people have asked for it before."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from central_api.decisions import Application, Decision
from central_api.decisions.duplicates import asked_before
from central_api.decisions.places import Places
from central_api.decisions.wishes import wish_in
from central_api.models import Booking
from central_api.states import OutcomeState

SLOT_UNAVAILABLE = "slot_unavailable"
DUPLICATE = "duplicate_visit_request"


class VisitDecisions:
    """Books visits against the capacity of their sessions."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def decide(self, session: Session, application: Application, now: datetime) -> Decision:
        """Book the best slot there is room in, or say why there is none."""
        if asked_before(session, application):
            return Decision(OutcomeState.REJECTED, codes=(DUPLICATE,))
        wish = wish_in(application.answers)
        booking = Booking(submission_id=application.submission_id, prison=wish.prison, booked=now, likeness=application.likeness)
        slot = self._places.book(session, booking, wish, now)
        if slot is None:
            return Decision(OutcomeState.REJECTED, codes=(SLOT_UNAVAILABLE,))
        return Decision(OutcomeState.BOOKED, params={"slot": slot})
