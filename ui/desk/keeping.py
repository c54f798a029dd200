"""What became of a finished request while its reference is on the screen: where it is, and what is printed of it."""

from __future__ import annotations

from collections.abc import Callable

from kiosk_app.errors import KnownError
from kiosk_app.ports.printing import PrintJob, PrintState
from kiosk_app.ports.submissions import Custody
from kiosk_app.use_cases.desk import Confirmation
from kiosk_app.wording import custody_words
from services.forms.receipt import Receipt
from services.forms.service import Service
from services.forms.words import Words
from ui.desk.copies import Copies
from ui.desk.door import Door
from ui.desk.whole import Whole

_TROUBLE = frozenset({PrintState.FAILED, PrintState.UNKNOWN})


class Keeping:
    """Follows one submission. `changed` is called on the GUI thread when there is something new to say."""

    def __init__(
        self, door: Door, copies: Copies, confirmation: Confirmation, service: Service, changed: Callable[[], None]
    ) -> None:
        self.confirmation = confirmation
        self.service = service
        self.custody: Custody = confirmation.custody
        self.receipt: Receipt = confirmation.receipt
        self.printing: PrintState | None = None if confirmation.print_job is None else PrintState.QUEUED
        self.reason = ""  # why printing failed, as a code
        self.kept_otherwise = False  # the person has the reference without paper
        self._job = confirmation.print_job
        self._copies = copies
        copies.first(confirmation.reference, self._job)
        self._desk = door.desk()
        self._runner = door.runner
        self._changed = changed
        printable = confirmation.printable
        self.whole = None if printable is None else Whole(door, confirmation.reference, printable, changed)

    @property
    def custody_words(self) -> Words:
        """Where it is, in words."""
        return custody_words(self.custody, self.service.receiver)

    @property
    def in_trouble(self) -> bool:
        """Whether the receipt was not printed and the person has not said that they can do without."""
        return self.printing in _TROUBLE and not self.kept_otherwise

    def poll(self) -> None:
        """Ask where the submission and its papers are now."""
        self._runner.run(self._read, self._take, lambda _error: None)
        if self.whole is not None:
            self.whole.poll()

    def print_again(self, failed: Callable[[KnownError], None]) -> None:
        """Queue another copy."""
        self._copies.ask(self.confirmation.reference, self._queued, failed)

    def keep_otherwise(self) -> None:
        """The reference was photographed or written down."""
        self.kept_otherwise = True

    def _read(self) -> tuple[tuple[Custody, Receipt], PrintJob | None]:
        job = None if self._job is None else self._desk.print_job(self._job)
        return self._desk.kept(self.confirmation.reference), job

    def _queued(self, job: PrintJob) -> None:
        self._job, self.printing, self.reason = job.id, job.state, ""
        self._changed()

    def _take(self, read: tuple[tuple[Custody, Receipt], PrintJob | None]) -> None:
        (custody, self.receipt), job = read
        state, reason = (job.state, job.reason) if job is not None and job.id == self._job else (self.printing, self.reason)
        if (custody, state, reason) != (self.custody, self.printing, self.reason):
            self.custody, self.printing, self.reason = custody, state, reason
            self._changed()
