"""Watches one session and counts what `services.measuring` has a counter for. It changes nothing and sees no answer.

What is counted is written down when a service was saved and when the session ends, off the event loop. A window that is killed
before that takes its counts with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtCore import QObject

from services.measuring import CHECK_PAGE, Help, Left, Visit
from ui.desk.navigator import Navigator
from ui.desk.places import Place
from ui.desk.session import Session
from ui.theme import Look, LookSource

_HELPS: Mapping[Place, Help] = MappingProxyType(
    {Place.HELP: Help.GET_HELP, Place.INFORMATION: Help.GUIDANCE, Place.TOPIC: Help.GUIDANCE, Place.HINT: Help.GUIDANCE}
)
_ENDED: Mapping[str, Left] = MappingProxyType({"timed-out": Left.TIMED_OUT, "failed": Left.FAILED})


class Measures(QObject):
    """See the module. `reading` and `slow_keys` say whether that help is used now; `seconds` only grow."""

    def __init__(
        self,
        session: Session,
        looks: LookSource,
        seconds: Callable[[], float],
        *,
        reading: Callable[[], bool],
        slow_keys: Callable[[], bool],
    ) -> None:
        super().__init__(session)
        self._session, self._looks, self._seconds = session, looks, seconds
        self._helps = {Help.READ_ALOUD: reading, Help.SLOW_KEYS: slow_keys}
        self._found = looks.look
        self._visit = Visit()
        self._way: Navigator | None = None
        self._rated = False
        session.changed.connect(self._look)
        session.updated.connect(self._look)
        session.finishing.connect(self._finish)
        looks.changed.connect(self._look)

    def _look(self) -> None:
        """See where the session is now."""
        session = self._session
        if session.way is not self._way:
            self._other_way(session.way)
        if session.way is not None and session.place in {Place.QUESTION, Place.CHECK}:
            step = session.way.step
            self._visit.reach(CHECK_PAGE if step is None else step.page.key)
        self._see_help(self._looks.look)
        score = session.opinion.score
        if score and not self._rated:
            self._visit.rate(score)
        self._rated = bool(score)  # it is forgotten before somebody else is asked

    def _other_way(self, way: Navigator | None) -> None:
        """A service was begun, saved or left."""
        session = self._session
        if self._visit.under_way and session.keeping is not None:
            self._visit.complete(session.language, self._seconds())
            session.opinion.count(self._visit.take())
        else:
            self._leave(Left.FAILED if session.place is Place.BROKEN else Left.BACK)
        self._way = way
        if way is not None:
            self._visit.begin(way.service.key, self._seconds(), timed=not way.resumed, for_another=way.kept)
            if way.kept:
                self._found = self._looks.look

    def _leave(self, how: Left) -> None:
        """What is kept when it is left is not given up."""
        if self._way is not None and self._way.kept:
            self._visit.put_aside()
        else:
            self._visit.leave(Left.STOPPED if self._way is not None and self._way.stopped else how, self._session.language)

    def _see_help(self, look: Look) -> None:
        """What helps whoever came. What an operator does for themselves, while nobody is helped, is no count."""
        staff = self._session.staff
        if staff.operators.at_work is not None and not staff.helping.under_way:
            return
        if look.size is not self._found.size:
            self._visit.help(Help.TEXT_SIZE)
        if look.theme is not self._found.theme:
            self._visit.help(Help.CONTRAST)
        for kind, is_used in self._helps.items():
            if is_used():
                self._visit.help(kind)
        used = _HELPS.get(self._session.place)
        if used is not None:
            self._visit.help(used)

    def _finish(self, how: str) -> None:
        """The session ends; it is still as it was."""
        self._look()
        self._leave(_ENDED.get(how, Left.STOPPED))
        self._session.opinion.count(self._visit.take())
