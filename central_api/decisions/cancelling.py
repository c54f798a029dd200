"""Taking back a request, or cancelling a booked visit: whichever it is by now.

The request's own kiosk hears of it through the request's own outcomes. Asked again it changes nothing and answers the same.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from central_api import outcomes
from central_api.decisions import Application, Decision, Deferred
from central_api.decisions.holds import settle
from central_api.decisions.places import Places
from central_api.decisions.second_fact import Citations
from central_api.models import Case, RecordedOutcome
from central_api.states import OutcomeState
from services.common.civil import instant_of
from services.visits.slots import read_slot

WITHDRAWN = Decision(OutcomeState.WITHDRAWN)
CANCELLED = Decision(OutcomeState.CANCELLED, codes=("visitor_cancelled",))
TOO_LATE = Decision(OutcomeState.REJECTED, codes=("too_late",))
ALREADY_OVER = Decision(OutcomeState.REJECTED, codes=("already_over",))


class VisitCancellations:
    """Withdraws what is not decided, and cancels what is booked and has not begun."""

    def __init__(self, places: Places, citations: Citations) -> None:
        self._places = places
        self._citations = citations

    def decide(self, session: Session, application: Application, now: datetime) -> Decision | Deferred:
        """Find the request and take it back; the place it had is free from then on."""
        found = self._citations.find(session, application)
        return (
            take_back(session, self._places, found, now, asking=application.submission_id) if isinstance(found, Case) else found
        )


def take_back(session: Session, places: Places, found: Case, now: datetime, *, asking: UUID, by: str = "") -> Decision:
    """Withdraw a request, or cancel its visit, whichever it is by now; why not, where it is neither. The case is locked.

    `asking` is the submission that asks for it, and is told next.
    """
    latest = outcomes.latest(session, found.submission_id)
    match latest.state if latest else OutcomeState.REQUESTED:
        case OutcomeState.REQUESTED | OutcomeState.NEEDS_ACTION:
            return _end(session, found, WITHDRAWN, now, asking=asking, by=by)
        case OutcomeState.BOOKED if has_begun(latest, now):
            return TOO_LATE
        case OutcomeState.BOOKED:
            places.give_back(session, found.submission_id)
            return _end(session, found, CANCELLED, now, asking=asking, by=by)
        case OutcomeState.WITHDRAWN:
            return WITHDRAWN
        case OutcomeState.CANCELLED:
            return CANCELLED
        case _over:
            return ALREADY_OVER


def _end(session: Session, cited: Case, decision: Decision, now: datetime, *, asking: UUID, by: str) -> Decision:
    settle(session, cited)
    outcomes.lock_devices(session, cited.submission_id, asking)
    outcomes.record(session, cited, decision, now, by=by)
    return decision


def has_begun(booked: RecordedOutcome | None, now: datetime) -> bool:
    """Whether a visit that was told to be booked has begun. A time that cannot be read has not."""
    slot = read_slot(str(booked.params.get("slot", ""))) if booked else None
    return slot is not None and instant_of(slot.day, slot.span.start) < now
