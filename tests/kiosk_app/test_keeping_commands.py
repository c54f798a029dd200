"""verify-log, backup and restore as an operator meets them, and a restored kiosk as the centre meets it."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kiosk_app.cli.parser import run
from kiosk_app.main.parts import Parts
from kiosk_app.processes.lock import FileLock
from local_store.connection import connect
from tests.conftest import Centre
from tests.support import visit_answers

Ctl = Callable[..., tuple[int, Any]]


@pytest.fixture
def ctl(kiosk_parts: Parts, capsys: pytest.CaptureFixture[str]) -> Ctl:
    """Run a command with --json as a process of its own would; exit status and what it said."""
    kiosk_parts.store.close()

    def call(*arguments: str) -> tuple[int, Any]:
        parts = Parts(kiosk_parts.home, {})
        capsys.readouterr()
        status = run(parts, [*arguments, "--json"])
        if "store" in vars(parts):
            parts.store.close()
        return status, json.loads(capsys.readouterr().out)

    return call


@pytest.fixture
def words(kiosk_parts: Parts, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run a command; its words on standard output."""

    def call(*arguments: str) -> str:
        parts = Parts(kiosk_parts.home, {})
        run(parts, [*arguments])
        if "store" in vars(parts):
            parts.store.close()
        return capsys.readouterr().out

    return call


@pytest.fixture
def submit(ctl: Ctl, kiosk_parts: Parts, tmp_path: Path) -> Callable[[], str]:
    """Submit one more; its reference."""
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(visit_answers(kiosk_parts.snapshot.context())), encoding="utf-8")
    again = ("--confirm", "asked-already")
    return lambda: str(ctl("submit", "prison-visit", str(file), *again)[1]["reference"])


@pytest.fixture
def store_key(kiosk_parts: Parts) -> bytes:
    key = kiosk_parts.keys.get("store")
    assert key is not None
    return key


@pytest.fixture
def at_the_centre(real_centre: Centre, kiosk_parts: Parts) -> Iterator[Callable[[str], list[Any]]]:
    """Asks the centre's database about this kiosk."""
    with closing(Parts(kiosk_parts.home, {}).store) as store:
        enrolment = store.device.enrolment()
    assert enrolment is not None
    with closing(sqlite3.connect(real_centre.data / "centre.sqlite3")) as database:
        yield lambda sql: [row[0] for row in database.execute(sql, {"device": enrolment.device_id.hex})]


def test_a_whole_log_is_said_to_be_whole_with_its_end(ctl: Ctl, words: Callable[..., str]) -> None:
    status, said = ctl("verify-log")

    assert (status, said["whole"], said["first_broken"], said["reported"]) == (0, True, None, None)
    assert words("verify-log").startswith(f"The audit log is whole: {said['rows']} rows, ending in {said['head'][:16]}.\n")


def test_a_log_that_was_changed_is_said_to_be_broken_where_it_is(
    ctl: Ctl, words: Callable[..., str], kiosk_parts: Parts, store_key: bytes
) -> None:
    with closing(connect(kiosk_parts.home.database, store_key)) as intruder:
        intruder.execute("DROP TRIGGER audit_fixed")
        intruder.execute("UPDATE audit SET subject = 'other' WHERE number = 2")

    status, said = ctl("verify-log")

    assert (status, said["whole"], said["first_broken"]) == (1, False, 2)
    assert words("verify-log", "--lang", "cy").startswith("Mae’r cofnod archwilio wedi torri yn rhes 2.")


def test_a_damaged_database_has_no_log_to_verify(ctl: Ctl, kiosk_parts: Parts) -> None:
    kiosk_parts.home.database.write_bytes(kiosk_parts.home.database.read_bytes()[:4096] + os.urandom(40960))

    status, said = ctl("verify-log")

    assert (status, said["error"]) == (3, "store-corrupt")


def test_a_copy_goes_into_a_folder_under_a_name_of_its_own_while_the_kiosk_runs(
    ctl: Ctl, words: Callable[..., str], kiosk_parts: Parts, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()

    with FileLock(kiosk_parts.home.agent_lock), closing(Parts(kiosk_parts.home, {}).store):
        status, said = ctl("backup", str(tmp_path / "stick"))

    (copy,) = (tmp_path / "stick").iterdir()
    assert (status, said) == (0, {"file": str(copy), "bytes": copy.stat().st_size, "keys": "file"})
    assert "the key is not in it" in words("backup", str(tmp_path / "another.db"))


@pytest.mark.parametrize("to", ["copy.db", "nowhere/copy.db"])
def test_a_copy_that_cannot_be_written_is_said(ctl: Ctl, tmp_path: Path, to: str) -> None:
    (tmp_path / "copy.db").write_text("somebody's")

    status, said = ctl("backup", str(tmp_path / to))

    assert (status, said["error"]) == (3, "cannot-write")
    assert (tmp_path / "copy.db").read_text() == "somebody's"


def test_nothing_is_restored_beside_an_agent(ctl: Ctl, kiosk_parts: Parts, tmp_path: Path) -> None:
    ctl("backup", str(tmp_path / "copy.db"))

    with FileLock(kiosk_parts.home.agent_lock):
        status, said = ctl("restore", str(tmp_path / "copy.db"))

    assert (status, said["error"]) == (3, "already-running")


def test_what_is_no_copy_is_refused_in_words(ctl: Ctl, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_bytes(os.urandom(8192))

    status, said = ctl("restore", str(tmp_path / "copy.db"))

    assert (status, said["error"]) == (3, "copy-refused")
    assert said["message"].endswith("Nothing was changed.")


def test_requests_that_would_be_left_behind_are_counted_and_then_named_where_they_stand(
    ctl: Ctl, words: Callable[..., str], submit: Callable[[], str], kiosk_parts: Parts, tmp_path: Path
) -> None:
    copy = str(tmp_path / "copy.db")
    ctl("backup", copy)
    submit()

    refused = ctl("restore", copy)
    first_line = words("restore", copy).splitlines()[0]
    said = words("restore", copy, "--leave-behind").splitlines()

    assert refused == (1, {"restored": False, "unsent": 1})
    assert first_line == "1 request here was never sent and is not in the copy. Nothing was changed."
    assert said[1] == f"The records that were here are kept in {kiosk_parts.home.folder / 'set-aside' / '0001'}."
    assert said[2] == "1 request in them was never sent and is not in the copy."


def test_records_that_cannot_be_read_are_left_behind_only_when_somebody_says_so(
    ctl: Ctl, words: Callable[..., str], kiosk_parts: Parts, tmp_path: Path
) -> None:
    copy = str(tmp_path / "copy.db")
    ctl("backup", copy)
    kiosk_parts.home.database.write_bytes(os.urandom(8192))

    refused = ctl("restore", copy)
    lines = words("restore", copy).splitlines()
    done = ctl("restore", copy, "--leave-behind")

    assert refused == (1, {"restored": False, "unsent": None})
    assert lines[0].startswith("The records here cannot be read, so nobody can say whether all in them was sent.")
    assert "--leave-behind" in lines[1]
    assert (done[0], done[1]["unsent"]) == (0, None)


def test_a_restore_takes_the_mark_of_damage_away(ctl: Ctl, kiosk_parts: Parts, tmp_path: Path) -> None:
    ctl("backup", str(tmp_path / "copy.db"))
    kiosk_parts.damage.set("page:1")

    status, _said = ctl("restore", str(tmp_path / "copy.db"))

    assert (status, kiosk_parts.damage.code()) == (0, "")


def test_after_a_restore_every_receipt_is_one_accepted_envelope_and_nothing_else_is(
    ctl: Ctl, submit: Callable[[], str], tmp_path: Path, at_the_centre: Callable[[str], list[Any]]
) -> None:
    copy = str(tmp_path / "copy.db")
    references = [submit(), submit()]
    ctl("backup", copy)
    references.append(submit())
    sent = ctl("sync")[1]
    _status, restored = ctl("restore", copy)
    references += [submit(), submit()]

    again = ctl("sync")[1]

    assert (sent["acknowledged"], sent["all_sent"]) == (3, True)
    assert (again["acknowledged"], again["quarantined"], again["all_sent"]) == (4, 0, True)  # two of them "already had"
    epochs = at_the_centre("SELECT epoch FROM envelopes WHERE device_id = :device ORDER BY number")
    assert epochs == [1, 1, 1, restored["epoch"], restored["epoch"]]
    alarms = at_the_centre("SELECT code FROM alarms WHERE device_id = :device")
    assert set(alarms) <= {
        "audit-shrank",
        "audit-forked",
    }  # of the audit log, as long as it is shorter than it was; never of the chain
    for reference in references:
        status, said = ctl("status", reference)
        assert (status, said["custody"]) == (0, "acknowledged")
