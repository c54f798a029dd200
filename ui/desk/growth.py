"""How a long page comes: its first parts with it, the others between two events, so that no press waits for all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

_AT_ONCE = 4  # parts between two events
_WHOLE = "whole"  # remembered: the page was shown to its end


class Growth:
    """Makes the parts of a page in their order. `makers` each add one to it; `view` is what the page may remember."""

    def __init__(self, body: QWidget, makers: Sequence[Callable[[], QWidget]], view: dict[str, str]) -> None:
        self._body, self._makers, self._view = body, makers, view
        self._made = 0
        self._before: QWidget | None = None  # the last that Tab comes to

    @property
    def growing(self) -> bool:
        """Whether parts are still to come."""
        return self._made < len(self._makers)

    def begin(self, first: int, *, whole: bool) -> None:
        """Make the `first` parts; all where the page must be `whole`, or was before: what has the focus may be any of them."""
        wanted = len(self._makers) if whole or _WHOLE in self._view else first
        while self.growing and self._made < wanted:
            for widget in self._make():
                self._before = widget

    def go_on(self) -> None:
        """The page is shown: let the rest come."""
        if self.growing:
            QTimer.singleShot(0, self._body, self._some)

    def _some(self) -> None:
        """Some more, where Tab comes to them in their order."""
        for _part in range(_AT_ONCE):
            if self.growing:
                for widget in self._make():
                    if self._before is not None:
                        QWidget.setTabOrder(self._before, widget)
                    self._before = widget
        if self.growing:
            self.go_on()
        else:
            self._view[_WHOLE] = "yes"

    def _make(self) -> list[QWidget]:
        """The next part; what Tab comes to in it."""
        part = self._makers[self._made]()
        self._made += 1
        return [each for each in part.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
