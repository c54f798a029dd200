"""The agent takes scans from the scanner while a clerk opens files: neither harms what the other has begun."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk_app.errors import StoreError
from local_store import Store, prepare
from tests.local_store.conftest import NOW, StandingClock
from tests.local_store.scanning import LARGE, SITE, new_scan


class Later(StandingClock):
    def __init__(self) -> None:
        self.by = timedelta()

    def now(self) -> datetime:
        return NOW + self.by


@pytest.fixture
def clock() -> Later:
    return Later()


@pytest.fixture
def store(tmp_path: Path, clock: Later) -> Iterator[Store]:
    path, key = tmp_path / "kiosk.db", bytes(range(32))
    prepare(path, key, clock)
    with closing(Store.open(path, key, clock)) as opened:
        yield opened


def begun(store: Store) -> int:
    with store._engine.connect() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM attachments WHERE NOT whole").scalar_one())


def test_a_scan_that_is_kept_while_another_is_begun_leaves_that_alone(store: Store) -> None:
    slow, sealed = new_scan(1, LARGE)
    quick, small = new_scan(2)

    def chunks() -> Iterator[bytes]:
        yield sealed.chunks[0]
        store.scans.keep(quick, small.chunks)
        yield from sealed.chunks[1:]

    store.scans.keep(slow, chunks())

    assert {line.id for line in store.scans.waiting(SITE)} == {slow.scan.id, quick.scan.id}


def test_a_scan_that_was_taken_away_while_it_was_kept_is_not_said_to_be_kept(store: Store) -> None:
    new, sealed = new_scan(1, LARGE)

    def chunks() -> Iterator[bytes]:
        yield from sealed.chunks
        with store._engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM attachment_chunks")
            connection.exec_driver_sql("DELETE FROM attachments")

    with pytest.raises(StoreError):
        store.scans.keep(new, chunks())

    assert store.scans.waiting(SITE) == []


def test_what_was_begun_an_hour_ago_goes_with_the_next_scan(store: Store, clock: Later) -> None:
    torn, sealed = new_scan(1, LARGE)

    def chunks() -> Iterator[bytes]:
        yield sealed.chunks[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.scans.keep(torn, chunks())
    new, small = new_scan(2)
    store.scans.keep(new, small.chunks)
    at_once = begun(store)
    clock.by = timedelta(hours=1)
    other, small = new_scan(3)

    store.scans.keep(other, small.chunks)

    assert (at_once, begun(store)) == (1, 0)
