"""Whether the same people have asked for the same before: a second request is refused while the first waits or is booked.

Of two that wait, the one that was opened first counts, so that two never refuse each other. One that is booked counts with the
time it was given, one that waits with all its times. What is parked does not count: its person may have asked again for it.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from central_api.decisions import Application
from central_api.decisions.wishes import wish_in
from central_api.models import Booking, Case
from central_api.states import CaseState
from services.visits.overlaps import any_overlap


def asked_before(session: Session, application: Application) -> bool:
    """Whether another request of the same people, waiting or booked, overlaps one of the times of this one."""
    if not application.likeness:
        return False
    booked = session.scalars(
        select(Booking.slot).where(Booking.likeness == application.likeness, Booking.submission_id != application.submission_id)
    )
    waiting = session.scalars(
        select(Case.answers).where(
            Case.likeness == application.likeness,
            Case.state == CaseState.REQUESTED,
            Case.number < application.number,
        )
    )
    earlier = [*booked, *(slot for answers in waiting for slot in wish_in(answers).slots)]
    return any_overlap(wish_in(application.answers).slots, earlier)
