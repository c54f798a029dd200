"""Supervisor, agent, window and spare as real processes, with a window that no screen shows."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from kiosk_app.cli.parser import run
from kiosk_app.events import Event
from kiosk_app.local_settings import Change
from kiosk_app.main.parts import Parts
from kiosk_app.processes.supervisor import own_command
from services.forms.context import Context
from tests import support
from tests.support import kiosk_at, visit_answers

until = partial(support.until, seconds=60.0)  # whole kiosks start slowly on a busy machine
IMPATIENT = """
import argparse, os, sys
from pathlib import Path
from kiosk_app.main.kiosk import family
from kiosk_app.processes.supervisor import Supervisor
from kiosk_app.processes.watchdog import Systemd
options = argparse.Namespace(desk="public", window=True, lang=None)
sys.exit(Supervisor(family(Path(os.environ["KIOSK_HOME"]), options, agent_silence=8.0), Systemd()).run())
"""
STUCK_PRINTING = """
import argparse, sys, threading
from kiosk_app.main.kiosk import print_job
main = sys.modules["kiosk_app.main.kiosk"]
main.PRINT_SECONDS, main.print_one = 1, lambda _parts, _job: threading.Event().wait()
print_job(argparse.Namespace(job=1))
"""


@contextmanager
def kiosk(folder: Path, *command: str) -> Iterator[psutil.Process]:
    with running(folder, own_command(*command)) as process:
        yield process


@contextmanager
def running(folder: Path, command: list[str]) -> Iterator[psutil.Process]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "KIOSK_HOME": str(folder)}
    started = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)  # noqa: S603 - our own program
    process = psutil.Process(started.pid)
    try:
        yield process
    finally:
        started.terminate()
        started.wait(20)


def children(process: psutil.Process, command: str) -> list[psutil.Process]:
    return [child for child in process.children() if lives(child, command)]


def living(process: psutil.Process) -> list[psutil.Process]:
    return [each for each in process.children(recursive=True) if lives(each)]


def lives(process: psutil.Process, command: str = "") -> bool:
    """Whether it runs, with this word in its command line; one that ends while it is looked at does not."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE and (not command or command in process.cmdline())
    except psutil.NoSuchProcess:
        return False


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


def test_a_spare_makes_room_for_another_once_staff_have_changed_settings(kiosk_parts: Parts) -> None:
    with kiosk(kiosk_parts.home.folder, "supervise") as supervisor:
        until(lambda: len(children(supervisor, "window")) == 2)
        before = {each.pid for each in children(supervisor, "window")}

        def has_gone() -> bool:
            """Changed anew at each look: one that has only just been started reads what was changed before."""
            kiosk_parts.home.local_settings.write({"speech.volume": Change(2, "somebody", kiosk_parts.clock.now())})
            return len(before - {each.pid for each in children(supervisor, "window")}) == 1

        until(has_gone)
        until(lambda: len(children(supervisor, "window")) == 2)


def test_a_supervisor_that_is_killed_takes_nobody_s_answers_into_limbo(kiosk_parts: Parts) -> None:
    with kiosk(kiosk_parts.home.folder, "supervise") as supervisor:
        until(lambda: len(children(supervisor, "window")) == 2)
        until(lambda: len(children(supervisor, "agent")) == 1)
        orphans = supervisor.children()

        os.kill(supervisor.pid, signal.SIGKILL)

        assert psutil.wait_procs(orphans, timeout=20)[1] == []


def test_a_supervisor_that_is_killed_during_printing_leaves_no_process_behind(kiosk_parts: Parts, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    today = Context(kiosk_parts.clock.today(), kiosk_parts.catalogues.current().catalogue)
    answers.write_text(json.dumps(visit_answers(today)), encoding="utf-8")
    for _time in range(4):
        assert run(kiosk_parts, ["submit", "prison-visit", str(answers), "--confirm", "asked-already"]) == 0
    with kiosk(kiosk_parts.home.folder, "supervise") as supervisor:
        until(lambda: any("print-job" in child.cmdline() for child in living(supervisor)))
        orphans = supervisor.children(recursive=True)

        os.kill(supervisor.pid, signal.SIGKILL)

        assert psutil.wait_procs(orphans, timeout=20)[1] == []


def test_a_page_that_takes_too_long_ends_though_nobody_waits_for_it_any_more(tmp_path: Path) -> None:
    command = [sys.executable, "-c", STUCK_PRINTING]

    done = subprocess.run(command, env={**os.environ, "KIOSK_HOME": str(tmp_path)}, check=False)  # noqa: S603 - our own program

    assert done.returncode == -signal.SIGALRM


def test_an_agent_that_stands_still_is_replaced_while_its_windows_go_on(kiosk_parts: Parts) -> None:
    with running(kiosk_parts.home.folder, [sys.executable, "-c", IMPATIENT]) as supervisor:
        until(lambda: any(row.event is Event.STORE_CHECKED for row in kiosk_parts.store.audit.rows()))  # it works, so it pings
        until(lambda: len(children(supervisor, "window")) == 2)
        (agent,) = children(supervisor, "agent")
        windows = children(supervisor, "window")

        agent.suspend()

        until(lambda: not agent.is_running() and len(children(supervisor, "agent")) == 1)
        assert children(supervisor, "window") == windows


def test_a_kiosk_whose_database_is_lost_shows_its_windows_and_opens_when_it_is_found(kiosk_parts: Parts, tmp_path: Path) -> None:
    database = kiosk_parts.home.database
    kiosk_parts.store.close()
    database.rename(tmp_path / "found")
    with kiosk(kiosk_parts.home.folder, "supervise") as supervisor:
        until(lambda: len(children(supervisor, "window")) == 2)
        assert children(supervisor, "agent") == []
        assert not database.exists()

        (tmp_path / "found").rename(database)

        until(lambda: len(children(supervisor, "agent")) == 1)


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
