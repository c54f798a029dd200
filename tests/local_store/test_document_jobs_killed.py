"""A process is ended with kill -9 while a document is queued, printed or called off: there is a whole job, or nothing of it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kiosk_app.ports.checkpoints import Point
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.printing import PrintState
from kiosk_app.ports.submissions import NewSubmission
from local_store import Store
from tests.local_store.documents import CONTENT, SECRET, kept

New = Callable[..., NewSubmission]


class KillAt:
    """Ends this process at a point."""

    def __init__(self, point: Point) -> None:
        self._point = point

    def reached(self, point: Point) -> None:
        if point is self._point:
            os.kill(os.getpid(), signal.SIGKILL)


class Kiosk:
    """The database of a kiosk, on which processes come and go."""

    def __init__(self, path: Path, key: bytes, clock: Clock) -> None:
        self.path, self._key, self._clock = path, key, clock

    def killed(self, point: Point, work: Callable[[Store], object]) -> bool:
        """Work in a process of its own. Whether it was killed."""
        pid = os.fork()
        if pid == 0:
            try:
                with closing(Store.open(self.path, self._key, self._clock, KillAt(point))) as store:
                    work(store)
            except BaseException:  # noqa: BLE001 - a child that fails must not go on as a second test run
                os._exit(1)
            os._exit(0)
        _, status = os.waitpid(pid, 0)
        return os.waitstatus_to_exitcode(status) == -signal.SIGKILL

    def opened(self) -> closing[Store]:
        return closing(Store.open(self.path, self._key, self._clock))

    def left(self) -> int:
        """How many documents there is still the content of."""
        return kept(self.path, self._key)


@pytest.fixture
def kiosk(path: Path, key: bytes, clock: Clock) -> Kiosk:
    return Kiosk(path, key, clock)


@pytest.fixture
def asked(store: Store, submit: New) -> NewSubmission:
    """A submission whose receipt is out. The store is closed."""
    new = submit(session="s1", print_copies=0)
    store.close()
    return new


def test_killed_while_it_is_queued_nothing_is_left_of_it(asked: NewSubmission, kiosk: Kiosk) -> None:
    assert kiosk.killed(Point.CONTENT_WRITTEN, lambda store: store.prints.queue_document(asked.id, CONTENT, "s1"))

    with kiosk.opened() as store:
        assert store.prints.jobs() == []
        assert store.submissions.find(asked.reference) is not None
    assert kiosk.left() == 0


@pytest.mark.parametrize(("point", "left"), [(Point.EXPIRY_WRITTEN, 1), (Point.EXPIRY_COMMITTED, 0)])
def test_killed_while_its_session_ends_it_waits_whole_or_is_gone(
    asked: NewSubmission, kiosk: Kiosk, point: Point, left: int
) -> None:
    with kiosk.opened() as store:
        job = store.prints.queue_document(asked.id, CONTENT, "s1").id

    assert kiosk.killed(point, lambda store: store.prints.expire("s1"))

    assert kiosk.left() == left
    with kiosk.opened() as store:
        store.prints.expire_others("")  # the kiosk starts again
        found = store.prints.job(job)
        assert found is not None
        assert found.state is PrintState.EXPIRED
    assert kiosk.left() == 0


def test_killed_while_it_is_printed_it_is_gone_when_the_agent_is_back(asked: NewSubmission, kiosk: Kiosk) -> None:
    def take(store: Store) -> None:
        job = store.prints.queue_document(asked.id, CONTENT, "s1")
        store.prints.claim(job.id)
        os.kill(os.getpid(), signal.SIGKILL)

    assert kiosk.killed(Point.PRINT_CLAIMED, take)
    assert kiosk.left() == 1

    with kiosk.opened() as store:
        assert store.prints.mark_interrupted() == 1

    assert kiosk.left() == 0


def test_no_file_beside_the_database_ever_says_it(asked: NewSubmission, kiosk: Kiosk) -> None:
    with kiosk.opened() as store:
        job = store.prints.queue_document(asked.id, CONTENT, "s1")
        store.prints.claim(job.id)
        store.prints.content(job.id)
        files = [file.read_bytes() for file in kiosk.path.parent.rglob("*") if file.is_file()]

    assert files
    assert not any(SECRET.encode() in content for content in files)
