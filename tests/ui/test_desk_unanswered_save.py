"""A save that nobody answers: its page stays for as long as a person is waited for, and no longer."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk_app.ports.printing import PrintState
from tests.ui.desk_driver import Driver, journey
from tests.ui.fake_desk import Bench
from ui.desk.places import Place
from ui.theme import LookSource


@pytest.fixture
def driver(qtbot: QtBot, looks: LookSource) -> Iterator[Driver]:
    """Somebody has pressed the last button, and the save hangs."""
    made = Driver(qtbot, looks, Bench())
    for page in journey(made):
        if page == "check":
            break
    made.tab_to("continue")
    made.bench.submissions.answers.clear()
    made.key(Qt.Key.Key_Return, wait=False)
    yield made
    made.bench.submissions.answers.set()


def pass_time(driver: Driver, seconds: float, each: Callable[[], None] = lambda: None) -> None:
    """As the window's own timer sees it: a look each second."""
    for _second in range(int(seconds)):
        driver.seconds.now += 1
        driver.window.tick()
        each()


def test_nothing_leads_away_from_a_save_while_somebody_may_still_wait_for_it(driver: Driver) -> None:
    pass_time(driver, 149)

    assert driver.place is Place.CHECK
    assert driver.window.isVisible()
    driver.bench.submissions.answers.set()
    driver.settle()
    assert driver.place is Place.CONFIRMATION


def test_a_save_that_hangs_does_not_leave_the_answers_on_the_screen(driver: Driver) -> None:
    seen: list[tuple[bool, object, bool]] = []

    def over() -> None:
        session = driver.window.session
        seen.append((driver.window.isVisible(), session.way, bool(driver.bench.submissions.kept)))
        driver.bench.submissions.answers.set()  # only now: what follows waits for it

    driver.window.cleared.connect(over)

    pass_time(driver, 152)

    assert seen == [(False, None, False)]
    assert driver.ended == ["timed-out"]
    (job,) = driver.bench.prints.jobs()
    assert job.state is PrintState.EXPIRED


def test_touches_do_not_keep_a_page_that_nobody_can_use(driver: Driver) -> None:
    driver.window.cleared.connect(driver.bench.submissions.answers.set)

    def touch() -> None:
        if not driver.ended:
            driver.key(Qt.Key.Key_F6, wait=False)

    pass_time(driver, 152, touch)

    assert driver.ended == ["timed-out"]
