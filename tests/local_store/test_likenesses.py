"""The same asked for twice is known again, by who gives the same facts again and by nobody else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from kiosk_app.errors import StoreError
from kiosk_app.ports.checkpoints import Point
from kiosk_app.ports.device import Outcome
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import NewSubmission, Position, Sealed
from local_store import Store, prepare
from local_store.connection import connect
from local_store.copies import StoredCopies
from local_store.likenesses import Likening
from local_store.migrate import SCRIPTS, migrate
from services.forms.resemblance import Resemblance
from tests.local_store.conftest import NOW, StandingClock

Submit = Callable[..., NewSubmission]
VISIT = "prison-visit"
ASKED = Resemblance("A1234BC|sianoneill|1990-06-05", ("2026-11-28|570", "2026-11-28|575"), "slots")

ONE_SUBMISSION = """
INSERT INTO enrolments VALUES (1, '00000000-0000-0000-0000-000000000001', 'CFI-1', 'https://centre.example',
    CAST('rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr' AS BLOB), 5, 9);
INSERT INTO submissions VALUES ('00000000-0000-0000-0000-000000000007', '0123456789AB', 'prison-visit', 1, 'cy', 6,
    '{"who":"Ada L"}', '', 1, 1, zeroblob(32), CAST('dddddddddddddddddddddddddddddddd' AS BLOB));
INSERT INTO envelopes VALUES ('00000000-0000-0000-0000-000000000007', x'0102');
INSERT INTO outbox VALUES ('00000000-0000-0000-0000-000000000007', 1, 1, 'held', 3, 7, 'lost', 6, NULL)
"""


def like(subject: str = ASKED.subject, marks: tuple[str, ...] = ASKED.marks) -> Resemblance:
    return Resemblance(subject, marks, "slots")


def test_the_same_is_known_again(store: Store, submit: Submit) -> None:
    assert not store.submissions.resembles(VISIT, ASKED)

    submit(resemblance=ASKED)

    assert store.submissions.resembles(VISIT, ASKED)


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        (like(), True),
        (like(marks=("2026-11-28|575", "2026-11-29|570")), True),  # one mark in common is enough
        (like(marks=("2026-11-28|580",)), False),
        (like(marks=()), False),
        (like(subject="A1234BD|sianoneill|1990-06-05"), False),
        (like(subject="A1234BC|sianoneill|1990-06-06"), False),
    ],
)
def test_who_knows_less_learns_nothing(store: Store, submit: Submit, asked: Resemblance, known: bool) -> None:  # noqa: FBT001
    submit(resemblance=ASKED)

    assert store.submissions.resembles(VISIT, asked) is known


def test_another_service_is_another_matter(store: Store, submit: Submit) -> None:
    submit(resemblance=ASKED)

    assert not store.submissions.resembles("money-claim", ASKED)


def test_what_says_nothing_of_its_likeness_is_never_found(store: Store, submit: Submit) -> None:
    submit()

    assert not store.submissions.resembles(VISIT, ASKED)


@pytest.mark.parametrize(
    ("states", "known"),
    [
        (["requested"], True),
        (["requested", "booked"], True),
        (["requested", "rejected"], False),
        (["booked", "cancelled"], False),
        (["requested", "withdrawn"], False),
        (["rejected", "booked"], True),  # the newest decision counts
    ],
)
def test_what_is_over_does_not_count(store: Store, submit: Submit, states: list[str], known: bool) -> None:  # noqa: FBT001
    made = submit(resemblance=ASKED)

    outcomes = [Outcome(made.id, cursor, state, (), {}, NOW) for cursor, state in enumerate(states, 1)]
    store.device.record_outcomes(outcomes, len(outcomes))

    assert store.submissions.resembles(VISIT, ASKED) is known


def test_one_that_is_not_over_is_found_behind_one_that_is(store: Store, submit: Submit) -> None:
    submit(resemblance=ASKED)
    over = submit(resemblance=ASKED)

    store.device.record_outcomes([Outcome(over.id, 1, "rejected", (), {}, NOW)], 1)

    assert store.submissions.resembles(VISIT, ASKED)


class Cut:
    """The transaction ends before its commit."""

    def reached(self, point: Point) -> None:
        if point is Point.SUBMIT_WRITTEN:
            raise StoreError(cause="cut")


def test_it_is_kept_in_the_transaction_of_the_submission_or_not_at_all(
    store: Store, path: Path, key: bytes, new_submission: Submit, seal: Callable[[Position], Sealed]
) -> None:
    with closing(Store.open(path, key, StandingClock(), Cut())) as cut, pytest.raises(StoreError):
        cut.submissions.submit(new_submission(resemblance=ASKED), seal)

    assert not store.submissions.resembles(VISIT, ASKED)


def test_only_keyed_hashes_are_kept(store: Store, submit: Submit, path: Path, key: bytes) -> None:
    submit(resemblance=ASKED)
    store.close()

    with closing(connect(path, key)) as connection:
        ((subject, marks),) = connection.execute("SELECT subject, marks FROM likenesses").fetchall()

    assert (len(subject), len(marks)) == (16, 16)
    assert (subject, marks) == Likening(key).hashed(VISIT, ASKED)
    other = Likening(bytes(32)).hashed(VISIT, ASKED)
    assert (subject, marks) != other
    assert subject != other.subject


def test_a_likeness_never_changes(store: Store, submit: Submit, path: Path, key: bytes) -> None:
    submit(resemblance=ASKED)
    store.close()

    with closing(connect(path, key)) as connection, pytest.raises(dbapi2.IntegrityError, match="a likeness never changes"):
        connection.execute("UPDATE likenesses SET marks = x''")


def test_a_restored_copy_knows_what_it_knew(store: Store, submit: Submit, path: Path, key: bytes, tmp_path: Path) -> None:
    submit(resemblance=ASKED)
    copies = StoredCopies(path, key, StandingClock())
    copies.back_up(tmp_path / "copy.db")
    submit(resemblance=like(marks=("2026-11-30|570",)))
    store.close()

    copies.restore(tmp_path / "copy.db", leave_behind=True)

    with closing(Store.open(path, key, StandingClock())) as restored:
        assert restored.submissions.resembles(VISIT, ASKED)
        assert not restored.submissions.resembles(VISIT, like(marks=("2026-11-30|570",)))


def test_a_database_of_the_second_schema_goes_on(tmp_path: Path, path: Path, key: bytes, clock: Clock) -> None:
    scripts = Path(shutil.copytree(SCRIPTS, tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__")))
    for later in (scripts / "versions").glob("r*.py"):
        if later.name > "r0003":
            later.unlink()
    migrate(path, key, clock, scripts=scripts)
    with closing(connect(path, key)) as connection:
        for statement in ONE_SUBMISSION.split(";"):
            connection.execute(statement)

    prepare(path, key, clock)

    with closing(Store.open(path, key, clock)) as migrated:
        assert migrated.submissions.find("0123456789AB") is not None
        assert not migrated.submissions.resembles(VISIT, ASKED)
        assert migrated.audit.first_broken() is None
