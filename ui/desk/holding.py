"""Has the time that was chosen first held, beside everything else that a session does.

It has a thread of its own: whatever the line to the centre does, no page, no save and no print waits for it. It follows the
session's own signals, asks at most one thing at a time, and its answers only ever change what a page says.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import QObject

from kiosk_app.errors import KnownError
from kiosk_app.ports.centre import HoldAnswer, HoldState
from kiosk_app.use_cases.holding import HeldPlace, Shown, Step
from ui.desk.door import Door
from ui.desk.idle import IdleWatch
from ui.runner import Runner

if TYPE_CHECKING:
    from ui.desk.session import Session

_ACTIVE_SECONDS = 60  # after a touch somebody still counts as there

log = logging.getLogger(__name__)


class Holding(QObject):
    """See the module. `watch` has the time, and knows when something was touched."""

    def __init__(self, door: Door, watch: IdleWatch, session: Session) -> None:
        super().__init__(session)
        self._door, self._watch, self._session = door, watch, session
        self._place = HeldPlace(uuid4)
        self._runner: Runner | None = None  # none until there is something to hold
        self._asked: Step | None = None
        session.changed.connect(self.follow)
        session.updated.connect(self._tick)
        session.ended.connect(self._close)

    @property
    def hold_id(self) -> UUID | None:
        """What a request that is saved now says of its hold."""
        return self._place.hold_id

    @property
    def shown(self) -> Shown:
        """What a page may say."""
        return self._place.shown(self._watch.now())

    @property
    def settled(self) -> bool:
        """Whether every question has been answered."""
        return self._runner is None or self._runner.pending == 0

    def follow(self) -> None:
        """Whatever is chosen first now is what should be held; without a journey, nothing."""
        way = self._session.way
        if way is None and self._session.keeping is not None:
            self._place.kept()  # how long its place is held is the centre's business now
        elif way is None or way.service.wanted_place is None:
            self._place.want(None)
        else:
            self._place.want(way.service.wanted_place(way.checked().answers))

    def _connected(self) -> bool:
        line = self._session.line
        return line is not None and line.connected

    def _tick(self) -> None:
        """Ask what is due: whenever the session has news, so about once a second."""
        now, active = self._watch.now(), self._watch.touched_within(_ACTIVE_SECONDS)
        step = self._place.next_step(now, active=active, connected=self._connected())
        if step is None:
            return
        self._asked = step
        if self._runner is None:
            self._runner = Runner(self._unanswered, self)
        self._runner.run(
            lambda: self._put(step), lambda answer: self._place.told(step, answer), lambda _error: self._unanswered()
        )

    def _close(self) -> None:
        """The session is over: give back what is held, as far as that can be said now, and ask nothing more."""
        left = self._place.leave()
        if self._runner is not None:
            self._runner.close((lambda: self._release(left)) if left and self._connected() else None)

    def _unanswered(self) -> None:
        if self._asked is not None:
            self._place.told(self._asked, None)

    def _put(self, step: Step) -> HoldAnswer:
        holds = self._door.desk().holds
        return HoldAnswer(HoldState.NOT_OFFERED) if holds is None else step.put_to(holds)

    def _release(self, left: tuple[UUID, ...]) -> None:
        holds = self._door.desk().holds
        if holds is None:
            return
        try:
            for hold_id in left:
                holds.release(hold_id)
        except KnownError as error:
            log.info("a held place was not given back (%s): it ends by itself", error.code)
