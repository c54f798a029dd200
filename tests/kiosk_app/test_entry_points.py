"""The commands as the shell runs them: an exit status for everything, and never a trace."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk_app.config import Home
from kiosk_app.guard import guarded
from kiosk_app.main.parts import Parts
from services.forms.words import Translator
from services.language import Language

KIOSKCTL = [sys.executable, "-c", "import sys; from kiosk_app.main import kioskctl; sys.exit(kioskctl())"]
KIOSK = [sys.executable, "-m", "kiosk_app.main"]
ENGLISH = Translator(Language.ENGLISH)


def environment(home: Path, **more: str) -> Mapping[str, str]:
    return {**os.environ, "KIOSK_HOME": str(home), **more}


def call(command: list[str], *arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*command, *arguments], env=environment(home), capture_output=True, text=True, check=False)  # noqa: S603


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """The folder on a file system that cannot be written."""
    if os.geteuid() != 0:
        pytest.skip("mounting needs root")
    bound = subprocess.run(["mount", "--bind", folder, folder], check=False, capture_output=True)  # noqa: S603, S607
    if bound.returncode != 0:
        pytest.skip("this machine does not allow mounting")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)  # noqa: S603, S607
        yield
    finally:
        subprocess.run(["umount", folder], check=True)  # noqa: S603, S607


def test_a_data_folder_that_is_a_file_is_refused_in_words_and_as_json(tmp_path: Path) -> None:
    home = tmp_path / "file"
    home.touch()

    words = call(KIOSKCTL, "services", home=home)
    said = call(KIOSKCTL, "services", "--json", home=home)
    kiosk = call(KIOSK, "prepare", home=home)

    assert (words.returncode, said.returncode, kiosk.returncode) == (3, 3, 1)
    assert json.loads(said.stdout)["details"]["what"] == "KIOSK_HOME"
    assert "Traceback" not in words.stderr + said.stderr + kiosk.stderr


@pytest.mark.parametrize("command", [["sync"], ["network", "off"]])
def test_a_data_folder_that_cannot_be_written_is_said_in_words(tmp_path: Path, command: list[str]) -> None:
    Home(tmp_path / "kiosk").make()
    Parts(Home(tmp_path / "kiosk"), {}).prepare()

    with read_only(tmp_path / "kiosk"):
        done = call(KIOSKCTL, *command, "--json", home=tmp_path / "kiosk")

    assert (done.returncode, json.loads(done.stdout)["error"]) == (3, "cannot-write")
    assert "Traceback" not in done.stderr


def test_a_reader_that_goes_away_ends_a_command_quietly(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with subprocess.Popen(  # noqa: S603 - our own program
        [*KIOSKCTL, "schema", "prison-visit"], env=environment(tmp_path), stdout=writing, stderr=subprocess.PIPE, text=True
    ) as process:
        os.close(writing)
        _, said = process.communicate()

    assert (process.returncode, said) == (141, "")


def test_an_argument_that_is_no_text_ends_in_words(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own program
        [*[part.encode() for part in KIOSKCTL], b"check", b"\xff\xfe", b"\xff", b"--json"],
        env=environment(tmp_path),
        capture_output=True,
        check=False,
    )

    assert (done.returncode, json.loads(done.stdout)["error"]) == (3, "unknown-service")


def test_prepare_makes_an_empty_database_only_when_asked(tmp_path: Path) -> None:
    first = call(KIOSK, "prepare", home=tmp_path)
    (tmp_path / "kiosk.db").unlink()

    refused, anew = call(KIOSK, "prepare", home=tmp_path), call(KIOSK, "prepare", "--new", home=tmp_path)

    assert (first.returncode, refused.returncode, anew.returncode) == (0, 1, 0)
    assert "cause=missing" in refused.stderr


def test_watching_says_one_object_a_line_and_ends_with_nothing_more(tmp_path: Path) -> None:
    Parts(Home(tmp_path), {}).prepare()
    with subprocess.Popen(  # noqa: S603 - our own program
        [*KIOSKCTL, "sync", "--watch", "--json"],
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        rest = process.stdout.read()

    assert json.loads(first)["reason"] == "not-enrolled"
    assert (process.returncode, rest) == (0, "")


def test_a_bug_ends_in_calm_words_and_the_log_holds_no_values(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> int:
        raise ValueError("Siân Thomas")

    with caplog.at_level(logging.ERROR):
        status = guarded(fail, ENGLISH)

    shown = capsys.readouterr()
    assert (status, shown.out) == (4, "")
    assert shown.err.startswith("Something went wrong in this program.")
    assert "ValueError at" in caplog.text
    assert "kiosk_app.guard:" in caplog.text
    assert "Siân" not in caplog.text + shown.err


def test_a_bug_is_json_where_json_was_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> int:
        raise ValueError("Siân Thomas")

    assert guarded(fail, ENGLISH, as_json=True) == 4
    assert json.loads(capsys.readouterr().out)["error"] == "unexpected"
