"""Small shapes that several components paint: numbered badges, and stacks of lines beside them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.components.base import Ring, Themed
from ui.components.text import BOLD, UNBOUNDED, Style, Text, longest_word, measured, plain
from ui.theme import Icon, LookSource, Role, paint_icon
from ui.theme.mirror import is_mirrored, mirrored

BODY = Style()
_DASH_WIDTH = 3
_ICON_GAP = 8


def paint_badge(
    painter: QPainter, looks: LookSource, box: QRectF, number: int, *, fill: QColor, ink: QColor, dashed: bool = False
) -> None:
    """A round badge with a number. `dashed` means: what a press would give."""
    if is_mirrored(painter):
        with mirrored(painter, box):
            paint_badge(painter, looks, box, number, fill=fill, ink=ink, dashed=dashed)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if dashed:
        pen = QPen(fill, _DASH_WIDTH)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([2, 1])
        painter.setPen(pen)
        half = _DASH_WIDTH / 2
        painter.drawEllipse(box.adjusted(half, half, -half, -half))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawEllipse(box)
    font = looks.font(Role.LEAD, BOLD, figures=True)
    font.setPixelSize(round(box.height() * 0.52))
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.restore()


@dataclass(frozen=True, slots=True)
class Line:
    """One text of a stack; `icon` stands before its first line, `gap` above it."""

    text: Text
    style: Style = BODY
    ink: str = ""  # a token; "" for the ink of the whole stack
    icon: Icon | None = None
    icon_extra: int = 0  # how much larger than the letters the icon is
    gap: int = 0


class Stack:
    """Texts under one another, measured for a width. Empty texts take no room."""

    def __init__(self, looks: LookSource, lines: tuple[Line, ...], width: float = UNBOUNDED) -> None:
        self._looks = looks
        self._rows = [
            (line, measured(looks, line.text, line.style, width - self._icon_room(line)))
            for line in lines
            if plain(looks, line.text)
        ]
        self.height = sum(laid.height + line.gap for line, laid in self._rows)
        self.width = max((laid.width + self._icon_room(line) for line, laid in self._rows), default=0.0)

    @property
    def narrowest(self) -> float:
        """The width of the longest word: narrower than this, words would be broken."""
        return max((longest_word(self._looks, line.text, line.style) for line, _ in self._rows), default=0.0)

    def paint(
        self,
        painter: QPainter,
        box: QRectF,
        ink: QColor,
        background: QColor,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        *,
        plain_ink: bool = False,
    ) -> None:
        """Draw from the top of `box`. With `plain_ink` the lines' own colours are left out."""
        top = box.y()
        for line, laid in self._rows:
            top += line.gap
            colour = self._looks.colour(line.ink) if line.ink and not plain_ink else ink
            room = self._icon_room(line)
            if line.icon is not None:
                side = room - _ICON_GAP
                first = laid.height / laid.lines
                paint_icon(painter, line.icon, QRectF(box.x(), top + (first - side) / 2, side, side), colour, background)
            laid.paint(painter, QRectF(box.x() + room, top, box.width() - room, laid.height), colour, align)
            top += laid.height

    def _icon_room(self, line: Line) -> float:
        return 0 if line.icon is None else self._looks.type(line.style.role).pixels + 1 + line.icon_extra + _ICON_GAP


class Badge(Themed, QWidget):
    """A numbered disc beside words that say the same."""

    for_eyes_only = True

    def __init__(self, looks: LookSource, number: int, *, dashed: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._dashed = number, dashed
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow(looks)

    def accessible_role(self) -> QAccessible.Role:
        """Decoration."""
        return QAccessible.Role.Graphic

    def set_dashed(self, *, dashed: bool) -> None:
        """What a press would give, or what is so."""
        self._dashed = dashed
        self.update()

    def ring(self) -> Ring | None:
        """Takes no focus."""
        return None

    def sizeHint(self) -> QSize:
        return QSize(self.looks.measures.badge, self.looks.measures.badge)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        fill, ink = QColor(self.looks.theme.fill), QColor(self.looks.theme.on_fill)
        if self._dashed:
            fill, ink = self.looks.colour("border"), self.looks.colour("text")
        paint_badge(QPainter(self), self.looks, QRectF(self.rect()), self._number, fill=fill, ink=ink, dashed=self._dashed)
