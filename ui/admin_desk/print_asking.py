"""Asking about what was to be printed, and having it printed again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk_app.staff_errors import NotSignedIn
from ui.admin_desk.asking import Asking
from ui.desk.door import Door
from ui.desk.here import Here
from ui.desk.places import Place

if TYPE_CHECKING:
    from kiosk_app.use_cases.print_jobs import JobList, PrintJobs
    from kiosk_app.use_cases.staff_work import StaffWork
    from ui.desk.session import Session


class PrintAsking(Asking):
    """Keeps the list that is shown."""

    def __init__(self, door: Door, session: Session, here: Callable[[], Here]) -> None:
        super().__init__(door, session, here)
        self.list: JobList | None = None

    def show(self) -> None:
        """Show the latest jobs."""

        def shown(found: JobList) -> None:
            self.list = found
            self._session.over(Place.PRINT_JOBS)

        self.ask(lambda work: _prints(work).latest(), shown)

    def again(self, job: int) -> None:
        """Another copy of what a job printed."""
        self._change(lambda prints: prints.again(job), lambda _job: self.did("again"))

    def cancel(self, job: int) -> None:
        """Take a job that waits out of the queue."""
        self._change(lambda prints: prints.cancel(job), lambda taken: self.did("cancelled" if taken else "too-late"))

    def print_unprinted(self) -> None:
        """Another copy of everything that did not come out."""

        def queued(number: object) -> None:
            self.did("queued", number if isinstance(number, int) else 0)

        self._change(lambda prints: prints.print_unprinted(), queued)

    def renew(self) -> None:
        """Read the list anew. Nobody waits for it."""
        if self._door.busy:
            return
        before = self.list

        def renewed(found: JobList) -> None:
            if found != before:
                self.list = found
                self._session.redraw()

        def read() -> JobList:
            work = self._door.desk().work
            if work is None:
                raise NotSignedIn
            return _prints(work).latest()

        self._door.runner.run(read, self._here()(renewed), lambda _error: None)

    def _change(self, change: Callable[[PrintJobs], object], done: Callable[[object], None]) -> None:
        def both(work: StaffWork) -> tuple[object, JobList]:
            return change(_prints(work)), _prints(work).latest()

        def changed(answer: tuple[object, JobList]) -> None:
            result, self.list = answer
            done(result)

        self.ask(both, changed)


def _prints(work: StaffWork) -> PrintJobs:
    if work.print_jobs is None:
        raise NotSignedIn
    return work.print_jobs
