"""What the page of visit times asks of the application, and remembers while it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from kiosk_app.errors import KnownError
from kiosk_app.staff_errors import NotSignedIn
from ui.desk.door import Door
from ui.desk.here import Here
from ui.desk.places import Place

if TYPE_CHECKING:
    from kiosk_app.use_cases.desk import PublicDesk
    from kiosk_app.use_cases.local_dates import LocalDates, TimetablesNow, WantedChange
    from ui.desk.session import Session

CHOSEN, MAKING, FAILED, DONE = "change", "making", "dates-failed", "dates-done"  # in the page's view: an id, and codes


class Timetables:
    """`now` is what was last answered; None before anything was."""

    def __init__(self, door: Door, session: Session, here: Callable[[], Here]) -> None:
        self._door, self._session, self._here = door, session, here
        self.now: TimetablesNow | None = None

    def open(self) -> None:
        """Show the page, once it is known what stands on it."""
        self._ask(lambda dates: dates.now(), lambda: self._session.over(Place.DATES))

    def make(self, wanted: WantedChange) -> None:
        """Make a change, and show the list."""

        def made() -> None:
            view = self._session.view
            view.clear()
            view[DONE] = "made"
            if self.now is not None and self.now.changes:
                view[CHOSEN] = str(self.now.changes[-1].change.id)
            self._session.redraw()

        self._ask(lambda dates: dates.make(wanted), made)

    def take_back(self, change: UUID) -> None:
        """Undo a change."""

        def undone() -> None:
            self._session.view.clear()
            self._session.view.update({DONE: "taken-back", "focus": "new-change"})
            self._session.redraw()

        self._ask(lambda dates: dates.take_back(change), undone)

    def refuse(self, code: str) -> None:
        """Show what is wrong, by a code of the page's own or of the application."""
        self._session.view.pop(DONE, None)
        self._session.view[FAILED] = code
        self._session.redraw()

    def _ask(self, call: Callable[[LocalDates], TimetablesNow], done: Callable[[], None]) -> None:
        here = self._here()

        def answered(now: TimetablesNow) -> None:
            self.now = now
            done()

        def failed(error: KnownError) -> None:
            why = error.details.get("why")
            self.refuse(str(why) if error.code == "dates-refused" and why else error.code)

        self._door.ask(lambda desk: call(_dates(desk)), here(answered), here(failed))


def _dates(desk: PublicDesk) -> LocalDates:
    if desk.work is None or desk.work.local_dates is None:
        raise NotSignedIn
    return desk.work.local_dates
