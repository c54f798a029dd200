"""Drawing for both ways of reading.

Widgets draw from where a line begins. Where lines are read from right to left their painter is mirrored as a whole, and letters,
figures and pictures that have a right and a wrong way round are turned upright again, each within its own box.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtWidgets import QStyle, QWidget


def painter_on(widget: QWidget) -> QPainter:
    """A painter on `widget` whose x is counted from where lines begin."""
    painter = QPainter(widget)
    if widget.isRightToLeft():
        painter.setWorldTransform(QTransform(-1, 0, 0, 1, widget.width(), 0))
    return painter


def is_mirrored(painter: QPainter) -> bool:
    """Whether what is drawn comes out as in a mirror."""
    return painter.worldTransform().m11() < 0


@contextmanager
def mirrored(painter: QPainter, box: QRectF) -> Iterator[None]:
    """Within this, everything in `box` is drawn as in a mirror: upright, where the painter is mirrored already."""
    painter.save()
    painter.translate(box.left() + box.right(), 0)
    painter.scale(-1, 1)
    yield
    painter.restore()


def from_start(widget: QWidget, box: QRect) -> QRect:
    """`box`, counted from where lines begin in `widget`, as Qt counts it from the left; and the other way round."""
    return QStyle.visualRect(widget.layoutDirection(), widget.rect(), box)
