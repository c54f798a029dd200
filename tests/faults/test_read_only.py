"""A data folder that became read-only: every process says that the kiosk is closed, and works again once it can be written."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk_app.cli.parser import run
from kiosk_app.errors import StoreError
from kiosk_app.main.parts import Parts
from kiosk_app.processes.supervisor import own_command, own_environment
from tests.faults.disk_kiosk import DiskKiosk, copied, disk, opened, pattern, quick_centre

__all__ = ["disk", "pattern", "quick_centre"]

COMMANDS = (
    ["status", "0000-0000-0000"],
    ["sync"],
    ["network", "off"],
    ["verify-log"],
    ["backup", "{elsewhere}/copy.db"],
    ["restore", "{elsewhere}/no-copy.db"],
    ["submit", "prison-visit", "{elsewhere}/answers.json"],
    ["doctor"],
)


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    """The disk as the kernel leaves it after errors."""
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)  # noqa: S603, S607
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)  # noqa: S603, S607


@pytest.fixture
def folder(disk: Path, pattern: Path) -> Path:
    """A kiosk with one request on a small disk."""
    with opened(copied(pattern, disk / "kiosk")) as kiosk:
        kiosk.submit()
    return kiosk.folder


def test_a_kiosk_on_a_read_only_disk_is_closed_and_opens_when_it_can_be_written(folder: Path, disk: Path) -> None:
    kiosk = DiskKiosk(folder)
    with read_only(disk):
        for ask in (kiosk.parts.prepare, kiosk.parts.public_desk):
            with pytest.raises(StoreError):
                ask()

    kiosk.parts.prepare()
    kiosk.parts.public_desk().context()
    kiosk.said = [each.reference for each in kiosk.parts.store.submissions.recent(1)]
    kiosk.submit()
    kiosk.check()
    kiosk.parts.store.close()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_command_on_a_read_only_disk_ends_in_words(
    command: list[str], folder: Path, disk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "answers.json").write_text("{}")
    arguments = [each.format(elsewhere=tmp_path) for each in command]
    parts = Parts(DiskKiosk(folder).parts.home, {})
    with read_only(disk):
        status = run(parts, [*arguments, "--json"])

    said = json.loads(capsys.readouterr().out)
    assert status in {1, 3}
    assert "unexpected" not in str(said)
    if status == 3:
        assert said["message"]


@pytest.mark.parametrize("process", ["prepare", "agent"])
def test_a_process_on_a_read_only_disk_ends_with_its_code(process: str, folder: Path, disk: Path) -> None:
    with read_only(disk):
        done = subprocess.run(  # noqa: S603
            own_command(process), env=own_environment(str(folder)), check=False, capture_output=True, text=True, timeout=120
        )

    assert done.returncode == 1
    assert "store-unreadable" in done.stderr
    assert "Traceback" not in done.stderr
