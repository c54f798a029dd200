"""Many who ask at the same moment, decided by as many workers as the database allows; and what must be true afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from sqlalchemy import func, select

from central_api.models import Booking, RecordedOutcome, SessionRoom
from central_api.states import OutcomeState
from central_api.worker import WorkerThread
from tests.central_api.conftest import Centre

WORKERS = 4
CLIENTS = 50


@contextmanager
def workers_beside(centre: Centre, kind: str) -> Iterator[None]:
    """At work while the context lasts; SQLite has one."""
    with ExitStack() as stack:
        for _ in range(WORKERS if kind == "postgresql" else 1):
            worker = WorkerThread(centre.worker(), centre.settings.worker.interval_seconds)
            worker.start()
            stack.callback(worker.stop)
        yield


def decisions(centre: Centre) -> Counter[str]:
    """How many were told what, beyond that they have asked."""
    with centre.database.read() as session:
        states = select(RecordedOutcome.state).where(RecordedOutcome.state != OutcomeState.REQUESTED)
        return Counter(session.scalars(states))


def assert_one_has_the_last_place(centre: Centre) -> None:
    """One of `CLIENTS`, by what they were told, by the bookings and by the count."""
    assert decisions(centre) == {"booked": 1, "rejected": CLIENTS - 1}
    with centre.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Booking)) == 1
        assert session.scalars(select(SessionRoom.taken)).all() == [1]
