"""Holds as deciding sees them: which one serves a request, and how many others keep a place of a session.

Whether a hold counts is a matter of the centre's clock alone: nothing has to be swept for its place to be free again.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from central_api.decisions import Application
from central_api.models import Hold
from central_api.states import HoldState


class Room(NamedTuple):
    """A session of a prison, or of a part of it, with places of its own."""

    prison: str
    part: str
    slot: str
    day: date  # of the slot


def serving(session: Session, application: Application, now: datetime) -> Hold | None:
    """The hold that was made for this request, locked; None where it names none, came too late for it, or it is over."""
    if application.hold is None:
        return None
    return session.scalar(
        select(Hold)
        .where(
            Hold.id == application.hold,
            Hold.state == HoldState.HELD,
            Hold.expires > (application.received or now),
            Hold.kept_until > now,
        )
        .with_for_update()
    )


def held_places(session: Session, room: Room, now: datetime, besides: UUID | None = None) -> int:
    """How many places of a session are held, besides one hold. Asked by who has the session's row locked."""
    kept = select(func.count()).where(
        Hold.prison == room.prison,
        Hold.part == room.part,
        Hold.slot == room.slot,
        Hold.state == HoldState.HELD,
        Hold.kept_until > now,
    )
    return session.scalar(kept if besides is None else kept.where(Hold.id != besides)) or 0
