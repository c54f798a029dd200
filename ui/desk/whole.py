"""The whole of what was submitted, on paper: asked for with a button, or printed by itself where somebody must have it.

What it is made from is in this object until the session ends, and nowhere else that can be read. Copies are counted: the paper
is the next person's too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk_app.errors import KnownError
from kiosk_app.ports.printing import PrintJob, PrintState
from ui.desk.copies import MOST_COPIES
from ui.desk.door import Door

if TYPE_CHECKING:
    from kiosk_app.use_cases.documents import Printable

_WAITING = frozenset({PrintState.QUEUED, PrintState.PRINTING})


class Whole:
    """The printing of one document. `changed` is called on the GUI thread when there is something new to say."""

    def __init__(self, door: Door, reference: str, whole: Printable, changed: Callable[[], None]) -> None:
        self.state: PrintState | None = None  # None until it is asked for
        self.reason = ""  # why it failed, or could not be asked for, as a code
        self._door, self._reference, self._whole, self._changed = door, reference, whole, changed
        self._job: int | None = None
        self._asked = False
        self._made = 0
        if whole.needed:
            self.ask()

    @property
    def missing(self) -> bool:
        """Whether somebody needs the paper and it has not come out; after the session it cannot be printed any more."""
        return self._whole.needed and (self.waits or self.state is PrintState.FAILED)

    @property
    def waits(self) -> bool:
        """Whether paper is on its way, or about to be."""
        return self._asked or self.state in _WAITING

    @property
    def spent(self) -> bool:
        """Whether there are no more copies."""
        return self._made >= MOST_COPIES

    def ask(self) -> None:
        """Queue a copy, unless one waits already."""
        if self.waits or self.spent:
            return
        self._asked = True
        self.reason = ""
        self._door.runner.run(lambda: self._door.desk().print_document(self._reference, self._whole), self._queued, self._refused)

    def poll(self) -> None:
        """See how a copy that waits is getting on."""
        job = self._job
        if job is not None and self.state in _WAITING:
            self._door.runner.run(lambda: self._door.desk().print_job(job), self._take, lambda _error: None)

    def _queued(self, job: PrintJob) -> None:
        self._asked = False
        self._made += 1
        self._job = job.id
        self.state, self.reason = job.state, ""
        self._changed()

    def _refused(self, error: KnownError) -> None:
        self._asked = False
        self.state, self.reason = PrintState.FAILED, error.code
        self._changed()

    def _take(self, job: PrintJob | None) -> None:
        if job is not None and job.id == self._job and (job.state, job.reason) != (self.state, self.reason):
            self.state, self.reason = job.state, job.reason
            self._changed()
