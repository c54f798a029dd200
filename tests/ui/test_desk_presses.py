from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk_app.errors import StoreLocked
from kiosk_app.ports.printing import PrintState
from kiosk_app.use_cases.desk import Confirmation
from kiosk_app.use_cases.line import Line
from services.forms.draft import Draft
from services.forms.service import Service
from tests.ui.desk_driver import Driver, journey
from tests.ui.fake_desk import Bench
from ui.desk.copies import MOST_COPIES
from ui.desk.places import Place
from ui.runner import Runner
from ui.theme import LookSource


@pytest.fixture
def driver(qtbot: QtBot, looks: LookSource) -> Driver:
    return Driver(qtbot, looks, Bench())


def play_to(driver: Driver, page: str) -> None:
    for name in journey(driver):
        if name == page:
            return


class Held:
    """A desk whose call waits until a test lets it go on."""

    def __init__(self) -> None:
        self.go = threading.Event()

    def wait(self) -> bool:
        return self.go.wait(10)


@pytest.fixture
def held() -> Iterator[Held]:
    made = Held()
    yield made
    made.go.set()


def hold_submissions(driver: Driver, held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    submit = driver.bench.submissions.submit
    monkeypatch.setattr(driver.bench.submissions, "submit", lambda new, seal: (held.wait(), submit(new, seal))[1])


# --- a press too soon


def test_a_second_press_on_save_does_not_clear_the_reference(driver: Driver) -> None:
    play_to(driver, "check")

    driver.touch("continue")
    driver.seconds.now += 0.15
    driver.press_at_once("finish")

    assert driver.place is Place.CONFIRMATION
    assert not driver.ended
    driver.seconds.now += 0.6
    driver.press_at_once("finish")
    assert driver.ended == ["finished"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_second_press_of_a_key_does_not_answer_the_next_page(driver: Driver, key: Qt.Key) -> None:
    play_to(driver, "visitors")
    driver.press("continue")
    driver.find("continue").setFocus()

    QTest.keyClick(driver.handle, key)
    driver.settle()

    assert not driver.has("error-summary")


def test_letters_typed_at_once_on_the_next_page_are_kept_and_so_are_spaces(driver: Driver) -> None:
    play_to(driver, "prisoner-name")

    for letter in "Mary Ann":
        QTest.keyClick(driver.handle, letter)

    assert not driver.window.ready_for_input
    assert driver.window.session.journey.draft.get("prisoner.first_name") == "Mary Ann"


# --- a page that is drawn anew under a finger


@pytest.mark.parametrize("by", ["finger", "key"])
def test_news_that_draws_the_page_anew_waits_for_the_press_to_end(driver: Driver, by: str) -> None:
    driver.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    driver.look_at_the_page()
    session, button = driver.window.session, driver.find("continue")
    button.setFocus()
    where = button.mapTo(driver.window, button.rect().center())
    if by == "finger":
        QTest.mousePress(driver.handle, Qt.MouseButton.LeftButton, pos=where)
    else:
        QTest.keyPress(driver.handle, Qt.Key.Key_Space)

    session.redraw()
    driver.settle()
    still_there = driver.find("continue") is button
    if by == "finger":
        QTest.mouseRelease(driver.handle, Qt.MouseButton.LeftButton, pos=where)
    else:
        QTest.keyRelease(driver.handle, Qt.Key.Key_Space)
    driver.settle()

    assert still_there
    assert driver.place is Place.START


def test_news_that_waited_for_a_press_is_shown_when_the_press_ends_elsewhere(driver: Driver) -> None:
    driver.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    driver.look_at_the_page()
    button = driver.find("continue")
    QTest.mousePress(driver.handle, Qt.MouseButton.LeftButton, pos=button.mapTo(driver.window, button.rect().center()))
    driver.window.session.redraw()

    QTest.mouseRelease(driver.handle, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))

    driver.qtbot.waitUntil(lambda: driver.find("continue") is not button)
    assert driver.place is Place.ADMIN


# --- while the answers are being kept


def test_nothing_leads_away_while_the_answers_are_being_kept(driver: Driver, held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    play_to(driver, "check")
    hold_submissions(driver, held, monkeypatch)
    session = driver.window.session
    session.submit()

    session.back()
    session.change(("times",))
    session.finish("stopped")
    QTest.keyClick(driver.handle, Qt.Key.Key_Escape)
    for place in (Place.STOP, Place.HELP, Place.IDLE):
        session.over(place)
    driver.seconds.now += 200
    driver.window.tick()

    assert (driver.place, session.saving, driver.ended) == (Place.CHECK, True, [])
    held.go.set()
    driver.settle()
    assert driver.place is Place.CONFIRMATION


def test_what_is_sent_is_a_copy_of_what_was_on_the_screen(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    play_to(driver, "check")
    desk = driver.window.session._door.desk()
    submit = desk.submit
    drafts: list[Draft] = []

    def seen(service: Service, draft: Draft, *rest: Any, **named: Any) -> Confirmation:
        drafts.append(draft)
        return submit(service, draft, *rest, **named)

    monkeypatch.setattr(desk, "submit", seen)
    mine = driver.window.session.journey.draft

    driver.press("continue")

    (sent,) = drafts
    assert sent is not mine
    assert list(sent.items()) == list(mine.items())


def test_a_status_line_that_cannot_be_read_does_not_look_like_nothing_was_saved(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    play_to(driver, "check")

    def locked() -> Line:
        raise StoreLocked

    monkeypatch.setattr(driver.window.session._door.desk(), "line", locked)
    driver.press("continue")

    assert driver.place is Place.CONFIRMATION


# --- the next person


def test_a_reference_that_was_typed_is_forgotten_on_the_start_page(driver: Driver) -> None:
    driver.press("reference")
    driver.fill("7K2M 9QTX 4HW")
    assert driver.has("error-summary")

    driver.key(Qt.Key.Key_Escape)
    driver.press("reference")

    assert driver.find("field:reference").property("text") == ""
    assert not driver.has("error-summary")


def test_what_was_copied_is_not_there_for_the_next_person(driver: Driver) -> None:
    play_to(driver, "prisoner-name")
    QApplication.clipboard().setText("David Thomas")

    driver.window.session.finish("stopped")

    assert QApplication.clipboard().text(QClipboard.Mode.Clipboard) == ""


def test_the_page_that_invites_is_not_made_anew_every_second(driver: Driver) -> None:
    driver.wait(61)
    poster = driver.find("attract")

    driver.wait(1)
    driver.wait(1)

    assert driver.find("attract") is poster


# --- printing


def test_copies_are_queued_one_at_a_time_and_not_without_end(driver: Driver) -> None:
    play_to(driver, "confirmation")
    prints, keeping = driver.bench.prints, driver.window.session.keeping
    assert keeping is not None
    for _copy in range(MOST_COPIES + 2):
        prints.mark(len(prints.jobs()), PrintState.FAILED, "printer-out-of-paper")
        driver.wait(1)
        for _press in range(3):
            keeping.print_again(lambda _error: None)
        driver.settle()

    assert len(prints.jobs()) == 1 + MOST_COPIES
    assert driver.place is Place.PRINTER
    assert driver.find("print-again").accessibleDescription() == "Ask a member of staff. They can print more copies."


def test_a_receipt_that_still_waits_is_not_queued_again_from_the_status_page(driver: Driver) -> None:
    play_to(driver, "confirmation")
    (reference,) = driver.bench.submissions.kept
    driver.window.session.go(Place.REFERENCE)
    driver.fill(reference)

    driver.press("print")

    assert len(driver.bench.prints.jobs()) == 1


# --- times that an earlier answer has taken away


def choose_another_prison(driver: Driver) -> None:
    """Another prison, by the change link of the page with all answers."""
    play_to(driver, "check")
    draft = driver.window.session.journey.draft
    draft.set("prison", "LEI")
    driver.window.session.change(("prison",))
    driver.settle()
    driver.window.session.advance()
    driver.settle()


def test_the_page_of_the_times_says_why_they_are_gone(driver: Driver) -> None:
    choose_another_prison(driver)

    assert driver.focus().accessibleDescription() == (
        "Some times you chose are no longer on offer, because you changed an earlier answer."
    )


def test_a_time_that_is_gone_is_not_an_answer_on_the_page_to_check(driver: Driver) -> None:
    choose_another_prison(driver)

    driver.key(Qt.Key.Key_Escape)

    shown = "\n".join(each.accessibleName() for each in driver.visible())
    assert driver.place is Place.CHECK
    assert "26 November" not in shown
    assert "Change this answer before you carry on" in shown


# --- late answers, and the focus


def test_a_late_answer_does_not_pull_anybody_away(driver: Driver, held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    look_up = driver.bench.lookup.look_up
    monkeypatch.setattr(driver.bench.lookup, "look_up", lambda reference: (held.wait(), look_up(reference))[1])
    driver.press("reference")
    driver.window.session.look_up("7K2M9QTX4HW3")

    driver.window.session.over(Place.HELP)
    held.go.set()
    driver.settle()

    assert driver.place is Place.HELP


def test_a_double_press_on_remove_removes_one(driver: Driver) -> None:
    play_to(driver, "times")
    driver.key(Qt.Key.Key_Escape)
    driver.press("add")
    driver.fill("Cai", "Ali")
    driver.fill("1", "1", "2015")
    count = driver.window.session.journey.draft.count("visitors")
    place = driver.find("remove:visitors.1")
    point = place.mapTo(driver.window, QPoint(place.width() // 2, place.height() // 2))
    driver.look_at_the_page()

    for _time in range(2):
        driver.click(driver.window, point)
        driver.settle()

    assert driver.window.session.journey.draft.count("visitors") == count - 1


def test_after_a_visitor_is_removed_the_focus_is_near(driver: Driver) -> None:
    play_to(driver, "times")
    driver.key(Qt.Key.Key_Escape)

    driver.press("remove:visitors.1")

    assert driver.focus().objectName() == "add"


def test_after_a_time_is_removed_the_focus_is_on_the_next_choice_or_the_first_time(driver: Driver) -> None:
    play_to(driver, "times")
    first = "2026-11-26T14:00/15:30"
    driver.press(f"time:{first}")
    driver.tab_to("day:2026-11-26")
    driver.key(Qt.Key.Key_Right)
    driver.key(Qt.Key.Key_Right)
    second = "2026-11-28T09:30/11:00"
    driver.press(f"time:{second}")

    driver.press(f"remove:{first}")
    assert driver.focus().objectName() == f"remove:{second}"
    driver.key(Qt.Key.Key_Return)

    assert driver.focus().objectName().startswith("time:2026-11-28")


def test_larger_text_leaves_the_focus_where_it_was_on_a_page_with_errors(driver: Driver) -> None:
    play_to(driver, "prisoner-number")
    driver.key(Qt.Key.Key_Return)
    driver.tab_to("field:prisoner.number")

    driver.key(Qt.Key.Key_F2)

    assert driver.focus().objectName() == "field:prisoner.number"
    assert driver.has("error-summary")


def test_the_side_pages_take_each_others_place(driver: Driver) -> None:
    play_to(driver, "prison")
    for _round in range(3):
        driver.key(Qt.Key.Key_F1)
        driver.key(Qt.Key.Key_F4)

    driver.key(Qt.Key.Key_Escape)

    assert driver.place is Place.QUESTION


def test_help_and_back_leaves_the_page_as_it_was(driver: Driver) -> None:
    play_to(driver, "times")
    driver.press("later-days")
    driver.key(Qt.Key.Key_F1)

    driver.key(Qt.Key.Key_Escape)

    assert driver.has("day:2026-12-03")


def test_while_a_worker_runs_cycles_are_collected_on_the_gui_thread_only(qtbot: QtBot) -> None:  # noqa: ARG001 - an application
    was = gc.isenabled()
    gc.enable()
    try:
        runner = Runner(lambda: None)

        assert not gc.isenabled()
        runner.close()
        assert gc.isenabled()
    finally:
        (gc.enable if was else gc.disable)()
