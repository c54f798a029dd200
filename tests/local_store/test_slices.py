"""Damage anywhere in the file is found by the slices, and looking for it holds up nobody."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3.dbapi2 import DatabaseError

from kiosk_app.errors import StoreCorrupt
from kiosk_app.events import Event
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import Custody, NewSubmission, Position, Sealed, Settled, Settlement
from local_store import Store
from local_store.connection import RawConnection, connect

PAGE = 4096
SUBMISSIONS = 150
MARKER = "PLAINTEXTMARKER"


def digest(wire: bytes) -> bytes:
    return hashlib.sha256(wire).digest()


def faults(store: Store) -> list[str]:
    return [fault for slice_ in store.integrity.slices(digest) for fault in slice_.faults]


@pytest.fixture
def seal() -> Callable[[Position], Sealed]:
    """Envelopes that need overflow pages."""

    def make(position: Position) -> Sealed:
        wire = bytes(6000) + position.sequence.to_bytes(8)
        return Sealed(wire, digest(wire))

    return make


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("filled") / "kiosk.db"


@pytest.fixture
def filled(made_once: Path, path: Path, open_store: Callable[[], Store], request: pytest.FixtureRequest) -> Iterator[Store]:
    """Enough submissions that every table has pages below its first one."""
    if made_once.exists():
        shutil.copy(made_once, path)
    else:
        store: Store = request.getfixturevalue("store")
        submit: Callable[..., NewSubmission] = request.getfixturevalue("submit")
        for _ in range(SUBMISSIONS):
            submit(receipt={"who": MARKER}, print_copies=1)
        store.close()
        shutil.copy(path, made_once)
    opened = open_store()
    yield opened
    opened.close()


def change_byte(path: Path, page: int) -> None:
    """Change one byte of a page, counted from 1, that no process has open."""
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE + 1000)
        byte = file.read(1)[0]
        file.seek(-1, 1)
        file.write(bytes([byte ^ 0x01]))


def test_a_whole_store_has_no_faults_and_every_row_is_counted(filled: Store) -> None:
    slices = list(filled.integrity.slices(digest))

    assert [fault for slice_ in slices for fault in slice_.faults] == []
    assert sum(slice_.rows for slice_ in slices) >= 5 * SUBMISSIONS  # submissions, envelopes, outbox, print jobs, audit
    assert max(slice_.rows for slice_ in slices) <= 100


def test_a_changed_byte_in_the_first_page_of_any_table_or_index_is_found(
    filled: Store, path: Path, key: bytes, open_store: Callable[[], Store]
) -> None:
    with closing(connect(path, key)) as bare:
        listed = bare.execute(
            "SELECT json_group_array(tbl_name || ':' || rootpage) FROM sqlite_master"
            " WHERE rootpage > 1 AND tbl_name <> 'alembic_version'"
        )
        roots = [each.split(":") for each in json.loads(listed.fetchone()[0])]
    filled.close()
    assert len(roots) > 15

    for table, page in roots:
        change_byte(path, int(page))
        with closing(open_store()) as damaged:
            found = faults(damaged)
        change_byte(path, int(page))  # as it was

        assert f"{table}:unreadable" in found, (table, page)


def test_a_changed_byte_on_any_page_is_found_and_what_can_be_read_still_is(
    filled: Store, path: Path, open_store: Callable[[], Store]
) -> None:
    filled.close()
    pages = path.stat().st_size // PAGE
    tables, opened = set(), 0

    for page in range(33, pages + 1, 23):  # the first pages are those of the test above
        change_byte(path, page)
        try:
            damaged = open_store()
        except StoreCorrupt:  # what is read first of all
            change_byte(path, page)
            continue
        opened += 1
        with closing(damaged):
            found = faults(damaged)
            broken = {fault.split(":")[0] for fault in found}
            damaged.device.enrolment()
            if "outbox" not in broken:
                damaged.submissions.counts()
        change_byte(path, page)

        assert found, page
        assert not any(MARKER in fault for fault in found)
        tables |= broken

    assert "envelopes" in tables
    assert opened > 10


def test_damage_in_one_place_does_not_hide_damage_behind_it(filled: Store, path: Path, open_store: Callable[[], Store]) -> None:
    filled.close()
    pages = path.stat().st_size // PAGE
    for page in (pages // 2, pages - 20):
        change_byte(path, page)

    with closing(open_store()) as damaged:
        found = faults(damaged)

    assert len(found) >= 2


def test_an_envelope_that_is_not_the_one_that_was_sealed_is_found(filled: Store, bare: RawConnection) -> None:
    bare.execute("DROP TRIGGER envelopes_fixed")
    bare.execute("UPDATE envelopes SET wire = zeroblob(6008) WHERE rowid = 7")

    assert faults(filled) == ["envelopes:digest"]


def test_bytes_that_are_no_envelope_are_found(filled: Store) -> None:
    found = [fault for slice_ in filled.integrity.slices(lambda _wire: None) for fault in slice_.faults]

    assert found == ["envelopes:digest"] * SUBMISSIONS


def test_a_row_that_its_index_does_not_list_is_found(filled: Store, bare: RawConnection) -> None:
    bare.execute("PRAGMA writable_schema = ON")
    bare.execute("UPDATE sqlite_master SET sql = replace(sql, 'attempts, epoch', 'sequence, epoch') WHERE name = 'outbox_due'")
    bare.execute("PRAGMA schema_version = 1000")
    bare.execute("PRAGMA writable_schema = RESET")

    assert "outbox:index" in faults(filled)


def test_a_changed_audit_row_is_found_by_the_round_and_by_the_look_at_the_tail(filled: Store, bare: RawConnection) -> None:
    bare.execute("DROP TRIGGER audit_fixed")
    bare.execute("UPDATE audit SET subject = 'x' WHERE number = 100")

    assert faults(filled) == ["audit:chain"]
    assert filled.integrity.audit_tail(1000) == 100
    assert filled.integrity.audit_tail(10) is None  # it lies before them


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE audit SET details = 'not JSON' WHERE number = 100", {"audit:value", "audit:chain"}),
        ("UPDATE audit SET details = CAST(x'ff' AS TEXT) WHERE number = 100", {"audit:unreadable", "audit:chain"}),
        ("UPDATE audit SET at = 9223372036854775807 WHERE number = 100", {"audit:value", "audit:chain"}),
        ("UPDATE audit SET event = '' WHERE number = 100", {"audit:chain"}),
        ("UPDATE submissions SET receipt = '{' WHERE rowid = 7", {"submissions:value"}),
        ("UPDATE submissions SET created = 9223372036854775807 WHERE rowid = 7", {"submissions:value"}),
        ("UPDATE outbox SET retry_at = 9223372036854775807 WHERE rowid = 7", {"outbox:value"}),
        ("UPDATE print_jobs SET submission_id = 'no UUID' WHERE rowid = 7", {"print_jobs:value"}),
        ("UPDATE enrolments SET device_id = 'no UUID'", {"enrolments:value"}),
        ("INSERT INTO outcomes VALUES ('no UUID', 1, 'x', '[]', '{}', 1)", {"outcomes:value"}),
        ("INSERT INTO outcomes VALUES ('no UUID', 1, 'x', '[', '{', 1)", {"outcomes:value"}),
    ],
)
def test_what_does_not_read_as_what_its_column_holds_is_found_and_the_round_goes_on(
    filled: Store, bare: RawConnection, change: str, found: set[str]
) -> None:
    triggers = bare.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in triggers:
        bare.execute(f"DROP TRIGGER {name}")
    bare.execute("PRAGMA foreign_keys = OFF")
    bare.execute("PRAGMA ignore_check_constraints = ON")

    bare.execute(change)

    assert set(faults(filled)) == found


def test_a_missing_tail_is_found_by_the_look_at_the_tail(filled: Store, bare: RawConnection) -> None:
    last = filled.audit.head().rows
    bare.execute("DROP TRIGGER audit_kept")
    bare.execute("DELETE FROM audit WHERE number = (SELECT max(number) FROM audit)")

    assert filled.integrity.audit_tail(10) == last
    assert filled.integrity.audit_tail(1) == last


def test_the_tail_of_a_short_log_is_all_of_it(store: Store) -> None:
    store.audit.append(Event.SESSION_STARTED, "one")

    assert store.integrity.audit_tail(1000) is None


def test_after_a_damaged_page_the_store_still_writes(filled: Store, path: Path, open_store: Callable[[], Store]) -> None:
    filled.close()
    change_byte(path, path.stat().st_size // PAGE - 10)

    with closing(open_store()) as damaged:
        assert faults(damaged)
        damaged.audit.append(Event.STORE_DAMAGED)

        assert damaged.audit.head().rows > SUBMISSIONS


def test_another_process_submits_while_a_slice_is_being_read(filled: Store, path: Path, key: bytes) -> None:
    command = [sys.executable, "-m", "tests.local_store.submitting_process", str(path), "X", "20"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        assert process.stdin is not None
        process.stdin.write(key.hex() + "\n")
        process.stdin.close()
        rounds = 0
        while process.poll() is None:
            assert faults(filled) == []
            rounds += 1

    assert process.returncode == 0
    assert rounds > 0
    assert filled.submissions.counts().held == SUBMISSIONS + 20


def test_a_schema_that_cannot_be_read_is_damage_too(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def corrupt(*_arguments: object) -> None:
        raise StoreCorrupt(cause="SQLITE_CORRUPT")

    monkeypatch.setattr("local_store.slices._rows", corrupt)

    assert faults(filled) == ["schema:unreadable"]


def test_an_envelope_that_cannot_be_read_holds_up_none_of_the_others(
    filled: Store, path: Path, key: bytes, open_store: Callable[[], Store], clock: Clock
) -> None:
    filled.close()
    spoil_an_envelope(path, key)
    store = open_store()

    taken = store.outbox.lease(clock.now(), SUBMISSIONS, 2**30)
    store.outbox.settle([Settlement(leased.id, Settled.ACKNOWLEDGED) for leased in taken], clock.now())

    held = [each for each in store.submissions.recent(SUBMISSIONS) if each.custody is Custody.HELD]
    assert 0 < len(held) == SUBMISSIONS - len(taken) < SUBMISSIONS // 2
    assert {(each.reason, each.attempts) for each in held} == {("unreadable", 1)}
    assert store.outbox.lease(clock.now(), SUBMISSIONS, 2**30) == []
    assert not store.submissions.counts().sending


def spoil_an_envelope(path: Path, key: bytes) -> None:
    """Change a byte of a page from which envelopes alone are read."""
    for page in range(path.stat().st_size // PAGE, 1, -1):
        change_byte(path, page)
        if not reads(path, key, "envelopes") and all(reads(path, key, table) for table in ("submissions", "outbox", "audit")):
            return
        change_byte(path, page)  # back
    raise AssertionError("no page holds envelopes alone")


def reads(path: Path, key: bytes, table: str) -> bool:
    """Whether every row of a table can be read, through every index."""
    try:
        with closing(connect(path, key)) as bare:
            bare.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - our own names
            return str(bare.execute(f"PRAGMA integrity_check({table})").fetchone()[0]) == "ok"
    except (StoreCorrupt, DatabaseError):
        return False
