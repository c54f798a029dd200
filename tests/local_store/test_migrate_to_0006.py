"""A database with a request in every custody, as the schema before left it: nothing is lost, and ages begin with the new one."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from kiosk_app.ports.purge import Purged
from local_store import Store, prepare
from local_store.connection import connect
from local_store.migrate import SCRIPTS, migrate
from tests.local_store.purging import DAY, Clocks, begin_ages, left, live

BEFORE = """
INSERT INTO enrolments VALUES (1, '00000000-0000-0000-0000-000000000001', 'CFI-1', 'https://centre.example',
    CAST('rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr' AS BLOB), 5, 9);
INSERT INTO submissions VALUES ('00000000-0000-0000-0000-000000000007', '0123456789AB', 'prison-visit', 1, 'cy', 6,
    '{"who":"Ada L"}', '', 1, 1, zeroblob(32), CAST('dddddddddddddddddddddddddddddddd' AS BLOB));
INSERT INTO submissions VALUES ('00000000-0000-0000-0000-000000000008', '0123456789AC', 'prison-visit', 1, 'cy', 6,
    '{"who":"Ben M"}', '', 1, 2, CAST('dddddddddddddddddddddddddddddddd' AS BLOB), zeroblob(32));
INSERT INTO envelopes VALUES ('00000000-0000-0000-0000-000000000007', x'0102');
INSERT INTO envelopes VALUES ('00000000-0000-0000-0000-000000000008', x'0304');
INSERT INTO outbox VALUES ('00000000-0000-0000-0000-000000000007', 1, 1, 'acknowledged', 3, NULL, '', 6, 7);
INSERT INTO outbox VALUES ('00000000-0000-0000-0000-000000000008', 1, 2, 'held', 3, 7, 'lost', 6, NULL);
INSERT INTO likenesses VALUES ('00000000-0000-0000-0000-000000000007', zeroblob(16), zeroblob(8));
INSERT INTO print_jobs VALUES (1, '00000000-0000-0000-0000-000000000007', 1, 'printed', '', 17, 's', 'receipt');
INSERT INTO drafts VALUES ('00000000-0000-0000-0000-000000000009', 'cardiff', 'mair', 'prison-visit', 1, 'cy', '{}', 1, 1, 1)
"""


@pytest.fixture
def clock() -> Clocks:
    return Clocks()


@pytest.fixture
def old(tmp_path: Path, path: Path, key: bytes, clock: Clocks) -> Path:
    """The database before."""
    scripts = Path(shutil.copytree(SCRIPTS, tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__")))
    for later in (scripts / "versions").glob("r*.py"):
        if later.name > "r0006":
            later.unlink()
    migrate(path, key, clock, scripts=scripts)
    with closing(connect(path, key)) as connection:
        for statement in BEFORE.split(";"):
            connection.execute(statement)
    return path


def test_what_was_kept_long_ago_begins_to_age_with_the_new_schema(old: Path, key: bytes, clock: Clocks) -> None:
    prepare(old, key, clock)

    with closing(Store.open(old, key, clock)) as store, closing(connect(old, key)) as bare:
        assert left(bare, "retention") == 2
        begin_ages(store, clock)
        early, late, last = live(store, clock, 29 * DAY), live(store, clock, DAY), live(store, clock, 60 * DAY)

        emptied, held = (store.submissions.find(reference) for reference in ("0123456789AB", "0123456789AC"))
        assert (early, late, last) == (Purged(), Purged(envelopes=1), Purged(receipts=1, drafts=1))
        assert emptied is not None
        assert held is not None
        assert (emptied.emptied, held.receipt) == (True, {"who": "Ben M"})
        assert (left(bare, "likenesses"), left(bare, "retention"), left(bare, "print_jobs")) == (0, 1, 1)
        assert store.audit.first_broken() is None


def test_what_guards_submissions_is_as_strict_as_before(old: Path, key: bytes, clock: Clocks) -> None:
    prepare(old, key, clock)

    with closing(connect(old, key)) as bare:
        for column in ("id", "reference", "service", "schema_version", "language", "created", "cites", "digest", "previous"):
            with pytest.raises(dbapi2.IntegrityError, match="a submission is never changed"):
                bare.execute(f"UPDATE submissions SET {column} = {column}")  # noqa: S608 - names of ours
        with pytest.raises(dbapi2.IntegrityError, match="only emptied once its submission is acknowledged"):
            bare.execute("UPDATE submissions SET receipt = '{}' WHERE reference = '0123456789AC'")
