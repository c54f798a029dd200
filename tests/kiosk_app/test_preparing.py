"""A kiosk makes its database once: what is lost later is refused, not replaced."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

from kiosk_app.config import Home
from kiosk_app.errors import AlreadyRunning, KeyUnavailable, NewerSchema, StoreCorrupt, StoreUnreadable
from kiosk_app.events import Event
from kiosk_app.keys import choose_key_source
from kiosk_app.machine import SystemClock
from kiosk_app.main.kiosk import main
from kiosk_app.main.parts import Parts
from kiosk_app.main.preparing import Prepared, prepare_store, store_key
from local_store import Store
from local_store.connection import connect


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "kiosk")
    made.make()
    return made


def lose(home: Home) -> None:
    for path in home.folder.glob("kiosk.db*"):
        path.unlink()


class StopsKeeping:
    """A key source whose computer loses power as the first key is kept: just before, or just after."""

    description = "file"

    def __init__(self, folder: Path, *, kept: bool) -> None:
        self._source = choose_key_source("file", {}, folder)
        self._kept = kept

    def get(self, name: str) -> bytes | None:
        return self._source.get(name)

    def put(self, name: str, secret: bytes) -> None:
        if self._kept:
            self._source.put(name, secret)
        raise KeyboardInterrupt


def test_a_new_kiosk_makes_its_database_by_itself(home: Home) -> None:
    with closing(Parts(home, {}).store) as store:
        assert store.audit.head().rows == 1

    assert sorted(path.name for path in home.folder.iterdir()) == ["keys", "kiosk.db", "prepare.lock"]


def test_a_database_that_is_gone_is_not_taken_for_a_new_kiosk(home: Home) -> None:
    Parts(home, {}).prepare()
    lose(home)

    for ask in (Parts(home, {}).prepare, lambda: Parts(home, {}).store):
        with pytest.raises(StoreUnreadable) as caught:
            ask()
        assert caught.value.details["cause"] == "missing"

    assert not home.database.exists()


def test_whoever_says_so_gets_an_empty_one(home: Home) -> None:
    Parts(home, {}).prepare()
    lose(home)

    Parts(home, {}).prepare(anew=True)

    with closing(Parts(home, {}).store) as store:
        assert store.device.enrolment() is None


def test_an_empty_one_never_meets_the_log_of_the_lost_one(home: Home) -> None:
    Parts(home, {}).prepare()
    home.database.rename(home.folder / "elsewhere")
    (home.folder / "kiosk.db-wal").write_bytes(b"rest")

    Parts(home, {}).prepare(anew=True)

    assert (home.folder / "set-aside" / "0001" / "kiosk.db-wal").read_bytes() == b"rest"
    with closing(Parts(home, {}).store) as store:
        assert store.integrity.damage() == []


def test_a_database_that_is_there_is_kept_whatever_is_asked(home: Home) -> None:
    Parts(home, {}).prepare()
    before = home.database.read_bytes()

    prepared = Parts(home, {}).prepare(anew=True)

    assert prepared == Prepared()
    assert home.database.read_bytes() == before
    assert not (home.folder / "set-aside").exists()


@pytest.mark.parametrize("content", [os.urandom(8192), b""])
def test_a_database_that_cannot_be_used_is_left_as_it_is_until_somebody_says_so(home: Home, content: bytes) -> None:
    Parts(home, {}).prepare()
    home.database.write_bytes(content)

    with pytest.raises((StoreCorrupt, StoreUnreadable)):
        Parts(home, {}).prepare()
    assert (home.database.read_bytes(), (home.folder / "set-aside").exists()) == (content, False)
    Parts(home, {}).damage.set("page:1")
    prepared = Parts(home, {}).prepare(anew=True)

    assert prepared == Prepared(is_another=True, aside=home.folder / "set-aside" / "0001")
    assert (home.folder / "set-aside" / "0001" / "kiosk.db").read_bytes() == content
    assert Parts(home, {}).damage.code() == ""
    with closing(Parts(home, {}).store) as store:
        assert [row.event for row in store.audit.rows()] == [Event.STORE_CREATED, Event.STORE_SET_ASIDE]
        assert store.device.enrolment() is None


def test_a_database_of_another_key_is_set_aside_too(home: Home) -> None:
    Parts(home, {}).prepare()
    before = home.database.read_bytes()
    (home.keys / "justice-kiosk.store").unlink()
    choose_key_source("file", {}, home.keys).put("store", os.urandom(32))

    Parts(home, {}).prepare(anew=True)

    assert (home.folder / "set-aside" / "0001" / "kiosk.db").read_bytes() == before


def test_a_database_of_a_newer_version_is_kept_whatever_is_asked(home: Home) -> None:
    Parts(home, {}).prepare()
    with closing(connect(home.database, store_key(Parts(home, {}).keys) or b"")) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(NewerSchema):
        Parts(home, {}).prepare(anew=True)

    assert not (home.folder / "set-aside").exists()


def test_nothing_is_set_aside_while_a_process_has_the_database_open(home: Home) -> None:
    Parts(home, {}).prepare()

    with closing(Parts(home, {}).store), pytest.raises(AlreadyRunning):
        Parts(home, {}).prepare(anew=True)


def test_whoever_begins_anew_is_told_where_the_old_one_is_and_what_to_do(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Parts(home, {}).prepare()
    home.database.write_bytes(os.urandom(8192))
    monkeypatch.setenv("KIOSK_HOME", str(home.folder))
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)

    status = main(["prepare", "--new"])

    assert status == 0
    said = capsys.readouterr().err
    assert f"are kept in {home.folder / 'set-aside' / '0001'}." in said
    assert "enrol this kiosk again" in said


def test_a_database_without_its_key_is_refused(home: Home) -> None:
    Parts(home, {}).prepare()
    (home.keys / "justice-kiosk.store").unlink()

    with pytest.raises(KeyUnavailable):
        Parts(home, {}).prepare()


@pytest.mark.parametrize("kept", [False, True])
def test_a_first_start_that_is_cut_off_is_finished_by_the_next(home: Home, kept: bool) -> None:  # noqa: FBT001 - both ways
    with pytest.raises(KeyboardInterrupt):
        prepare_store(home.database, StopsKeeping(home.keys, kept=kept), SystemClock())
    assert not home.database.exists()

    Parts(home, {}).prepare()

    with closing(Parts(home, {}).store) as store:
        assert store.audit.first_broken() is None
    assert sorted(path.name for path in home.folder.iterdir()) == ["keys", "kiosk.db", "prepare.lock"]


def test_a_store_key_of_the_wrong_length_is_no_key(home: Home) -> None:
    choose_key_source("file", {}, home.keys).put("store", os.urandom(16))

    with pytest.raises(KeyUnavailable) as caught:
        _ = Parts(home, {}).store

    assert caught.value.details["why"] == "wrong-length"


def test_the_database_of_a_first_start_is_opened_by_any_process(home: Home) -> None:
    Parts(home, {}).prepare()
    key = choose_key_source("file", {}, home.keys).get("store")
    assert key is not None

    with closing(Store.open(home.database, key, SystemClock())) as store:
        assert store.integrity.damage() == []
