"""A process is ended with kill -9 in the middle of a round, at each place that matters: what went stays gone, all is counted."""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest

from kiosk_app.events import Event
from kiosk_app.ports.checkpoints import Point
from kiosk_app.ports.drafts import NewDraft, Owner
from kiosk_app.ports.submissions import NewSubmission
from local_store import Store
from services.language import Language
from tests.local_store.purging import YEAR, Clocks, acknowledge, begin_ages, hear, let_go

MAIR = Owner("cardiff", "mair")
REQUESTS, DRAFTS = 80, 2  # a round passes each point four times: two slices of requests, and each draft


class KillAt:
    """Ends this process the n-th time it passes a point."""

    def __init__(self, point: Point, passing: int) -> None:
        self._point = point
        self._left = passing

    def reached(self, point: Point) -> None:
        self._left -= point is self._point
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def clock() -> Clocks:
    return Clocks()


@pytest.fixture
def old(store: Store, submit: Callable[..., NewSubmission], clock: Clocks) -> NewSubmission:
    """Everything is old but one request, which is not acknowledged. The store is closed."""
    acknowledge(store, clock, *(submit() for _ in range(REQUESTS)))
    waiting = submit()
    for number in range(DRAFTS):
        store.drafts.start(MAIR, NewDraft(UUID(int=1 + number), "prison-visit", 1, Language.WELSH))
    begin_ages(store, clock)
    clock.real += YEAR
    hear(store, clock)
    store.close()
    return waiting


def killed(path: Path, key: bytes, clock: Clocks, listener: KillAt) -> bool:
    """A round in a process of its own. Whether it was killed."""
    pid = os.fork()
    if pid == 0:
        try:
            with closing(Store.open(path, key, clock, listener)) as store:
                let_go(store)
        except BaseException:  # noqa: BLE001 - a child that fails must not go on as a second test run
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) in {0, -signal.SIGKILL}
    return os.WIFSIGNALED(status)


def digest(wire: bytes) -> bytes:
    return hashlib.sha256(wire).digest()


@pytest.mark.parametrize("passing", [1, 2, 3, 4])
@pytest.mark.parametrize("point", [Point.PURGE_WRITTEN, Point.PURGE_COMMITTED])
def test_a_round_that_is_killed_is_finished_by_the_next_and_all_that_went_is_told(  # noqa: PLR0917 - fixtures
    point: Point, passing: int, old: NewSubmission, path: Path, key: bytes, clock: Clocks
) -> None:
    assert killed(path, key, clock, KillAt(point, passing))

    with closing(Store.open(path, key, clock)) as survivor:
        assert [fault for slice_ in survivor.integrity.slices(digest) for fault in slice_.faults] == []
        let_go(survivor)
        (row,) = [row for row in survivor.audit.rows(limit=5000) if row.event is Event.STORE_PURGED]
        kept = survivor.submissions.find(old.reference)

        assert row.details == {"envelopes": str(REQUESTS), "receipts": str(REQUESTS), "drafts": str(DRAFTS)}
        assert kept is not None
        assert (kept.receipt, kept.emptied) == (old.receipt, False)
        assert [leased.id for leased in survivor.outbox.lease(clock.now(), 10, 10_000)] == [old.id]
        assert sum(not each.emptied for each in survivor.submissions.recent(1000)) == 1
        assert survivor.drafts.mine(MAIR) == []
        assert survivor.audit.first_broken() is None
