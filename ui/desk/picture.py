"""The drawings that help to answer a question, by the names services give them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.components.base import Themed
from ui.components.text import BOLD, Style, measured
from ui.theme import LookSource, Role


class Drawing(Themed, QWidget):
    """A drawing of 380 x 210, by name. An unknown name draws nothing, and the words beside it still stand."""

    _SIZE = QSize(380, 210)

    def __init__(self, looks: LookSource, name: str, *, scale: float = 1.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paint = _DRAWINGS.get(name)
        self._scale = scale
        self.setFixedSize(self._SIZE * scale if self._paint else QSize(0, 0))
        self.follow(looks)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._paint is not None:
            painter = QPainter(self)
            painter.scale(self._scale, self._scale)
            self._paint(painter, self.looks)


def _letter(painter: QPainter, looks: LookSource) -> None:
    """A letter from a prison: where the number stands, next to the name."""
    ink, grey = looks.colour("text"), looks.colour("border")
    pen = QPen(ink, 3)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.drawRect(QRectF(1.5, 1.5, 377, 207))
    for left, top, width in ((30, 29, 120), (30, 49, 90), (30, 153, 320), (30, 173, 270)):
        painter.fillRect(QRectF(left, top, width, 6), grey)
    name = measured(looks, "Mr D Thomas", Style(Role.BODY))
    number = measured(looks, "A1234BC", Style(Role.FIELD, BOLD))
    scale = 29 / name.height
    painter.save()
    painter.translate(30, 85)
    painter.scale(scale, scale)
    name.paint(painter, QRectF(0, 0, name.width + 1, name.height), ink)
    painter.restore()
    box = QRectF(176, 78, 174, 44)
    pen.setWidth(5)
    painter.setPen(pen)
    painter.drawRect(box)
    scale = 30 / number.height
    painter.save()
    painter.translate(box.center().x() - number.width * scale / 2, box.center().y() - 15)
    painter.scale(scale, scale)
    number.paint(painter, QRectF(0, 0, number.width + 1, number.height), ink)
    painter.restore()


_DRAWINGS: Mapping[str, Callable[[QPainter, LookSource], None]] = {"letter": _letter}
