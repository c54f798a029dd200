"""Whole documents in the print ledger: sealed while they wait, given to who prints them, gone with the end of their job."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlcipher3 import dbapi2

from kiosk_app.errors import DiskFull, StoreCorrupt
from kiosk_app.ports.device import Enrolment
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.printing import DocumentContent, Paper, PrintState
from kiosk_app.ports.submissions import NewSubmission, Position, Sealed
from local_store import Store, prepare
from local_store.connection import connect
from local_store.migrate import SCRIPTS, migrate
from tests.local_store.documents import CONTENT, SECRET, everything, kept

New = Callable[..., NewSubmission]
ENDS = (PrintState.PRINTED, PrintState.FAILED, PrintState.UNKNOWN)


def test_a_document_is_counted_among_the_papers_of_its_submission(store: Store, submit: New) -> None:
    new = submit(session="s1")  # with its receipt

    job = store.prints.queue_document(new.id, CONTENT, "s1")

    assert (job.submission_id, job.reference, job.copy, job.state) == (new.id, new.reference, 1, PrintState.QUEUED)
    assert (job.paper, job.session, job.leaflet) == (Paper.DOCUMENT, "s1", None)
    assert store.prints.job(job.id) == job


def test_the_receipt_comes_out_first(store: Store, submit: New) -> None:
    new = submit(session="s1")
    store.prints.queue_document(new.id, CONTENT, "s1")

    following = store.prints.next_queued()

    assert following is not None
    assert following.paper is Paper.RECEIPT


def test_a_second_document_is_a_duplicate_and_one_that_never_came_out_makes_none(store: Store, submit: New) -> None:
    new = submit(session="s1")
    first = store.prints.queue_document(new.id, CONTENT, "s1")
    store.prints.claim(first.id)
    store.prints.mark(first.id, PrintState.FAILED, "printer-out-of-paper")

    again = store.prints.queue_document(new.id, CONTENT, "s1")
    store.prints.claim(again.id)
    store.prints.mark(again.id, PrintState.PRINTED)

    assert (first.copy, again.copy, store.prints.queue_document(new.id, CONTENT, "s1").copy) == (1, 1, 2)


def test_only_who_prints_it_is_given_what_it_is_made_from(store: Store, submit: New) -> None:
    new = submit(session="s1")
    job = store.prints.queue_document(new.id, CONTENT, "s1")

    before = store.prints.content(job.id)
    store.prints.claim(job.id)

    assert before is None
    assert store.prints.content(job.id) == CONTENT
    assert store.prints.content(job.id - 1) is None  # the receipt has none
    assert store.prints.content(99) is None


def test_what_waits_is_sealed(store: Store, submit: New, path: Path, key: bytes) -> None:
    store.prints.queue_document(submit(session="s1").id, CONTENT, "s1")

    found = everything(path, key)

    assert kept(path, key) == 1
    assert SECRET not in found
    assert "particulars" not in found


def test_what_was_sealed_for_one_submission_opens_for_no_other(store: Store, submit: New, path: Path, key: bytes) -> None:
    mine, other = (store.prints.queue_document(submit(session="s1").id, CONTENT, "s1") for _each in range(2))
    with closing(connect(path, key)) as bare:
        bare.execute("UPDATE print_contents SET content = (SELECT content FROM print_contents WHERE job = ?)", (mine.id,))

    store.prints.claim(other.id)

    with pytest.raises(StoreCorrupt):
        store.prints.content(other.id)


@pytest.mark.parametrize("state", ENDS)
def test_with_the_end_of_its_job_it_is_gone(store: Store, submit: New, path: Path, key: bytes, state: PrintState) -> None:
    job = store.prints.queue_document(submit(session="s1").id, CONTENT, "s1")
    store.prints.claim(job.id)

    store.prints.mark(job.id, state, "printer-error" if state is PrintState.FAILED else "")

    assert kept(path, key) == 0
    assert store.prints.content(job.id) is None


@pytest.mark.parametrize(
    "end",
    [
        pytest.param(lambda store: store.prints.expire("s1"), id="the session ends"),
        pytest.param(lambda store: store.prints.expire_others("s2"), id="another person begins"),
        pytest.param(lambda store: store.prints.expire_others(""), id="the kiosk starts"),
    ],
)
def test_a_session_that_is_over_leaves_nothing_of_it(
    store: Store, submit: New, path: Path, key: bytes, end: Callable[[Store], int]
) -> None:
    job = store.prints.queue_document(submit(session="s1").id, CONTENT, "s1")

    end(store)

    expired = store.prints.job(job.id)
    assert expired is not None
    assert expired.state is PrintState.EXPIRED
    assert kept(path, key) == 0


def test_one_that_was_printed_when_the_agent_ended_leaves_nothing(store: Store, submit: New, path: Path, key: bytes) -> None:
    job = store.prints.queue_document(submit(session="s1").id, CONTENT, "s1")
    store.prints.claim(job.id)

    store.prints.mark_interrupted()

    assert kept(path, key) == 0


def test_a_restored_copy_prints_none(store: Store, submit: New, path: Path, key: bytes) -> None:
    store.prints.queue_document(submit(session="s1").id, CONTENT, "s1")

    while job := store.prints.next_queued():  # as a restore does
        store.prints.mark(job.id, PrintState.EXPIRED, "restored")

    assert kept(path, key) == 0


def test_the_largest_claim_is_kept_and_read_whole(store: Store, submit: New) -> None:
    large = DocumentContent({"particulars": {"text": "ŵ\N{GRINNING FACE}\n" * 33_000}}, date(2026, 11, 26))
    job = store.prints.queue_document(submit(session="s1").id, large, "s1")

    store.prints.claim(job.id)

    assert store.prints.content(job.id) == large


def test_on_a_full_disk_it_is_refused_and_the_submission_is_untouched(
    *,
    small_disk: Path,
    key: bytes,
    clock: Clock,
    new_enrolment: Callable[..., Enrolment],
    new_submission: New,
    seal: Callable[[Position], Sealed],
) -> None:
    path = small_disk / "kiosk.db"
    prepare(path, key, clock)
    with closing(Store.open(path, key, clock)) as store:
        store.device.enrol(new_enrolment())
        new = new_submission(session="s1")
        store.submissions.submit(new, seal)

        with pytest.raises(DiskFull):
            store.prints.queue_document(new.id, DocumentContent({"text": "x" * 2**20}, date(2026, 11, 26)), "s1")

        assert [job.paper for job in store.prints.jobs()] == [Paper.RECEIPT]
        assert store.submissions.find(new.reference) is not None
        assert kept(path, key) == 0


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE print_jobs SET session = '' WHERE paper = 'document'",  # it would never expire
        "INSERT INTO print_contents VALUES (1, 'x')",  # the receipt
        "INSERT INTO print_contents VALUES (99, 'x')",
    ],
)
def test_the_database_itself_keeps_documents_apart(store: Store, submit: New, path: Path, key: bytes, change: str) -> None:
    store.prints.queue_document(submit(session="s1").id, CONTENT, "s1")

    with closing(connect(path, key)) as bare, pytest.raises(dbapi2.IntegrityError):
        bare.execute(change)


def test_a_database_with_documents_is_whole(store: Store, submit: New) -> None:
    store.prints.queue_document(submit(session="s1").id, CONTENT, "s1")

    list(store.integrity.slices(lambda _wire: None))

    assert store.integrity.damage() == []


BEFORE = """
INSERT INTO enrolments VALUES (1, '00000000-0000-0000-0000-000000000001', 'CFI-1', 'https://centre.example',
    CAST('rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr' AS BLOB), 5, 9);
INSERT INTO submissions VALUES ('00000000-0000-0000-0000-000000000007', '0123456789AB', 'prison-visit', 1, 'cy', 6,
    '{"who":"Ada L"}', '', 1, 1, zeroblob(32), CAST('dddddddddddddddddddddddddddddddd' AS BLOB));
INSERT INTO print_jobs VALUES (1, '00000000-0000-0000-0000-000000000007', 1, 'printed', '', 17, 's', 'receipt', '');
INSERT INTO print_jobs VALUES (4, NULL, 1, 'queued', '', 18, 's', 'leaflet', 'visiting-day/CFI/cy')
"""


def test_jobs_of_the_schema_before_stay_as_they_are(tmp_path: Path, path: Path, key: bytes, clock: Clock) -> None:
    scripts = Path(shutil.copytree(SCRIPTS, tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__")))
    for later in (scripts / "versions").glob("r*.py"):
        if later.name > "r0008":
            later.unlink()
    migrate(path, key, clock, scripts=scripts)
    with closing(connect(path, key)) as bare:
        for statement in BEFORE.split(";"):
            bare.execute(statement)

    prepare(path, key, clock)

    with closing(Store.open(path, key, clock)) as store:
        jobs = [(job.id, job.copy, job.state, job.session, job.paper) for job in reversed(store.prints.jobs())]
        assert jobs == [
            (1, 1, PrintState.PRINTED, "s", Paper.RECEIPT),
            (4, 1, PrintState.QUEUED, "s", Paper.LEAFLET),
        ]
        assert store.prints.queue_document(UUID(int=7), CONTENT, "s").id == 5
