"""The demo is a test of everything at once; here it is held to its word."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk_app.processes.supervisor import own_command

SOAK = os.environ.get("SOAK_ROUNDS", "0") != "0"
LANGUAGES = ["en", "cy"] if SOAK else ["cy"]  # .ci/bare plays it in English, on a system that has nothing
WITH_A_WRONG_CODE = """
import sys
from kiosk_app.main import demo, kiosk
demo._read_qr = lambda page: "7K2M-9QTX-4HW4"
sys.exit(kiosk())
"""


def play(command: list[str]) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own program


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_story_comes_out_well_and_leaves_pictures_and_a_receipt(tmp_path: Path, language: str) -> None:
    done = play(own_command("demo", "--out", str(tmp_path), "--lang", language))

    assert done.returncode == 0, done.stdout + done.stderr
    assert "FAILED" not in done.stdout
    pictures = sorted(path.name for path in tmp_path.glob("*.png"))
    assert [name[:2] for name in pictures] == [f"{number:02}" for number in range(1, len(pictures) + 1)]
    assert {"01-start.png", "12-status.png"} <= set(pictures)
    assert (tmp_path / "receipt.pdf").read_bytes().startswith(b"%PDF")


def test_a_check_that_fails_ends_it_with_an_error(tmp_path: Path) -> None:
    done = play([sys.executable, "-c", WITH_A_WRONG_CODE, "demo", "--out", str(tmp_path)])

    assert done.returncode == 1
    assert "FAILED" in done.stdout
