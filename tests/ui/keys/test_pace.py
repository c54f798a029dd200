"""Slow keys, double strikes and repeats: for keys and for fingers, by a clock that the test moves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui import scenes
from tests.ui.desk_driver import Driver
from ui.desk.keys_plan import KeysPlan, Pace
from ui.desk.places import Place
from ui.theme import LookSource

NONE = Qt.KeyboardModifier.NoModifier
Paced = Callable[[Pace], "Fingers"]


class Fingers:
    """Presses that last as long as the test says, on the page of the prison."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        driver.window.session.start("prison-visit")
        driver.settle()
        driver.look_at_the_page()
        found = driver.find("field:prison")
        assert isinstance(found, QLineEdit)
        self.field = found

    @property
    def text(self) -> str:
        return self.field.text()

    def wait(self, seconds: float) -> None:
        self.driver.seconds.now += seconds
        self.driver.window.keys.pace.look()

    def press(self, key: Qt.Key, lasting: float = 0.0) -> None:
        QTest.keyPress(self.driver.handle, key)
        self.wait(lasting)
        QTest.keyRelease(self.driver.handle, key)

    def hold(self, key: Qt.Key, seconds: float, every: float = 0.25) -> None:
        """As a computer's own repeat sends a key that is held."""
        QTest.keyPress(self.driver.handle, key)
        text = chr(key).lower()
        for _again in range(round(seconds / every)):
            self.wait(every)
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self.driver.handle, QKeyEvent(kind, key, NONE, text, True))  # noqa: FBT003 - Qt's signature
        QTest.keyRelease(self.driver.handle, key)

    def touch(self, name: str, lasting: float = 0.0) -> None:
        target = self.driver.find(name)
        at = target.mapTo(self.driver.window, QPoint(target.width() // 2, target.height() // 2))
        QTest.mousePress(self.driver.handle, Qt.MouseButton.LeftButton, NONE, at)
        self.wait(lasting)
        QTest.mouseRelease(self.driver.handle, Qt.MouseButton.LeftButton, NONE, at)
        self.driver.settle()


@pytest.fixture
def paced(qtbot: QtBot, looks: LookSource) -> Paced:
    return lambda pace: Fingers(Driver(qtbot, looks, scenes.bench(), keys=KeysPlan(pace=pace)))


def test_every_press_counts_at_once_unless_somebody_wants_it_otherwise(paced: Paced) -> None:
    fingers = paced(Pace())

    fingers.press(Qt.Key.Key_A)
    fingers.press(Qt.Key.Key_A)

    assert fingers.text == "aa"


def test_a_key_counts_once_it_has_been_down_for_long_enough(paced: Paced) -> None:
    fingers = paced(Pace(accept_after=0.5))

    fingers.press(Qt.Key.Key_A, lasting=0.4)
    brushed = fingers.text
    fingers.press(Qt.Key.Key_B, lasting=0.5)

    assert (brushed, fingers.text) == ("", "b")


def test_a_slow_key_counts_while_it_is_still_down(paced: Paced) -> None:
    fingers = paced(Pace(accept_after=0.5))

    QTest.keyPress(fingers.driver.handle, Qt.Key.Key_A)
    fingers.wait(0.5)
    while_down = fingers.text
    QTest.keyRelease(fingers.driver.handle, Qt.Key.Key_A)

    assert (while_down, fingers.text) == ("a", "a")


def test_a_finger_that_slips_onto_the_next_key_types_only_the_one_it_stays_on(paced: Paced) -> None:
    fingers = paced(Pace(accept_after=0.5))

    QTest.keyPress(fingers.driver.handle, Qt.Key.Key_A)
    fingers.wait(0.2)
    QTest.keyPress(fingers.driver.handle, Qt.Key.Key_S)
    fingers.wait(0.5)
    QTest.keyRelease(fingers.driver.handle, Qt.Key.Key_A)
    QTest.keyRelease(fingers.driver.handle, Qt.Key.Key_S)

    assert fingers.text == "s"


def test_a_key_that_was_left_too_soon_does_not_keep_itself_from_counting(paced: Paced) -> None:
    fingers = paced(Pace(accept_after=0.3, ignore_again=0.5))

    QTest.keyPress(fingers.driver.handle, Qt.Key.Key_A)
    fingers.wait(0.1)
    QTest.keyPress(fingers.driver.handle, Qt.Key.Key_S)
    QTest.keyRelease(fingers.driver.handle, Qt.Key.Key_A)
    QTest.keyRelease(fingers.driver.handle, Qt.Key.Key_S)
    fingers.wait(0.1)
    fingers.press(Qt.Key.Key_A, lasting=0.3)

    assert fingers.text == "a"


def test_the_same_key_does_not_count_twice_within_half_a_second(paced: Paced) -> None:
    fingers = paced(Pace(ignore_again=0.5))

    fingers.press(Qt.Key.Key_A)
    fingers.wait(0.4)
    fingers.press(Qt.Key.Key_A)
    struck_twice = fingers.text
    fingers.wait(0.2)
    fingers.press(Qt.Key.Key_A)

    assert (struck_twice, fingers.text) == ("a", "aa")


def test_another_key_counts_at_once_after_the_first(paced: Paced) -> None:
    fingers = paced(Pace(ignore_again=0.5))

    fingers.press(Qt.Key.Key_A)
    fingers.press(Qt.Key.Key_B)
    fingers.press(Qt.Key.Key_A)

    assert fingers.text == "aba"


@pytest.mark.parametrize(("after", "typed"), [(0.0, 1), (1.0, 3), (2.0, 1)])
def test_a_key_that_is_held_repeats_after_as_long_as_the_site_wants(paced: Paced, after: float, typed: int) -> None:
    fingers = paced(Pace(repeat_after=after, repeat_every=0.5))

    fingers.hold(Qt.Key.Key_A, 1.75)

    assert fingers.text == "a" * typed


def test_what_a_scanner_types_is_whole_although_qt_takes_its_doubled_signs_for_a_key_that_is_held(paced: Paced) -> None:
    fingers = paced(Pace())

    fingers.hold(Qt.Key.Key_A, 0.006, every=0.002)

    assert fingers.text == "aaaa"


def test_a_second_touch_of_the_same_place_does_not_count_too_soon(paced: Paced) -> None:
    fingers = paced(Pace(ignore_again=0.5))

    fingers.touch("text-size")
    fingers.touch("text-size")
    size = fingers.driver.window.frame.foot.looks.look.size
    fingers.wait(0.6)
    fingers.touch("text-size")

    assert (size, fingers.driver.window.frame.foot.looks.look.size) == (150, 225)


def test_a_touch_that_is_too_short_presses_nothing_and_leaves_nothing_down(paced: Paced) -> None:
    fingers = paced(Pace(accept_after=0.5))

    fingers.touch("get-help", lasting=0.3)
    brushed = fingers.driver.place
    down = [button.isDown() for button in fingers.driver.window.frame.foot.buttons]
    fingers.touch("get-help", lasting=0.5)

    assert brushed is Place.QUESTION
    assert not any(down)
    assert fingers.driver.place is Place.HELP


def test_anybody_can_ask_for_slower_keys_on_the_help_page_and_take_it_back(paced: Paced) -> None:
    fingers = paced(Pace())
    pace = fingers.driver.window.keys.pace

    fingers.touch("get-help")
    fingers.driver.touch("slow-keys")
    slower, words = pace.slower, fingers.driver.find("slow-keys").accessibleName()
    fingers.wait(1)
    fingers.touch("slow-keys", lasting=0.1)
    too_short = pace.slower
    fingers.touch("slow-keys", lasting=0.4)

    assert (slower, too_short, pace.slower) == (True, True, False)
    assert words == "Make keys as quick as before"


def test_f8_makes_keys_slower_too(paced: Paced) -> None:
    fingers = paced(Pace())

    fingers.press(Qt.Key.Key_F8)

    assert fingers.driver.window.keys.pace.slower


def test_slower_keys_are_never_quicker_than_the_site_s() -> None:
    site = Pace(accept_after=1.0, ignore_again=0.1, repeat_after=3.0)

    slower = site.slower()

    assert (slower.accept_after, slower.ignore_again, slower.repeat_after) == (1.0, 0.5, 0.0)


def test_a_touch_screen_is_as_patient_as_the_keys(paced: Paced) -> None:
    fingers = paced(Pace(accept_after=0.5, ignore_again=0.5))
    window, device = fingers.driver.window, QTest.createTouchDevice()
    button = fingers.driver.find("get-help")
    at = button.mapTo(window, button.rect().center())

    places = []
    for lasting in (0.2, 0.6):
        QTest.touchEvent(window, device).press(1, at, window).commit()
        fingers.wait(lasting)
        QTest.touchEvent(window, device).release(1, at, window).commit()
        fingers.driver.settle()
        places.append(fingers.driver.place)

    assert places == [Place.QUESTION, Place.HELP]
