from __future__ import annotations

import os
from pathlib import Path

import pytest

from central_api.data_folder import initialise, opened
from central_api.models import Site
from central_api.private_files import close_to_others

OPEN = 0o022


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that was set up by an account that shares what it creates."""
    before = os.umask(OPEN)
    try:
        initialise(tmp_path / "centre")
    finally:
        os.umask(before)
    return tmp_path / "centre"


def modes(data: Path) -> dict[str, int]:
    return {str(path.relative_to(data)): path.stat().st_mode & 0o777 for path in [data, *data.rglob("*")]}


PRIVATE = {
    ".": 0o700,
    "keys": 0o700,
    "root.key": 0o600,
    "keys/signing-1.key": 0o600,
    "keys/sealing-1.key": 0o600,
    "centre.sqlite3": 0o600,
}


def test_everything_that_setting_up_creates_is_its_owners_alone(data: Path) -> None:
    assert modes(data) == PRIVATE


def test_the_journals_of_a_database_in_use_are_its_owners_alone(data: Path) -> None:
    with opened(data) as centre, centre.database.write() as session:
        session.add(Site(code="CFI"))
        session.flush()

        found = modes(data)

    assert found == PRIVATE | {"centre.sqlite3-wal": 0o600, "centre.sqlite3-shm": 0o600}


def test_what_an_earlier_version_left_open_is_closed(data: Path) -> None:
    (data / "centre.log").touch()
    for path in [data, *data.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)

    with opened(data):
        pass

    assert modes(data) == PRIVATE | {"centre.log": 0o600}


def test_the_account_creates_files_as_before_once_the_folder_is_closed(data: Path) -> None:
    before = os.umask(OPEN)
    try:
        with opened(data):
            pass
        after = os.umask(OPEN)
    finally:
        os.umask(before)

    assert after == OPEN


def test_a_file_that_belongs_to_somebody_else_is_spoken_of_and_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    (tmp_path / "file").touch(0o644)
    monkeypatch.setattr(Path, "chmod", refused)

    close_to_others([tmp_path / "file", tmp_path / "missing"])

    assert "file" in caplog.text
