"""One public session: where the person is, what they typed, and what the application was asked to do.

It holds no widgets. Pages call its methods; whenever something is to be drawn anew it says `changed`. Everything that blocks goes
through the runner, one call at a time, so a second press on a button that is still at work does nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk_app.errors import DiskFailing, DiskFull, KnownError, StoreCorrupt, StoreUnreadable
from kiosk_app.use_cases.closing import Closure
from services.forms.problem import Problem
from services.language import Language
from ui.desk.copies import Copies
from ui.desk.door import Door
from ui.desk.guides import Guides
from ui.desk.here import Here
from ui.desk.holding import Holding
from ui.desk.idle import IdleWatch
from ui.desk.lookup import Lookup
from ui.desk.opinion import Opinion
from ui.desk.places import ASIDES, ENDING, MOVED_UP, RESTING, Place
from ui.desk.reprint import Reprint
from ui.desk.saving import Then, look_for_repeats, save
from ui.desk.staff import Staff

if TYPE_CHECKING:
    from kiosk_app.use_cases.catalogue import CurrentCatalogue
    from kiosk_app.use_cases.desk import Confirmation, PublicDesk
    from kiosk_app.use_cases.line import Line
    from kiosk_app.use_cases.status import Status
    from services.forms.context import Context
    from services.forms.service import Service
    from ui.desk.keeping import Keeping
    from ui.desk.navigator import Navigator


class Session(QObject):
    """See the module. `open_desk` is called once, on the worker."""

    changed = Signal()  # another page, or the same page with other content
    updated = Signal()  # the same page, only its live parts: the status line, the custody, the printing
    finishing = Signal(str)  # how; everything is still as it was
    ending = Signal()  # nothing of anybody may be seen any more; the last calls are still to be answered
    ended = Signal(str)  # how: "finished", "stopped", "timed-out", "failed"

    def __init__(
        self,
        open_desk: Callable[[], PublicDesk],
        services: Mapping[str, Service],
        language: Language,
        watch: IdleWatch,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.services, self.language = services, language
        self.place = Place.START
        self.way: Navigator | None = None
        self.catalogue: CurrentCatalogue | None = None
        self.line: Line | None = None
        self.closed = Closure.NONE  # why no new request may be begun
        self.keeping: Keeping | None = None
        self.error = ""  # the code of what went wrong, for the pages that say so
        self.view: dict[str, str] = {}  # what a page wants to remember while it is shown, by a name of its own
        self.kiosk = ""  # as staff know it; known once the desk is open
        self._under: list[tuple[Place, dict[str, str]]] = []  # with what each wants to remember
        self._pages = 0  # how many were shown: whether a late answer still finds the page that asked
        self._begun = self._saving = self._over = False
        self._door = Door(open_desk, self.give_up, self)
        self.holding = Holding(self._door, watch, self)
        self.copies = Copies(self._door)
        self.opinion = Opinion(self._door, self.redraw)
        self.guides = Guides(self._door, self.begin, self._redraw_on, self.over, self._still_here)
        self.staff = Staff(self._door, self.poll, self._remember, self._still_here, self)
        self.lookup = Lookup(
            self._door,
            lambda: self.go(Place.STATUS),
            lambda: self.go(Place.REFERENCE),
            lambda error: self._fail(Place.NOT_KNOWN, error),
            self._still_here,
            copy=Reprint(self._door, self.copies, lambda: self._redraw_on(Place.STATUS)),
        )

    @property
    def begun(self) -> bool:
        """Whether somebody has started anything."""
        return self._begun

    @property
    def busy(self) -> bool:
        """Whether an answer of the application is awaited."""
        return self._door.busy

    @property
    def saving(self) -> bool:
        """Whether the answers are being kept. Until it is known whether they were, nothing leads away from the page."""
        return self._saving

    @property
    def settled(self) -> bool:
        """Whether every call has been answered."""
        return self._door.settled

    @property
    def status(self) -> Status | None:
        """What is known about the reference that was asked for."""
        return self.lookup.status

    @property
    def has_answers(self) -> bool:
        """Whether there is anything to clear."""
        return self.way is not None and not self.way.draft.is_empty()

    @property
    def journey(self) -> Navigator:
        """The way through the service; only pages of a service ask for it."""
        if self.way is None:
            raise RuntimeError("no service was started")
        return self.way

    def open(self) -> None:
        """Load what takes time. The first page is already on the screen."""
        self._door.open(self._opened, self._closed)

    def retry(self) -> None:
        """The kiosk could not be used: see whether it can be now. The page changes only when it can."""
        if self._door.is_open:
            self._door.ask(lambda desk: desk.closed(), self._asked_again, lambda _error: None)
        else:
            self.open()

    def poll(self) -> None:
        """Ask for what can change by itself: once a second or so. Skipped while something else is asked."""
        if not self._door.is_open or not self.settled or self._over or self.place is Place.CLOSED:
            return
        self._door.runner.run(self._door.desk().line, self._line_read, self._line_failed)
        if self.keeping is not None:
            self.keeping.poll()
        self.lookup.copy.poll()
        self.guides.poll()

    def go(self, place: Place) -> None:
        """Show another place; leaving it comes back to none."""
        self._under.clear()
        self._show(place)

    def over(self, place: Place, view: dict[str, str] | None = None) -> None:
        """Show a place on top of this one, with what it is to remember."""
        if self.place is place or self._saving:
            return
        if not (place in ASIDES and self.place in ASIDES and self._under):
            self._under.append((self.place, self.view))
        self._show(place, view)

    def leave(self) -> None:
        """Go back to what lies under this place, as it was left."""
        if self._saving:
            return
        place, view = self._under.pop() if self._under else (Place.START, {})
        self._show(place, view)

    def start(self, key: str, cites: str = "") -> None:
        """Begin a service; `cites` is the reference of the submission it follows."""
        service = self.services[key]

        def ready(loaded: tuple[Context, CurrentCatalogue]) -> None:
            from ui.desk.navigator import Navigator

            context, self.catalogue = loaded
            self.way = Navigator(service, context, cites)
            self.go(Place.QUESTION)

        def load(desk: PublicDesk) -> tuple[Context, CurrentCatalogue]:
            desk.admit()
            return desk.context(), desk.catalogue()

        self.begin()
        here = self._still_here()
        self._door.ask(load, here(ready), here(self._refused))

    def begin(self) -> None:
        """The first touch of somebody new."""
        self.open()
        if not self._begun:
            self._begun = True
            self._door.tell(lambda desk: desk.begin(), self._closed)

    def advance(self) -> None:
        """Continue."""
        if self.busy:
            return
        if self.journey.advance():
            self.show_step()
        else:
            self.changed.emit()

    def back(self) -> None:
        """Back: one page, or out of the service."""
        if self.busy or self.staff.helping.back():
            return
        if self._under:
            self.leave()
        elif self.place in {Place.QUESTION, Place.CHECK} and self.journey.back():
            self.show_step()
        elif self.has_answers:
            self.over(Place.STOP)
        elif self.place not in RESTING | ENDING:
            self.way = None
            self.go(Place.START)

    def change(self, pages: tuple[str, ...]) -> None:
        """Ask some pages again."""
        if self.busy:
            return
        self.journey.change(pages)
        self.show_step()

    def touch(self) -> None:
        """Somebody changed how the screen looks: whoever comes next must find it as it was."""
        if self._door.is_open:
            self.begin()

    def speak(self, language: Language) -> None:
        """Use another language from here on. The page and the answers stay."""
        self.touch()
        self.language = language
        self.changed.emit()

    def redraw(self) -> None:
        """The page's own content changed."""
        self.changed.emit()

    def show_step(self) -> None:
        """Show the page that the journey stands at."""
        self.go(self.staff.helping.end if self.journey.step is None else Place.QUESTION)
        if self.place is Place.CHECK:
            look_for_repeats(self._door, self.journey, self._still_here()(lambda _found: self.redraw()))

    def submit(self) -> None:
        """Keep the answers. Shows the confirmation, the page at fault, what must be confirmed, or that nothing was saved."""
        if self.busy:
            return
        way = self.journey
        if way.unconfirmed():
            self._unconfirmed()
            return

        def kept(confirmation: Confirmation, line: Line | None) -> None:
            from ui.desk.keeping import Keeping

            self._saving = False
            self.line = line or self.line
            self.keeping = Keeping(self._door, self.copies, confirmation, way.service, self._kept_changed)
            self.way = None  # from here on the answers can no longer be read
            self.go(Place.CONFIRMATION)

        def cleared(then: Callable[[], None]) -> None:
            self._saving = False
            if self.way is way:  # else a fault has cleared the answers meanwhile, and said so
                then()

        self._saving = True
        then = Then(
            kept=kept,
            unconfirmed=lambda: cleared(self._unconfirmed),
            faulted=lambda context, problems: cleared(lambda: self._faulted(context, problems)),
            failed=lambda error: cleared(lambda: self._nothing_saved(error)),
        )
        save(self._door, way, self.language, then, self.holding.hold_id, assisted=self.staff.helping.assisted())

    def look_up(self, typed: str) -> None:
        """Find out about a reference."""
        self.begin()
        self.lookup.ask(typed)

    def finish(self, how: str) -> None:
        """End the session. Answers are forgotten, waiting receipts of this session are not printed."""
        if self._over or self._saving or self.staff.helping.goes_on(how):
            return
        self.finishing.emit(how)
        self._over = True
        self._forget()
        self.ending.emit()
        self._door.close((lambda desk: desk.finish(how)) if self._begun else None)
        self.ended.emit(how)

    def end_unanswered_save(self) -> None:
        """A save hangs. Nobody knows whether it will be kept, and nothing is said of it; what was typed is not left in sight."""
        self._saving = False
        self.finish("timed-out")

    def give_up(self) -> None:
        """Nobody expected this: forget the answers and say so calmly."""
        self._saving = False
        self._forget()
        self.go(Place.BROKEN)

    def _show(self, place: Place, view: dict[str, str] | None = None) -> None:
        if place in {Place.CONFIRMATION, Place.PRINTER} and self.keeping is not None:
            place = Place.PRINTER if self.keeping.in_trouble else Place.CONFIRMATION
        if place in {Place.START, Place.ATTRACT}:  # whoever is there next finds empty fields
            self.lookup.forget()
            self.guides.forget()
        self.place = place
        self.view = {} if view is None else view
        self._pages += 1
        self.changed.emit()

    def _still_here(self) -> Here:
        return Here(lambda: self._pages)

    def _opened(self, desk: PublicDesk) -> None:
        self.staff.opened(desk)
        self.kiosk = desk.site.kiosk
        if self.place is Place.CLOSED:
            self.error = ""
            self.go(Place.START)
        self.poll()

    def _asked_again(self, closed: Closure) -> None:
        if self.place is Place.CLOSED and closed is not Closure.DAMAGED:
            self.finish("failed")  # the records may be other ones by now: the next session opens them anew

    def _line_read(self, line: Line) -> None:
        self.line = line
        self._note(line.closed)
        self.updated.emit()

    def _line_failed(self, error: KnownError) -> None:
        if isinstance(error, StoreCorrupt | StoreUnreadable | DiskFailing) and self.place in RESTING:
            self._closed(error)

    def _note(self, closed: Closure) -> None:
        """A kiosk that closes takes its services from the start screen; a session under way may finish."""
        changed, self.closed = closed is not self.closed, closed
        if closed is Closure.DAMAGED and self.place in RESTING:
            self._closed(StoreCorrupt(cause="marked"))
        elif changed and self.place in {Place.START, Place.ATTRACT}:
            self._show(Place.START, {MOVED_UP: "yes"})

    def _kept_changed(self) -> None:
        in_trouble = self.keeping is not None and self.keeping.in_trouble
        if self.place is (Place.CONFIRMATION if in_trouble else Place.PRINTER):
            self.go(Place.CONFIRMATION)  # or the page of the printer's trouble, in its place
        else:
            self.redraw()  # what happens next may have changed with the custody

    def _redraw_on(self, *places: Place) -> None:
        """Something changed that only these pages show."""
        if self.place in places:
            self.redraw()

    def _faulted(self, context: Context, problems: tuple[Problem, ...]) -> None:
        self.journey.renew(context)
        self.journey.show_fault(problems)
        self.show_step()

    def _unconfirmed(self) -> None:
        """Something needs a yes before it can be kept: the page says what, with the focus on it."""
        self.journey.shown = self.journey.unconfirmed()
        self.go(Place.CHECK)

    def _remember(self, name: str, value: str) -> None:
        self.view[name] = value
        self.changed.emit()

    def _nothing_saved(self, error: KnownError) -> None:
        self.error = error.code
        self.over(Place.NOTHING_SAVED)

    def _forget(self) -> None:
        self.way = self.keeping = None
        self.lookup.forget()
        self.guides.forget()
        self.opinion.forget()

    def _closed(self, error: KnownError) -> None:
        if self.place is not Place.CLOSED or self.error != error.code:
            self._fail(Place.CLOSED, error)

    def _refused(self, error: KnownError) -> None:
        """A service cannot be begun. Without room the start screen says so, and looking up a reference still works."""
        if isinstance(error, DiskFull):
            self._show(Place.START)
            self._note(Closure.NO_ROOM)
        else:
            self._closed(error)

    def _fail(self, place: Place, error: KnownError) -> None:
        self.error = error.code
        self.go(place)
