from __future__ import annotations

import hashlib
import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, text
from sqlcipher3 import dbapi2

from kiosk_app.errors import DiskFailing, DiskFull, StoreCorrupt, StoreLocked, StoreUnreadable
from kiosk_app.ports.device import Enrolment
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import Counts, NewSubmission, Position, Sealed
from local_store import Store, prepare
from local_store.connection import connect
from local_store.engine import open_engine, reading
from local_store.faults import translated, translating

New = Callable[..., NewSubmission]
WRONG_KEY = b"w" * 32


def large(position: Position) -> Sealed:
    wire = os.urandom(200_000) + position.previous
    return Sealed(wire, hashlib.sha256(wire).digest())


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_every_connection_is_set_up_for_durability_and_secrecy(store: Store) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "temp_store": 2,
        "busy_timeout": 10_000,
    }

    with reading(store._engine) as one, reading(store._engine) as another:
        found = [{name: c.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in expected} for c in (one, another)]

    assert found == [expected, expected]


def test_nothing_readable_is_on_the_disk(path: Path, store: Store, submit: New) -> None:
    for _ in range(50):
        submit(receipt={"who": "PLAINTEXTMARKER"}, service="PLAINTEXTMARKER", cites="PLAINTEXTMARKER", session="PLAINTEXTMARKER")

    files = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    store.close()
    files["after closing"] = path.read_bytes()

    assert {"kiosk.db", "kiosk.db-wal"} <= set(files)
    assert len(files["kiosk.db-wal"]) > 50_000
    for content in files.values():
        assert b"PLAINTEXTMARKER" not in content
        assert b"SQLite format 3" not in content
        assert b"submissions" not in content


def test_a_wrong_key_is_refused_quietly(
    path: Path, store: Store, clock: Clock, capfd: pytest.CaptureFixture[str], submit: New
) -> None:
    submit()
    store.close()
    before = path.read_bytes()

    with pytest.raises(StoreUnreadable):
        Store.open(path, WRONG_KEY, clock)
    with pytest.raises(StoreUnreadable):
        prepare(path, WRONG_KEY, clock)

    assert path.read_bytes() == before
    assert capfd.readouterr() == ("", "")


def test_a_key_of_another_length_is_a_bug(path: Path, store: Store, clock: Clock) -> None:
    store.close()

    with pytest.raises(ValueError, match="32 bytes"):
        Store.open(path, b"short", clock)


def test_a_missing_file_is_not_taken_for_an_empty_kiosk(path: Path, key: bytes, clock: Clock) -> None:
    with pytest.raises(StoreUnreadable) as caught:
        Store.open(path, key, clock)

    assert caught.value.details == {"cause": "missing"}
    assert not path.exists()


def test_the_key_is_not_shown_by_the_engine(store: Store, key: bytes) -> None:
    assert key.hex() not in repr(store._engine)
    assert key.hex() not in str(store._engine.url)


def test_a_path_with_odd_characters_is_that_file(tmp_path: Path, key: bytes, clock: Clock) -> None:
    path = tmp_path / "a b%20#?é'.db"

    prepare(path, key, clock)
    with closing(Store.open(path, key, clock)) as store:
        assert store.audit.head().rows == 1

    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_write_takes_the_lock_at_once_and_says_when_it_cannot(path: Path, key: bytes, store: Store) -> None:
    engine = open_engine(path, key, busy_seconds=0.05)

    with store._engine.begin(), pytest.raises(StoreLocked), engine.begin():
        pass

    engine.dispose()


def test_reading_does_not_wait_for_a_writer(store: Store, submit: New) -> None:
    submit()

    with store._engine.begin() as writer:
        writer.exec_driver_sql("DELETE FROM contact")

        assert store.submissions.counts() == Counts(held=1)


def test_a_damaged_page_is_corruption(path: Path, open_store: Callable[[], Store], store: Store, submit: New) -> None:
    for _ in range(200):
        submit()
    store.close()
    content = bytearray(path.read_bytes())
    pages = len(content) // 4096
    for page in range(pages // 2, pages):
        content[page * 4096 + 100] ^= 0xFF
    path.write_bytes(content)

    with pytest.raises(StoreCorrupt), closing(open_store()) as damaged:  # perhaps it is found on opening
        damaged.submissions.recent(1000)


def test_damage_found_by_a_bare_connection_is_corruption_too(path: Path, key: bytes, store: Store) -> None:
    store.close()
    path.write_bytes(path.read_bytes()[:-4096])

    with pytest.raises(StoreCorrupt):
        connect(path, key)


def test_a_full_database_saves_nothing_and_goes_on_when_there_is_room(store: Store, submit: New, new_submission: New) -> None:
    submit()
    audited = store.audit.head()

    def limit(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # SQLite reads this as: no page more than there are

    event.listen(store._engine, "begin", limit)
    with pytest.raises(DiskFull):
        store.submissions.submit(new_submission(), large)
    event.remove(store._engine, "begin", limit)
    after = store.submissions.counts(), store.audit.head(), len(store.prints.jobs())
    store._engine.dispose()

    saved = store.submissions.submit(new_submission(), large)

    assert after == (Counts(held=1), audited, 1)
    assert saved.position.sequence == 2


def test_a_write_that_the_disk_refuses_at_the_commit_saves_nothing(
    path: Path, store: Store, submit: New, new_submission: New
) -> None:
    submit()
    room = path.with_name("kiosk.db-wal").stat().st_size

    with files_no_larger_than(room + 50_000), pytest.raises(DiskFailing):
        store.submissions.submit(new_submission(), large)

    assert store.submissions.counts() == Counts(held=1)
    assert store.submissions.submit(new_submission(), large).position.sequence == 2
    assert store.audit.first_broken() is None


def test_a_disk_that_fills_keeps_what_was_saved(
    small_disk: Path, key: bytes, clock: Clock, new_submission: New, new_enrolment: Callable[..., Enrolment]
) -> None:
    path = small_disk / "kiosk.db"
    prepare(path, key, clock)
    saved: list[str] = []
    with closing(Store.open(path, key, clock)) as store:
        store.device.enrol(new_enrolment())

        def submit_until_it_fails() -> None:
            for _ in range(20):
                new = new_submission()
                store.submissions.submit(new, large)
                saved.append(new.reference)

        with pytest.raises(DiskFull):
            submit_until_it_fails()

        assert [kept.reference for kept in reversed(store.submissions.recent(100))] == saved
    with closing(Store.open(path, key, clock)) as store:
        assert [kept.reference for kept in reversed(store.submissions.recent(100))] == saved
        assert store.audit.first_broken() is None


def test_a_disk_too_full_to_create_the_store_says_so(small_disk: Path, key: bytes, clock: Clock) -> None:
    (small_disk / "ballast").write_bytes(bytes(1_000_000))

    with pytest.raises(DiskFull):
        prepare(small_disk / "kiosk.db", key, clock)


def test_a_disk_that_is_read_only_cannot_be_used(small_disk: Path, key: bytes, clock: Clock) -> None:
    prepare(small_disk / "kiosk.db", key, clock)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)  # noqa: S603, S607

    with pytest.raises(StoreUnreadable):
        Store.open(small_disk / "kiosk.db", key, clock)


def test_a_failure_that_is_a_bug_stays_one() -> None:
    bug = dbapi2.ProgrammingError("no such thing")

    with pytest.raises(dbapi2.ProgrammingError), translating():
        raise bug

    assert translated(bug) is None


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (dbapi2.SQLITE_FULL, DiskFull),
        (10, DiskFailing),
        (10 | (3 << 8), DiskFailing),  # SQLITE_IOERR_WRITE
        (dbapi2.SQLITE_BUSY, StoreLocked),
        (5 | (1 << 8), StoreLocked),  # SQLITE_BUSY_RECOVERY
        (dbapi2.SQLITE_LOCKED, StoreLocked),
        (dbapi2.SQLITE_CORRUPT, StoreCorrupt),
        (dbapi2.SQLITE_NOTADB, StoreCorrupt),
        (dbapi2.SQLITE_CANTOPEN, StoreUnreadable),
        (dbapi2.SQLITE_READONLY, StoreUnreadable),
    ],
)
def test_every_expected_code_has_one_meaning(code: int, kind: type[Exception]) -> None:
    error = dbapi2.OperationalError("text")
    error.sqlite_errorcode = code

    assert type(translated(error)) is kind


def test_an_error_s_text_holds_no_parameters(store: Store) -> None:
    with pytest.raises(Exception, match="no such table") as caught, reading(store._engine) as connection:
        connection.execute(text("SELECT * FROM missing WHERE who = :who"), {"who": "MARKER"})

    assert "MARKER" not in str(caught.value)
