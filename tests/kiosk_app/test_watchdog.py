"""What systemd is told, over a real notification socket, by a real supervisor whose children ping, hang, refuse and die."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk_app.processes.watchdog import Systemd
from tests.kiosk_app.supervised import Watched
from tests.support import until


class Notified:
    """The other end of the socket."""

    def __init__(self, address: str) -> None:
        self.environment = {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "100000", "WATCHDOG_PID": "1"}
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
        self._socket.bind(address.replace("@", "\0"))
        self._heard: list[str] = []

    def said(self) -> list[str]:
        try:
            while True:
                self._heard.append(self._socket.recv(4096).decode())
        except BlockingIOError:
            return self._heard

    def has(self, line: str) -> Callable[[], bool]:
        return lambda: any(each.startswith(line) for each in self.said())

    def forget(self) -> None:
        self.said()
        self._heard.clear()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture(params=["file", "abstract"])
def systemd(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Notified]:
    made = Notified(str(tmp_path / "notify") if request.param == "file" else f"@kiosk-test-{os.getpid()}")
    yield made
    made.close()


def test_it_is_ready_when_the_first_window_is_shown_then_alive_then_stopping(tmp_path: Path, systemd: Notified) -> None:
    with Watched(tmp_path, systemd.environment) as watched:
        until(systemd.has("WATCHDOG=1"))
        until(systemd.has("READY=1"))
        assert watched.seen("window", "shown", 1)()
        until(systemd.has("STATUS=Open."))

    until(systemd.has("STOPPING=1"))
    assert systemd.said().count("READY=1") == 1


def test_it_is_not_ready_while_no_window_is_shown(tmp_path: Path, systemd: Notified) -> None:
    with Watched(tmp_path, systemd.environment, window="failing") as watched:
        until(watched.seen("window", "started", 2))

        assert "READY=1" not in systemd.said()


@pytest.mark.parametrize("name", ["agent", "window"])
def test_a_child_that_hangs_is_replaced_and_all_is_well_again(tmp_path: Path, systemd: Notified, name: str) -> None:
    with Watched(tmp_path, systemd.environment, silence=2.0) as watched:
        until(watched.seen("agent", "started", 1))
        until(watched.seen("window", "shown", 1))
        until(watched.seen("window", "started", 2))
        hung = watched.pids(name, "started")[0]
        before = len(watched.pids(name, "started"))

        watched.do("hang", hung)

        until(watched.seen(name, "started", before + 1))
        assert watched.is_gone(hung)
        systemd.forget()
        until(systemd.has("WATCHDOG=1"))


def test_a_stopped_child_that_cannot_hear_is_killed(tmp_path: Path) -> None:
    with Watched(tmp_path, silence=2.0, end=0.1) as watched:
        until(watched.seen("agent", "started", 1))
        (agent,) = watched.pids("agent", "started")

        os.kill(agent, signal.SIGSTOP)

        until(watched.seen("agent", "started", 2))
        assert watched.is_gone(agent)


def test_a_child_that_never_pings_is_given_time_to_start_and_then_started_anew(tmp_path: Path) -> None:
    with Watched(tmp_path, agent="mute", start=0.3, silence=0.1) as watched:
        until(watched.seen("agent", "started", 2))

        assert watched.is_gone(watched.pids("agent", "started")[0])


@pytest.mark.parametrize("manner", ["failing", "mute"])
def test_a_child_stuck_beyond_repair_silences_the_watchdog(tmp_path: Path, systemd: Notified, manner: str) -> None:
    with Watched(tmp_path, systemd.environment, agent=manner, start=0.2) as watched:
        until(systemd.has("STATUS=Stuck: agent."), seconds=60)
        systemd.forget()

        until(watched.seen("agent", "started", 4), seconds=60)

        assert "WATCHDOG=1" not in systemd.said()


def test_preparing_again_that_hangs_is_told_and_then_silences_the_watchdog(tmp_path: Path, systemd: Notified) -> None:
    with Watched(tmp_path, systemd.environment, agent="complaining", prepare_start=8.0) as watched:
        until(watched.seen("window", "shown", 1))
        (tmp_path / "prepare").write_text("hang")

        until(systemd.has("STATUS=Open, but no agent works: nothing is sent or printed."), seconds=60)
        until(systemd.has("STATUS=Stuck: prepare."), seconds=60)

        systemd.forget()
        started = len(watched.pids("prepare", "started"))
        until(watched.seen("prepare", "started", started + 1), seconds=60)
        assert "WATCHDOG=1" not in systemd.said()


def test_an_agent_that_says_what_is_wrong_is_not_mended_by_starting_everything_anew(tmp_path: Path, systemd: Notified) -> None:
    with Watched(tmp_path, systemd.environment, agent="complaining") as watched:
        until(watched.seen("agent", "started", 4), seconds=60)

        systemd.forget()
        until(systemd.has("WATCHDOG=1"))
        assert not systemd.has("STATUS=Stuck")()


def test_a_closed_kiosk_says_so_and_is_well(tmp_path: Path, systemd: Notified) -> None:
    with Watched(tmp_path, systemd.environment, prepare=1):
        until(systemd.has("READY=1"))
        until(systemd.has("STATUS=Closed: the records cannot be used (status 1)."))
        systemd.forget()
        until(systemd.has("WATCHDOG=1"))

        (tmp_path / "prepare").write_text("0")
        until(systemd.has("STATUS=Open."), seconds=60)


def test_no_child_can_speak_to_systemd(tmp_path: Path, systemd: Notified) -> None:
    with Watched(tmp_path, systemd.environment) as watched:
        until(watched.seen("agent", "started", 1))
        (agent,) = watched.pids("agent", "started")

        inherited = Path(f"/proc/{agent}/environ").read_bytes()

    assert b"NOTIFY_SOCKET" not in inherited
    assert b"WATCHDOG" not in inherited


def test_signs_of_life_go_out_at_half_the_time_that_systemd_waits(systemd: Notified) -> None:
    told = Systemd(systemd.environment["NOTIFY_SOCKET"], 30.0)

    for now in (100.0, 114.9, 115.0, 129.9, 131.0):
        told.alive(now)

    assert systemd.said() == ["WATCHDOG=1"] * 3


def test_a_status_is_said_when_it_changes(systemd: Notified) -> None:
    told = Systemd(systemd.environment["NOTIFY_SOCKET"])

    for words in ("Starting.", "Starting.", "Open.", "Starting."):
        told.status(words)

    assert systemd.said() == ["STATUS=Starting.", "STATUS=Open.", "STATUS=Starting."]


def test_without_systemd_nobody_is_told_and_nothing_fails() -> None:
    told = Systemd.from_environment({})

    told.ready()
    told.alive(1.0)
    told.stopping()


def test_a_socket_that_has_gone_is_no_error(tmp_path: Path) -> None:
    told = Systemd.from_environment({"NOTIFY_SOCKET": str(tmp_path / "gone"), "WATCHDOG_USEC": "soon"})

    told.ready()
    told.alive(1.0)
