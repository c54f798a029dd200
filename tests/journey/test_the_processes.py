"""Supervisor, agent, window and spare as real processes, with a window that no screen shows."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from kiosk_app.main.parts import Parts
from kiosk_app.processes.supervisor import own_command
from tests.support import kiosk_at, until


@contextmanager
def kiosk(folder: Path, *command: str) -> Iterator[psutil.Process]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "KIOSK_HOME": str(folder)}
    started = subprocess.Popen(own_command(*command), env=environment, stderr=subprocess.DEVNULL)  # noqa: S603 - our own program
    process = psutil.Process(started.pid)
    try:
        yield process
    finally:
        started.terminate()
        started.wait(20)


def children(process: psutil.Process, command: str) -> list[psutil.Process]:
    return [child for child in process.children() if child.status() != psutil.STATUS_ZOMBIE and command in child.cmdline()]


def test_a_kiosk_is_an_agent_a_window_and_a_spare(kiosk_parts: Parts) -> None:
    with kiosk(kiosk_parts.home.folder, "supervise") as supervisor:
        until(lambda: len(children(supervisor, "window")) == 2)
        until(lambda: len(children(supervisor, "agent")) == 1)
        until(lambda: kiosk_parts.store.device.contact().connected)
        everyone = supervisor.children(recursive=True)

    assert psutil.wait_procs(everyone, timeout=20)[1] == []


def test_a_window_that_crashes_is_replaced_and_the_agent_goes_on(kiosk_parts: Parts) -> None:
    with kiosk(kiosk_parts.home.folder, "supervise") as supervisor:
        until(lambda: len(children(supervisor, "window")) == 2)
        (agent,) = children(supervisor, "agent")
        first, _spare = children(supervisor, "window")

        os.kill(first.pid, signal.SIGKILL)

        until(lambda: len(children(supervisor, "window")) == 2 and not psutil.pid_exists(first.pid))
        assert agent.is_running()


def test_a_supervisor_that_is_killed_takes_nobody_s_answers_into_limbo(kiosk_parts: Parts) -> None:
    with kiosk(kiosk_parts.home.folder, "supervise") as supervisor:
        until(lambda: len(children(supervisor, "window")) == 2)
        orphans = supervisor.children()

        os.kill(supervisor.pid, signal.SIGKILL)

        assert psutil.wait_procs(orphans, timeout=20)[1] == []


def test_run_brings_a_centre_of_its_own_and_comes_back_to_it_at_the_same_address(tmp_path: Path) -> None:
    ports = []
    for _time in range(2):
        with kiosk(tmp_path / "kiosk", "run", "--window", "--offline") as process:
            until(lambda process=process: len(children(process, "window")) == 2)
            assert (tmp_path / "kiosk" / "network").read_text() == "off"
            (centre,) = children(process, "central_api")
            command = centre.cmdline()
            ports.append(int(command[command.index("--port") + 1]))

    parts = kiosk_at(tmp_path / "kiosk")
    enrolment = parts.store.device.enrolment()
    parts.store.close()
    assert enrolment is not None
    assert ports == [0, urlsplit(enrolment.centre_url).port]


def test_a_run_that_is_killed_leaves_nothing_behind_and_can_be_started_again(tmp_path: Path) -> None:
    with kiosk(tmp_path / "kiosk", "run", "--window") as process:
        until(lambda: len(children(process, "window")) == 2)
        orphans = process.children(recursive=True)
        os.kill(process.pid, signal.SIGKILL)
        assert psutil.wait_procs(orphans, timeout=20)[1] == []

    with kiosk(tmp_path / "kiosk", "run", "--window") as process:
        until(lambda: len(children(process, "window")) == 2)
