"""When a window has been painted. Importing this imports Qt."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QMainWindow


class PaintWatch(QObject):
    """Calls `painted` once, when everything that `window` paints next has been painted and flushed.

    It watches the window, which is told to bring its picture up to date, and what fills it, which is painted when it is first
    shown. Watching every object of the application would cost a bare window more than its paint.
    """

    def __init__(self, window: QMainWindow, painted: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._painted = painted
        self._seen = False
        for each in (window, window.centralWidget()):
            if each is not None:
                each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """All widgets are painted in one turn of the event loop: a timer comes after the last."""
        painting = event.type() in {QEvent.Type.Paint, QEvent.Type.UpdateRequest} and self._window.isVisible()
        if painting and not self._seen:  # a spare is drawn once before, out of sight
            self._seen = True
            QTimer.singleShot(0, self._done)
        return super().eventFilter(watched, event)

    def _done(self) -> None:
        self._painted()
        self.deleteLater()
