"""More than one of what there must be one of: one works, the others say so and change nothing. And a database that is held."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from kiosk_app.errors import StoreLocked
from kiosk_app.processes.supervisor import own_command, own_environment
from local_store.engine import open_engine
from tests.faults.disk_kiosk import copied, new_kiosk, opened, pattern, quick_centre
from tests.faults.kill_rounds import CentreAt
from tests.support import until

__all__ = ["pattern", "quick_centre"]

PATIENCE = 60.0
KIOSKCTL = [sys.executable, "-c", "import sys; from kiosk_app.main import kioskctl; sys.exit(kioskctl())"]


@contextmanager
def started(folder: Path, command: list[str]) -> Iterator[subprocess.Popen[str]]:
    """A process of the kiosk on a folder, ended with the context."""
    environment = {**own_environment(str(folder)), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(  # noqa: S603 - our own program
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def said_by(process: subprocess.Popen[str], words: str) -> None:
    """Wait until a process has written these words to standard error."""
    assert process.stderr is not None
    for line in process.stderr:
        if words in line:
            return
    raise AssertionError(f"it ended without saying {words!r}")


def ended(folder: Path, command: list[str]) -> tuple[int, str]:
    """The exit status of a command and everything it said."""
    done = subprocess.run(  # noqa: S603
        command, env=own_environment(str(folder)), check=False, capture_output=True, text=True, timeout=120
    )
    return done.returncode, done.stdout + done.stderr


def test_of_two_agents_one_works_and_a_killed_one_lets_the_next_in_at_once(tmp_path: Path, quick_centre: CentreAt) -> None:
    folder = new_kiosk(tmp_path / "kiosk", quick_centre)
    with started(folder, own_command("agent")) as first:
        said_by(first, "agent started")

        status, words = ended(folder, own_command("agent"))
        assert (status, "already-running" in words) == (1, True)
        status, words = ended(folder, [*KIOSKCTL, "sync"])
        assert (status, "already running" in words) == (3, True)
        status, words = ended(folder, [*KIOSKCTL, "restore", str(folder / "kiosk.db")])
        assert (status, "already running" in words) == (3, True)
        assert first.poll() is None

        first.send_signal(signal.SIGKILL)
        first.wait()
        with started(folder, own_command("agent")) as second:
            said_by(second, "agent started")

    with opened(folder) as kiosk:
        kiosk.check()
        assert not (folder / "set-aside").exists()


def test_of_two_restores_at_once_one_is_done_or_both_one_after_the_other(tmp_path: Path, pattern: Path) -> None:
    folder = copied(pattern, tmp_path / "kiosk")
    with opened(folder) as kiosk:
        kiosk.submit()
        kiosk.parts.copies.back_up(tmp_path / "copy.db")
    command = [*KIOSKCTL, "restore", str(tmp_path / "copy.db")]

    with ExitStack() as stack:
        both = [stack.enter_context(started(folder, command)) for _ in range(2)]
        answers = [(process.communicate()[1], process.returncode) for process in both]

    done = sum(status == 0 for _words, status in answers)
    assert done >= 1
    assert all("already running" in words for words, status in answers if status != 0)
    assert len(list((folder / "set-aside").iterdir())) == done
    with opened(folder) as kiosk:
        assert len(kiosk.parts.store.submissions.recent(10)) == 1
        assert list(kiosk.parts.store.integrity.damage()) == []
        assert kiosk.parts.store.audit.first_broken() is None


def test_windows_that_submit_at_once_share_one_chain_without_gaps(tmp_path: Path, pattern: Path) -> None:
    folder = copied(pattern, tmp_path / "kiosk")
    command = [sys.executable, "-m", "tests.faults.disk_submit", str(folder), "15"]
    with ExitStack() as stack:
        windows = [stack.enter_context(started(folder, command)) for _ in range(2)]
        said = [window.communicate()[0].split() for window in windows]

    assert [len(each) for each in said] == [15, 15]
    with opened(folder) as kiosk:
        kept = [each.reference for each in reversed(kiosk.parts.store.submissions.recent(100))]
        assert sorted(kept) == sorted(said[0] + said[1])
        kiosk.said = kept
        kiosk.check()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kiosks that wait a tenth of a second for a lock."""
    monkeypatch.setattr(open_engine, "__kwdefaults__", {"busy_seconds": 0.1})


@pytest.mark.usefixtures("impatient")
def test_a_database_that_another_process_holds_saves_nothing_in_words_and_goes_on_afterwards(
    tmp_path: Path, pattern: Path
) -> None:
    with opened(copied(pattern, tmp_path / "kiosk")) as kiosk:
        kiosk.submit()
        with started(kiosk.folder, [sys.executable, "-c", HOLDER]) as holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "held\n"

            assert isinstance(kiosk.submit_until_refused(1), StoreLocked)
            kiosk.check()

        kiosk.submit()
        kiosk.check()


HOLDER = """
import threading
from kiosk_app.main.parts import Parts
from local_store.connection import connect
parts = Parts.from_environment()
held = connect(parts.home.database, parts.keys.get("store"))
held.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
threading.Event().wait()
"""


def test_a_second_supervisor_says_so_and_the_first_goes_on(tmp_path: Path, quick_centre: CentreAt) -> None:
    folder = new_kiosk(tmp_path / "kiosk", quick_centre)
    with opened(folder) as kiosk:
        kiosk.submit()
        with supervisor(folder) as first:
            said_by(first, "agent started")
            with supervisor(folder) as second:
                said_by(second, "already-running")
                refused = second.wait(PATIENCE)
            until(lambda: kiosk.parts.store.submissions.counts().acknowledged == 1, PATIENCE)

        assert (refused, first.returncode) == (1, 0)
        kiosk.check()


@contextmanager
def supervisor(folder: Path) -> Iterator[subprocess.Popen[str]]:
    with started(folder, own_command("supervise", "--window")) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.communicate()
