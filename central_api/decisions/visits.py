"""Deciding on a visit request: the first preference that has room, unless the same people have asked for it before.

A place that is held for the request is there when its turn comes. A hold that was over when it came, or that nobody knows,
changes nothing.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from central_api.decisions import Application, Decision, Deferred
from central_api.decisions.duplicates import asked_before
from central_api.decisions.places import Places
from central_api.decisions.wishes import wish_in
from central_api.models import Booking
from central_api.settings import StaffRule, left_to_staff
from central_api.states import OutcomeState
from services.visits.amendments import REQUEST

SLOT_UNAVAILABLE = "slot_unavailable"
DUPLICATE = "duplicate_visit_request"


class VisitDecisions:
    """Books visits against the capacity of their sessions."""

    def __init__(self, places: Places, staff_rules: tuple[StaffRule, ...] = ()) -> None:
        self._places = places
        self._staff_rules = staff_rules

    def decide(self, session: Session, application: Application, now: datetime) -> Decision | Deferred:
        """Book the best slot there is room in, or say why there is none; where staff decide, nothing is looked at before them."""
        if left_to_staff(self._staff_rules, wish_in(application.answers).prison, REQUEST):
            return Deferred(with_staff=True)
        if asked_before(session, application):
            return Decision(OutcomeState.REJECTED, codes=(DUPLICATE,))
        wish = wish_in(application.answers)
        booking = Booking(submission_id=application.submission_id, prison=wish.prison, booked=now, likeness=application.likeness)
        slot = self._places.book(session, booking, wish, now, application.hold)
        if slot is None:
            return Decision(OutcomeState.REJECTED, codes=(SLOT_UNAVAILABLE,))
        return Decision(OutcomeState.BOOKED, params={"slot": slot})
