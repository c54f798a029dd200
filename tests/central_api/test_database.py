from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from pydantic import ValidationError
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError

from central_api.data_folder import initialise, opened
from central_api.db import Database
from central_api.keys import PrivateKeys
from central_api.migrations import SchemaTooNew, migrate, schema_revision
from central_api.models import Base, PublishedKeyList, Site
from central_api.published import NotSetUp, Publications
from central_api.settings import load_settings


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(f"sqlite:///{tmp_path / 'centre.sqlite3'}")
    yield made
    made.close()


def test_the_migrations_lead_to_the_tables_the_program_works_with(database: Database) -> None:
    migrate(database)

    with database.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)

    assert differences == []


def test_migrating_again_changes_nothing(database: Database) -> None:
    migrate(database)

    migrate(database)

    assert schema_revision(database) == "0001"


def test_a_database_of_a_later_version_is_left_as_it_is(database: Database) -> None:
    migrate(database)
    with database.connection() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(SchemaTooNew):
        migrate(database)

    assert schema_revision(database) == "9999"


def test_an_instant_comes_back_in_utc_whatever_zone_it_was_given_in(database: Database) -> None:
    migrate(database)
    given = datetime(2026, 7, 1, 12, 30, tzinfo=timezone(timedelta(hours=1)))
    with database.write() as session:
        session.add(PublishedKeyList(version=1, root_key=b"", wire=b"", published=given))

    with database.read() as session:
        kept = session.get_one(PublishedKeyList, 1).published

    assert (kept, kept.tzinfo) == (given, UTC)


def write_the_same_site_twice(database: Database) -> None:
    with database.write() as session:
        for _ in range(2):
            session.execute(insert(Site).values(code="CANARY-SITE"))


def test_a_write_that_fails_leaves_nothing_and_its_error_says_no_values(database: Database) -> None:
    migrate(database)

    with pytest.raises(IntegrityError) as caught:
        write_the_same_site_twice(database)

    assert "CANARY" not in str(caught.value)
    with database.read() as session:
        assert session.get(Site, "CANARY-SITE") is None


def test_setting_up_twice_keeps_the_keys_and_the_key_list(tmp_path: Path) -> None:
    assert initialise(tmp_path / "centre") is True
    with opened(tmp_path / "centre") as centre:
        before = Publications(centre.database, lambda: datetime.now(UTC)).key_list().wire

    again = initialise(tmp_path / "centre")

    with opened(tmp_path / "centre") as centre:
        assert Publications(centre.database, lambda: datetime.now(UTC)).key_list().wire == before
    assert again is False


def test_private_keys_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    initialise(tmp_path / "centre")

    files = [*(tmp_path / "centre").glob("*.key"), *(tmp_path / "centre" / "keys").iterdir()]

    assert sorted(file.name for file in files) == ["root.key", "sealing-1.key", "signing-1.key"]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_the_service_needs_no_root_key(tmp_path: Path) -> None:
    initialise(tmp_path / "centre")
    (tmp_path / "centre" / "root.key").unlink()

    with opened(tmp_path / "centre") as centre:
        key_list = Publications(centre.database, lambda: datetime.now(UTC)).key_list().key_list

    assert PrivateKeys.load(tmp_path / "centre").signer(key_list).key_id in key_list.signing_keys()


def test_a_folder_that_was_never_set_up_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(NotSetUp), opened(tmp_path / "nothing"):
        pass

    assert not (tmp_path / "nothing").exists()


def test_own_settings_replace_single_values(tmp_path: Path) -> None:
    (tmp_path / "centre.toml").write_text("[limits]\nstatus_per_device = 7\n", "utf-8")

    settings = load_settings(tmp_path)

    assert settings.limits.status_per_device == 7
    assert settings.limits.batch_envelopes == 200
    assert settings.capacity[0].places == 10


@pytest.mark.parametrize("wrong", ["[limits]\nstatus_per_devise = 7\n", "[limits]\nbatch_bytes = 0\n", "colour = 1\n"])
def test_wrong_settings_are_refused(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "centre.toml").write_text(wrong, "utf-8")

    with pytest.raises(ValidationError):
        load_settings(tmp_path)
