"""Further copies of a receipt: one at a time, and not without end. The paper is the next person's too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk_app.errors import KnownError
from kiosk_app.ports.printing import PrintJob, PrintState
from ui.desk.door import Door

if TYPE_CHECKING:
    from kiosk_app.use_cases.desk import PublicDesk

MOST_COPIES = 3  # that one person asks for in one session; staff can print more
_WAITING = frozenset({PrintState.QUEUED, PrintState.PRINTING})


class Copies:
    """Orders copies and counts them. `first` is the job of the receipt that was queued by itself."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._made = 0
        self._asked = False
        self._last: tuple[str, int] | None = None  # a reference, and the newest job of it

    @property
    def spent(self) -> bool:
        """Whether there are no more."""
        return self._made >= MOST_COPIES

    def first(self, reference: str, job: int | None) -> None:
        """A receipt was queued: while it waits, it is the copy that is asked for."""
        self._last = None if job is None else (reference, job)

    def ask(self, reference: str, done: Callable[[PrintJob], None], failed: Callable[[KnownError], None]) -> None:
        """Queue one more copy, unless one is asked for or waits already."""
        if self._asked or self.spent:
            return
        self._asked = True

        def queued(job: PrintJob) -> None:
            self._asked = False
            if (reference, job.id) != self._last:
                self._made += 1
                self._last = reference, job.id
            done(job)

        def refused(error: KnownError) -> None:
            self._asked = False
            failed(error)

        last = self._last[1] if self._last is not None and self._last[0] == reference else None
        self._door.runner.run(lambda: _order(self._door.desk(), reference, last), queued, refused)


def _order(desk: PublicDesk, reference: str, last: int | None) -> PrintJob:
    waiting = None if last is None else desk.print_job(last)
    return waiting if waiting is not None and waiting.state in _WAITING else desk.print_again(reference)
