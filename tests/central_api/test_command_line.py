from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from central_api.cli import main
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


def test_requeue_says_how_much_it_gave_back(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()

    exit_code = main(["requeue", "--data", str(data), "--reason", "unknown-service"])

    assert (exit_code, capsys.readouterr().out) == (0, "0\n")


def test_revoking_a_device_nobody_enrolled_says_so(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exit_code = main(["revoke", "--data", str(data), "--device", "00000000-0000-7000-8000-000000000000"])

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


def test_a_port_that_is_taken_is_one_plain_line(
    data: Path, serving: tuple[subprocess.Popen[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    port = serving[1].rpartition(":")[2]

    exit_code = main(["serve", "--data", str(data), "--port", port, "--no-with-worker"])

    assert exit_code == 1
    assert "in use" in capsys.readouterr().err
