"""Somebody who has a keypad and nothing else: 0 to 9, star and hash, with Num Lock on or off."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.ui.desk_driver import Driver
from ui.components.fields import TextField
from ui.components.options import OptionList
from ui.desk.area import TextArea
from ui.desk.keys_letters import CAPITAL, begins_capital, characters, direct

_WITH_NUM_LOCK = {str(digit): Qt.Key(Qt.Key.Key_0 + digit) for digit in range(10)}
_WITHOUT = {
    "0": Qt.Key.Key_Insert, "1": Qt.Key.Key_End, "2": Qt.Key.Key_Down, "3": Qt.Key.Key_PageDown, "4": Qt.Key.Key_Left,
    "5": Qt.Key.Key_Clear, "6": Qt.Key.Key_Right, "7": Qt.Key.Key_Home, "8": Qt.Key.Key_Up, "9": Qt.Key.Key_PageUp,
}  # fmt: skip
_BESIDE = {"*": Qt.Key.Key_Asterisk, "#": Qt.Key.Key_NumberSign}
_LONGEST = 160


class ByKeypad:
    """With a keypad alone."""

    def __init__(self, driver: Driver, *, num_lock: bool = True) -> None:
        self.driver = driver
        self._keys = (_WITH_NUM_LOCK if num_lock else _WITHOUT) | _BESIDE

    def key(self, name: str, *, wait: bool = True) -> None:
        """Press one key."""
        self.driver.look_at_the_page()
        QTest.keyClick(self.driver.handle, self._keys[name], Qt.KeyboardModifier.KeypadModifier)
        if wait:
            self.driver.settle()

    def begin(self) -> None:
        self.key("5")

    def press(self, name: str) -> None:
        target = self.driver.find(name)
        if isinstance(target, QAbstractButton) and target.autoExclusive():
            self._walk_to(target)
            return
        self._go_to(lambda focus: focus.objectName() == name, name)
        self.key("5")

    def write(self, name: str, text: str) -> None:
        self._go_to(lambda focus: focus.objectName() == name, name)
        field = self.driver.focus()
        assert isinstance(field, TextField | TextArea)
        for _press in range(_LONGEST):
            if not field.text():
                break
            self.key("*", wait=False)
        for key in keys_for(field, text):
            self.key(key, wait=False)
        self.driver.settle()
        wanted = text.replace(" ", "") if direct(field.keyboard) else text
        assert field.text().casefold() == wanted.casefold(), f"{field.text()!r} instead of {wanted!r}"

    def pick(self, name: str, value: str) -> None:
        self._go_to(lambda focus: focus.objectName() == name, name)
        self.key("5")
        listed = self.driver.focus()
        assert isinstance(listed, OptionList)
        for _press in range(listed.options.row_of(value)):
            self.key("8")

    def choose(self, value: str) -> None:
        self._go_to(lambda focus: focus.objectName().startswith("option:"), value)
        self.key("5")
        self._walk_on(f"option:{value}")

    def _walk_to(self, target: QAbstractButton) -> None:
        name, beside = target.objectName(), target.parentWidget()
        self._go_to(lambda focus: focus.parentWidget() is beside, name)
        self._walk_on(name)
        reached = self.driver.find(name)  # coming to it may have drawn the page anew
        if isinstance(reached, QAbstractButton) and not reached.isChecked():
            self.key("5")

    def _walk_on(self, name: str) -> None:
        for _press in range(_LONGEST):
            if self.driver.focus().objectName() == name:
                return
            self.key("8")
        raise AssertionError(f"8 never reaches {name!r}")

    def _go_to(self, there: Callable[[QWidget], bool], name: str) -> None:
        """6 from control to control; out of a field hash, which first takes a letter that may still change."""
        for _press in range(_LONGEST):
            focus = self.driver.focus()
            if there(focus):
                return
            self.key("#" if isinstance(focus, TextField | TextArea) else "6")
        raise AssertionError(f"6 never reaches {name!r} on {self.driver.window.windowTitle()!r}")


def keys_for(field: TextField | TextArea, text: str) -> Iterator[str]:
    """The keys for a text in an empty field."""
    kind, before, last = field.keyboard, "", ""
    for character in text:
        if direct(kind):
            yield from (character,) if character != " " else ()
            continue
        capital = character.isupper() and not begins_capital(kind, before)
        if capital:
            yield from _presses("0", characters(kind, "0").index(CAPITAL), last)
            last = "0"
        key = next(key for key in "1234567890" if character.lower() in characters(kind, key))
        yield from _presses(key, characters(kind, key).index(character.lower()), last)
        before, last = before + character, key


def _presses(key: str, index: int, last: str) -> Iterator[str]:
    if key == last:
        yield "#"
    yield from key * (index + 1)
