"""The worker: takes what has arrived through its stages, and never loses a piece of work to a fault in another.

Stateless: all it knows is in the database. SQLite has one worker; PostgreSQL may have several, for work is taken with row locks.
A database that is away is waited for.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Thread

from central_api.attaching import Attaching
from central_api.backlog import Backlog
from central_api.db import UNAVAILABLE
from central_api.deciding import Decider
from central_api.opening import Opener
from central_api.states import Step
from central_api.tracing import code_path
from central_api.waiting import Waiting

_log = logging.getLogger(__name__)
_WAIT_AFTER_FAULT = 1.0  # seconds, at least


def _never() -> bool:
    return False


class Worker:
    """Runs the stages."""

    def __init__(self, backlog: Backlog, opener: Opener, decider: Decider, waiting: Waiting, attaching: Attaching) -> None:
        self._backlog = backlog
        self._opener = opener
        self._decider = decider
        self._waiting = waiting
        self._attaching = attaching

    def run_once(self, stopping: Callable[[], bool] = _never) -> int:
        """Take back what an interrupted pass left half-way, then do everything that waits. The number of steps done.

        Ends sooner when `stopping` says so. The stages take turns, so that nobody's decision waits for a long queue to be opened.
        """
        if self._backlog.is_empty():
            return 0
        self._opener.release()
        stages = [self._opener.open_next, self._attaching.look, self._waiting.look, self._decider.decide_next]
        steps = 0
        while True:
            results = {stage: stage() for stage in stages}
            steps += list(results.values()).count(Step.DONE)
            stages = [stage for stage, result in results.items() if result is not Step.FAILED]
            if Step.DONE not in results.values() or stopping():
                return steps


class WorkerLoop:
    """A worker that looks for work at an interval, until it is told to end."""

    def __init__(self, worker: Worker, interval: float) -> None:
        self._worker = worker
        self._interval = interval  # seconds
        self._stopping = Event()

    def run(self) -> None:
        """Work until `end`."""
        while not self._stopping.is_set():
            self._stopping.wait(self._pass())

    def end(self) -> None:
        """Finish the piece of work in hand, then let `run` return. Does not wait; fit for a signal's handler."""
        self._stopping.set()

    def _pass(self) -> float:
        """One pass; how many seconds to wait before the next."""
        try:
            self._worker.run_once(self._stopping.is_set)
        except UNAVAILABLE as fault:
            _log.warning("worker pass put off: the database does not answer (%s)", type(fault).__name__)
        except Exception as fault:  # noqa: BLE001 - the next pass tries again; a dead worker would be noticed by nobody
            _log.error("worker pass failed %s", code_path(fault))
        else:
            return self._interval
        return max(self._interval, _WAIT_AFTER_FAULT)


class WorkerThread:
    """A worker beside the server."""

    def __init__(self, worker: Worker, interval: float) -> None:
        self._loop = WorkerLoop(worker, interval)
        self._thread = Thread(target=self._loop.run, name="central-api-worker", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the piece of work in hand, then end."""
        self._loop.end()
        self._thread.join()
