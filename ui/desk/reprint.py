"""A copy that was asked for on the status page, followed until it is out of the printer or is known not to come."""

from __future__ import annotations

from collections.abc import Callable

from kiosk_app.errors import KnownError
from kiosk_app.ports.printing import PrintJob, PrintState
from ui.desk.copies import Copies
from ui.desk.door import Door

WAITING = frozenset({PrintState.QUEUED, PrintState.PRINTING})


class Reprint:
    """The last copy that was asked for. `changed` is called on the GUI thread when there is something new to say of it."""

    def __init__(self, door: Door, copies: Copies, changed: Callable[[], None]) -> None:
        self._door, self._copies, self._changed = door, copies, changed
        self._reference = ""
        self._job: PrintJob | None = None
        self._refused = ""

    def job(self, reference: str) -> PrintJob | None:
        """The copy of this reference, as it was when last looked at."""
        return self._job if reference == self._reference else None

    def refused(self, reference: str) -> str:
        """Why no copy of this reference could be asked for, as a code."""
        return self._refused if reference == self._reference else ""

    def ask(self, reference: str) -> None:
        """Queue another copy."""
        self._copies.ask(reference, lambda job: self._take(reference, job), lambda error: self._refuse(reference, error))

    def poll(self) -> None:
        """See how a copy that waits is getting on."""
        reference, waiting = self._reference, self._job
        if waiting is None or waiting.state not in WAITING:
            return

        def read(job: PrintJob | None) -> None:
            if job is not None and self._job is waiting and job.state is not waiting.state:
                self._take(reference, job)

        self._door.runner.run(lambda: self._door.desk().print_job(waiting.id), read, lambda _error: None)

    def forget(self) -> None:
        """Whoever is there next asked for nothing."""
        self._reference, self._job, self._refused = "", None, ""

    def _take(self, reference: str, job: PrintJob) -> None:
        self._reference, self._job, self._refused = reference, job, ""
        self._changed()

    def _refuse(self, reference: str, error: KnownError) -> None:
        self._reference, self._job, self._refused = reference, None, error.code
        self._changed()
