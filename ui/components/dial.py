"""Time running out, drawn and said: the dial of the idle warning, and the sentence beside a button that clears."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from services.forms.words import Domain
from ui.a11y import announce
from ui.components.base import Ring, Themed
from ui.components.text import Span, Style, Text, TextBlock, measured
from ui.theme import LookSource, Role, Said

_ = Domain("ui")
_n = _.plural

_TICKS = 60
_SIDE = 420
_LONG, _SHORT = 30, 12
_WIDE, _THIN = 9, 5
_ACROSS = 0.92  # of the inside of the dial, for its number
_SPOKEN_EVERY = 10


class Dial(Themed, QWidget):
    """Seconds left, of 60: a long tick for each that is left. Repainted once a second, spoken every ten."""

    def __init__(self, looks: LookSource, seconds: int = _TICKS, *, side: int = _SIDE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seconds, self._side = seconds, side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow(looks)

    def set_seconds(self, seconds: int) -> None:
        """Show how many seconds are left."""
        if seconds == self._seconds:
            return
        self._seconds = seconds
        self.words_changed()
        self.update()
        if seconds % _SPOKEN_EVERY == 0:
            announce(self, self.accessibleName(), assertive=True)

    def accessible_role(self) -> QAccessible.Role:
        """A picture: screen readers are told of a clock as of something unknown."""
        return QAccessible.Role.Graphic

    def words_changed(self) -> None:
        """Named by the seconds that are left."""
        self.setAccessibleName(self.looks.say(_n("{n} second", "{n} seconds", self._seconds)))

    def ring(self) -> Ring | None:
        """Takes no focus."""
        return None

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self.looks.colour("text")
        centre = QPointF(self.width() / 2, self.height() / 2)
        scale = self._side / _SIDE
        radius = self._side / 2 - 3
        for tick in range(_TICKS):
            left = tick < self._seconds
            length = (_LONG if left else _SHORT) * scale
            pen = QPen(ink, (_WIDE if left else _THIN) * scale)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            angle = math.radians(tick * 360 / _TICKS)
            way = QPointF(math.sin(angle), -math.cos(angle))
            painter.drawLine(centre + way * radius, centre + way * (radius - length))
        number = measured(self.looks, str(self._seconds), Style(Role.DIAL, figures=True))
        unit = measured(self.looks, _n("second", "seconds", self._seconds), Style(Role.LEAD))
        room = 2 * (radius - _LONG * scale) * _ACROSS
        shrink = min(1.0, room / max(number.width, unit.width))
        painter.translate(centre)
        painter.scale(shrink, shrink)
        top = 2 - (number.height + unit.height) / 2
        middle = Qt.AlignmentFlag.AlignHCenter
        number.paint(painter, QRectF(-room, top, 2 * room, number.height), ink, middle)
        unit.paint(painter, QRectF(-room, top + number.height - 4, 2 * room, unit.height), ink, middle)


class Countdown(TextBlock):
    """A sentence with the time that is left in bold. `sentence` makes it from the seconds; it is spoken every ten."""

    def __init__(
        self, looks: LookSource, sentence: Callable[[int], Text], seconds: int, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(looks, sentence(seconds), parent=parent)
        self._sentence, self._seconds = sentence, seconds

    def set_seconds(self, seconds: int) -> None:
        """Show how many seconds are left."""
        if seconds == self._seconds:
            return
        self._seconds = seconds
        self.set_text(self._sentence(seconds))
        if seconds % _SPOKEN_EVERY == 0:
            announce(self, self.accessibleName())


def clearing(seconds: Said) -> tuple[Span, ...]:
    """The sentence of the pages that clear themselves, with the time in words."""
    return Span(_("This screen clears itself in")), Span(" "), Span(seconds, bold=True)
