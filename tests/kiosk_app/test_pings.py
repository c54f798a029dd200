"""The two ends of a lifeline, over a real pipe."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk_app.ports.checkpoints import Point
from kiosk_app.processes.pings import KEEPING, LIFELINE, PRINTING, SENDING, Listener, PipeLifeline, Progress, Rounds


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


def test_words_arrive_in_order(listener: Listener) -> None:
    lifeline = PipeLifeline.inherited({LIFELINE: str(listener.writing)})

    lifeline.alive()
    lifeline.shown()
    lifeline.over()

    assert listener.hear() == b"aso"
    assert listener.hear() == b""
    listener.hand_over()


def test_a_full_pipe_keeps_nobody_waiting(listener: Listener) -> None:
    lifeline = PipeLifeline(listener.writing)

    for _each in range(100_000):
        lifeline.alive()

    assert set(listener.hear()) == set(b"a")
    listener.hand_over()


def test_a_supervisor_that_is_gone_is_no_error() -> None:
    listener = Listener()
    listener.close()

    PipeLifeline(listener.writing).alive()

    listener.hand_over()


def test_a_child_that_has_gone_is_waited_for_no_more(listener: Listener) -> None:
    PipeLifeline(listener.writing).alive()
    listener.hand_over()

    assert listener.hear() == b"a"
    assert listener.reading is None


def test_a_process_started_by_hand_speaks_to_nobody(tmp_path: Path) -> None:
    with (tmp_path / "file").open("wb") as file:
        for named in ({}, {LIFELINE: "x"}, {LIFELINE: "987654"}, {LIFELINE: "9" * 30}, {LIFELINE: str(file.fileno())}):
            PipeLifeline.inherited(named).alive()

    assert (tmp_path / "file").read_bytes() == b""


def test_no_process_of_the_child_inherits_its_lifeline(listener: Listener) -> None:
    environment = {LIFELINE: str(listener.writing), "HOME": "/"}
    os.set_inheritable(listener.writing, True)  # noqa: FBT003 - its only argument

    PipeLifeline.inherited(environment)

    assert environment == {"HOME": "/"}
    assert not os.get_inheritable(listener.writing)
    listener.hand_over()


def test_a_ping_is_sent_when_every_line_of_work_has_come_round() -> None:
    pings: list[str] = []
    rounds = Rounds((SENDING, PRINTING, KEEPING), lambda: pings.append("ping"))

    for line in (SENDING, SENDING, PRINTING, SENDING):
        rounds.came_round(line)
    assert pings == []
    for line in (KEEPING, PRINTING, KEEPING, PRINTING, SENDING):
        rounds.came_round(line)

    assert pings == ["ping", "ping"]


def test_a_long_pass_is_alive_at_each_place_it_passes() -> None:
    pings: list[str] = []
    rounds = Rounds((SENDING, PRINTING), lambda: pings.append("ping"))

    for point in (Point.PRINT_CLAIMED, Point.LEASE_COMMITTED, Point.SETTLE_COMMITTED):
        Progress(rounds).reached(point)

    assert pings == ["ping"]
