"""Asking the application for the pages of whoever looks after a kiosk, one thing at a time, and remembering what it answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

from kiosk_app.errors import KnownError
from kiosk_app.staff_errors import NotSignedIn
from ui.desk.door import Door
from ui.desk.here import Here
from ui.desk.places import Place

if TYPE_CHECKING:
    from kiosk_app.use_cases.checking.finding import Action
    from kiosk_app.use_cases.desk import PublicDesk
    from kiosk_app.use_cases.readiness import Report
    from kiosk_app.use_cases.staff_work import StaffWork
    from services.language import Language
    from ui.desk.session import Session

_Answer = TypeVar("_Answer")

FAILED: Final = "admin-failed"  # what a page remembers: the code of an error
DONE: Final = "admin-done"  # the code of what was done
PRINTING: Final = "printing"  # a code of that: it is under way
NUMBER: Final = "admin-number"  # how many that was about
EVERY_SECONDS: Final = 60.0  # how often everything is looked at anew while the page is shown


class Asking:
    """Subclasses ask for one kind of work. What is answered too late for its page is dropped."""

    def __init__(self, door: Door, session: Session, here: Callable[[], Here]) -> None:
        self._door, self._session, self._here = door, session, here

    @property
    def can_ask(self) -> bool:
        """Whether there is anybody to ask."""
        return self._door.is_open and self._door.desk().work is not None

    def ask(self, call: Callable[[StaffWork], _Answer], done: Callable[[_Answer], None]) -> None:
        """Ask something that somebody waits for; an error is told on the page."""
        here = self._here()
        self._door.ask(lambda desk: call(work_of(desk)), here(done), here(self.failed))

    def print_beside(self, call: Callable[[StaffWork], object], done: str) -> None:
        """Print something, one at a time; its page says how it went, also after the screen was locked meanwhile.

        A printer may take a minute. What else is asked does not wait for it: among that, coming back to a locked screen.
        """
        view = self._session.view
        if view.get(DONE) == PRINTING:
            return
        self.did(PRINTING)

        def told(name: str, code: str) -> None:
            view.pop(DONE, None)
            view[name] = code
            if self._session.view is view:
                self._session.redraw()

        self._door.beside(
            lambda desk: call(work_of(desk)), lambda _nothing: told(DONE, done), lambda error: told(FAILED, error.code)
        )

    def failed(self, error: KnownError) -> None:
        """Say what went wrong."""
        self._session.view.pop(DONE, None)
        self._session.view[FAILED] = error.code
        self._session.redraw()

    def say_nothing(self) -> None:
        """What was done, or was not, was about something else than what is looked at now."""
        for told in (DONE, FAILED):
            self._session.view.pop(told, None)

    def did(self, what: str, number: int = 0) -> None:
        """Say what was done."""
        self._session.view.pop(FAILED, None)
        self._session.view.update({DONE: what, NUMBER: str(number)})
        self._session.redraw()


class ReadinessAsking(Asking):
    """How this kiosk stands: looked at when the page comes, every minute while it is shown, and when somebody asks."""

    def __init__(self, door: Door, session: Session, here: Callable[[], Here]) -> None:
        super().__init__(door, session, here)
        self.report: Report | None = None
        self._due = 0.0
        self._looking = False

    def renew(self, now: float) -> None:
        """Look at everything; `now` in seconds. Nobody waits for it: the page changes when the answer is another."""
        if self._looking or not self.can_ask or self._door.desk().work is None:
            return
        self._looking, self._due = True, now + EVERY_SECONDS

        def look(desk: PublicDesk) -> Report | None:
            readiness = work_of(desk).readiness
            return None if readiness is None else readiness.look()

        self._door.runner.run(lambda: look(self._door.desk()), self._looked, lambda _error: self._looked(None))

    def tick(self, now: float) -> None:
        """Look when it is time."""
        if now >= self._due:
            self.renew(now)

    def forget(self) -> None:
        """Look anew when the page is shown next."""
        self._due = 0.0

    def _looked(self, report: Report | None) -> None:
        self._looking = False
        if report is not None:
            self.report = report
            if self._session.place is Place.ADMIN:
                self._session.redraw()

    def print(self, language: Language) -> None:
        """Print the list."""

        def printing(work: StaffWork) -> None:
            if work.readiness is not None:
                work.readiness.print(language)

        self.print_beside(printing, "list-printed")

    def act(self, action: Action) -> None:
        """Do the next step of a check."""
        from kiosk_app.use_cases.checking.finding import Action

        match action:
            case Action.PRINT_WAITING:
                self.ask(lambda work: 0 if work.print_jobs is None else work.print_jobs.print_unprinted(), self._queued)
            case Action.NETWORK_ON:
                self._session.staff.switch_network(on=True)
                self.forget()
            case Action.SEE_QUEUE:
                self._session.staff.open(Place.QUEUE)
            case Action.MAKE_COPY:
                self._session.staff.open(Place.BACKUPS)
            case Action.COURIER_STICK:
                self._session.staff.admin.queue.show_media()
            case Action.LOAD_STICK:
                self._session.staff.admin.queue.show_media("answers:0")

    def _queued(self, number: int) -> None:
        self.forget()
        self.did("queued", number)


def work_of(desk: PublicDesk) -> StaffWork:
    """What staff may do at a desk.

    Raises:
        NotSignedIn: nobody can sign in there.
    """
    if desk.work is None:
        raise NotSignedIn
    return desk.work
