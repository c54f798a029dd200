"""Holds as deciding sees them: claimed by the request they were made for, and over once that is decided.

Whether a hold counts before its request has come is a matter of the centre's clock alone: nothing has to be swept for its place
to be free again. Afterwards it is a matter of the request alone: its kiosk has nothing more to say about it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.orm import Session

from central_api.models import Case, Hold, StoredEnvelope
from central_api.states import CaseState, HoldState


class Room(NamedTuple):
    """A session of a prison, or of a part of it, with places of its own."""

    prison: str
    part: str
    slot: str
    day: date  # of the slot


def claim(session: Session, hold: UUID | None, envelope: StoredEnvelope, now: datetime) -> UUID | None:
    """Keep a hold for the request that names it; None where it came too late, or names none of the device that sealed it."""
    if hold is None:
        return None
    living = (
        Hold.id == hold,
        Hold.device_id == envelope.device_id,
        Hold.state == HoldState.HELD,
        Hold.expires > envelope.received,
        Hold.kept_until > now,
    )
    return session.scalar(update(Hold).where(*living).values(state=HoldState.CLAIMED).returning(Hold.id))


def settle(session: Session, case: Case) -> None:
    """The case is decided, and nothing is kept for it any more."""
    case.state, case.reason = CaseState.DECIDED, ""
    if case.hold is not None:
        session.execute(update(Hold).where(Hold.id == case.hold).values(state=HoldState.USED))


def held_places(session: Session, room: Room, now: datetime, besides: UUID | None = None) -> int:
    """How many places of a session are held, besides one hold. Asked by who has the session's row locked."""
    kept = select(func.count()).where(
        Hold.prison == room.prison,
        Hold.part == room.part,
        Hold.slot == room.slot,
        or_(Hold.state == HoldState.CLAIMED, and_(Hold.state == HoldState.HELD, Hold.kept_until > now)),
    )
    return session.scalar(kept if besides is None else kept.where(Hold.id != besides)) or 0
