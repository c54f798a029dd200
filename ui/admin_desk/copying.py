"""What the page of copies asks of the application, and remembers while it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
        self._news: dict[str, str] = {}  # of a copy that ended, for the page of copies when it is shown next

    def open(self) -> None:
        """Show the page, once it is known what stands on it; while a copy is made, how much of it is."""
        if self.part is not None:
            self._session.over(Place.BACKUPS)
            return
        self.found = self.weighed = None
        self._look(lambda: self._session.over(Place.BACKUPS))

    def look_again(self) -> None:
        """Which sticks there are now."""
        if self.part is not None:
            return
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
        """Make a copy. The page counts meanwhile, and is told when the stick may be taken out.

        It is made beside everything else: the screen can be locked and unlocked, and other pages can be worked on.
        """
        if self.part is not None or self._door.busy:
            return
        self.part = (0, 0)

        def heard(done: int, of: int) -> None:  # on the thread that makes it; the page looks once a second
            if self.part is not None:
                self.part = (done, of)

        def made(found: Found) -> None:
            self.found = found
            self._ended({DONE: "made"})

        self._session.view.pop(FAILED, None)
        self._session.view.pop(DONE, None)
        self._door.beside(
            lambda desk: _copying(desk).make(medium, heard), made, lambda error: self._ended({FAILED: _code(error)})
        )
        self._session.redraw()

    def told(self) -> Mapping[str, str]:
        """What came of a copy that ended since the page was shown last, for its view."""
        news, self._news = self._news, {}
        return news

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

    def _ended(self, news: dict[str, str]) -> None:
        self.part, self._news = None, news
        if self._session.place is Place.BACKUPS:
            self._session.redraw()

    def _ask(self, call: Callable[[Door_], _Answer], done: Callable[[_Answer], None]) -> None:
        if self.part is not None:
            return
        here = self._here()
        self._door.ask(lambda desk: call(_copying(desk)), here(done), here(self._failed))

    def _failed(self, error: KnownError) -> None:
        view = self._session.view
        view.pop(DONE, None)
        view[FAILED] = _code(error)
        self._session.redraw()


def _code(error: KnownError) -> str:
    """Of what went wrong, with why where the page has words for it."""
    why = error.details.get("why")
    return f"{error.code}:{why}" if error.code in {"copy-failed", "copy-refused"} and why else error.code


def _copying(desk: PublicDesk) -> Door_:
    if desk.work is None or desk.work.copying is None:
        raise NotSignedIn
    return desk.work.copying
