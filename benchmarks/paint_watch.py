"""When a window has been painted. Importing this imports Qt."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget


class PaintWatch(QObject):
    """Calls `painted` once, when everything that `window` paints next has been painted and flushed."""

    def __init__(self, window: QWidget, painted: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._painted = painted
        self._app().installEventFilter(self)  # not the window's: it is not painted where its children cover it

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """All widgets are painted in one turn of the event loop: a timer comes after the last."""
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget) and self._is_on_screen(watched):
            self._app().removeEventFilter(self)
            QTimer.singleShot(0, self._done)
        return False

    def _is_on_screen(self, widget: QWidget) -> bool:
        """A spare is drawn once before, out of sight."""
        return widget.window() is self._window and self._window.isVisible()

    def _done(self) -> None:
        self._painted()
        self.deleteLater()

    @staticmethod
    def _app() -> QApplication:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        return app
