"""The audit log is read newest first, a page at a time and narrowed; its chain is walked in slices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from kiosk_app.events import Event
from kiosk_app.ports.records import Narrowing, Walked
from local_store import Store, prepare
from tests.ui.fake_desk import StillClock

WHO = str(UUID(int=7))


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def store(tmp_path: Path, clock: StillClock) -> Iterator[Store]:
    path, key = tmp_path / "kiosk.db", bytes(range(32))
    prepare(path, key, clock)
    opened = Store.open(path, key, clock)
    yield opened
    opened.close()


def numbers(store: Store, wanted: Narrowing, most: int = 4) -> list[int]:
    """Of every row that is wanted, page by page."""
    found: list[int] = []
    before: int | None = None
    while True:
        page = store.records.page(wanted, before, most)
        assert page.newer == len(found)
        if not page.rows:
            assert page.total == len(found)
            return found
        found += [row.number for row in page.rows]
        before = found[-1]


def test_every_row_is_on_one_page_the_newest_first(store: Store) -> None:
    for number in range(9):
        store.audit.append(Event.SESSION_STARTED, str(number))

    assert numbers(store, Narrowing()) == list(range(10, 0, -1))


def test_rows_are_narrowed_by_event_operator_day_and_subject(store: Store, clock: StillClock) -> None:
    store.audit.append(Event.OPERATOR_SIGNED_IN, "s-1", operator=WHO)
    store.audit.append(Event.OPERATOR_SIGNED_OUT, "s-2", operator="somebody-else", how="ended", by=WHO)
    store.audit.append(Event.OPERATOR_LOCKED, WHO, cause="wrong-secrets")
    clock.at += timedelta(days=2)
    store.audit.append(Event.SESSION_STARTED, "s-1")

    assert numbers(store, Narrowing(event=Event.OPERATOR_SIGNED_IN.value)) == [2]
    assert numbers(store, Narrowing(operator=WHO)) == [4, 3, 2]
    assert numbers(store, Narrowing(subject="s-1")) == [5, 2]
    assert numbers(store, Narrowing(since=clock.at, until=clock.at + timedelta(days=1))) == [5]
    assert numbers(store, Narrowing(subject="s-1", operator=WHO)) == [2]


def test_the_chain_is_walked_in_slices_to_the_same_answer(store: Store) -> None:
    for number in range(9):
        store.audit.append(Event.SESSION_STARTED, str(number))
    walked, steps = Walked(), 0

    while not walked.ended:
        walked, steps = store.records.walk(walked, 4), steps + 1

    assert (walked.number, walked.rows, walked.broken, walked.link) == (10, 10, None, store.audit.head().hash)
    assert steps == 3
