"""A centre that holds places, on a clock that a test sets, and answers only while the test lets it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from kiosk_app.errors import NoNetwork
from kiosk_app.ports.centre import HoldAnswer, HoldState
from services.forms.holding import WantedPlace

STARTED = datetime(2026, 11, 20, 14, 22, tzinfo=UTC)
LIFE = timedelta(minutes=10)


class MemoryHolds:
    """Holds one time each. `seconds` is the time since it started."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds, self._began = seconds, seconds()
        self.held: dict[UUID, str] = {}
        self.asked: list[tuple[str, str]] = []
        self.state = HoldState.HELD
        self.renewals = 2
        self.reachable = True
        self.answers = threading.Event()
        self.answers.set()

    def hold(self, hold_id: UUID, wanted: WantedPlace) -> HoldAnswer:
        answer = self._answer("hold", wanted.slot)
        if answer.state is HoldState.HELD:
            self.held[hold_id] = wanted.slot
        return answer

    def renew(self, hold_id: UUID) -> HoldAnswer:
        answer = self._answer("renew", self.held.get(hold_id, ""))
        self.renewals -= 1
        return answer if answer.state is not HoldState.HELD else self._held()

    def release(self, hold_id: UUID) -> HoldAnswer:
        self._answer("release", self.held.pop(hold_id, ""))
        return HoldAnswer(HoldState.RELEASED)

    def _answer(self, what: str, slot: str) -> HoldAnswer:
        self.asked.append((what, slot))
        assert self.answers.wait(20)
        if not self.reachable:
            raise NoNetwork(reason="unreachable")
        return self._held() if self.state is HoldState.HELD else HoldAnswer(self.state)

    def _held(self) -> HoldAnswer:
        now = STARTED + timedelta(seconds=self._seconds() - self._began)
        return HoldAnswer(HoldState.HELD, now + LIFE, LIFE.total_seconds(), self.renewals)
