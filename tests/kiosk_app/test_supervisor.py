"""The supervisor with small stand-in children: real processes and signals, no Qt and no database."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kiosk_app.supervised import Watched
from tests.support import until


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    with Watched(tmp_path) as made:
        until(made.seen("window", "started", 2))
        until(made.seen("window", "shown", 1))
        until(made.seen("agent", "started", 1))
        yield made


def test_one_window_is_shown_and_one_stands_ready(watched: Watched) -> None:
    assert len(watched.pids("window", "shown")) == 1
    assert len(watched.pids("agent", "started")) == 1


def test_nothing_is_started_before_the_records_are_prepared(watched: Watched) -> None:
    assert watched.events()[:2] == [("prepare", "started"), ("prepare", "ended 0")]


def test_the_spare_waits_for_the_window_to_be_on_the_screen(watched: Watched) -> None:
    events = [each for each in watched.events() if each[0] == "window"]

    assert events[:3] == [("window", "started"), ("window", "shown"), ("window", "started")]


def test_when_a_session_ends_the_spare_is_shown_and_another_is_started(watched: Watched) -> None:
    first = watched.pids("window", "shown")[0]

    watched.do("end 0", first)

    until(watched.seen("window", "shown", 2))
    until(watched.seen("window", "started", 3))
    assert watched.pids("window", "shown")[1] in watched.pids("window", "started")[:2]


def test_the_spare_is_shown_when_the_session_is_over_though_its_process_has_not_ended(watched: Watched) -> None:
    first = watched.pids("window", "shown")[0]

    watched.do("over", first)

    until(watched.seen("window", "shown", 2))
    os.kill(first, 0)
    watched.do("end 0", first)
    until(watched.seen("window", "started", 3))


def test_a_window_that_does_not_end_after_its_session_is_ended(tmp_path: Path) -> None:
    with Watched(tmp_path, leave=0.2) as watched:
        until(watched.seen("window", "shown", 1))
        first = watched.pids("window", "shown")[0]

        watched.do("over", first)

        until(lambda: watched.is_gone(first))
        until(watched.seen("window", "started", 3))


def test_two_sessions_that_end_at_once_leave_no_empty_screen(watched: Watched) -> None:
    first = watched.pids("window", "shown")[0]
    watched.do("over", first)
    until(watched.seen("window", "shown", 2))

    watched.do("over", watched.pids("window", "shown")[1])

    until(watched.seen("window", "shown", 3))
    assert watched.is_gone(first)


def test_a_window_that_crashes_is_replaced_like_one_that_finished(watched: Watched) -> None:
    os.kill(watched.pids("window", "shown")[0], signal.SIGKILL)

    until(watched.seen("window", "shown", 2))


def test_an_agent_that_dies_is_started_again(watched: Watched) -> None:
    os.kill(watched.pids("agent", "started")[0], signal.SIGKILL)

    until(watched.seen("agent", "started", 2))


def test_a_spare_that_dies_is_started_again(watched: Watched) -> None:
    (shown,) = watched.pids("window", "shown")
    spare = next(pid for pid in watched.pids("window", "started") if pid != shown)

    os.kill(spare, signal.SIGKILL)

    until(watched.seen("window", "started", 3))


def test_closing_the_window_stops_everything(watched: Watched) -> None:
    watched.do("end 3", watched.pids("window", "shown")[0])

    assert watched.process.wait(20) == 0
    assert watched.is_gone(watched.pids("agent", "started")[0])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_every_child(watched: Watched, number: signal.Signals) -> None:
    watched.process.send_signal(number)

    assert watched.process.wait(20) == 0
    assert all(watched.is_gone(pid) for pid in watched.pids("window", "started") + watched.pids("agent", "started"))


def test_children_that_ignore_being_asked_are_killed_when_it_stops(tmp_path: Path) -> None:
    with Watched(tmp_path, agent="stubborn", end=0.2) as watched:
        until(watched.seen("agent", "started", 1))
        (agent,) = watched.pids("agent", "started")

        watched.process.terminate()

        assert watched.process.wait(20) == 0
        assert watched.is_gone(agent)


def test_children_end_by_themselves_when_it_is_killed(watched: Watched) -> None:
    watched.process.kill()
    watched.process.wait(20)

    everyone = watched.pids("window", "started") + watched.pids("agent", "started")
    until(lambda: all(watched.is_gone(pid) for pid in everyone))


@pytest.mark.parametrize("status", [1, 4])
def test_a_kiosk_whose_records_cannot_be_used_shows_its_windows_and_starts_no_agent(tmp_path: Path, status: int) -> None:
    with Watched(tmp_path, prepare=status) as watched:
        until(watched.seen("window", "shown", 1))
        until(watched.seen("prepare", f"ended {status}", 2))

        assert watched.pids("agent", "started") == []
        (tmp_path / "prepare").write_text("0")
        until(watched.seen("agent", "started", 1))


def test_an_agent_that_never_came_to_work_is_started_after_another_look_at_the_records(tmp_path: Path) -> None:
    with Watched(tmp_path, agent="failing") as watched:
        until(watched.seen("agent", "started", 2))

        order = [who for who, what in watched.events() if what == "started" and who != "window"]
        assert order[:4] == ["prepare", "agent", "prepare", "agent"]
