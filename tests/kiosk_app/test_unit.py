"""The systemd unit fits what the supervisor says and needs."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from kiosk_app.main.kiosk import _parser
from kiosk_app.processes.child import Patience
from kiosk_app.processes.supervisor import LOOK_SECONDS, STOOD_STILL

UNIT = Path(__file__).parents[2] / "deploy" / "justice-kiosk.service"


@pytest.fixture
def service() -> Mapping[str, list[str]]:
    section, found = "", {}
    for line in UNIT.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line
        elif section == "[Service]" and "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            found.setdefault(name, []).append(value)
    return found


def test_the_supervisor_may_speak_to_systemd_though_the_compositor_is_the_main_process(
    service: Mapping[str, list[str]],
) -> None:
    assert service["Type"] == ["notify"]
    assert service["NotifyAccess"] == ["all"]
    assert "cage" in service["ExecStart"][0]


def test_what_it_starts_is_a_command_of_this_program(service: Mapping[str, list[str]]) -> None:
    command = service["ExecStart"][0].partition("/justice-kiosk/bin/justice-kiosk ")[2].split()

    assert _parser().parse_args(command).run.__name__ == "supervise"


def test_the_watchdog_waits_longer_than_the_supervisor_between_two_looks(service: Mapping[str, list[str]]) -> None:
    assert int(service["WatchdogSec"][0]) / 2 > 10 * (LOOK_SECONDS + STOOD_STILL)
    assert service["Restart"] == ["always"]


def test_stopping_gives_the_children_their_time(service: Mapping[str, list[str]]) -> None:
    assert int(service["TimeoutStopSec"][0]) > 2 * Patience().end


def test_nothing_of_a_person_can_leave_memory(service: Mapping[str, list[str]]) -> None:
    assert service["LimitCORE"] == ["0"]
    assert service["MemorySwapMax"] == ["0"]
    assert service["UMask"] == ["0077"]


def test_the_data_folder_is_one_that_the_unit_may_write(service: Mapping[str, list[str]]) -> None:
    assert f"KIOSK_HOME=/var/lib/{service['StateDirectory'][0]}" in service["Environment"]
    assert service["StateDirectoryMode"] == ["0700"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_understands_the_unit() -> None:
    done = subprocess.run(["systemd-analyze", "verify", UNIT], capture_output=True, text=True, check=False)  # noqa: S603, S607

    said = [line for line in done.stderr.splitlines() if line.startswith("justice-kiosk.service:") or UNIT.name + ":" in line]
    assert [line for line in said if not re.search(r"Command /\S+ is not executable", line)] == []
