"""Files that are dragged onto a page of the court desk, where the kiosk stands beside other programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

_COMES = frozenset({QEvent.Type.DragEnter, QEvent.Type.DragMove})


class FileDrop(QObject):
    """Gives the files that are dropped on `page` to `take`; anything else is not accepted. They are copied, and stay."""

    def __init__(self, page: QWidget, take: Callable[[Sequence[Path]], None]) -> None:
        super().__init__(page)
        self._take = take
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _COMES and event.type() is not QEvent.Type.Drop:
            return super().eventFilter(watched, event)
        if not isinstance(event, QDropEvent) or not (paths := _paths(event.mimeData())):
            event.ignore()
            return True
        event.setDropAction(Qt.DropAction.CopyAction)  # else whoever gives them may take them away afterwards
        event.accept()
        if event.type() is QEvent.Type.Drop:
            self._take(paths)
        return True


def _paths(dragged: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()]
