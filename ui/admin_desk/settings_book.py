"""What the page of settings asks of the application, and shows: every setting, what is kept for how long, and changing some."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from kiosk_app.errors import KnownError
from kiosk_app.staff_errors import NotSignedIn
from ui.desk.door import Door
from ui.desk.here import Here
from ui.desk.places import Place

if TYPE_CHECKING:
    from kiosk_app.use_cases.desk import PublicDesk
    from kiosk_app.use_cases.retaining import Keeping
    from kiosk_app.use_cases.settings_desk import Setting
    from ui.desk.session import Session

    Found: TypeAlias = tuple[Sequence[Setting], Keeping, bool, Mapping[str, str]]

CHOSEN, ASKING, FAILED, DONE, TYPED = "setting", "asking", "settings-failed", "settings-done", "typed"  # in the page's view


class SettingsBook:
    """`settings` is what was last answered; empty before anything was."""

    def __init__(self, door: Door, session: Session, here: Callable[[], Here]) -> None:
        self._door, self._session, self._here = door, session, here
        self.settings: Sequence[Setting] = ()
        self.keeping: Keeping | None = None
        self.put_aside = False
        self.names: Mapping[str, str] = {}
        self._looking = False

    def open(self) -> None:
        """Show the page, once it is known what stands on it; or why it is not."""
        here = self._here()

        def found(answer: Found) -> None:
            self._take(answer)
            self._session.over(Place.SETTINGS)

        def failed(error: KnownError) -> None:
            self._session.over(Place.SETTINGS, {FAILED: error.code})

        self._door.ask(_everything, here(found), here(failed))

    def change(self, name: str, value: str) -> None:
        """Have another value from now on."""
        self._then(lambda desk: _Work(desk).settings.change(name, value), "changed")

    def take_back(self, name: str) -> None:
        """Have the owner's value again."""
        self._then(lambda desk: _Work(desk).settings.take_back(name), "taken-back")

    def seen(self) -> None:
        """The notice of what was put aside has been read."""
        self._then(lambda desk: _Work(desk).settings.seen(), "")

    def let_go(self) -> None:
        """Have what is old go now."""
        self._then(lambda desk: _Work(desk).retaining.ask(), "asked")

    def look_again(self) -> None:
        """Whether the round that was asked for has been: asked once a second while it has not."""
        if self.keeping is None or not self.keeping.asked or self._looking:
            return
        self._looking = True
        before = self.keeping

        def found(keeping: Keeping) -> None:
            self._looking, self.keeping = False, keeping
            if keeping != before and self._session.place is Place.SETTINGS:
                self._session.redraw()

        def failed(_error: KnownError) -> None:
            self._looking = False

        def look() -> Keeping:
            return _Work(self._door.desk()).retaining.look()

        self._door.runner.run(look, found, failed)

    def _then(self, act: Callable[[PublicDesk], None], done: str) -> None:
        here, view = self._here(), self._session.view

        def both(desk: PublicDesk) -> Found:
            act(desk)
            return _everything(desk)

        def answered(answer: Found) -> None:
            self._take(answer)
            chosen = view.get(CHOSEN, "")
            view.clear()
            view.update({CHOSEN: chosen, DONE: done, "focus": "settings"})
            self._session.redraw()

        def failed(error: KnownError) -> None:
            view.pop(DONE, None)
            view[FAILED] = error.code
            self._session.redraw()

        self._door.ask(both, here(answered), here(failed))

    def _take(self, answer: Found) -> None:
        self.settings, self.keeping, self.put_aside, self.names = answer


class _Work:
    """The parts of the door that this page asks."""

    def __init__(self, desk: PublicDesk) -> None:
        work = desk.work
        if work is None or work.settings is None or work.retaining is None:
            raise NotSignedIn
        self.settings, self.retaining = work.settings, work.retaining


def _everything(desk: PublicDesk) -> Found:
    work = _Work(desk)
    return work.settings.everything(), work.retaining.look(), work.settings.put_aside(), work.settings.names()
