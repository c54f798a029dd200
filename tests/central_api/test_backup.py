from __future__ import annotations

import contextlib
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from psycopg import sql

from central_api.cli import main
from central_api.keys import KEY_FOLDER
from central_api.settings import load_settings
from tests.central_api.conftest import Kiosk, TestClock, enrolment_at, serving_centre
from tests.postgres import Postgres


@pytest.fixture
def lose(kind: str, data: Path, request: pytest.FixtureRequest) -> Callable[[], None]:
    """Takes the database away and leaves an empty one."""

    def on_sqlite() -> None:
        for file in data.glob("centre.sqlite3*"):
            file.unlink()

    def on_postgres() -> None:
        server: Postgres = request.getfixturevalue("postgres")
        name = sql.Identifier(load_settings(data).database_url.partition("@/")[2].partition("?")[0])
        server.run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
        server.run(sql.SQL("CREATE DATABASE {}").format(name))

    return on_sqlite if kind == "sqlite" else on_postgres


@contextlib.contextmanager
def enrolled(data: Path, clock: TestClock) -> Iterator[Kiosk]:
    """A kiosk at a centre that works, while the context lasts."""
    with serving_centre(data, clock) as centre, httpx.Client(base_url=centre.url, timeout=30, trust_env=False) as http:
        yield enrolment_at(centre, http, clock)()
        centre.worker().run_once()


@contextlib.contextmanager
def again(data: Path, clock: TestClock, kiosk: Kiosk) -> Iterator[Kiosk]:
    """The same kiosk at the centre as it is now."""
    with serving_centre(data, clock) as centre, httpx.Client(base_url=centre.url, timeout=30, trust_env=False) as http:
        kiosk.http = http
        yield kiosk


def test_a_backup_made_while_the_centre_serves_brings_everything_back(
    data: Path, tmp_path: Path, clock: TestClock, lose: Callable[[], None]
) -> None:
    copy = tmp_path / "centre.backup"
    with enrolled(data, clock) as kiosk:
        before, after = kiosk.seal(), kiosk.seal()
        kiosk.send(before)
        assert main(["backup", "--data", str(data), "--to", str(copy)]) == 0
        kiosk.send(after)
    lose()

    restored = main(["restore", "--data", str(data), "--from", str(copy)])

    assert restored == 0
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with again(data, clock, kiosk):
        assert kiosk.send(before, after) == ["already-had", "accepted"]


def test_no_key_is_in_a_backup(data: Path, tmp_path: Path) -> None:
    copy = tmp_path / "centre.backup"

    main(["backup", "--data", str(data), "--to", str(copy)])

    secrets = [file.read_bytes() for file in (data / KEY_FOLDER).glob("*.key")]
    assert len(secrets) == 2
    assert [secret for secret in secrets if secret in copy.read_bytes() or secret.hex().encode() in copy.read_bytes()] == []


def test_a_backup_never_takes_the_place_of_another_file(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "centre.backup"
    copy.write_text("older")

    refused = main(["backup", "--data", str(data), "--to", str(copy)])

    assert (refused, copy.read_text()) == (1, "older")
    assert "exists already" in capsys.readouterr().err


def test_a_backup_is_not_restored_over_what_is_there(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "centre.backup"
    main(["backup", "--data", str(data), "--to", str(copy)])

    refused = main(["restore", "--data", str(data), "--from", str(copy)])

    assert refused == 1
    assert "holds something already" in capsys.readouterr().err


def test_a_damaged_backup_leaves_the_database_empty(
    data: Path, tmp_path: Path, lose: Callable[[], None], capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "centre.backup"
    main(["backup", "--data", str(data), "--to", str(copy)])
    copy.write_bytes(copy.read_bytes()[:5000])
    lose()

    refused = main(["restore", "--data", str(data), "--from", str(copy)])
    tried_again = main(["schema", "--data", str(data)])

    assert (refused, tried_again) == (1, 0)
    assert "schema=- " in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_without_the_server_s_own_programs_a_backup_says_what_to_install(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    refused = main(["backup", "--data", str(data), "--to", str(tmp_path / "centre.backup")])

    assert refused == 1
    assert "install the PostgreSQL client" in capsys.readouterr().err
    assert not list(tmp_path.glob("centre.backup*"))
