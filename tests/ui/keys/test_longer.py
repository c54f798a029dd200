"""Who needs longer gets it, the question is read aloud with the focus on its answer, and it comes on every page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk_app.ports.printing import PrintState
from services.language import Language
from tests.ui import scenes
from tests.ui.desk_driver import Driver
from tests.ui.keys.keypad_person import ByKeypad
from tests.ui.speech.fake_server import FakeServer
from tests.ui.speech.listener import Listener
from ui.desk.places import Place
from ui.speech.voice import Voice
from ui.theme import LookSource

Begun = Callable[..., tuple[Driver, Listener]]
QUESTION = {
    Language.ENGLISH: ("Are you still there?", "Yes, I need more time"),
    Language.WELSH: ("Ydych chi yno o hyd?", "Oes, mae angen mwy o amser arnaf"),
}


@pytest.fixture
def begun(qtbot: QtBot, look_of: Callable[..., LookSource]) -> Begun:
    """A visit request that was begun."""

    def begin(language: Language = Language.ENGLISH) -> tuple[Driver, Listener]:
        server = FakeServer()
        driver = Driver(qtbot, look_of(language=language), scenes.bench(), voice=Voice(server, volume=3, rate=0))
        driver.press("tile:prison-visit")
        return driver, Listener(driver, server)

    return begin


def larger_text(driver: Driver, _listener: Listener) -> None:
    driver.key(Qt.Key.Key_F2)


def reading_aloud(_driver: Driver, listener: Listener) -> None:
    listener.switch()
    listener.said()


def slower_keys(driver: Driver, _listener: Listener) -> None:
    driver.key(Qt.Key.Key_F8)


def a_keypad(driver: Driver, _listener: Listener) -> None:
    driver.key(Qt.Key.Key_Escape)
    ByKeypad(driver).press("tile:prison-visit")


@pytest.mark.parametrize("way", [larger_text, reading_aloud, slower_keys, a_keypad])
def test_whoever_works_in_a_slower_way_has_twice_as_long_to_go_on_and_to_answer(
    begun: Begun, way: Callable[[Driver, Listener], None]
) -> None:
    driver, listener = begun()
    way(driver, listener)
    assert driver.place is Place.QUESTION

    driver.wait(170)
    after_twice_as_long_nearly = driver.place
    driver.wait(11)
    asked = driver.place
    driver.wait(119)

    assert after_twice_as_long_nearly is Place.QUESTION
    assert asked is Place.IDLE
    assert driver.ended == []
    driver.wait(2)
    assert driver.ended == ["timed-out"]


@pytest.mark.parametrize("language", list(Language))
def test_the_question_is_read_aloud_with_its_answer_in_focus(begun: Begun, language: Language) -> None:
    driver, listener = begun(language)
    reading_aloud(driver, listener)

    driver.nobody_moves()

    heard = listener.said()
    assert all(words in heard for words in QUESTION[language]), heard
    assert driver.focus().objectName() == "more-time"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_A, Qt.Key.Key_7, Qt.Key.Key_Escape])
def test_any_key_answers_the_question_as_often_as_it_is_asked(begun: Begun, key: Qt.Key) -> None:
    driver, _listener = begun()

    for _time in range(3):
        driver.nobody_moves()
        driver.wait(59)
        driver.key(key)

        assert driver.place is Place.QUESTION


@pytest.mark.parametrize(
    ("key", "place"),
    [
        (Qt.Key.Key_F1, Place.HELP),
        (Qt.Key.Key_F2, Place.QUESTION),
        (Qt.Key.Key_F3, Place.QUESTION),
        (Qt.Key.Key_F4, Place.QUESTION),
        (Qt.Key.Key_F6, Place.QUESTION),
        (Qt.Key.Key_F8, Place.QUESTION),
        (Qt.Key.Key_F10, Place.QUESTION),
    ],
)
def test_a_key_of_the_foot_answers_the_question_and_does_what_it_is_for(begun: Begun, key: Qt.Key, place: Place) -> None:
    driver, listener = begun()
    reading_aloud(driver, listener)
    driver.nobody_moves()

    driver.key(key)

    assert driver.place is place


@pytest.mark.parametrize(
    ("button", "place"), [("get-help", Place.HELP), ("text-size", Place.QUESTION), ("volume", Place.QUESTION)]
)
def test_a_button_of_the_foot_answers_the_question_and_does_what_it_is_for(begun: Begun, button: str, place: Place) -> None:
    driver, _listener = begun()
    driver.nobody_moves()

    driver.touch(button)

    assert driver.place is place


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Shift, Qt.Key.Key_Down])
def test_a_key_that_only_moves_is_no_answer(begun: Begun, key: Qt.Key) -> None:
    driver, _listener = begun()
    driver.nobody_moves()

    QTest.keyClick(driver.handle, key)
    QApplication.processEvents()

    assert driver.place is Place.IDLE


@pytest.mark.parametrize("place", [Place.INFORMATION, Place.HELP, Place.ANSWERS, Place.STOP, Place.ADMIN])
def test_the_question_comes_on_every_page(begun: Begun, place: Place) -> None:
    driver, _listener = begun()
    driver.window.session.over(place)
    driver.settle()

    driver.nobody_moves()
    driver.key(Qt.Key.Key_Return)

    assert driver.place is place


def saved(driver: Driver) -> str:
    """Ask for a visit; its reference. The receipt waits to be printed."""
    driver.key(Qt.Key.Key_Escape)
    scenes.answer_everything(driver)
    driver.press("continue")
    assert driver.place is Place.CONFIRMATION
    (reference,) = driver.bench.submissions.kept
    return reference


def test_nobody_is_asked_anything_while_paper_is_to_come_out_of_the_printer(begun: Begun) -> None:
    driver, _listener = begun()
    saved(driver)

    for _second in range(170):
        driver.seconds.now += 1
        driver.window.tick()
    waiting = driver.place
    driver.bench.prints.mark(1, PrintState.PRINTED)
    driver.wait(1)
    driver.wait(91)

    assert waiting is Place.CONFIRMATION
    assert driver.place is Place.IDLE


def test_whoever_looks_up_a_request_is_asked_too(begun: Begun) -> None:
    driver, _listener = begun()
    reference = saved(driver)
    driver.bench.prints.mark(1, PrintState.PRINTED)
    driver.wait(1)
    driver.window.session.look_up(reference)
    driver.settle()
    assert driver.place is Place.STATUS

    driver.wait(91)
    asked = driver.place
    driver.wait(61)

    assert asked is Place.IDLE
    assert driver.ended == ["timed-out"]
