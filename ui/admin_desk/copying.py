"""What the page of copies asks of the application, and remembers while it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from kiosk_app.errors import KnownError
from kiosk_app.staff_errors import NotSignedIn
from ui.desk.door import Door
from ui.desk.here import Here
from ui.desk.places import Place

if TYPE_CHECKING:
    from kiosk_app.use_cases.copying import Copying as Door_
    from kiosk_app.use_cases.copying import Found, Overview, Weighed
    from kiosk_app.use_cases.desk import PublicDesk
    from ui.desk.session import Session

_Answer = TypeVar("_Answer")

CHOSEN, STEP, FAILED, DONE = "copy", "step", "copies-failed", "copies-done"  # in the page's view: a file's name, and codes
WEIGHED, SECRET, ASKED = "weighed", "secret", "asked"  # steps of putting a copy back


class Copying:
    """`overview`, `found` and `weighed` are what was last answered; `part` how much of a copy is made, while one is."""

    def __init__(self, door: Door, session: Session, here: Callable[[], Here]) -> None:
        self._door, self._session, self._here = door, session, here
        self.overview: Overview | None = None
        self.found: Found | None = None
        self.weighed: Weighed | None = None
        self.part: tuple[int, int] | None = None

    def open(self) -> None:
        """Show the page, once it is known what stands on it."""
        self.found = self.weighed = None
        self._look(lambda: self._session.over(Place.BACKUPS))

    def look_again(self) -> None:
        """Which sticks there are now."""
        self.found = self.weighed = None

        def shown() -> None:
            self._session.view.clear()
            self._session.redraw()

        self._look(shown)

    def choose_medium(self, medium: str) -> None:
        """See what is on a stick."""

        def answered(found: Found) -> None:
            self.found = found
            self._session.view.clear()
            self._session.view["focus"] = "make-copy"
            self._session.redraw()

        self._ask(lambda copying: copying.found(medium), answered)

    def make(self, medium: str) -> None:
        """Make a copy. The page counts meanwhile, and is told when the stick may be taken out."""
        if self._door.busy:
            return
        self.part = (0, 0)

        def heard(done: int, of: int) -> None:  # on the thread that makes it; the page looks once a second
            if self.part is not None:
                self.part = (done, of)

        def made(found: Found) -> None:
            self.part, self.found = None, found
            self._told("made")

        def failed(error: KnownError) -> None:
            self.part = None
            self._failed(error)

        self._session.view.pop(FAILED, None)
        self._session.view.pop(DONE, None)
        here = self._here()
        self._door.ask(lambda desk: _copying(desk).make(medium, heard), here(made), here(failed))
        self._session.redraw()

    def weigh(self, medium: str, file: str) -> None:
        """Read a copy to its end, and show what is in it and what putting it back would leave behind."""

        def answered(weighed: Weighed) -> None:
            self.weighed = weighed
            self._session.view.update({STEP: WEIGHED, "focus": "cancel-restore"})
            self._session.redraw()

        self._ask(lambda copying: copying.weigh(medium, file), answered)

    def go_on(self) -> None:
        """The second question: with the PIN."""
        self._session.view.update({STEP: SECRET, "focus": "field:secret"})
        self._session.view.pop(FAILED, None)
        self._session.redraw()

    def stop(self) -> None:
        """Put nothing back."""
        self.weighed = None
        for name in (STEP, FAILED):
            self._session.view.pop(name, None)
        self._session.view["focus"] = "copies"
        self._session.redraw()

    def ask_to_restore(self, secret: str) -> None:
        """Have the copy that was weighed put back once this desk is closed."""
        found, weighed = self.found, self.weighed
        if found is None or weighed is None:
            return
        medium, file, leave = str(found.medium.path), weighed.facts.file.name, weighed.unsent != 0

        def asked(_nothing: None) -> None:
            self._session.view.clear()
            self._session.view[STEP] = ASKED
            self._session.redraw()

        self._ask(lambda copying: copying.ask_to_restore(medium, file, secret, leave_behind=leave), asked)

    def _look(self, then: Callable[[], None]) -> None:
        def answered(overview: Overview) -> None:
            self.overview = overview
            then()

        self._ask(lambda copying: copying.overview(), answered)

    def _ask(self, call: Callable[[Door_], _Answer], done: Callable[[_Answer], None]) -> None:
        here = self._here()
        self._door.ask(lambda desk: call(_copying(desk)), here(done), here(self._failed))

    def _told(self, what: str) -> None:
        view = self._session.view
        view.pop(FAILED, None)
        view[DONE] = what
        self._session.redraw()

    def _failed(self, error: KnownError) -> None:
        view = self._session.view
        view.pop(DONE, None)
        why = error.details.get("why")
        view[FAILED] = f"{error.code}:{why}" if error.code in {"copy-failed", "copy-refused"} and why else error.code
        self._session.redraw()


def _copying(desk: PublicDesk) -> Door_:
    if desk.work is None or desk.work.copying is None:
        raise NotSignedIn
    return desk.work.copying
