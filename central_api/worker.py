"""The worker: takes what has arrived through its stages, and never loses a piece of work to a fault in another.

Stateless: all it knows is in the database. SQLite has one worker; PostgreSQL may have several, for work is taken with row locks.
"""

from __future__ import annotations

import logging
from threading import Event, Thread

from central_api.deciding import Decider
from central_api.opening import Opener
from central_api.states import Step
from central_api.tracing import code_path
from central_api.waiting import Waiting

_log = logging.getLogger(__name__)


class Worker:
    """Runs the stages."""

    def __init__(self, opener: Opener, decider: Decider, waiting: Waiting) -> None:
        self._opener = opener
        self._decider = decider
        self._waiting = waiting

    def run_once(self) -> int:
        """Take back what an interrupted pass left half-way, then do everything that waits. The number of steps done.

        The stages take turns, so that nobody's decision waits for a long queue to be opened.
        """
        self._opener.release()
        stages = [self._opener.open_next, self._waiting.look, self._decider.decide_next]
        steps = 0
        while True:
            results = {stage: stage() for stage in stages}
            steps += list(results.values()).count(Step.DONE)
            stages = [stage for stage, result in results.items() if result is not Step.FAILED]
            if Step.DONE not in results.values():
                return steps


class WorkerThread:
    """A worker beside the server, looking for work at an interval."""

    def __init__(self, worker: Worker, interval: float) -> None:
        self._worker = worker
        self._interval = interval  # seconds
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="central-api-worker", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the pass in hand, then end."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._worker.run_once()
            except Exception as fault:  # noqa: BLE001 - the next pass tries again; a dead worker would be noticed by nobody
                _log.error("worker pass failed %s", code_path(fault))
            self._stopping.wait(self._interval)
