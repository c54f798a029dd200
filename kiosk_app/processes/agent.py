"""The agent: sends and prints for as long as the kiosk stands there. One per data folder, by its lock.

Three lines of work that never wait for each other: a person waits for paper, nobody waits for the network, and the third keeps
room on the disk and checks the records (`kiosk_app.processes.keeping`). The agent never opens an envelope and never renders a
page: each print job runs in a child process that renders, spools and ends.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum

from kiosk_app.errors import DiskFull, KnownError, StoreError
from kiosk_app.ports.centre import Engine, PassReport
from kiosk_app.ports.checkpoints import UNWATCHED, Checkpoints, Point
from kiosk_app.ports.device import DeviceState
from kiosk_app.ports.machine import Clock, NetworkSwitch
from kiosk_app.ports.printing import PrintLedger, PrintState
from kiosk_app.ports.submissions import Outbox
from kiosk_app.processes.keeping import Keeper, NothingKept
from kiosk_app.processes.pings import KEEPING, PRINTING, SENDING, Rounds

LOG = logging.getLogger(__name__)

NOTICE_SECONDS = 0.2  # how soon a commit of another process is noticed; one PRAGMA each time


class PrintExit(IntEnum):
    """How a print child says what became of its job."""

    PRINTED = 0
    OUT_OF_PAPER = 10
    UNAVAILABLE = 11
    FAILED = 12


_AFTER: dict[int, tuple[PrintState, str]] = {
    PrintExit.PRINTED: (PrintState.PRINTED, ""),
    PrintExit.OUT_OF_PAPER: (PrintState.FAILED, "printer-out-of-paper"),
    PrintExit.UNAVAILABLE: (PrintState.FAILED, "printer-unavailable"),
    PrintExit.FAILED: (PrintState.FAILED, "printer-error"),
}


@dataclass(frozen=True, slots=True)
class AgentPorts:
    """What the agent works on."""

    outbox: Outbox
    prints: PrintLedger
    device: DeviceState
    engine: Engine
    clock: Clock
    switch: NetworkSwitch


class Agent:
    """Runs until `stop` is set. `print_child` runs one job in a process of its own and gives its exit status.

    An OSError of it means that no process could be started, and nothing was printed.
    """

    def __init__(
        self,
        ports: AgentPorts,
        print_child: Callable[[int], int],
        between_passes: timedelta,
        stop: threading.Event,
        checkpoints: Checkpoints = UNWATCHED,
        *,
        rounds: Rounds | None = None,
        keeper: Keeper | None = None,
    ) -> None:
        self._ports = ports
        self._print_child = print_child
        self._between = between_passes
        self._stop = stop
        self._checkpoints = checkpoints
        self._rounds = rounds or Rounds((), lambda: None)
        self._keeper = keeper or NothingKept()
        self._stranded = False  # a pass that the store cut short may have left leases behind
        self._unmarked: tuple[int, PrintState, str] | None = None  # a job that has ended, which the ledger does not know yet

    def run(self) -> None:
        """Start up, then work until stopped. The caller holds the agent's lock."""
        try:
            self._take_over()
        except DiskFull:
            if not self._keeper.make_room():
                raise
            self._take_over()
        with ThreadPoolExecutor(2, thread_name_prefix="agent") as threads:
            beside = [threads.submit(self._print_until_stopped), threads.submit(self._keep_until_stopped)]
            for line in beside:
                line.add_done_callback(self._stop_if_broken)
            try:
                self._send_until_stopped()
            finally:
                self._stop.set()
        for line in beside:
            line.result()

    def _take_over(self) -> None:
        """Nothing is being sent or printed by anybody: what was, is taken up again."""
        released = self._ports.outbox.release_leases()
        interrupted = self._ports.prints.mark_interrupted()
        LOG.info("agent started: %d leases released, %d print jobs unknown", released, interrupted)

    def _send_until_stopped(self) -> None:
        noticed, due, was_on = -1, time.monotonic(), self._ports.switch.is_on()
        failing = False
        while not self._stop.is_set():
            self._rounds.came_round(SENDING)
            version, on = self._version(), self._ports.switch.is_on()
            new_work = version != noticed and not failing and self._held_is_due()
            if new_work or on != was_on or time.monotonic() >= due:
                report = self._pass()
                failing = bool(report.reason)
                due = time.monotonic() + self._wait_after(report).total_seconds()
            noticed, was_on = version, on
            self._stop.wait(NOTICE_SECONDS)

    def _keep_until_stopped(self) -> None:
        self._keeper.run(self._stop, lambda: self._rounds.came_round(KEEPING))

    def _stop_if_broken(self, line: Future[None]) -> None:
        """An agent that does not print or keep any more is started anew."""
        if line.exception() is not None:
            self._stop.set()

    def _version(self) -> int:
        """What changes with each commit; of a database that cannot be read, always the same."""
        try:
            return self._ports.device.data_version()
        except StoreError:
            return -1

    def _pass(self) -> PassReport:
        try:
            if self._stranded:
                self._ports.outbox.release_leases()
            self._stranded = False
            report = self._ports.engine.sync_once()
        except KnownError as error:
            LOG.warning("a pass ended: %s", error.code)
            self._stranded = isinstance(error, StoreError)
            made_room = isinstance(error, DiskFull) and self._keeper.make_room()
            return PassReport(reason=error.code, next_due=self._ports.clock.now() if made_room else None)
        if report.sent or report.outcomes:
            LOG.info("sent %d, acknowledged %d, outcomes %d", report.sent, report.acknowledged, report.outcomes)
        if report.request:
            LOG.warning("a pass ended: %s request=%s", report.reason, report.request)
        return report

    def _held_is_due(self) -> bool:
        try:
            due = self._ports.outbox.next_due()
        except StoreError:
            return False  # the next pass will say why
        return due is not None and due <= self._ports.clock.now()

    def _wait_after(self, report: PassReport) -> timedelta:
        """How long to wait, counted by a clock that nobody sets: one that is put back must not stop the sending.

        A line that is back is noticed within the usual time, unless the other side asked for longer.
        """
        asked = report.asked or timedelta()
        if report.next_due is None:
            return max(self._between, asked)
        return max(min(report.next_due - self._ports.clock.now(), self._between), asked)

    def _print_until_stopped(self) -> None:
        while not self._stop.is_set():
            self._rounds.came_round(PRINTING)
            try:
                printed = self.print_next()
            except KnownError as error:
                LOG.warning("the print ledger cannot be used: %s", error.code)
                printed = isinstance(error, DiskFull) and self._keeper.make_room()
            if not printed:
                self._stop.wait(NOTICE_SECONDS)

    def print_next(self) -> bool:
        """Print the oldest queued job, if there is one. Whether there was one.

        A job whose session ended in the last moment, or that somebody else took, is not printed here. What became of the last
        one is written down first, where that was not possible when it ended.
        """
        self._mark()
        job = self._ports.prints.next_queued()
        if job is None:
            return False
        if not self._ports.prints.claim(job.id):
            return True
        self._checkpoints.reached(Point.PRINT_CLAIMED)
        state, reason = _AFTER.get(self._run_child(job.id), (PrintState.UNKNOWN, "print-child-ended"))
        self._unmarked = (job.id, state, reason)
        self._mark()
        return True

    def _run_child(self, job: int) -> int:
        try:
            return self._print_child(job)
        except OSError as error:  # no memory or no process left
            LOG.error("a print job could not be started: errno %d", error.errno or 0)  # noqa: TRY400 - a trace says no more
            return PrintExit.FAILED

    def _mark(self) -> None:
        if self._unmarked is not None:
            self._ports.prints.mark(*self._unmarked)
            self._unmarked = None
