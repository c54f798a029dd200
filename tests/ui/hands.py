"""Two people who do the same on the public desk: one with a finger alone, the other with keys alone.

The finger sends real touches to the window and types on the keyboard on the screen; the keys are Tab, arrows, Space, Enter and
letters. Neither reaches for anything that they could not see.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from services.forms.words import Domain
from tests.ui.desk_driver import Driver
from ui.components.keyboard.layouts import Page, rows
from ui.components.options import OptionList

_ = Domain("ui")

_EDGE = 12  # pixels from the end of the scroll rail, where a touch turns a page
_LONGEST = 60
_TURNS = {
    Page.WELSH: _("Letters with accents"),
    Page.SIGNS: _("Signs"),
}


class Person(Protocol):
    """Somebody at the desk."""

    driver: Driver

    def begin(self) -> None:
        """Wake the screen that invites."""
        ...

    def press(self, name: str) -> None:
        """Press a button or a link."""
        ...

    def write(self, name: str, text: str) -> None:
        """Put a text into a field in the place of what is there."""
        ...

    def pick(self, name: str, value: str) -> None:
        """Choose from a long list what is shown in it."""
        ...

    def choose(self, value: str) -> None:
        """Choose one of a few answers."""
        ...


class ByKeys:
    """With keys alone."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver

    def begin(self) -> None:
        self.driver.key(Qt.Key.Key_Space)

    def press(self, name: str) -> None:
        target = self.driver.find(name)
        if isinstance(target, QAbstractButton) and target.autoExclusive():
            self._walk_to(target)
        else:
            self.driver.press(name)

    def write(self, name: str, text: str) -> None:
        self.driver.tab_to(name)
        self.driver.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.driver.key(Qt.Key.Key_Delete)
        self.driver.type(text)

    def pick(self, name: str, value: str) -> None:
        self.driver.tab_to(name)
        self.driver.key(Qt.Key.Key_Space)
        listed = self.driver.focus()
        assert isinstance(listed, OptionList)
        for _press in range(listed.options.row_of(value)):
            self.driver.key(Qt.Key.Key_Down)

    def choose(self, value: str) -> None:
        for _press in range(_LONGEST):
            if self.driver.focus().objectName().startswith("option:"):
                break
            self.driver.key(Qt.Key.Key_Tab)
        self.driver.walk_radios(f"option:{value}")

    def _walk_to(self, target: QAbstractButton) -> None:
        """To its group with Tab, within it with an arrow key, which chooses what it comes to; Space chooses where Tab came to."""
        name, beside = target.objectName(), target.parentWidget()
        for _press in range(_LONGEST):
            if self.driver.focus().parentWidget() is beside:
                break
            self.driver.key(Qt.Key.Key_Tab)
        for _press in range(_LONGEST):
            if self.driver.focus().objectName() == name:
                break
            self.driver.key(Qt.Key.Key_Right)
        assert self.driver.focus().objectName() == name, f"the arrow keys never reach {name!r}"
        reached = self.driver.find(name)  # coming to it may have drawn the page anew
        if isinstance(reached, QAbstractButton) and not reached.isChecked():
            self.driver.key(Qt.Key.Key_Space)


class ByTouch:
    """With a finger alone."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self._device = QTest.createTouchDevice()
        self._keyboard = driver.window.frame.keyboard

    def begin(self) -> None:
        self._touch(self.driver.window.rect().center())

    def press(self, name: str) -> None:
        self._tap(self.driver.find(name))

    def write(self, name: str, text: str) -> None:
        field = self.driver.find(name)
        self._tap(field)
        assert field.hasFocus(), f"{name} was touched and has no focus on {self.driver.window.windowTitle()!r}"
        if isinstance(field, QLineEdit):
            for _letter in field.text():
                self._tap(self._key_named(_("Delete the last letter")))
        for character in text:
            self._type(character)
        assert field.text() == text, f"{field.text()!r} instead of {text!r}"

    def pick(self, name: str, value: str) -> None:
        listed = self.driver.find(name)
        assert isinstance(listed, OptionList)
        self._tap(listed, listed.visualRect(listed.options.index(listed.options.row_of(value))))

    def choose(self, value: str) -> None:
        self.press(f"option:{value}")

    def _type(self, character: str) -> None:
        page = self._page_of(character)
        if page is not self._keyboard.page:  # the key that led to accents or signs leads back to the letters
            self._tap(self._key_named(_TURNS[self._keyboard.page if page is Page.LETTERS else page]))
        if character == " ":
            self._tap(self._key_named(_("Space")))
            return
        if character.isalpha() and character.isupper() is not self._keyboard.capitals:
            assert self._keyboard.capitals_key is not None
            self._tap(self._keyboard.capitals_key)
        self._tap(self._keyboard.keys[character.lower()])

    def _page_of(self, character: str) -> Page:
        """Where a character is; the page that is shown already, if it is there."""
        if character == " " or character.lower() in self._keyboard.keys:
            return self._keyboard.page
        return next(page for page in (Page.LETTERS, Page.WELSH, Page.SIGNS) if character.lower() in "".join(rows(page)))

    def _key_named(self, words: object) -> QWidget:
        said = self._keyboard.looks.say(words)  # type: ignore[arg-type]
        keys = self._keyboard.findChildren(QAbstractButton)
        return next(key for key in keys if key.isVisible() and key.accessibleName() == said)

    def _tap(self, widget: QWidget, part: QRect | None = None) -> None:
        self._bring_into_sight(widget, part)
        box = part or widget.rect()
        self._touch(widget.mapTo(self.driver.window, box.center()))

    def _bring_into_sight(self, widget: QWidget, part: QRect | None) -> None:
        """Touch the scroll rail until the middle of it can be touched."""
        rail = self.driver.window.frame.rail
        content = rail.widget()
        if content is None or not content.isAncestorOf(widget):
            return
        for _turn in range(_LONGEST):
            at = widget.mapTo(rail, (part or widget.rect()).center()).y()
            if 0 <= at < rail.viewport().height():
                return
            edge = rail.rail.height() - _EDGE if at > 0 else _EDGE
            self._touch(rail.rail.mapTo(self.driver.window, QPoint(rail.rail.width() // 2, edge)))
        raise AssertionError(f"{widget.objectName()!r} cannot be brought into sight")

    def _touch(self, at: QPoint) -> None:
        self.driver.look_at_the_page()
        window = self.driver.window
        QTest.touchEvent(window, self._device).press(1, at, window).commit()
        QTest.touchEvent(window, self._device).release(1, at, window).commit()
        self.driver.settle()
