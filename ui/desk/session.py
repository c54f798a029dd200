"""One public session: where the person is, what they typed, and what the application was asked to do.

It holds no widgets. Pages call its methods; whenever something is to be drawn anew it says `changed`. Everything that blocks goes
through the runner, one call at a time, so a second press on a button that is still at work does nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from kiosk_app.errors import InvalidAnswers, KnownError, UnknownReference
from kiosk_app.use_cases.catalogue import CurrentCatalogue
from kiosk_app.use_cases.desk import Confirmation, PublicDesk
from kiosk_app.use_cases.line import Line
from kiosk_app.use_cases.status import Status
from services.forms.context import Context
from services.forms.problem import Problem
from services.forms.service import Service
from services.language import Language
from ui.desk.keeping import Keeping
from ui.desk.navigator import Navigator
from ui.desk.places import ENDING, RESTING, Place
from ui.runner import Runner

_Result = TypeVar("_Result")


class Session(QObject):
    """See the module. `open_desk` is called once, on the worker."""

    changed = Signal()  # another page, or the same page with other content
    updated = Signal()  # the same page, only its live parts: the status line, the custody, the printing
    ended = Signal(str)  # how: "finished", "stopped", "timed-out", "failed"

    def __init__(
        self,
        open_desk: Callable[[], PublicDesk],
        services: Mapping[str, Service],
        language: Language,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.services = services
        self.language = language
        self.place = Place.START
        self.way: Navigator | None = None
        self.catalogue: CurrentCatalogue | None = None
        self.line: Line | None = None
        self.keeping: Keeping | None = None
        self.status: Status | None = None
        self.typed_reference = ""
        self.reference_error = ""  # a code
        self.error = ""  # the code of what went wrong, for the pages that say so
        self.view: dict[str, str] = {}  # what a page wants to remember while it is shown, by a name of its own
        self.may_switch_network = False
        self._under: list[Place] = []
        self._open_desk = open_desk
        self._desk: PublicDesk | None = None
        self._begun = False
        self._busy = False
        self._over = False
        self._runner = Runner(self._on_bug, self)

    # --- what is going on

    @property
    def begun(self) -> bool:
        """Whether somebody has started anything."""
        return self._begun

    @property
    def busy(self) -> bool:
        """Whether an answer of the application is awaited."""
        return self._busy

    @property
    def settled(self) -> bool:
        """Whether every call has been answered."""
        return self._runner.pending == 0

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

        def opened(desk: PublicDesk) -> None:
            self._desk = desk
            self.may_switch_network = desk.may_switch_network
            self.poll()

        self._runner.run(self._open_desk, opened, self._closed)

    def retry(self) -> None:
        """The kiosk could not be used: start again from the beginning."""
        self.error = ""
        if self._desk is None:
            self.open()
        self.go(Place.START)

    def poll(self) -> None:
        """Ask for what can change by itself: once a second or so. Skipped while something else is asked."""
        if self._desk is None or not self.settled or self._over:
            return
        self._runner.run(self._desk.line, self._line_read, lambda _error: None)
        if self.keeping is not None:
            self.keeping.poll()

    # --- moving about

    def go(self, place: Place) -> None:
        """Show another place; leaving it comes back to none."""
        self._under.clear()
        self._show(place)

    def over(self, place: Place) -> None:
        """Show a place on top of this one."""
        if self.place is not place:
            self._under.append(self.place)
            self._show(place)

    def leave(self) -> None:
        """Go back to what lies under this place."""
        self._show(self._under.pop() if self._under else Place.START)

    def start(self, key: str) -> None:
        """Begin a service."""
        service = self.services[key]

        def ready(loaded: tuple[Context, CurrentCatalogue]) -> None:
            context, self.catalogue = loaded
            self.way = Navigator(service, context)
            self.go(Place.QUESTION)

        self.begin()
        self._ask(lambda desk: (desk.context(), desk.catalogue()), ready, self._closed)

    def begin(self) -> None:
        """The first touch of somebody new."""
        if not self._begun:
            self._begun = True
            self._runner.run(lambda: self._ready().begin(), lambda _nothing: None, self._closed)

    def advance(self) -> None:
        """Continue."""
        if self._busy:
            return
        if self.journey.advance():
            self._show_step()
        else:
            self.changed.emit()

    def back(self) -> None:
        """Back: one page, or out of the service."""
        if self._busy:
            return
        if self._under:
            self.leave()
        elif self.place in {Place.QUESTION, Place.CHECK} and self.journey.back():
            self._show_step()
        elif self.has_answers:
            self.over(Place.STOP)
        elif self.place not in RESTING | ENDING:
            self.way = None
            self.go(Place.START)

    def change(self, pages: tuple[str, ...]) -> None:
        """Ask some pages again."""
        self._under.clear()
        self.journey.change(pages)
        self._show_step()

    def touch(self) -> None:
        """Somebody changed how the screen looks: whoever comes next must find it as it was."""
        if self._desk is not None:
            self.begin()

    def give_up(self) -> None:
        """A fault on the screen itself."""
        self._on_bug()

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
        self._show_step()

    # --- asking the application

    def submit(self) -> None:
        """Keep the answers. Shows the confirmation, the page at fault, or that nothing was saved."""
        way, language = self.journey, self.language

        def failed(error: KnownError) -> None:
            if isinstance(error, InvalidAnswers):
                problems = tuple(problem for problem in error.problems if isinstance(problem, Problem))
                self._ask(lambda desk: desk.context(), lambda context: self._faulted(context, problems), self._nothing_saved)
            else:
                self._nothing_saved(error)

        def kept(done: tuple[Confirmation, Line]) -> None:
            confirmation, self.line = done  # read together, so that the status line counts this request from the first
            self.keeping = Keeping(self._ready(), self._runner, confirmation, way.service, self._kept_changed)
            self.way = None  # from here on the answers can no longer be read
            self.go(Place.CONFIRMATION)

        self._ask(lambda desk: (desk.submit(way.service, way.draft, language), desk.line()), kept, failed)

    def look_up(self, typed: str) -> None:
        """Find out about a reference."""
        self.typed_reference = typed
        self.begin()

        def failed(error: KnownError) -> None:
            mistyped = isinstance(error, UnknownReference) and error.details.get("why") == "mistyped"
            self.reference_error = error.code if mistyped else ""
            self.error = "" if mistyped else error.code
            self.go(Place.REFERENCE if mistyped else Place.NOT_KNOWN)

        def found(status: Status) -> None:
            self.status, self.reference_error = status, ""
            self.go(Place.STATUS)

        self._ask(lambda desk: desk.status(typed), found, failed)

    def print_status(self) -> None:
        """Print the receipt of the reference that is shown, once more."""
        status = self.status
        if status is not None:
            self._ask(
                lambda desk: desk.print_again(status.reference), lambda _job: self._remember("printed", "yes"), self._failed
            )

    def rate(self, score: int) -> None:
        """Count an answer to "How was it to use this kiosk?"."""
        keeping = self.keeping
        if keeping is not None and not keeping.score:
            keeping.score = score
            self._ask(lambda desk: desk.rate(keeping.service.key, score), lambda _nothing: self.redraw(), self._failed)

    def switch_network(self, *, on: bool) -> None:
        """Staff: allow or refuse the network."""
        self._ask(lambda desk: (desk.switch_network(on=on), desk.line())[1], self._switched, self._failed)

    def finish(self, how: str) -> None:
        """End the session. Answers are forgotten, waiting receipts of this session are not printed."""
        if self._over:
            return
        self._over = True
        self.way = self.keeping = self.status = None
        desk = self._desk
        self._runner.close((lambda: desk.finish(how)) if desk is not None and self._begun else None)
        self.ended.emit(how)

    # --- inside

    def _ready(self) -> PublicDesk:
        if self._desk is None:
            raise RuntimeError("the desk is not open")
        return self._desk

    def _ask(
        self,
        call: Callable[[PublicDesk], _Result],
        done: Callable[[_Result], None],
        failed: Callable[[KnownError], None],
    ) -> None:
        if self._busy or self._over:
            return
        self._busy = True

        def free(then: Callable[[], None]) -> None:
            self._busy = False
            then()

        self._runner.run(
            lambda: call(self._ready()),
            lambda result: free(lambda: done(result)),
            lambda error: free(lambda: failed(error)),
        )

    def _show(self, place: Place) -> None:
        self.place = place
        self.view.clear()
        self.changed.emit()

    def _show_step(self) -> None:
        self._under.clear()
        self._show(Place.CHECK if self.journey.step is None else Place.QUESTION)

    def _line_read(self, line: Line) -> None:
        self.line = line
        self.updated.emit()

    def _kept_changed(self) -> None:
        keeping = self.keeping
        if keeping is not None and keeping.in_trouble and self.place is Place.CONFIRMATION:
            self.go(Place.PRINTER)
        else:
            self.updated.emit()

    def _faulted(self, context: Context, problems: tuple[Problem, ...]) -> None:
        self.journey.context = context
        self.journey.show_fault(problems)
        self._show_step()

    def _remember(self, name: str, value: str) -> None:
        self.view[name] = value
        self.changed.emit()

    def _switched(self, line: Line) -> None:
        self.line = line
        self.changed.emit()

    def _failed(self, error: KnownError) -> None:
        self.error = error.code
        self._remember("failed", error.code)

    def _nothing_saved(self, error: KnownError) -> None:
        self.error = error.code
        self.over(Place.NOTHING_SAVED)

    def _closed(self, error: KnownError) -> None:
        self.error = error.code
        self.go(Place.CLOSED)

    def _on_bug(self) -> None:
        """Nobody expected this: forget the answers and say so calmly."""
        self._busy = False
        self.way = self.keeping = self.status = None
        self.go(Place.BROKEN)
