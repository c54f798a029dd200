"""Whether somebody is going through the choices of a question, or has only come to the one that is made.

Who goes through them must hear each; who comes back to a question has not asked that others hear what they chose. Going on with
the arrow keys is going through; a page that comes, Tab and a press are not.
"""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.components.press import Pressable

_NO_ROW = -1


class Seeking:
    """Follows the focus on one page."""

    def __init__(self) -> None:
        self._widget: QWidget | None = None
        self._row = _NO_ROW
        self._sought = False

    def moved(self, before: QWidget | None, now: QWidget) -> None:
        """The focus has gone from one widget to another."""
        self._widget, self._row = now, _row(now)
        self._sought = isinstance(now, Pressable) and before in now.arrow_targets()

    def sees(self, widget: QWidget) -> bool:
        """Whether what is about to be said of the widget in focus was sought. Another row of a list than before was."""
        row = _row(widget)
        if widget is self._widget and row != self._row:
            self._sought = True
        elif widget is not self._widget:
            self._sought = False
        self._widget, self._row = widget, row
        return self._sought


def _row(widget: QWidget) -> int:
    return widget.currentIndex().row() if isinstance(widget, QAbstractItemView) else _NO_ROW
