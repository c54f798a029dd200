"""Places held for requests that somebody is still typing: asked for, renewed and given back by kiosks.

A hold has an id that its device made, so asking twice holds once. It counts for everybody else until its time is up by the
centre's clock or, once its request has come, until that is decided. A device may have only a few at a time. A hold says nothing
of who wants the place, and where staff decide who gets one, none is held.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from central_api.clock import Clock
from central_api.db import Database, in_turn
from central_api.decisions.places import Places
from central_api.decisions.wishes import Wish
from central_api.models import Hold
from central_api.settings import HoldingRule, Limits, StaffRule, holding, left_to_staff
from central_api.states import HoldState
from services.common.civil import local
from services.visits.amendments import REQUEST

_FORGOTTEN = timedelta(days=1)  # after its end a hold is of no use to anybody
_FORGOTTEN_AT_ONCE = 100  # by whoever asks for the next


class Held(StrEnum):
    """What a device is told of a hold."""

    HELD = "held"
    FULL = "full"  # the centre has no place there now
    TOO_MANY = "too-many"  # this device holds as many as it may
    NOT_OFFERED = "not-offered"  # the centre holds none at this prison
    LOST = "lost"  # it is over, was never there, or cannot be renewed again
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Told:
    """The answer. `expires` and `renewals` are of a place that is held."""

    state: Held
    expires: datetime | None = None
    renewals: int = 0  # how often it can still be renewed


@dataclass(frozen=True, slots=True)
class Wanted:
    """A place that is asked for."""

    prison: str
    part: str  # the timetable's key, where the prison has several; "" where that was not asked
    slot: str
    visitors: int


class Holding:
    """The use case. Every method is one transaction."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        places: Places,
        rules: tuple[HoldingRule, ...],
        limits: Limits,
        *,
        staff_rules: tuple[StaffRule, ...] = (),
    ) -> None:
        self._database = database
        self._clock = clock
        self._places = places
        self._rules = rules
        self._staff_rules = staff_rules
        self._most = limits.holds_per_device
        self._grace = timedelta(seconds=limits.hold_grace_seconds)

    def hold(self, device_id: UUID, hold_id: UUID, wanted: Wanted) -> Told:
        """Hold a place; the same id again changes nothing and is told of what it has."""
        now = self._clock()
        rule = self._rule(wanted.prison, now)
        with self._database.write() as session:
            in_turn(session, f"holds:{device_id}")
            known = session.get(Hold, hold_id)
            if known is not None:
                same = (known.prison, known.slot) == (wanted.prison, wanted.slot)
                return _told(known, rule) if same and _is_live(known, device_id, now) else Told(Held.LOST)
            if rule is None:
                return Told(Held.NOT_OFFERED)
            _forget(session, now)
            if self._live(session, device_id, now) >= self._most:
                return Told(Held.TOO_MANY)
            expires = now + timedelta(minutes=rule.minutes)
            made = Hold(
                id=hold_id,
                device_id=device_id,
                prison=wanted.prison,
                visitors=wanted.visitors,
                renewals=0,
                expires=expires,
                kept_until=expires + self._grace,
                state=HoldState.HELD,
            )
            wish = Wish(wanted.prison, wanted.part, (wanted.slot,))
            return _told(made, rule) if self._places.keep(session, made, wish, now) else Told(Held.FULL)

    def renew(self, device_id: UUID, hold_id: UUID) -> Told:
        """Hold it for as long again from now. What is over is not held again: somebody else may have the place."""
        now = self._clock()
        with self._database.write() as session:
            found = session.get(Hold, hold_id, with_for_update=True)
            rule = self._rule(found.prison, now) if found else None
            if found is None or rule is None or not _is_live(found, device_id, now) or found.renewals >= rule.renewals:
                return Told(Held.LOST)
            found.renewals += 1
            found.expires = now + timedelta(minutes=rule.minutes)
            found.kept_until = found.expires + self._grace
            return _told(found, rule)

    def release(self, device_id: UUID, hold_id: UUID) -> Told:
        """Give the place back, if there is one. What has its request is kept for that."""
        mine = Hold.id == hold_id, Hold.device_id == device_id, Hold.state == HoldState.HELD
        with self._database.write() as session:
            session.execute(update(Hold).where(*mine).values(state=HoldState.RELEASED))
        return Told(Held.RELEASED)

    def _rule(self, prison: str, now: datetime) -> HoldingRule | None:
        """How places of a prison are held now; None where they are not, or where staff decide who gets them."""
        if left_to_staff(self._staff_rules, prison, REQUEST):
            return None
        return holding(self._rules, prison, local(now).date())

    def _live(self, session: Session, device_id: UUID, now: datetime) -> int:
        """How many places the device holds. What has its request counts no more: that may be decided on at any time."""
        live = Hold.device_id == device_id, Hold.state == HoldState.HELD, Hold.kept_until > now
        return session.scalar(select(func.count()).select_from(Hold).where(*live)) or 0


def _forget(session: Session, now: datetime) -> None:
    """Forget some of what is long over, of whichever device; what is kept for a request stays until that is decided."""
    over = Hold.kept_until < now - _FORGOTTEN, Hold.state != HoldState.CLAIMED
    some = session.scalars(select(Hold.id).where(*over).limit(_FORGOTTEN_AT_ONCE).with_for_update(skip_locked=True)).all()
    session.execute(delete(Hold).where(Hold.id.in_(some)))


def _is_live(hold: Hold, device_id: UUID, now: datetime) -> bool:
    return (hold.device_id, hold.state) == (device_id, HoldState.HELD) and hold.expires > now


def _told(hold: Hold, rule: HoldingRule | None) -> Told:
    return Told(Held.HELD, hold.expires, max(0, rule.renewals - hold.renewals) if rule else 0)
