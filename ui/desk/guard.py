"""A press meant for one page never works on the next: for a moment after another page is shown, presses do nothing.

Somebody who taps twice, or whose finger shakes, would otherwise press whatever stands in the same place: on the page with the
reference, the button that clears it. Typing is never lost: keys reach the fields, and the keyboard on the screen works at once.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.components.keyboard import Keyboard

QUIET_SECONDS = 0.75
_POINTS = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.TouchBegin})
GUARDED = _POINTS | {QEvent.Type.KeyPress}  # the only events it asks for
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PressGuard:
    """Knows when the page came. `now` gives seconds that only grow.

    Only the beginning of a press is held back: a release without it does nothing, and a press that was begun can always end.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._since = -math.inf

    @property
    def ready(self) -> bool:
        """Whether a press counts."""
        return self._now() - self._since >= QUIET_SECONDS

    def page_shown(self) -> None:
        """Another page is on the screen."""
        self._since = self._now()

    def holds_back(self, target: QWidget, event: QEvent) -> bool:
        """Whether this event begins a press that comes too soon."""
        if self.ready:
            return False
        if event.type() in _POINTS:
            return not _is_key(target)
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in _ENTER:
            return not isinstance(target, QPlainTextEdit)  # there it begins a line; anywhere else it leads on
        return event.key() == Qt.Key.Key_Space and not isinstance(target, QLineEdit | QPlainTextEdit)


def _is_key(target: QWidget) -> bool:
    """Whether it is on the keyboard on the screen, whose Enter comes as a key."""
    widget: QWidget | None = target
    while widget is not None and not isinstance(widget, Keyboard):
        widget = widget.parentWidget()
    return widget is not None
