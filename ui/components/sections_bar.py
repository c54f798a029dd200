"""How far something is that has sections: a box for each, filled where it is done, half where it is begun."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.components.base import frame
from ui.components.containers import Container
from ui.theme import LookSource
from ui.theme.mirror import painter_on

_HEIGHT, _GAP, _EDGE = 14, 5, 2
_NARROWEST = 8


class SectionsBar(Container):
    """For the eye: the words beside it say how many. `parts` are from 0 (not begun) to 1 (done)."""

    for_eyes_only = True

    def __init__(self, looks: LookSource, parts: Sequence[float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = tuple(parts)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow(looks)

    def accessible_role(self) -> QAccessible.Role:
        """Decoration."""
        return QAccessible.Role.Graphic

    def sizeHint(self) -> QSize:
        return QSize(max(1, len(self._parts)) * (_NARROWEST + _GAP), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, ink = painter_on(self), self.looks.colour("text")
        each = (self.width() + _GAP) / max(1, len(self._parts))
        for number, part in enumerate(self._parts):
            left = int(number * each)  # on whole pixels, so that every edge is as thick as the others
            box = QRectF(left, 0, int((number + 1) * each) - _GAP - left, self.height())
            frame(painter, box, ink, _EDGE)
            painter.fillRect(QRectF(box.x(), box.y(), box.width() * part, box.height()), ink)
