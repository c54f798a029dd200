"""Leaflets in the print ledger: of no submission, behind whatever somebody waits for, and forgotten when they have ended."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from kiosk_app.events import Event
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.printing import Leaflet, Paper, PrintState
from kiosk_app.ports.submissions import NewSubmission
from local_store import Store, prepare
from local_store.connection import connect
from local_store.migrate import SCRIPTS, migrate
from services.language import Language

New = Callable[..., NewSubmission]
LEAFLET = Leaflet("visiting-day", "CFI", Language.WELSH)


def test_a_leaflet_is_of_no_submission(store: Store, clock: Clock) -> None:
    job = store.prints.queue_leaflet(LEAFLET, "s1")

    assert (job.submission_id, job.reference, job.copy, job.state) == (None, "", 1, PrintState.QUEUED)
    assert (job.paper, job.leaflet, job.session, job.queued) == (Paper.LEAFLET, LEAFLET, "s1", clock.now())
    assert store.prints.job(job.id) == job


def test_a_receipt_never_waits_for_a_leaflet(store: Store, submit: New) -> None:
    leaflet = store.prints.queue_leaflet(LEAFLET, "s1")
    submit(session="s1")

    following = store.prints.next_queued()

    assert following is not None
    assert following.paper is Paper.RECEIPT
    assert store.prints.claim(following.id)
    assert store.prints.next_queued() == leaflet


def test_the_same_leaflet_may_be_printed_again(store: Store) -> None:
    first, second = (store.prints.queue_leaflet(LEAFLET, "s1") for _copy in range(2))

    assert first.id != second.id
    assert second.copy == 1  # of a leaflet no copy is a duplicate


@pytest.mark.parametrize("state", [PrintState.PRINTED, PrintState.FAILED, PrintState.UNKNOWN])
def test_which_leaflet_it_was_is_forgotten_when_it_has_ended(store: Store, state: PrintState) -> None:
    job = store.prints.queue_leaflet(LEAFLET, "s1")
    store.prints.claim(job.id)

    store.prints.mark(job.id, state, "printer-error" if state is PrintState.FAILED else "")

    ended = store.prints.job(job.id)
    assert ended is not None
    assert (ended.state, ended.leaflet) == (state, None)


def test_a_leaflet_expires_with_its_session_and_is_forgotten(store: Store) -> None:
    mine, other = store.prints.queue_leaflet(LEAFLET, "s1"), store.prints.queue_leaflet(LEAFLET, "s2")

    assert store.prints.expire("s1") == 1

    expired, waiting = store.prints.job(mine.id), store.prints.job(other.id)
    assert expired is not None
    assert (expired.state, expired.leaflet) == (PrintState.EXPIRED, None)
    assert waiting == other


def test_the_audit_log_says_that_a_leaflet_was_printed_and_not_which(store: Store) -> None:
    job = store.prints.queue_leaflet(LEAFLET, "s1")
    store.prints.claim(job.id)
    store.prints.mark(job.id, PrintState.PRINTED)

    rows = [row for row in store.audit.rows() if row.event.startswith("print.")]

    assert [row.event for row in rows] == [Event.PRINT_QUEUED, Event.PRINT_DONE]
    assert [(row.subject, row.details) for row in rows] == [("", {"copy": "1", "paper": "leaflet"})] * 2
    assert store.audit.first_broken() is None


def test_an_interrupted_leaflet_is_unknown_like_any_page(store: Store) -> None:
    job = store.prints.queue_leaflet(LEAFLET, "s1")
    store.prints.claim(job.id)

    assert store.prints.mark_interrupted() == 1

    found = store.prints.job(job.id)
    assert found is not None
    assert found.state is PrintState.UNKNOWN


@pytest.mark.parametrize(
    "change",
    [
        "INSERT INTO print_jobs VALUES (7, NULL, 1, 'queued', '', 1, 's', 'receipt', '')",
        "INSERT INTO print_jobs VALUES (7, NULL, 1, 'queued', '', 1, 's', 'poster', '')",
        "UPDATE print_jobs SET submission_id = '00000000-0000-0000-0000-000000000007' WHERE paper = 'leaflet'",
        "UPDATE print_jobs SET state = 'printed' WHERE paper = 'leaflet'",  # and says still which it was
    ],
)
def test_the_database_itself_keeps_leaflets_apart(store: Store, path: Path, key: bytes, change: str) -> None:
    store.prints.queue_leaflet(LEAFLET, "s1")

    with closing(connect(path, key)) as bare, pytest.raises(dbapi2.IntegrityError):
        bare.execute(change)


def test_a_database_with_leaflets_is_whole(store: Store) -> None:
    store.prints.queue_leaflet(LEAFLET, "s1")

    list(store.integrity.slices(lambda _wire: None))

    assert store.integrity.damage() == []


BEFORE = """
INSERT INTO enrolments VALUES (1, '00000000-0000-0000-0000-000000000001', 'CFI-1', 'https://centre.example',
    CAST('rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr' AS BLOB), 5, 9);
INSERT INTO submissions VALUES ('00000000-0000-0000-0000-000000000007', '0123456789AB', 'prison-visit', 1, 'cy', 6,
    '{"who":"Ada L"}', '', 1, 1, zeroblob(32), CAST('dddddddddddddddddddddddddddddddd' AS BLOB));
INSERT INTO print_jobs VALUES (1, '00000000-0000-0000-0000-000000000007', 1, 'printed', '', 17, 's', 'receipt');
INSERT INTO print_jobs VALUES (2, '00000000-0000-0000-0000-000000000007', 2, 'failed', 'printer-error', 18, 's', 'admission');
INSERT INTO print_jobs VALUES (5, '00000000-0000-0000-0000-000000000007', 3, 'queued', '', 19, 't', 'receipt')
"""


def test_jobs_of_the_schema_before_stay_as_they_are(tmp_path: Path, path: Path, key: bytes, clock: Clock) -> None:
    scripts = Path(shutil.copytree(SCRIPTS, tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__")))
    for later in (scripts / "versions").glob("r*.py"):
        if later.name > "r0007":
            later.unlink()
    migrate(path, key, clock, scripts=scripts)
    with closing(connect(path, key)) as bare:
        for statement in BEFORE.split(";"):
            bare.execute(statement)

    prepare(path, key, clock)

    with closing(Store.open(path, key, clock)) as store:
        jobs = [(job.id, job.copy, job.state, job.reason, job.session, job.paper) for job in reversed(store.prints.jobs())]
        assert jobs == [
            (1, 1, PrintState.PRINTED, "", "s", Paper.RECEIPT),
            (2, 1, PrintState.FAILED, "printer-error", "s", Paper.ADMISSION),
            (5, 2, PrintState.QUEUED, "", "t", Paper.RECEIPT),
        ]
        assert store.prints.queue_leaflet(LEAFLET).id == 6
    with closing(connect(path, key)) as bare, pytest.raises(dbapi2.IntegrityError, match="a print job stays of its paper"):
        bare.execute("UPDATE print_jobs SET paper = 'admission' WHERE id = 1")
