"""Whether the same people have asked for the same before: a second request is refused while the first waits or is booked.

Of two that wait, for the worker or for staff, the one that was opened first counts, so that two never refuse each other. One that
is booked counts with the time it was given, one that waits with all its times. What is parked does not count: its person may have
asked again for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from central_api.db import in_turn
from central_api.decisions import Application
from central_api.decisions.wishes import wish_in
from central_api.models import Booking, Case
from central_api.states import CaseState
from services.visits.overlaps import any_overlap


def asked_before(session: Session, application: Application) -> bool:
    """Whether another request of the same people, waiting or booked, overlaps one of the times of this one.

    An earlier one that another worker is deciding on is waited for: what comes of it counts.
    """
    if not application.likeness:
        return False
    waiting = session.scalars(
        select(Case.answers)
        .where(
            Case.likeness == application.likeness,
            Case.state.in_([CaseState.REQUESTED, CaseState.WITH_STAFF]),
            Case.number < application.number,
        )
        .order_by(Case.number.desc())  # whoever holds one waits for earlier ones only
        .with_for_update()
    ).all()
    booked = booked_times(session, application.likeness, application.submission_id)
    earlier = [*booked, *(slot for answers in waiting for slot in wish_in(answers).slots)]
    return any_overlap(wish_in(application.answers).slots, earlier)


def booked_times(session: Session, likeness: str, besides: UUID) -> Sequence[str]:
    """The times booked by the same people, besides one submission; until this transaction ends nobody else books for them."""
    if not likeness:
        return ()
    in_turn(session, likeness)
    return session.scalars(select(Booking.slot).where(Booking.likeness == likeness, Booking.submission_id != besides)).all()
