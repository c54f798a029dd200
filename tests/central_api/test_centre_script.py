"""`scripts/centre`, as somebody types it: a centre on a PostgreSQL of its own, set up, ready, stopped and started again."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "centre"
LISTENING = "Listening on "


@pytest.fixture
def folder() -> Iterator[Path]:
    """With a short path, for a socket's address holds 107 bytes, and open to the account that PostgreSQL runs as."""
    made = Path(tempfile.mkdtemp(prefix="jk-"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made)


@contextlib.contextmanager
def started(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running script and the address it serves at."""
    options = ["--data", str(folder / "data"), "--root", str(folder / "away" / "root.key"), "--port", "0"]
    command = [str(SCRIPT), "--no-setup", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        assert process.stdout is not None
        try:
            url = next((line for line in process.stdout if line.startswith(LISTENING)), "").removeprefix(LISTENING).strip()
            yield process, url
        finally:
            process.terminate()
            process.communicate(timeout=60)


def test_a_centre_is_ready_ends_when_told_and_starts_again_without_its_root_key(folder: Path) -> None:
    away = folder / "away"
    away.mkdir()
    answers, exits = [], []

    for _time in range(2):
        with started(folder) as (process, url):
            answers.append(httpx.get(f"{url}/readyz", trust_env=False).json())
        exits.append(process.returncode)
        (away / "root.key").unlink(missing_ok=True)

    assert answers == [{"database": "ok", "schema": "ok", "keys": "ok"}] * 2
    assert exits == [0, 0]
    assert not (folder / "data" / "root.key").exists()
    assert not list(away.iterdir())
    assert not (folder / "data.postgresql" / "postmaster.pid").exists()


def test_an_option_that_is_not_known_is_wrong_usage() -> None:
    done = subprocess.run([str(SCRIPT), "--nowhere"], check=False, capture_output=True, text=True)  # noqa: S603 - our own

    assert done.returncode == 2
    assert done.stderr.startswith("scripts/centre: --nowhere is not known\n")
