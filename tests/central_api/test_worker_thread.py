from __future__ import annotations

from datetime import datetime
from threading import Event

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from central_api.decisions import Application, Decision
from central_api.states import OutcomeState
from central_api.worker import Worker, WorkerThread
from tests.central_api.conftest import Centre, Kiosk

PATIENCE = 30  # seconds


class Telling:
    """Decides, and says that it was asked."""

    def __init__(self) -> None:
        self.asked = Event()

    def decide(self, _session: Session, _application: Application, _now: datetime) -> Decision:
        self.asked.set()
        return Decision(OutcomeState.ISSUED)


class Locked(Worker):
    """The database is locked the first time."""

    def __init__(self) -> None:
        self.passes = 0
        self.worked = Event()

    def run_once(self, *_: object) -> int:
        self.passes += 1
        if self.passes == 1:
            raise OperationalError("statement", {}, Exception("database is locked"))
        self.worked.set()
        return 0


def test_the_worker_beside_the_server_finds_its_work_and_finishes_it_when_told_to_stop(centre: Centre, kiosk: Kiosk) -> None:
    step = Telling()
    thread = WorkerThread(centre.worker(steps={"prison-visit": step}), interval=0.01)
    thread.start()

    kiosk.send(kiosk.seal())
    assert step.asked.wait(PATIENCE)
    thread.stop()

    assert [outcome["state"] for outcome in kiosk.outcomes()["outcomes"]] == ["requested", "issued"]


def test_a_pass_that_fails_is_followed_by_another() -> None:
    worker = Locked()
    thread = WorkerThread(worker, interval=0.01)

    thread.start()
    worked = worker.worked.wait(PATIENCE)
    thread.stop()

    assert worked
