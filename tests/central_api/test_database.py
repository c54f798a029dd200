from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import insert, text
from sqlalchemy.event import listen
from sqlalchemy.exc import IntegrityError

from central_api.data_folder import initialise, opened
from central_api.db import Database
from central_api.keys import PrivateKeys
from central_api.migrations import SchemaTooNew, head_revision, migrate, schema_revision
from central_api.models import PublishedKeyList, Site
from central_api.published import NotSetUp, Publications


def test_migrating_again_changes_nothing(database: Database) -> None:
    migrate(database)

    migrate(database)

    assert schema_revision(database) == head_revision()


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


def test_setting_up_twice_keeps_the_keys_and_the_key_list(data: Path) -> None:
    with opened(data) as centre:
        before = Publications(centre.database, lambda: datetime.now(UTC)).key_list().wire

    again = initialise(data)

    with opened(data) as centre:
        assert Publications(centre.database, lambda: datetime.now(UTC)).key_list().wire == before
    assert again is False


def test_the_service_needs_no_root_key(data: Path) -> None:
    (data / "root.key").unlink()

    with opened(data) as centre:
        key_list = Publications(centre.database, lambda: datetime.now(UTC)).key_list().key_list

    assert PrivateKeys.load(data).signer(key_list).key_id in key_list.signing_keys()


def test_a_root_key_that_was_taken_away_is_not_replaced_by_another(data: Path) -> None:
    (data / "root.key").unlink()

    again = initialise(data)

    assert again is False
    assert not (data / "root.key").exists()


def test_a_folder_that_was_never_set_up_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(NotSetUp), opened(tmp_path / "nothing"):
        pass

    assert not (tmp_path / "nothing").exists()


def test_on_sqlite_the_writers_of_a_process_queue_before_they_take_a_connection(data: Path) -> None:
    order: list[str] = []
    begun = Event()

    def write(database: Database) -> None:
        begun.set()
        with database.write() as session:
            session.add(Site(code="SECOND"))

    with opened(data) as centre, ThreadPoolExecutor(1) as other:
        listen(centre.database.engine, "checkout", lambda *_: order.append("connection"))
        with centre.database.write() as session:
            session.add(Site(code="FIRST"))
            session.flush()
            waiting = other.submit(write, centre.database)
            begun.wait(20)
            order.append("first done")
        waiting.result(20)

    assert order == ["connection", "first done", "connection"]
