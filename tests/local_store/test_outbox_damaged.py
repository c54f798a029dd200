"""An outbox with a damaged page: whatever can still be read is sent, and nothing stands in its way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from kiosk_app.errors import StoreCorrupt
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import Leased, NewSubmission, Settled, Settlement
from local_store import Store
from local_store.connection import connect
from local_store.faults import translating
from local_store.outbox import UNREADABLE_AGAIN

PAGE = 4096
SUBMISSIONS = 150
ALL = 1_000_000
ROWS = "SELECT length(reason) FROM outbox NOT INDEXED"
EXCEPT = ("SELECT * FROM submissions", "SELECT * FROM envelopes", "SELECT * FROM audit", "SELECT epoch, custody FROM outbox")


@pytest.fixture
def sent() -> int:
    """How many are being sent when the damage happens."""
    return 0


@pytest.fixture
def filled(store: Store, submit: Callable[..., NewSubmission], path: Path, clock: Clock, sent: int) -> Path:
    """The file of a store that holds submissions, closed."""
    for _ in range(SUBMISSIONS):
        submit()
    if sent:
        store.outbox.lease(clock.now(), sent, ALL)
    store.close()
    return path


@pytest.fixture
def damaged(filled: Path, key: bytes, open_store: Callable[[], Store]) -> Iterator[Store]:
    """That store, with a leaf of the outbox damaged and nothing else."""
    spoil_a_leaf(filled, key)
    with closing(open_store()) as opened:
        yield opened


def spoil_a_leaf(path: Path, key: bytes) -> None:
    for page in range(path.stat().st_size // PAGE, 1, -1):
        change_byte(path, page)
        if not reads(path, key, ROWS) and reads(path, key, f"{ROWS} LIMIT 1") and all(reads(path, key, each) for each in EXCEPT):
            return
        change_byte(path, page)  # back
    raise AssertionError("no page holds the outbox alone")


def change_byte(path: Path, page: int) -> None:
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE + PAGE // 2)
        byte = file.read(1)[0]
        file.seek(-1, 1)
        file.write(bytes([byte ^ 0x10]))


def reads(path: Path, key: bytes, query: str) -> bool:
    try:
        with translating(), closing(connect(path, key)) as bare:
            bare.execute(query).fetchall()
    except StoreCorrupt:
        return False
    return True


def everything(store: Store, clock: Clock, *, later: timedelta = timedelta()) -> list[Leased]:
    """What is handed out and acknowledged until nothing is due."""
    had: list[Leased] = []
    while leased := store.outbox.lease(clock.now() + later, 40, ALL):
        store.outbox.settle([Settlement(each.id, Settled.ACKNOWLEDGED) for each in leased], clock.now())
        had += leased
    return had


def test_every_envelope_is_still_handed_out_once_and_in_order(damaged: Store, clock: Clock) -> None:
    had = everything(damaged, clock)

    assert [(each.sequence, each.attempts) for each in had] == [(number, 1) for number in range(1, SUBMISSIONS + 1)]
    assert damaged.outbox.next_due() is None


def test_what_could_not_be_written_down_is_handed_out_again_after_a_while(damaged: Store, clock: Clock) -> None:
    had = everything(damaged, clock)

    held = damaged.submissions.counts().held

    again = everything(damaged, clock, later=UNREADABLE_AGAIN)

    assert len(again) == held
    assert {each.id for each in again} <= {each.id for each in had}
    assert 0 < held < len(had)


def test_it_is_not_said_that_everything_is_sent(damaged: Store, clock: Clock) -> None:
    everything(damaged, clock)

    assert not damaged.outbox.all_acknowledged()


def test_one_lease_keeps_to_its_bounds(damaged: Store, clock: Clock) -> None:
    size = len(damaged.outbox.lease(clock.now(), 1, 1)[0].wire)

    assert len(damaged.outbox.lease(clock.now(), 7, ALL)) == 7
    assert len(damaged.outbox.lease(clock.now(), 7, 2 * size + size // 2)) == 2


@pytest.mark.parametrize("sent", [SUBMISSIONS])
def test_what_was_being_sent_is_released_as_far_as_that_can_be_written(damaged: Store, clock: Clock) -> None:
    released = damaged.outbox.release_leases()
    had = everything(damaged, clock)

    assert 0 < released < SUBMISSIONS
    assert len(had) == released


def test_a_submission_that_does_not_exist_cannot_be_settled(damaged: Store, clock: Clock) -> None:
    with pytest.raises(LookupError):
        damaged.outbox.settle([Settlement(UUID(int=1), Settled.ACKNOWLEDGED)], clock.now())
