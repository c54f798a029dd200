"""Other times for a request or a booked visit: the new place is taken before the old one is given up, or nothing changes.

The request's own kiosk hears the new time through the request's own outcomes.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from central_api import outcomes
from central_api.decisions import Application, Decision, Deferred
from central_api.decisions.cancelling import ALREADY_OVER, TOO_LATE, has_begun
from central_api.decisions.holds import settle
from central_api.decisions.places import Places
from central_api.decisions.second_fact import Citations
from central_api.decisions.visits import SLOT_UNAVAILABLE
from central_api.decisions.wishes import wish_in
from central_api.models import Booking, Case
from central_api.settings import StaffRule, left_to_staff
from central_api.states import CaseState, OutcomeState, Parked
from services.visits.amendments import CHANGE


class VisitChanges:
    """Moves visits to the first of the new times that has room."""

    def __init__(self, places: Places, citations: Citations, staff_rules: tuple[StaffRule, ...] = ()) -> None:
        self._places = places
        self._citations = citations
        self._staff_rules = staff_rules

    def decide(self, session: Session, application: Application, now: datetime) -> Decision | Deferred:
        """Find the request, which must be at the same prison, and book it at a new time, or leave that to staff."""
        found = self._citations.find(session, application, also=("prison",))
        if not isinstance(found, Case):
            return found
        latest = outcomes.latest(session, found.submission_id)
        state = latest.state if latest else OutcomeState.REQUESTED
        if state == OutcomeState.BOOKED and has_begun(latest, now):
            return TOO_LATE
        if state in {OutcomeState.REJECTED, OutcomeState.WITHDRAWN, OutcomeState.CANCELLED}:
            return ALREADY_OVER
        wish = wish_in(application.answers)
        if left_to_staff(self._staff_rules, wish.prison, CHANGE):
            return Deferred(with_staff=True)
        if wish.held != wish_in(found.answers).held:  # another part of the prison: other rules, which only staff know
            return Deferred(parked=Parked.CITED_WITH_STAFF)
        booking = session.get(Booking, found.submission_id, with_for_update=True)
        if state == OutcomeState.BOOKED and booking is not None:
            slot = self._places.exchange(session, booking, wish, now)
        elif state == OutcomeState.REQUESTED and found.state == CaseState.REQUESTED:
            new = Booking(submission_id=found.submission_id, prison=wish.prison, booked=now, likeness=found.likeness)
            slot = self._places.book(session, new, wish, now, found.hold)
        else:  # staff have it in hand, or another system booked it
            return Deferred(parked=Parked.CITED_WITH_STAFF)
        if slot is None:
            return Decision(OutcomeState.REJECTED, codes=(SLOT_UNAVAILABLE,))
        booked = Decision(OutcomeState.BOOKED, params={"slot": slot})
        settle(session, found)
        outcomes.lock_devices(session, found.submission_id, application.submission_id)
        if not outcomes.is_latest(session, found, booked):
            outcomes.record(session, found, booked, now)
        return booked
