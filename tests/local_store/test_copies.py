"""A copy is made while the kiosk works: whole, of one moment, and either there under its name or not there at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kiosk_app.errors import CannotWrite, StoreCorrupt
from kiosk_app.events import Event
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import NewSubmission
from local_store import Store
from local_store.backup import copy_whole, create_private
from local_store.connection import RawConnection, connect, keyed
from local_store.copies import StoredCopies

PAGE = 4096


@pytest.fixture
def copies(store: Store, path: Path, key: bytes, clock: Clock) -> StoredCopies:  # noqa: ARG001 - the store makes the file
    return StoredCopies(path, key, clock)


def test_a_copy_holds_everything_and_the_row_that_announces_it(
    store: Store, copies: StoredCopies, submit: Callable[..., NewSubmission], open_store: Callable[..., Store], tmp_path: Path
) -> None:
    new = submit(receipt={"who": "PLAINTEXTMARKER"})

    copies.back_up(tmp_path / "copy.db")

    with closing(open_store(tmp_path / "copy.db")) as copy:
        assert copy.submissions.find(new.reference) == store.submissions.find(new.reference)
        assert [row.event for row in copy.audit.rows()][-1] is Event.STORE_BACKED_UP
        announced, done = list(store.audit.rows())[-2:]
        assert copy.audit.head() == (announced.number, announced.hash)
        assert done.event is Event.STORE_COPIED
        assert copy.audit.first_broken() is None


def test_a_copy_is_one_private_encrypted_file(copies: StoredCopies, submit: Callable[..., NewSubmission], tmp_path: Path) -> None:
    submit(receipt={"who": "PLAINTEXTMARKER"})
    folder = tmp_path / "stick"
    folder.mkdir()

    copies.back_up(folder / "copy.db")

    (copy,) = folder.iterdir()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert b"PLAINTEXTMARKER" not in copy.read_bytes()
    assert not copy.read_bytes().startswith(b"SQLite format 3")


def test_who_writes_meanwhile_neither_waits_nor_gets_into_the_copy(
    store: Store, path: Path, key: bytes, bare: RawConnection, tmp_path: Path
) -> None:
    bare.execute("CREATE TABLE filler (bytes BLOB)")
    for _ in range(40):
        bare.execute("INSERT INTO filler VALUES (randomblob(100000))")
    rows = store.audit.head().rows
    create_private(tmp_path / "copy.db")
    written = 0

    with closing(keyed(path, key)) as source, closing(connect(path, key, busy_seconds=0)) as other:
        step = source.backup

        def write_between(target: RawConnection, *, pages: int, sleep: float) -> None:
            def progress(*_state: int) -> None:
                nonlocal written
                other.execute("INSERT INTO filler VALUES (randomblob(10))")  # fails at once, were it to wait
                written += 1

            step(target, pages=pages, sleep=sleep, progress=progress)  # type: ignore[call-arg]

        copy_whole(_Through(source, write_between), tmp_path / "copy.db", key)

    with closing(keyed(tmp_path / "copy.db", key)) as copy:
        assert copy.execute("SELECT count(*) FROM filler").fetchone() == (40,)
        assert copy.execute("SELECT rows FROM audit_head").fetchone() == (rows,)
    assert written > 1


class _Through:
    """A connection whose copying is looked at."""

    def __init__(self, connection: RawConnection, backup: Callable[..., None]) -> None:
        self.execute = connection.execute
        self.close = connection.close
        self.backup = backup


def test_a_file_that_is_there_is_never_overwritten(store: Store, copies: StoredCopies, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("somebody's")
    rows = store.audit.head().rows

    with pytest.raises(CannotWrite) as caught:
        copies.back_up(tmp_path / "copy.db")

    assert caught.value.details == {"file": "copy.db", "why": "exists"}
    assert (tmp_path / "copy.db").read_text() == "somebody's"
    assert store.audit.head().rows == rows


def test_a_file_that_came_meanwhile_is_not_overwritten_either(
    copies: StoredCopies, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    link = os.link

    def late(source: Path, to: Path) -> None:
        to.write_text("somebody's")
        link(source, to)

    monkeypatch.setattr(os, "link", late)

    with pytest.raises(CannotWrite):
        copies.back_up(folder / "copy.db")

    assert [(path.name, path.read_text()) for path in folder.iterdir()] == [("copy.db", "somebody's")]


def test_where_files_have_one_name_only_the_copy_is_made_all_the_same(
    copies: StoredCopies, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_store: Callable[..., Store]
) -> None:
    def refuse(_source: Path, _to: Path) -> None:
        raise PermissionError  # what a memory stick's file system answers

    monkeypatch.setattr(os, "link", refuse)

    copies.back_up(tmp_path / "copy.db")

    with closing(open_store(tmp_path / "copy.db")) as copy:
        assert copy.integrity.damage() == []


def test_a_folder_that_is_not_there_is_said_before_anything_is_written(
    store: Store, copies: StoredCopies, tmp_path: Path
) -> None:
    rows = store.audit.head().rows

    with pytest.raises(CannotWrite):
        copies.back_up(tmp_path / "nowhere" / "copy.db")

    assert store.audit.head().rows == rows


def test_a_full_stick_is_said_and_nothing_is_left_on_it(
    copies: StoredCopies, bare: RawConnection, small_disk: Path, store: Store
) -> None:
    bare.execute("CREATE TABLE filler (bytes BLOB)")
    bare.execute("INSERT INTO filler VALUES (randomblob(2000000))")

    with pytest.raises(CannotWrite) as caught:
        copies.back_up(small_disk / "copy.db")

    assert caught.value.details["file"] == "copy.db"
    assert list(small_disk.iterdir()) == []
    assert store.audit.first_broken() is None


def test_a_damaged_database_gives_no_copy(
    store: Store, path: Path, copies: StoredCopies, tmp_path: Path, bare: RawConnection
) -> None:
    bare.execute("CREATE TABLE filler (bytes BLOB)")
    bare.execute("INSERT INTO filler VALUES (randomblob(100000))")
    bare.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    bare.close()
    with path.open("r+b") as file:
        file.seek(-PAGE * 3 + 100, os.SEEK_END)
        file.write(b"damage")

    with pytest.raises(StoreCorrupt):
        copies.back_up(tmp_path / "copy.db")

    assert not list(tmp_path.glob("*copy.db*"))
