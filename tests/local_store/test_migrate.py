from __future__ import annotations

import shutil
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from kiosk_app.errors import DiskFull, NewerSchema, StoreCorrupt, StoreError
from kiosk_app.events import Event
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import Counts, NewSubmission
from local_store import Store, prepare
from local_store.backup import create_private
from local_store.connection import RawConnection, connect
from local_store.engine import reading
from local_store.migrate import SCRIPTS, migrate
from local_store.tables import SCHEMA, metadata

AddRevision = Callable[..., None]
OpenStore = Callable[..., Store]
Upgrade = Callable[[], None]
Revision = Callable[[], str]
NEXT = int(SCHEMA) + 1
NEWER = f"{NEXT:04}"


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """A copy of the migrations, to which a test adds its own."""
    return Path(shutil.copytree(SCRIPTS, tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__")))


@pytest.fixture
def add_revision(scripts: Path) -> AddRevision:
    def add(number: int, body: str = "op.execute('CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT')") -> None:
        (scripts / "versions" / f"r{number:04}_more.py").write_text(
            f"from alembic import op\nrevision, down_revision = '{number:04}', '{number - 1:04}'\ndef upgrade():\n    {body}\n"
        )

    return add


@pytest.fixture
def upgrade(path: Path, key: bytes, clock: Clock, scripts: Path) -> Upgrade:
    """Brings the store to the newest revision a test has added."""
    return lambda: migrate(path, key, clock, scripts=scripts)


@pytest.fixture
def downgrade(path: Path, key: bytes, clock: Clock) -> Upgrade:
    """Prepares the store as the program of today would."""
    return lambda: prepare(path, key, clock)


@pytest.fixture
def saved(store: Store, submit: Callable[..., NewSubmission]) -> NewSubmission:
    """A submission in a store that is closed again."""
    new = submit(receipt={"who": "PLAINTEXTMARKER"})
    store.close()
    return new


@pytest.fixture
def revision(path: Path, key: bytes) -> Revision:
    """Tells the revision in the file."""

    def read() -> str:
        with closing(connect(path, key)) as connection:
            return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])

    return read


def backups(path: Path) -> list[str]:
    return sorted(file.name for file in path.with_name("backups").glob("*"))


def test_the_program_reads_the_schema_that_its_newest_migration_makes() -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))

    assert ScriptDirectory.from_config(config).get_current_head() == SCHEMA


def test_queries_and_migrations_agree_on_every_column(store: Store) -> None:
    with reading(store._engine) as connection:
        inspector = inspect(connection)
        made = {name: {column["name"] for column in inspector.get_columns(name)} for name in inspector.get_table_names()}

    assert made.pop("alembic_version")
    assert made == {table.name: {column.name for column in table.columns} for table in metadata.tables.values()}


def test_every_table_is_strict(store: Store) -> None:
    with reading(store._engine) as connection:
        loose = connection.execute(
            text("SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'")
        ).all()

    assert [row.name for row in loose] == ["alembic_version"]


def test_a_new_store_is_private_to_its_owner(path: Path, store: Store) -> None:
    assert store.audit.head().rows > 0
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}


def test_preparing_again_changes_nothing(path: Path, key: bytes, clock: Clock) -> None:
    prepare(path, key, clock)
    before = path.read_bytes()

    prepare(path, key, clock)

    assert path.read_bytes() == before
    assert not path.with_name("backups").exists()


def test_an_empty_file_left_by_an_interrupted_start_is_made_whole(
    path: Path, key: bytes, clock: Clock, open_store: OpenStore
) -> None:
    create_private(path)

    prepare(path, key, clock)

    with closing(open_store()) as store:
        assert [row.event for row in store.audit.rows()] == [Event.STORE_CREATED]


def test_a_store_that_was_never_prepared_is_not_opened(path: Path, open_store: OpenStore) -> None:
    create_private(path)

    with pytest.raises(StoreError):
        open_store()


def test_a_backup_is_made_before_the_schema_changes(
    path: Path, saved: NewSubmission, add_revision: AddRevision, upgrade: Upgrade, open_store: OpenStore
) -> None:
    add_revision(NEXT)

    upgrade()

    assert backups(path) == [f"kiosk-0001-{SCHEMA}.db"]
    copy = path.with_name("backups") / f"kiosk-0001-{SCHEMA}.db"
    assert b"PLAINTEXTMARKER" not in copy.read_bytes()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(open_store(copy)) as old:
        assert old.submissions.find(saved.reference) is not None
        assert old.audit.first_broken() is None


@pytest.mark.usefixtures("saved")
def test_a_migration_is_audited_and_the_chain_stays_whole(
    add_revision: AddRevision, upgrade: Upgrade, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_revision(NEXT)
    upgrade()
    monkeypatch.setattr("local_store.store.SCHEMA", NEWER)

    with closing(open_store()) as migrated:
        last = migrated.audit.rows()[-1]

        assert (last.event, last.details) == (Event.STORE_MIGRATED, {"from": SCHEMA, "to": NEWER})
        assert migrated.audit.first_broken() is None


def test_a_newer_schema_is_refused_and_the_file_untouched(
    path: Path, add_revision: AddRevision, upgrade: Upgrade, downgrade: Upgrade, open_store: OpenStore
) -> None:
    add_revision(NEXT)
    upgrade()
    before = path.read_bytes()

    with pytest.raises(NewerSchema, match=f"found={NEWER}, known={SCHEMA}"):
        downgrade()
    with pytest.raises(NewerSchema, match=f"found={NEWER}, known={SCHEMA}"):
        open_store()

    assert path.read_bytes() == before
    assert not path.with_name("backups").exists()


def test_an_older_schema_is_not_opened_without_migrating(
    store: Store, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    monkeypatch.setattr("local_store.store.SCHEMA", NEWER)

    with pytest.raises(StoreError, match=f"found={SCHEMA}, known={NEWER}"):
        open_store()


@pytest.mark.usefixtures("saved")
def test_a_migration_that_fails_leaves_the_old_schema_whole(
    path: Path, add_revision: AddRevision, upgrade: Upgrade, open_store: OpenStore
) -> None:
    add_revision(NEXT)
    add_revision(NEXT + 1, "raise RuntimeError('half way')")

    with pytest.raises(RuntimeError, match="half way"):
        upgrade()

    assert backups(path) == [f"kiosk-0001-{SCHEMA}.db"]
    with closing(open_store()) as old:
        assert old.submissions.counts() == Counts(held=1)
        with reading(old._engine) as connection:
            assert not inspect(connection).has_table("more")


def test_the_last_three_backups_are_kept(path: Path, add_revision: AddRevision, upgrade: Upgrade, revision: Revision) -> None:
    upgrade()
    for number in range(NEXT, NEXT + 5):
        add_revision(number, "pass")
        upgrade()

    assert revision() == f"{NEXT + 4:04}"
    assert backups(path) == [f"kiosk-{number:04}-{int(SCHEMA) + number - 1:04}.db" for number in (3, 4, 5)]


@pytest.mark.usefixtures("saved")
def test_no_schema_is_changed_when_the_backup_cannot_be_made(
    path: Path, add_revision: AddRevision, upgrade: Upgrade, revision: Revision
) -> None:
    add_revision(NEXT)
    path.with_name("backups").write_text("a file where the folder should be")

    with pytest.raises(StoreError):
        upgrade()

    assert revision() == SCHEMA


@pytest.mark.usefixtures("saved")
def test_a_damaged_store_is_not_migrated(path: Path, add_revision: AddRevision, upgrade: Upgrade) -> None:
    content = bytearray(path.read_bytes())
    content[-4000] ^= 0xFF
    path.write_bytes(content)
    add_revision(NEXT)

    with pytest.raises(StoreCorrupt):
        upgrade()

    assert path.read_bytes() == content
    assert backups(path) == []


def test_a_store_whose_pages_contradict_each_other_is_not_migrated(
    path: Path, bare: RawConnection, store: Store, add_revision: AddRevision, upgrade: Upgrade
) -> None:
    bare.execute("PRAGMA writable_schema = ON")
    bare.execute(
        "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'outcomes') WHERE name = 'contact'"
    )
    store.close()
    add_revision(NEXT)

    with pytest.raises(StoreCorrupt, match="quick-check"):
        upgrade()

    assert backups(path) == []


@pytest.mark.usefixtures("saved")
def test_a_half_copy_left_by_a_loss_of_power_is_cleared_away(path: Path, add_revision: AddRevision, upgrade: Upgrade) -> None:
    path.with_name("backups").mkdir()
    (path.with_name("backups") / "kiosk-0001-0000.unfinished").write_bytes(b"half")
    add_revision(NEXT)

    upgrade()

    assert backups(path) == [f"kiosk-0001-{SCHEMA}.db"]


def test_a_disk_without_room_for_the_backup_keeps_the_old_schema_and_no_half_copy(
    small_disk: Path, key: bytes, clock: Clock, scripts: Path, add_revision: AddRevision
) -> None:
    path = small_disk / "kiosk.db"
    prepare(path, key, clock)
    (small_disk / "ballast").write_bytes(bytes(1_000_000 - 2 * path.stat().st_size))
    add_revision(NEXT)

    with pytest.raises(DiskFull):
        migrate(path, key, clock, scripts=scripts)

    assert backups(path) == []
    with closing(Store.open(path, key, clock)) as old:
        assert old.audit.head().rows == 1
