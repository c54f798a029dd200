"""News that draws a page anew waits while something on it is pressed: the button would be another one, and the press be lost."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QWidget

_LOOK_AGAIN_MS = 50


class News(QTimer):
    """Calls `draw` when there is news; of the page that is there, which is `same`, once no button on `pages` is down."""

    def __init__(self, pages: QWidget, draw: Callable[[], None], same: Callable[[], bool]) -> None:
        super().__init__(pages)
        self._pages, self._draw, self._same = pages, draw, same
        self.setSingleShot(True)
        self.setInterval(_LOOK_AGAIN_MS)
        self.timeout.connect(self._look_again)

    def come(self) -> None:
        """Something is to be drawn."""
        if self._same() and any(button.isDown() for button in self._pages.findChildren(QAbstractButton)):
            self.start()
        else:
            self._draw()

    def _look_again(self) -> None:
        if self._pages.isVisible():  # else the session has ended meanwhile
            self.come()
