"""Holding the place that a person has chosen first, while they go on typing.

This knows what is held and what should be, and says what to ask the centre next; it asks nothing itself and waits for nothing.
The time that is left is counted from before the question was sent, by a clock that nobody sets: setting the computer's clock
cannot lengthen it. Nothing a person sees or sends depends on an answer: without one the request goes as it would have.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from typing import Final
from uuid import UUID

from kiosk_app.ports.centre import HoldAnswer, HoldState, PlaceHolds
from services.forms.holding import WantedPlace

RENEW_SECONDS: Final = 120.0  # before its end a hold is renewed, while somebody is there
PATIENCE_SECONDS: Final = 20.0  # before the same is asked again


class Standing(Enum):
    """What may be said of the place that was chosen first."""

    UNKNOWN = auto()  # nothing is said
    HELD = auto()
    FULL = auto()  # the centre said so
    LOST = auto()  # its time is up, or the centre said that it is over


class Ask(Enum):
    """A question for the centre."""

    HOLD = auto()
    RENEW = auto()
    RELEASE = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """What to ask next."""

    ask: Ask
    hold_id: UUID
    wanted: WantedPlace | None = None  # of what is to be held

    def put_to(self, holds: PlaceHolds) -> HoldAnswer:
        """Ask; raises as the port does."""
        if self.ask is Ask.HOLD and self.wanted is not None:
            return holds.hold(self.hold_id, self.wanted)
        return holds.renew(self.hold_id) if self.ask is Ask.RENEW else holds.release(self.hold_id)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows. The last three are of a place that is held."""

    standing: Standing = Standing.UNKNOWN
    until: datetime | None = None  # by the centre's clock
    seconds: int = 0  # left, rounded up
    renewed: bool = False


@dataclass(frozen=True, slots=True)
class _Hold:
    """A hold that was asked for; `ends` is 0 until the centre has said yes."""

    id: UUID
    wanted: WantedPlace
    ends: float = 0.0  # by the steady clock
    until: datetime | None = None
    renewals: int = 0
    renewed: bool = False


class HeldPlace:
    """The one place of a session. `now` is seconds of a clock that nobody sets."""

    def __init__(self, new_id: Callable[[], UUID]) -> None:
        self._new_id = new_id
        self._wanted: WantedPlace | None = None
        self._hold: _Hold | None = None
        self._standing = Standing.UNKNOWN
        self._settled: WantedPlace | None = None  # what there is nothing more to ask about
        self._given_up: list[UUID] = []  # to be released
        self._asked: tuple[Step, float] | None = None  # what awaits its answer, and since when
        self._not_before = 0.0

    @property
    def hold_id(self) -> UUID | None:
        """What a request says that is sent now: also a hold whose answer has not come."""
        return self._hold.id if self._hold and self._hold.wanted == self._wanted else None

    def want(self, wanted: WantedPlace | None) -> None:
        """What is chosen first now; None for nothing. What was held before is given back."""
        if wanted == self._wanted:
            return
        self._wanted, self._settled, self._standing = wanted, None, Standing.UNKNOWN
        self._not_before = 0.0
        self._let_go()

    def kept(self) -> None:
        """The request was saved: its hold is the centre's to end."""
        self._hold = self._wanted = None
        self._standing = Standing.UNKNOWN

    def leave(self) -> tuple[UUID, ...]:
        """The session ends: what to release."""
        self._wanted = None
        self._let_go()
        left, self._given_up = tuple(self._given_up), []
        return left

    def next_step(self, now: float, *, active: bool, connected: bool) -> Step | None:
        """What to ask now; None for nothing. `active` is whether somebody has just touched something."""
        self._count_down(now)
        if self._asked is not None or not connected:
            return None
        step = self._due(now, active=active)
        if step is not None:
            self._asked = step, now
        return step

    def told(self, step: Step, answer: HoldAnswer | None) -> None:
        """The answer to a step; None where none came, so that it may have been done or not."""
        asked_at = self._asked[1] if self._asked else 0.0
        self._asked = None
        if self._hold is None or step.ask is Ask.RELEASE or self._hold.id != step.hold_id:
            return
        if answer is None:
            self._not_before = asked_at + PATIENCE_SECONDS
        elif answer.state is HoldState.HELD:
            renewed = step.ask is Ask.RENEW
            ends = asked_at + answer.seconds
            self._hold = replace(self._hold, ends=ends, until=answer.until, renewals=answer.renewals, renewed=renewed)
            self._standing = Standing.HELD
        else:
            full = step.ask is Ask.HOLD and answer.state is HoldState.FULL
            lost = step.ask is Ask.RENEW
            self._over(Standing.FULL if full else Standing.LOST if lost else Standing.UNKNOWN)

    def shown(self, now: float) -> Shown:
        """What may be said now."""
        self._count_down(now)
        hold = self._hold
        if self._standing is not Standing.HELD or hold is None:
            return Shown(self._standing)
        return Shown(Standing.HELD, hold.until, int(-(-(hold.ends - now) // 1)), hold.renewed)

    def _due(self, now: float, *, active: bool) -> Step | None:
        if self._given_up:
            return Step(Ask.RELEASE, self._given_up.pop(0))
        if self._wanted is None or now < self._not_before:
            return None
        hold = self._hold
        if hold is None:
            if self._settled == self._wanted:
                return None
            hold = self._hold = _Hold(self._new_id(), self._wanted)
        if not hold.ends:
            return Step(Ask.HOLD, hold.id, hold.wanted)
        if active and hold.renewals and hold.ends - now <= RENEW_SECONDS:
            return Step(Ask.RENEW, hold.id)
        return None

    def _count_down(self, now: float) -> None:
        if self._hold is not None and self._hold.ends and now >= self._hold.ends:
            self._over(Standing.LOST)

    def _over(self, standing: Standing) -> None:
        self._hold, self._standing, self._settled = None, standing, self._wanted

    def _let_go(self) -> None:
        if self._hold is not None:
            self._given_up.append(self._hold.id)
            self._hold = None
