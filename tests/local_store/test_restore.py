"""A copy is put back whole or not at all; what stood there is kept, and numbers are never used twice."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest

from kiosk_app.errors import AlreadyRunning, BadInput, CopyRefused, DiskFull, NewerSchema, StoreUnreadable, WouldLeaveBehind
from kiosk_app.events import Event
from kiosk_app.ports.copies import Restored
from kiosk_app.ports.device import Contact, DocumentKind, Enrolment, KeptDocument
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.printing import PrintState
from kiosk_app.ports.submissions import Counts, NewSubmission, Position, Sealed, Settled, Settlement
from local_store import Store, prepare
from local_store.connection import RawConnection, connect
from local_store.copies import StoredCopies
from tests.local_store.conftest import NOW

Submit = Callable[..., NewSubmission]
OpenStore = Callable[..., Store]
Restore = Callable[..., Restored]
PAGE = 4096


@pytest.fixture
def copies(path: Path, key: bytes, clock: Clock) -> StoredCopies:
    return StoredCopies(path, key, clock)


@pytest.fixture
def copy(store: Store, submit: Submit, copies: StoredCopies, tmp_path: Path) -> Path:
    """A copy with one submission, held; the store is closed again."""
    submit(print_copies=1)
    folder = tmp_path / "stick"
    folder.mkdir()
    copies.back_up(folder / "copy.db")
    store.close()
    return folder / "copy.db"


@pytest.fixture
def submit_to(new_submission: Callable[..., NewSubmission], seal: Callable[[Position], Sealed]) -> Callable[..., Position]:
    """Submits to a store that was opened later, with an id and a reference of its own."""

    def one_more(store: Store, number: int) -> Position:
        new = new_submission(id=UUID(int=number), reference=f"{number:012}")
        return store.submissions.submit(new, seal).position

    return one_more


@pytest.fixture
def restore(copies: StoredCopies) -> Restore:
    return lambda copy, *, leave_behind=False: copies.restore(copy, leave_behind=leave_behind)


def files(path: Path) -> dict[str, bytes]:
    """Everything in the data folder but the stick and the lock."""
    folder = path.parent
    found = (file for file in folder.rglob("*") if file.is_file() and "stick" not in file.parts and file.name != "prepare.lock")
    return {str(file.relative_to(folder)): file.read_bytes() for file in found}


def test_what_is_restored_is_what_was_copied(path: Path, copy: Path, restore: Restore, open_store: OpenStore) -> None:
    with closing(open_store(copy)) as copied:
        before, rows = copied.submissions.recent(10), copied.audit.rows()

    done = restore(copy)

    with closing(open_store()) as store:
        assert store.submissions.recent(10) == before
        assert store.audit.rows()[: len(rows)] == rows
        assert store.audit.first_broken() is None
        last = store.audit.rows()[-1]
    assert last.event is Event.STORE_RESTORED
    assert last.details == {"epoch": str(done.epoch), "rows": str(len(rows)), "aside": "0001", "unsent": "0"}
    assert sorted(files(path)) == ["kiosk.db", "set-aside/0001/kiosk.db"]


def test_the_epoch_is_above_every_one_that_is_known_and_the_sequence_begins_again(
    copy: Path,
    restore: Restore,
    open_store: OpenStore,
    new_enrolment: Callable[..., Enrolment],
    submit_to: Callable[..., Position],
) -> None:
    with closing(open_store()) as store:
        for _ in range(3):
            store.device.enrol(new_enrolment())

    done = restore(copy)

    with closing(open_store()) as store:
        assert 4 < done.epoch <= 4 + 2**20
        assert store.device.enrolment() == new_enrolment()
        assert submit_to(store, 9001) == Position(UUID(int=1), done.epoch, 1, bytes(32))


def test_two_restores_of_one_copy_do_not_share_an_epoch(copy: Path, tmp_path: Path, key: bytes, clock: Clock, path: Path) -> None:
    epochs = set()
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        epochs.add(StoredCopies(tmp_path / name / path.name, key, clock).restore(copy, leave_behind=False).epoch)

    assert len(epochs) == 2


def test_what_was_known_of_the_line_and_was_going_on_has_ended(
    store: Store, submit: Submit, copies: StoredCopies, tmp_path: Path, open_store: OpenStore
) -> None:
    first, second = submit(print_copies=1), submit(print_copies=1)
    store.device.record_contact(Contact(last_contact=NOW, connected=True, paused="device-revoked"))
    store.outbox.lease(NOW, 10, 10**6)
    printing = store.prints.next_queued()
    assert printing is not None
    store.prints.claim(printing.id)
    copies.back_up(tmp_path / "copy.db")
    store.close()

    copies.restore(tmp_path / "copy.db", leave_behind=False)

    with closing(open_store()) as restored:
        assert restored.device.contact() == Contact()
        assert restored.submissions.counts() == Counts(held=2)
        assert {job.submission_id: (job.state, job.reason) for job in restored.prints.jobs()} == {
            first.id: (PrintState.UNKNOWN, "interrupted"),
            second.id: (PrintState.EXPIRED, "restored"),
        }
        assert restored.outbox.head().last_sequence == 0


def test_what_was_never_sent_is_not_left_behind_unless_somebody_says_so(
    path: Path, copy: Path, restore: Restore, open_store: OpenStore, submit_to: Callable[..., Position]
) -> None:
    with closing(open_store()) as store:
        submit_to(store, 9001)
        submit_to(store, 9002)
        store.outbox.settle([Settlement(UUID(int=9001), Settled.ACKNOWLEDGED)], NOW)

    with pytest.raises(WouldLeaveBehind) as caught:
        restore(copy)
    with closing(open_store()) as store:
        assert store.submissions.counts() == Counts(held=2, acknowledged=1)
    done = restore(copy, leave_behind=True)

    assert caught.value.unsent == 1
    assert (done.aside, done.unsent) == (path.parent / "set-aside" / "0001", 1)
    with closing(open_store(path.parent / "set-aside" / "0001" / path.name)) as aside:
        assert aside.submissions.find(f"{9002:012}") is not None


def test_the_folder_of_each_restore_has_a_number_of_its_own(copy: Path, path: Path, restore: Restore) -> None:
    restore(copy)
    restore(copy)

    assert sorted(files(path)) == ["kiosk.db", "set-aside/0001/kiosk.db", "set-aside/0002/kiosk.db"]


def test_a_lost_database_is_restored_where_nothing_stands(copy: Path, path: Path, restore: Restore) -> None:
    path.unlink()

    assert restore(copy).aside is None
    assert sorted(files(path)) == ["kiosk.db"]


def test_a_database_that_cannot_be_read_is_not_left_behind_unless_somebody_says_so(
    copy: Path, path: Path, restore: Restore
) -> None:
    path.write_bytes(os.urandom(3 * PAGE))
    before = files(path)

    with pytest.raises(WouldLeaveBehind) as caught:
        restore(copy)

    assert caught.value.unsent is None
    assert files(path) == before


def test_a_damaged_database_is_set_aside_with_its_log_as_it_is(copy: Path, path: Path, restore: Restore) -> None:
    log = path.with_name("kiosk.db-wal")
    path.write_bytes(os.urandom(3 * PAGE))
    log.write_bytes(b"log")
    before = path.read_bytes()

    done = restore(copy, leave_behind=True)

    assert done.unsent is None
    found = files(path)
    assert (found["set-aside/0001/kiosk.db"], found["set-aside/0001/kiosk.db-wal"]) == (before, b"log")
    assert "kiosk.db-wal" not in found


def test_nothing_is_restored_while_a_process_has_the_store_open(copy: Path, restore: Restore, open_store: OpenStore) -> None:
    with closing(open_store()), pytest.raises(AlreadyRunning):
        restore(copy)

    assert restore(copy).epoch > 1


def test_nothing_is_restored_while_any_program_has_the_file_open(copy: Path, restore: Restore, path: Path, key: bytes) -> None:
    with closing(connect(path, key)) as other:
        other.execute("SELECT count(*) FROM audit").fetchone()
        with pytest.raises(AlreadyRunning):
            restore(copy)

    assert restore(copy).epoch > 1


@pytest.mark.parametrize("at", [0.0, 0.01, 0.3, 0.6, 0.99])
def test_a_copy_with_a_changed_byte_is_refused(at: float, copy: Path, path: Path, restore: Restore) -> None:
    content = bytearray(copy.read_bytes())
    content[int(at * len(content))] ^= 1
    copy.write_bytes(content)
    before = files(path)

    with pytest.raises(CopyRefused):
        restore(copy)

    assert files(path) == before


@pytest.mark.parametrize("kept", [0, 100, PAGE, PAGE + 1, 10 * PAGE, -PAGE, -1])
def test_a_torn_copy_is_refused(kept: int, copy: Path, path: Path, restore: Restore) -> None:
    copy.write_bytes(copy.read_bytes()[:kept])
    before = files(path)

    with pytest.raises(CopyRefused):
        restore(copy)

    assert files(path) == before


def test_a_copy_of_another_kiosk_is_refused(copy: Path, path: Path, tmp_path: Path, clock: Clock, restore: Restore) -> None:
    prepare(tmp_path / "other.db", bytes(32), clock)
    (tmp_path / "other.db").replace(copy)
    before = files(path)

    with pytest.raises(CopyRefused) as caught:
        restore(copy)

    assert caught.value.details == {"why": "not-readable-with-this-key"}
    assert files(path) == before


def test_a_copy_whose_audit_log_was_changed_is_refused(copy: Path, path: Path, key: bytes, restore: Restore) -> None:
    with closing(connect(copy, key)) as intruder:
        intruder.execute("DROP TRIGGER audit_fixed")
        intruder.execute("UPDATE audit SET event = 'store.checked' WHERE number = 2")
        intruder.execute("PRAGMA journal_mode = DELETE")
    before = files(path)

    with pytest.raises(CopyRefused) as caught:
        restore(copy)

    assert caught.value.details == {"why": "audit-broken", "row": 2}
    assert files(path) == before


def test_a_copy_of_a_newer_version_is_refused(copy: Path, path: Path, key: bytes, restore: Restore) -> None:
    with closing(connect(copy, key)) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.execute("PRAGMA journal_mode = DELETE")
    before = files(path)

    with pytest.raises(NewerSchema):
        restore(copy)

    assert files(path) == before


def test_a_database_beside_its_log_is_no_copy(copy: Path, restore: Restore) -> None:
    copy.with_name("copy.db-wal").write_bytes(b"log")

    with pytest.raises(CopyRefused) as caught:
        restore(copy)

    assert caught.value.details == {"why": "not-closed"}


def test_a_copy_that_cannot_be_read_is_said(copy: Path, path: Path, restore: Restore) -> None:
    before = files(path)

    for unreadable in (copy.with_name("nowhere.db"), copy.parent):
        with pytest.raises(BadInput):
            restore(unreadable)

    assert files(path) == before


def test_a_disk_without_room_for_the_copy_leaves_everything_as_it_was(
    copy: Path, key: bytes, clock: Clock, small_disk: Path, bare: RawConnection
) -> None:
    bare.close()
    prepare(small_disk / "kiosk.db", key, clock)
    (small_disk / "filler").write_bytes(bytes(os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize - 10 * PAGE))
    before = files(small_disk / "kiosk.db")

    with pytest.raises(DiskFull):
        StoredCopies(small_disk / "kiosk.db", key, clock).restore(copy, leave_behind=False)

    assert files(small_disk / "kiosk.db") == before


def test_nobody_opens_a_database_that_is_about_to_be_replaced(path: Path, copy: Path, open_store: OpenStore) -> None:
    path.with_name("kiosk.db.next").write_bytes(copy.read_bytes())

    with pytest.raises(StoreUnreadable) as caught:
        open_store()

    assert caught.value.details == {"cause": "being-replaced"}


def versions(store: Store) -> list[int]:
    found = [store.device.document(kind) for kind in DocumentKind]
    return [document.version for document in found if document is not None]


def test_the_centre_s_documents_do_not_go_back(
    store: Store, copies: StoredCopies, tmp_path: Path, open_store: OpenStore, new_enrolment: Callable[..., Enrolment]
) -> None:
    store.device.keep_document(DocumentKind.KEY_LIST, KeptDocument(1, b"key list 1", NOW))
    copies.back_up(tmp_path / "copy.db")
    for kind in DocumentKind:
        store.device.keep_document(kind, KeptDocument(2, f"{kind} 2".encode(), NOW))
    store.device.enrol(new_enrolment(2, b"q" * 32))
    store.device.keep_document(DocumentKind.KEY_LIST, KeptDocument(7, b"of another centre", NOW))
    store.close()

    copies.restore(tmp_path / "copy.db", leave_behind=False)

    with closing(open_store()) as restored:
        assert restored.device.enrolment() == new_enrolment()
        assert versions(restored) == [2] * len(DocumentKind)
        assert not restored.device.keep_document(DocumentKind.KEY_LIST, KeptDocument(1, b"key list 1", NOW))
        restored.device.enrol(new_enrolment(2, b"q" * 32))
        assert versions(restored) == [7]


def test_a_newer_document_of_the_copy_stays(
    store: Store, copies: StoredCopies, tmp_path: Path, open_store: OpenStore, path: Path
) -> None:
    store.device.keep_document(DocumentKind.KEY_LIST, KeptDocument(1, b"key list 1", NOW))
    copies.back_up(tmp_path / "old.db")
    store.device.keep_document(DocumentKind.KEY_LIST, KeptDocument(2, b"key list 2", NOW))
    copies.back_up(tmp_path / "new.db")
    store.close()
    path.unlink()
    copies.restore(tmp_path / "old.db", leave_behind=False)

    copies.restore(tmp_path / "new.db", leave_behind=False)

    with closing(open_store()) as restored:
        assert restored.device.document(DocumentKind.KEY_LIST) == KeptDocument(2, b"key list 2", NOW)


def test_the_documents_are_as_in_the_copy_when_those_of_the_present_database_cannot_be_read(
    store: Store, copies: StoredCopies, tmp_path: Path, open_store: OpenStore, path: Path
) -> None:
    store.device.keep_document(DocumentKind.KEY_LIST, KeptDocument(1, b"key list 1", NOW))
    copies.back_up(tmp_path / "copy.db")
    store.device.keep_document(DocumentKind.KEY_LIST, KeptDocument(2, b"key list 2", NOW))
    store.close()
    path.write_bytes(os.urandom(3 * PAGE))

    copies.restore(tmp_path / "copy.db", leave_behind=True)

    with closing(open_store()) as restored:
        assert versions(restored) == [1]


def test_a_restore_removes_what_a_first_start_left(copy: Path, path: Path, restore: Restore) -> None:
    path.rename(path.with_name("kiosk.new"))

    restore(copy)

    assert sorted(files(path)) == ["kiosk.db"]
