from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk_app.errors import AlreadyRunning, CannotWrite
from kiosk_app.processes.lock import FileLock

HOLD = """
import sys
from pathlib import Path
from kiosk_app.processes.lock import FileLock
with FileLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_holder_is_refused(tmp_path: Path) -> None:
    with FileLock(tmp_path / "lock"), pytest.raises(AlreadyRunning), FileLock(tmp_path / "lock"):
        pass


def test_the_lock_is_free_again_after_use(tmp_path: Path) -> None:
    with FileLock(tmp_path / "lock"):
        pass

    with FileLock(tmp_path / "lock"):
        pass


def test_a_holder_that_is_killed_holds_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:  # noqa: S603 - our own
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(AlreadyRunning), FileLock(tmp_path / "lock"):
            pass

        holder.kill()
        holder.wait()

        with FileLock(tmp_path / "lock"):
            pass


def test_a_lock_that_cannot_be_made_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite) as caught, FileLock(tmp_path / "nowhere" / "lock"):
        pass

    assert caught.value.details["file"] == "lock"
