from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from central_api import db
from central_api.cli import main
from central_api.server import listen
from sync.envelope import EnrolmentCode


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "centre"
    assert main(["init", "--data", str(folder)]) == 0
    return folder


@pytest.fixture
def serving(data: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "central_api", "serve", "--data", str(data), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        assert process.stdout is not None
        yield process, process.stdout.readline().split()[-1]
        process.kill()


def test_init_says_what_to_do_with_the_root_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exit_code = main(["init", "--data", str(tmp_path / "centre")])

    assert exit_code == 0
    assert "root.key offline" in capsys.readouterr().out
    assert main(["init", "--data", str(tmp_path / "centre")]) == 0
    assert "already" in capsys.readouterr().out


def test_a_code_is_printed_as_staff_type_it(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()

    exit_code = main(["enrol-code", "--data", str(data), "--device-name", "CFI-2", "--site", "CFI", "--json"])

    said = json.loads(capsys.readouterr().out)
    assert exit_code == 0
    assert said["device_name"] == "CFI-2"
    assert EnrolmentCode.from_text(said["code"]).to_text() == said["code"]


@pytest.mark.parametrize("command", [["enrol-code", "--device-name", "X"], ["serve"], ["work", "--once"]])
def test_a_folder_that_was_not_set_up_is_named_with_the_next_step(
    tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    name, *rest = command

    exit_code = main([name, "--data", str(tmp_path / "nothing"), *rest])

    assert exit_code == 1
    assert "central-api init" in capsys.readouterr().err


def test_without_its_signing_keys_the_centre_does_not_serve(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "keys" / "signing-1.key").unlink()

    exit_code = main(["serve", "--data", str(data), "--port", "0"])

    assert exit_code == 1
    assert "signing key" in capsys.readouterr().err


def test_work_says_how_many_steps_it_took(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()

    exit_code = main(["work", "--data", str(data), "--once"])

    assert (exit_code, capsys.readouterr().out) == (0, "0\n")


def test_releasing_says_how_much_it_gave_back(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()

    exit_code = main(["parked", "release", "--data", str(data), "--reason", "unknown-service"])

    assert (exit_code, capsys.readouterr().out) == (0, "0\n")


def test_revoking_a_device_nobody_enrolled_says_so(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exit_code = main(["devices", "revoke", "--data", str(data), "--device", "00000000-0000-7000-8000-000000000000"])

    assert exit_code == 1
    assert "no such device" in capsys.readouterr().err


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_serve_says_its_address_once_it_answers_and_ends_when_told(
    serving: tuple[subprocess.Popen[str], str], sent: signal.Signals
) -> None:
    process, url = serving
    health = httpx.get(f"{url}/v1/health", trust_env=False).json()

    process.send_signal(sent)
    _, errors = process.communicate(timeout=30)

    assert health["status"] == "ok"
    assert process.returncode == 0
    assert "Traceback" not in errors


def test_a_port_that_is_taken_is_one_plain_line_with_what_to_do(
    data: Path, serving: tuple[subprocess.Popen[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    port = serving[1].rpartition(":")[2]
    capsys.readouterr()

    exit_code = main(["serve", "--data", str(data), "--port", port, "--no-with-worker"])

    errors = capsys.readouterr().err
    assert exit_code == 1
    assert errors == f"port {port} of 127.0.0.1 is in use; stop what holds it, or name another with --port or --host\n"


def test_a_host_that_is_not_here_is_one_plain_line(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exit_code = main(["serve", "--data", str(data), "--host", "192.0.2.1", "--port", "0"])

    assert exit_code == 1
    assert "192.0.2.1 cannot be served at" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["70000", "-1", "http"])
def test_a_port_that_cannot_be_is_wrong_usage(data: Path, port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["serve", "--data", str(data), "--port", port])

    assert caught.value.code == 2
    assert "--port" in capsys.readouterr().err


@contextlib.contextmanager
def serving_until_stdin_closes(data: Path, port: int = 0) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    command = [sys.executable, "-m", "central_api", "serve", "--data", str(data), "--port", str(port), "--until-stdin-closes"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout is not None
        yield process, process.stdout.readline().decode().split()[-1]
        process.kill()


def test_a_server_whose_standard_input_ends_stops_as_if_told_and_frees_its_port(data: Path) -> None:
    with serving_until_stdin_closes(data) as (process, url):
        assert process.stdin is not None
        process.stdin.write(b"what is written there means nothing\n")
        process.stdin.flush()
        health = httpx.get(f"{url}/v1/health", trust_env=False)

        process.stdin.close()
        exit_code = process.wait(timeout=30)
        assert process.stderr is not None
        errors = process.stderr.read()

    assert health.status_code == 200
    assert exit_code == 0
    assert b"Traceback" not in errors
    listen("127.0.0.1", int(url.rpartition(":")[2])).close()


KILLED_PARENT = """
import subprocess, sys
command = [sys.executable, "-m", "central_api", "serve", "--data", sys.argv[1], "--port", "0", "--until-stdin-closes"]
with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
    process.wait()
"""


def test_a_killed_parent_leaves_no_server_behind(data: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", KILLED_PARENT, str(data)], stdout=subprocess.PIPE) as parent:  # noqa: S603
        assert parent.stdout is not None
        url = parent.stdout.readline().decode().split()[-1]
        health = httpx.get(f"{url}/v1/health", trust_env=False)

        parent.kill()
        rest = parent.stdout.read()  # ends when the last process that holds the pipe, the server, has ended

    assert health.status_code == 200
    assert rest == b""


def test_without_the_flag_an_empty_standard_input_is_no_reason_to_stop(data: Path) -> None:
    command = [sys.executable, "-m", "central_api", "serve", "--data", str(data), "--port", "0"]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        assert process.stdout is not None
        url = process.stdout.readline().split()[-1]

        health = httpx.get(f"{url}/v1/health", trust_env=False)
        process.terminate()

    assert health.status_code == 200


COMMANDS = [["init"], ["enrol-code", "--device-name", "X"], ["serve", "--port", "0"], ["work", "--once"]]


@pytest.mark.parametrize("command", COMMANDS)
def test_wrong_settings_are_one_plain_line(data: Path, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    (data / "centre.toml").write_text("[limits]\nbatch_bites = 1\n", "utf-8")
    capsys.readouterr()

    exit_code = main([command[0], "--data", str(data), *command[1:]])

    assert exit_code == 1
    assert capsys.readouterr().err == f"{data / 'centre.toml'}: limits.batch_bites: there is no such setting\n"


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "damage", [b"this is no database at all, and long enough to be looked at", b"SQLite format 3\0" + bytes(9000)]
)
def test_a_damaged_database_is_one_plain_line_that_names_it(
    data: Path, command: list[str], damage: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "centre.sqlite3").write_bytes(damage)
    capsys.readouterr()

    exit_code = main([command[0], "--data", str(data), *command[1:]])

    errors = capsys.readouterr().err
    assert exit_code == 1
    assert errors.startswith(f"{data / 'centre.sqlite3'} is damaged")
    assert errors.count("\n") == 1


def test_a_damaged_key_list_is_one_plain_line(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with contextlib.closing(sqlite3.connect(data / "centre.sqlite3")) as database, database:
        database.execute("UPDATE key_lists SET wire = x'00'")
    capsys.readouterr()

    exit_code = main(["enrol-code", "--data", str(data), "--device-name", "X"])

    errors = capsys.readouterr().err
    assert exit_code == 1
    assert "key list" in errors
    assert errors.count("\n") == 1


def test_a_damaged_key_is_one_plain_line_that_names_its_file(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "keys" / "sealing-1.key").write_bytes(b"short")
    capsys.readouterr()

    exit_code = main(["serve", "--data", str(data), "--port", "0"])

    assert exit_code == 1
    assert capsys.readouterr().err == f"{data / 'keys' / 'sealing-1.key'} does not hold a key; restore it from a backup\n"


def test_a_database_that_another_process_holds_is_one_plain_line(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(db, "_BUSY_SECONDS", 0)
    with contextlib.closing(sqlite3.connect(data / "centre.sqlite3")) as other:
        other.execute("BEGIN IMMEDIATE")
        capsys.readouterr()

        exit_code = main(["work", "--data", str(data), "--once"])

    assert exit_code == 1
    assert "cannot be used (SQLITE_BUSY)" in capsys.readouterr().err


@pytest.fixture
def broken_service(tmp_path: Path) -> Path:
    """A folder where a distribution is installed whose service cannot be imported."""
    distribution = tmp_path / "site" / "broken-1.0.dist-info"
    distribution.mkdir(parents=True)
    (distribution / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n", "utf-8")
    (distribution / "entry_points.txt").write_text("[justice_kiosk.services]\nbroken = broken_service:SERVICE\n", "utf-8")
    (tmp_path / "site" / "broken_service.py").write_text("raise RuntimeError('never to be logged')\n", "utf-8")
    return tmp_path / "site"


def test_a_broken_service_of_others_is_named_in_the_log_and_stops_nothing(data: Path, broken_service: Path) -> None:
    command = [sys.executable, "-m", "central_api", "serve", "--data", str(data), "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(broken_service)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as process:  # noqa: S603
        assert process.stdout is not None
        url = process.stdout.readline().split()[-1]

        health = httpx.get(f"{url}/v1/health", trust_env=False)
        process.terminate()
        _, errors = process.communicate(timeout=30)

    assert health.status_code == 200
    assert "service left out entry=broken distribution=broken code=import-error error=RuntimeError" in errors
    assert "never to be logged" not in errors
