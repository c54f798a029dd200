"""A database as the first release left it, with everything in it, brought to the second schema."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
from sqlcipher3 import dbapi2

from kiosk_app.ports.device import DocumentKind, KeptDocument
from kiosk_app.ports.drafts import NewDraft, Owner
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import Custody
from local_store import Store, prepare
from local_store.columns import instant_of
from local_store.connection import connect
from local_store.migrate import SCRIPTS, migrate
from services.language import Language
from tests.local_store.conftest import NOW

WHICH = UUID("00000000-0000-0000-0000-000000000007")
OLD_CONTENT = """
INSERT INTO enrolments VALUES (1, '00000000-0000-0000-0000-000000000001', 'CFI-1', 'https://centre.example',
    CAST('rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr' AS BLOB), 5, 9);
INSERT INTO submissions VALUES ('00000000-0000-0000-0000-000000000007', '0123456789AB', 'prison-visit', 1, 'cy', 6,
    '{"who":"Ada L"}', '', 1, 1, zeroblob(32), CAST('dddddddddddddddddddddddddddddddd' AS BLOB));
INSERT INTO envelopes VALUES ('00000000-0000-0000-0000-000000000007', x'0102');
INSERT INTO outbox VALUES ('00000000-0000-0000-0000-000000000007', 1, 1, 'held', 3, 7, 'lost', 6, NULL);
INSERT INTO outcomes VALUES ('00000000-0000-0000-0000-000000000007', 9, 'booked', '[]', '{}', 8);
INSERT INTO documents SELECT root_key, 'key-list', 3, CAST('keys' AS BLOB), 10 FROM enrolments;
INSERT INTO documents SELECT root_key, 'catalogue', 5, CAST('cat' AS BLOB), 11 FROM enrolments;
INSERT INTO documents SELECT root_key, 'statement', 1, CAST('said' AS BLOB), 12 FROM enrolments;
INSERT INTO documents VALUES (zeroblob(32), 'catalogue', 40, CAST('other' AS BLOB), 13);
INSERT INTO contact VALUES (1, 14, 15, 1, '', 16, -1.5, '');
INSERT INTO print_jobs VALUES (1, '00000000-0000-0000-0000-000000000007', 1, 'queued', '', 17, 's')
"""


@pytest.fixture
def old(tmp_path: Path, path: Path, key: bytes, clock: Clock) -> Path:
    """The old database."""
    scripts = Path(shutil.copytree(SCRIPTS, tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__")))
    for later in (scripts / "versions").glob("r*.py"):
        if later.name > "r0002":
            later.unlink()
    migrate(path, key, clock, scripts=scripts)
    with closing(connect(path, key)) as connection:
        for statement in OLD_CONTENT.split(";"):
            connection.execute(statement)
    return path


@pytest.fixture
def store(old: Path, key: bytes, clock: Clock) -> Store:
    """The same, opened by the program of today."""
    prepare(old, key, clock)
    return Store.open(old, key, clock)


def test_what_was_saved_stands_as_it_was(store: Store) -> None:
    with closing(store):
        (kept,) = store.submissions.recent(10)
        (outcome,) = store.device.outcomes(WHICH)
        (job,) = store.prints.jobs()
        (leased,) = store.outbox.lease(NOW, 10, 1_000)

        assert (kept.reference, kept.custody, kept.attempts) == ("0123456789AB", Custody.HELD, 3)
        assert (outcome.state, store.device.outcome_cursor(), job.session) == ("booked", 9, "s")
        assert leased.wire == b"\x01\x02"
        assert store.audit.first_broken() is None


def test_the_key_list_goes_along(store: Store) -> None:
    with closing(store):
        assert store.device.document(DocumentKind.KEY_LIST) == KeptDocument(3, b"keys", instant_of(10))
        assert not store.device.keep_document(DocumentKind.KEY_LIST, KeptDocument(3, b"other", NOW))


def test_the_catalogue_is_fetched_again_and_no_older_one_is_taken(store: Store, path: Path) -> None:
    with closing(store):
        before = store.device.document(DocumentKind.CATALOGUE)

        older = store.device.keep_document(DocumentKind.CATALOGUE, KeptDocument(4, b"older", NOW))
        again = store.device.keep_document(DocumentKind.CATALOGUE, KeptDocument(5, b"cat", NOW))

        assert (before, older, again) == (None, False, True)
        assert path.with_name("catalogue-cache").read_bytes() == b"cat"


def test_another_centre_s_catalogue_keeps_its_version_too(old: Path, store: Store, key: bytes) -> None:
    store.close()

    with closing(connect(old, key)) as connection, pytest.raises(dbapi2.IntegrityError, match="a document never goes back"):
        connection.execute("UPDATE documents SET version = 39 WHERE root_key = zeroblob(32)")


def test_everything_sent_is_not_said_without_its_proof(store: Store) -> None:
    with closing(store):
        contact = store.device.contact()

        assert (contact.connected, contact.clock_skew_seconds, contact.last_contact) == (True, -1.5, instant_of(15))
        assert (contact.statement, contact.all_sent, contact.outcomes_checked) == (None, None, None)


def test_drafts_can_be_kept(store: Store) -> None:
    with closing(store):
        owner = Owner("cardiff", "mair")

        kept = store.drafts.start(owner, NewDraft(UUID(int=3), "prison-visit", 1, Language.WELSH, {"name": "Siân"}))

        assert store.drafts.find(owner, UUID(int=3)) == kept
