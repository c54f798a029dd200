"""Radios and checkboxes: a 48 px mark in a row that is a target as a whole, and the groups they stand in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.components.badges import Line, Stack
from ui.components.base import Exact, Ring, RingKind, Themed, exact_policy, frame
from ui.components.press import Pressable
from ui.components.text import Style
from ui.theme import Icon, LookSource, Role, Said, paint_icon

_GAP = 16
_EDGE, _FOCUSED_EDGE = 3, 4
_DOT = 0.46  # of the mark
_TICK, _TICK_LINE = 0.74, 3.2


class _Row(Exact, Pressable):
    """A mark with words and perhaps a hint."""

    def __init__(self, looks: LookSource, words: Said, hint: Said = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._hint = words, hint
        self.setCheckable(True)
        self.setSizePolicy(exact_policy(QSizePolicy.Policy.Preferred))
        self.follow(looks)

    def name(self) -> str:
        """The words."""
        return self.looks.say(self._words)

    def description(self) -> str:
        """The hint."""
        return self.looks.say(self._hint)

    def sizeHint(self) -> QSize:
        width = int(self._stack(1 << 16).width) + self._left() + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(int(self._stack(1 << 16).narrowest) + self._left() + 2, self.looks.measures.mark_row)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(self.looks.measures.mark_row, int(self._stack(width - self._left()).height) + self._top() * 2)

    def mark(self) -> QRectF:
        """Where the mark is."""
        side = self.looks.measures.mark
        return QRectF(0, (self.looks.measures.mark_row - side) / 2, side, side)

    def _left(self) -> int:
        return self.looks.measures.mark + _GAP

    def _top(self) -> int:
        return max(0, (self.looks.measures.mark_row - self.looks.type(Role.LEAD).line) // 2)

    def _stack(self, width: float) -> Stack:
        return Stack(self.looks, (Line(self._words, Style(Role.LEAD)), Line(self._hint, ink="secondary")), width)

    def _paint_words(self, painter: QPainter) -> None:
        width = self.width() - self._left()
        ink = self.looks.colour("text" if self.is_available() else "secondary")
        self._stack(width).paint(painter, QRectF(self._left(), self._top(), width, self.height()), ink, self.looks.colour("bg"))


class RadioRow(_Row):
    """One of several answers. Arrow keys move within the radios of one parent and choose."""

    def __init__(self, looks: LookSource, words: Said, hint: Said = "", *, parent: QWidget | None = None) -> None:
        super().__init__(looks, words, hint, parent=parent)
        self.setAutoExclusive(True)

    def accessible_role(self) -> QAccessible.Role:
        """A radio button."""
        return QAccessible.Role.RadioButton

    def ring(self) -> Ring:
        """Around the round mark."""
        return Ring(RingKind.DISC, self.mark())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = _FOCUSED_EDGE if self.looks_focused() else _EDGE
        inset = edge / 2
        ink = self.looks.colour("text")
        style = Qt.PenStyle.SolidLine if self.is_available() else Qt.PenStyle.DashLine
        painter.setPen(QPen(ink, edge, style))
        painter.setBrush(self.looks.colour("surface" if self.isDown() else "bg"))
        painter.drawEllipse(self.mark().adjusted(inset, inset, -inset, -inset))
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            radius = self.mark().width() * _DOT / 2
            painter.drawEllipse(QPointF(self.mark().center()), radius, radius)
        self._paint_words(painter)


class CheckRow(_Row):
    """One of several answers that may be given together."""

    def accessible_role(self) -> QAccessible.Role:
        """A checkbox."""
        return QAccessible.Role.CheckBox

    def ring(self) -> Ring:
        """Around the mark."""
        return Ring(RingKind.FIELD, self.mark())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        box = self.mark()
        ink, ground = self.looks.colour("text"), self.looks.colour("surface" if self.isDown() else "bg")
        painter.fillRect(box, ground)
        frame(painter, box, ink, _FOCUSED_EDGE if self.looks_focused() else _EDGE, dashed=not self.is_available())
        if self.isChecked():
            side = box.width() * _TICK
            tick = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
            paint_icon(painter, Icon.CHECK, tick, ink, ground, line=_TICK_LINE)
        self._paint_words(painter)


class MarkGroup(Themed, QWidget):
    """Radios or checkboxes that answer one question, named by it."""

    changed = Signal()

    def __init__(
        self, looks: LookSource, name: Said, rows: Sequence[RadioRow | CheckRow], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self.rows = tuple(rows)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for row in self.rows:
            layout.addWidget(row)
            row.toggled.connect(self._toggled)
        self.follow(looks)

    def accessible_role(self) -> QAccessible.Role:
        """A group."""
        return QAccessible.Role.Grouping

    def words_changed(self) -> None:
        """Named by the question."""
        self.setAccessibleName(self.looks.say(self._name))

    def ring(self) -> Ring | None:
        """The rows have the focus, never the group."""
        return None

    def chosen(self) -> tuple[int, ...]:
        """The positions of the rows that are chosen."""
        return tuple(number for number, row in enumerate(self.rows) if row.isChecked())

    def _toggled(self, on: bool) -> None:  # noqa: FBT001 - Qt's signature
        if on or isinstance(self.sender(), CheckRow):
            self.changed.emit()
