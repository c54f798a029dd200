"""A kiosk's first start: cut off at any step, or begun by several processes at once, it leaves one key and one database.

What it leaves half done is taken up again by the next start, but never for a database that was lost.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kiosk_app.config import Home
from kiosk_app.errors import StoreLocked, StoreUnreadable
from kiosk_app.events import Event
from kiosk_app.main.parts import Parts
from local_store.anew import begin_anew
from local_store.holding import Hold
from local_store.migrate import migrate
from tests.local_store.cutting_off import every_way, killed_before

AT_ONCE = 4
ROUNDS = 3
PREPARE = [sys.executable, "-m", "kiosk_app.main", "prepare"]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "kiosk")
    made.make()
    return made


def key_of(parts: Parts) -> bytes:
    key = parts.keys.get("store")
    assert key is not None
    return key


def at_once(home: Home, *options: str) -> list[tuple[int, str]]:
    """Start so many first starts; how each ended and what it said."""
    environment = {**os.environ, "KIOSK_HOME": str(home.folder)}
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    (home.folder / "kiosk.toml").write_text('[keys]\nsource = "file"\n')
    started = [
        subprocess.Popen([*PREPARE, *options], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)  # noqa: S603
        for _ in range(AT_ONCE)
    ]
    said = [process.communicate()[1] for process in started]
    return [(process.returncode, words) for process, words in zip(started, said, strict=True)]


def check_one_of_each(home: Home) -> None:
    assert [path.name for path in home.keys.iterdir()] == ["justice-kiosk.store"]
    assert not (home.folder / "set-aside").exists()
    with closing(Parts(home, {}).store) as store:
        assert [row.event for row in store.audit.rows()] == [Event.STORE_CREATED]


def test_first_starts_at_once_make_one_key_and_one_database(tmp_path: Path) -> None:
    for turn in range(ROUNDS):
        home = Home(tmp_path / f"kiosk-{turn}")
        home.make()

        ended = at_once(home)

        assert ended == [(0, "")] * AT_ONCE
        check_one_of_each(home)


def test_first_starts_at_once_that_ask_for_an_empty_one_make_one_too(home: Home) -> None:
    ended = at_once(home, "--new")

    assert (0, "") in ended
    refusals = [words for status, words in ended if status]  # by one that has it open already, or of one that is about to open it
    assert all("already-running" in words or "store-locked" in words for words in refusals)
    check_one_of_each(home)


def test_a_start_waits_for_another_and_says_so_when_that_does_not_end(home: Home) -> None:
    with closing(Hold.turn(home.database)), pytest.raises(StoreLocked) as caught:
        Hold.turn(home.database, patience=0)

    assert caught.value.details == {"cause": "being-prepared"}


def test_a_first_start_cut_off_at_any_step_is_finished_by_the_next(home: Home) -> None:
    kept = home.folder / "kept"
    kept.mkdir()
    for at in every_way(home.database, lambda at: Parts(Home(at.parent), {}).prepare()):
        parts = Parts(Home(at.parent), {})

        parts.prepare()

        with closing(parts.store) as store:
            assert [row.event for row in store.audit.rows()] == [Event.STORE_CREATED]
        assert [path.name for path in (at.parent / "keys").iterdir() if path.suffix != ".tmp"] == ["justice-kiosk.store"]
        assert sorted(path.name for path in at.parent.iterdir()) == ["keys", "kiosk.db", "prepare.lock"]


def test_what_a_first_start_left_is_not_taken_for_a_database_that_was_lost_since(home: Home) -> None:
    parts = Parts(home, {})
    parts.prepare()
    migrate(home.folder / "kiosk.new", key_of(parts), parts.clock)
    parts.prepare()
    home.database.unlink()

    with pytest.raises(StoreUnreadable) as caught:
        parts.prepare()

    assert caught.value.details["cause"] == "missing"
    assert not (home.folder / "kiosk.new").exists()


@pytest.mark.parametrize("trace", ["kiosk.db-wal", "set-aside/0001/kiosk.db", "backups/kiosk-0001-0001.db"])
def test_what_a_first_start_left_is_not_taken_beside_a_trace_of_a_database(home: Home, trace: str) -> None:
    parts = Parts(home, {})
    parts.prepare()
    home.database.rename(home.folder / "kiosk.new")
    (home.folder / trace).parent.mkdir(parents=True, exist_ok=True)
    (home.folder / trace).write_bytes(b"rest")

    with pytest.raises(StoreUnreadable) as caught:
        parts.prepare()

    assert caught.value.details["cause"] == "missing"


def test_what_a_first_start_left_is_not_taken_with_a_key_it_was_not_made_with(home: Home) -> None:
    migrate(home.folder / "kiosk.new", os.urandom(32), Parts(home, {}).clock)
    Parts(home, {}).keys.put("store", os.urandom(32))

    with pytest.raises(StoreUnreadable):
        Parts(home, {}).prepare()
    assert not home.database.exists()
    Parts(home, {}).prepare(anew=True)

    with closing(Parts(home, {}).store) as store:
        assert store.device.enrolment() is None
    assert not (home.folder / "kiosk.new").exists()


def test_an_empty_database_of_which_nothing_came_is_never_put_in_a_lost_one_s_place(home: Home) -> None:
    parts = Parts(home, {})
    parts.prepare()
    key = key_of(parts)
    (home.folder / "kept").mkdir()
    home.database.rename(home.folder / "kept" / "kiosk.db")
    (home.folder / "kept" / "kiosk.db").write_bytes(os.urandom(8192))
    (home.folder / "keys").rename(home.folder / "kept" / "keys")
    (home.folder / "prepare.lock").unlink()
    refused = []
    for at in every_way(home.database, lambda at: begin_anew(at, key, parts.clock)):
        decided = at.with_name("kiosk.db.next").exists() or (at.parent / "set-aside" / "0001" / "kiosk.db").exists()
        if decided:
            continue
        at.unlink()

        with pytest.raises(StoreUnreadable):
            Parts(Home(at.parent), {}).prepare()

        refused.append(at)
    assert refused


def test_an_empty_database_that_could_not_be_made_leaves_no_file(home: Home) -> None:
    parts = Parts(home, {})
    parts.prepare()
    key = key_of(parts)
    home.database.write_bytes(os.urandom(8192))
    (home.folder / "set-aside").write_text("in the way")

    with pytest.raises(StoreUnreadable):
        begin_anew(home.database, key, parts.clock)

    assert sorted(path.name for path in home.folder.iterdir()) == ["keys", "kiosk.db", "prepare.lock", "set-aside"]


def test_a_process_killed_while_preparing_keeps_nobody_waiting(home: Home) -> None:
    assert killed_before(3, home.folder, lambda: Parts(home, {}).prepare())

    Hold.turn(home.database, patience=0).close()
