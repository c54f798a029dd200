from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from kiosk_app.errors import DiskFull, KnownError
from ui.runner import Runner


def never(_error: KnownError) -> None:
    raise AssertionError("this call does not fail")


def test_calls_run_one_after_the_other_off_the_gui_thread_and_answer_on_it(qtbot: QtBot) -> None:
    runner = Runner(lambda: None)
    here, seen = threading.get_ident(), []

    for number in range(3):
        runner.run(
            lambda number=number: (number, threading.get_ident()), lambda got: seen.append((*got, threading.get_ident())), never
        )
    qtbot.waitUntil(lambda: runner.pending == 0)

    assert [number for number, _worker, _receiver in seen] == [0, 1, 2]
    assert {worker for _number, worker, _receiver in seen} != {here}
    assert {receiver for _number, _worker, receiver in seen} == {here}
    runner.close()


def test_a_known_error_is_an_answer(qtbot: QtBot) -> None:
    runner = Runner(lambda: None)
    errors: list[KnownError] = []

    def full() -> None:
        raise DiskFull

    runner.run(full, lambda _nothing: None, errors.append)
    qtbot.waitUntil(lambda: runner.pending == 0)

    assert [error.code for error in errors] == ["disk-full"]
    runner.close()


def test_an_unexpected_failure_is_reported_without_its_text(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    bugs: list[str] = []
    runner = Runner(lambda: bugs.append("bug"))

    def broken() -> None:
        raise ValueError("A1234BC")

    runner.run(broken, lambda _nothing: None, never)
    qtbot.waitUntil(lambda: runner.pending == 0)

    assert bugs == ["bug"]
    assert "ValueError" in caplog.text
    assert "A1234BC" not in caplog.text
    runner.close()


def test_closing_makes_the_last_call_and_drops_answers_nobody_waits_for_any_more(qtbot: QtBot) -> None:
    runner = Runner(lambda: None)
    said: list[str] = []

    runner.run(lambda: said.append("first"), lambda _nothing: said.append("answer"), never)
    runner.close(lambda: said.append("last"))
    runner.run(lambda: said.append("too late"), lambda _nothing: None, never)
    qtbot.waitUntil(lambda: runner.pending == 0)

    assert said == ["first", "last"]
