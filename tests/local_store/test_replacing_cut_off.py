"""Power may go at any step of putting another database in place: the old one stands, or the new one does after the next start."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kiosk_app.errors import StoreCorrupt, StoreUnreadable
from kiosk_app.events import Event
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import NewSubmission
from local_store import Store, prepare
from local_store.anew import begin_anew
from local_store.copies import StoredCopies
from tests.local_store.cutting_off import every_way


def left_over(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir() if file.name not in {"kiosk.db", "set-aside", "prepare.lock"})


@pytest.fixture
def copy(store: Store, submit: Callable[..., NewSubmission], path: Path, key: bytes, clock: Clock) -> Path:
    """A copy of a store that has got one more audit row since. The store is kept in "kept"."""
    submit()
    StoredCopies(path, key, clock).back_up(path.with_name("copy.db"))
    store.audit.append(Event.STORE_CHECKED, "", rows="1")
    store.close()
    (path.parent / "kept").mkdir()
    path.rename(path.parent / "kept" / path.name)
    return path.with_name("copy.db")


def test_a_restore_is_whole_or_not_at_all(copy: Path, path: Path, key: bytes, clock: Clock) -> None:
    ended = []
    for at in every_way(path, lambda at: StoredCopies(at, key, clock).restore(copy, leave_behind=False)):
        prepare(at, key, clock)

        with closing(Store.open(at, key, clock)) as store:
            events = [row.event for row in store.audit.rows()]
            assert store.audit.first_broken() is None
            assert store.submissions.counts().held == 1
        ended.append(events[-1])
        if events[-1] is Event.STORE_RESTORED:
            with closing(Store.open(at.parent / "set-aside" / "0001" / at.name, key, clock)) as aside:
                assert aside.audit.rows()[-1].event is Event.STORE_CHECKED
        assert left_over(at) == []

    assert ended == sorted(ended)  # the old one up to a step, and the new one from there on
    assert set(ended) == {Event.STORE_CHECKED, Event.STORE_RESTORED}


def test_a_damaged_database_is_in_its_place_with_its_log_or_set_aside_with_it(
    copy: Path, path: Path, key: bytes, clock: Clock
) -> None:
    damaged = {"kiosk.db": os.urandom(8192), "kiosk.db-wal": b"log"}
    for name, content in damaged.items():
        (path.parent / "kept" / name).write_bytes(content)
    restored = []
    for at in every_way(path, lambda at: StoredCopies(at, key, clock).restore(copy, leave_behind=True)):
        pending = at.with_name("kiosk.db.next").exists() or (at.parent / "set-aside" / "0001" / "kiosk.db").exists()
        if pending:
            prepare(at, key, clock)
        where = at.parent / "set-aside" / "0001" if pending else at.parent

        assert {name: (where / name).read_bytes() for name in damaged} == damaged
        restored.append(pending)

    assert restored == sorted(restored)
    assert set(restored) == {False, True}


def test_beginning_anew_is_whole_or_not_at_all(copy: Path, path: Path, key: bytes, clock: Clock) -> None:
    assert copy.exists()
    damaged = os.urandom(8192)
    (path.parent / "kept" / path.name).write_bytes(damaged)
    begun = []
    for at in every_way(path, lambda at: begin_anew(at, key, clock)):
        try:
            prepare(at, key, clock)
        except (StoreCorrupt, StoreUnreadable):
            assert at.read_bytes() == damaged
            assert left_over(at) == []
            begun.append(False)
            continue
        with closing(Store.open(at, key, clock)) as store:
            assert [row.event for row in store.audit.rows()] == [Event.STORE_CREATED, Event.STORE_SET_ASIDE]
        assert (at.parent / "set-aside" / "0001" / at.name).read_bytes() == damaged
        assert left_over(at) == []
        begun.append(True)

    assert begun == sorted(begun)
    assert set(begun) == {False, True}
