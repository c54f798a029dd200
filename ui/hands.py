"""Hands and eyes: presses keys in a real window as a person without a mouse does, looks at it, and takes pictures.

Used by the demo and by the scripts that make the pictures of the documents.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.components.options import OptionList
from ui.desk.places import Place
from ui.window import KioskWindow

PATIENCE_SECONDS = 60.0  # a busy machine is no failure


class StepFailed(Exception):
    """Something did not come out as it should. The text names it."""


class Hands:
    """Works one window by its widgets' names."""

    def __init__(self, window: KioskWindow, pictures: Callable[[str], Path]) -> None:
        self.window = window
        self._pictures = pictures

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Let the window work until something is so.

        Raises:
            StepFailed: it did not become so in time.
        """
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            if time.monotonic() > deadline:
                self.look("failed")
                raise StepFailed(f"waited in vain for {what}")
            _let_work(0.01)

    def is_there(self, name: str) -> bool:
        """Whether a visible widget of that name is on the page."""
        return any(found.isVisible() for found in self.window.findChildren(QWidget, name))

    def find(self, name: str) -> QWidget:
        """The visible widget of that name, waited for."""
        self.until(lambda: self.is_there(name), name)
        return next(found for found in self.window.findChildren(QWidget, name) if found.isVisible())

    def arrive(self, place: str) -> None:
        """Wait until the session is at a place, by its name (`ui.desk.places.Place`)."""
        self.until(lambda: self.window.session.place is Place[place.upper()], place)

    def press(self, name: str) -> None:
        """Give a control the focus and press it with the space bar, as a person without a mouse does."""
        self.find(name)
        self.until(lambda: self.window.ready_for_input, "the page to take a press")
        control = self.find(name)  # the page may have been drawn anew meanwhile
        control.setFocus(Qt.FocusReason.TabFocusReason)
        self._key(Qt.Key.Key_Space)
        QApplication.processEvents()

    def pick(self, name: str, value: str) -> None:
        """Choose a row of a long list with the arrow keys.

        Raises:
            StepFailed: it is not in the list.
        """
        self.find(name)
        self.until(lambda: self.window.ready_for_input, "the page to take a press")
        rows = self.find(name)
        if not isinstance(rows, OptionList) or rows.options.row_of(value) < 0:
            raise StepFailed(f"{value} is not in {name}")
        rows.setFocus(Qt.FocusReason.TabFocusReason)
        self._key(Qt.Key.Key_Space)
        while rows.currentIndex().row() != rows.options.row_of(value):
            below = rows.currentIndex().row() < rows.options.row_of(value)
            self._key(Qt.Key.Key_Down if below else Qt.Key.Key_Up)

    def chord(self, letter: str) -> None:
        """Press a letter with Control and Shift, which opens the staff corner."""
        keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        self._key(getattr(Qt.Key, f"Key_{letter}"), keys)

    def _key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press and release a key, as the platform tells the window of it."""
        handle = self.window.windowHandle()
        if handle is None:
            raise StepFailed("the window has not been shown")
        QTest.keyClick(handle, key, modifiers)

    def type(self, name: str, text: str) -> None:
        """Type into a field, key by key."""
        field = self.find(name)
        field.setFocus(Qt.FocusReason.TabFocusReason)
        for character in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, character)
                QApplication.sendEvent(field, event)

    def look(self, name: str) -> Path:
        """Take a picture of the window."""
        _let_work(0.03)
        path = self._pictures(name)
        if not self.window.grab().save(str(path), "PNG"):
            raise StepFailed(f"no picture {path.name}")
        return path


def _let_work(seconds: float) -> None:
    """Let the window work, and then every other thread: `QTest.qWait` keeps Python from them for as long as it waits."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    time.sleep(seconds)
    QApplication.processEvents()
