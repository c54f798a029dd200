"""What was to be printed, for staff: each job with what became of it, and printing again what did not come out.

A job that has ended is never taken up again: another copy is a new job, which says DUPLICATE where one may have come out before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kiosk_app.errors import NotKept
from kiosk_app.events import Event
from kiosk_app.ports.audit import AuditLog
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.operators import Permission
from kiosk_app.ports.printing import Paper, PrintJob, PrintLedger, PrintState
from kiosk_app.use_cases.checking.paper import unprinted
from kiosk_app.use_cases.reprinting import Reprinting
from kiosk_app.use_cases.seat import Seat

MOST_JOBS: Final = 500  # the latest: some weeks of a busy kiosk
CANCELLED: Final = "cancelled-by-staff"
MADE_AGAIN: Final = frozenset({Paper.RECEIPT, Paper.ADMISSION})


@dataclass(frozen=True, slots=True)
class JobList:
    """The latest jobs, newest first, and which of them did not come out and can be printed again."""

    jobs: Sequence[PrintJob]
    unprinted: frozenset[int]


class PrintJobs:
    """See the module. Methods block; each asks the seat."""

    def __init__(self, seat: Seat, prints: PrintLedger, reprinting: Reprinting, audit: AuditLog, clock: Clock) -> None:
        self._seat = seat
        self._prints = prints
        self._reprinting = reprinting
        self._audit = audit
        self._clock = clock

    def latest(self) -> JobList:
        """The latest jobs."""
        self._seat.require(Permission.QUEUE)
        missing = unprinted(self._prints, self._clock.now())
        return JobList(self._prints.jobs(MOST_JOBS), frozenset(job.id for job in missing))

    def again(self, job_id: int) -> PrintJob:
        """Queue another copy of what a job printed.

        Raises:
            NotKept: what it was made from is gone: a leaflet, a whole document, or details that were kept for long enough.
            UnknownService: the service is no longer installed.
        """
        operator = self._seat.require(Permission.QUEUE)
        job = self._prints.job(job_id)
        if job is None or job.paper not in MADE_AGAIN:
            raise NotKept(job=job_id)
        return self._reprinting.again(job.reference, str(operator.id))

    def cancel(self, job_id: int) -> bool:
        """Take a job that waits out of the queue; whether it was. What is being printed cannot be called back."""
        operator = self._seat.require(Permission.QUEUE)
        job = self._prints.job(job_id)
        if job is None or not self._prints.claim(job_id):
            return False
        self._prints.mark(job_id, PrintState.EXPIRED, CANCELLED)
        self._audit.append(Event.PRINT_CANCELLED, str(job.submission_id or ""), copy=str(job.copy), operator=str(operator.id))
        return True

    def print_unprinted(self) -> int:
        """Queue another copy of everything that did not come out lately; how many. What is no longer kept is left out."""
        operator, number = self._seat.require(Permission.QUEUE), 0
        for job in unprinted(self._prints, self._clock.now()):
            try:
                self._reprinting.again(job.reference, str(operator.id))
            except NotKept:
                continue
            number += 1
        return number
