"""Radios and checkboxes: a 48 px mark in a row that is a target as a whole, and the groups they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from services.forms.words import Domain
from ui.components.badges import Line, Stack
from ui.components.base import Exact, Ring, RingKind, Themed, exact_policy, frame
from ui.components.press import Pressable
from ui.components.text import Style
from ui.theme import Icon, LookSource, Role, Said, paint_icon
from ui.theme.mirror import painter_on

_ = Domain("ui")

_GAP = 16
_EDGE, _FOCUSED_EDGE = 3, 4
_DOT = 0.46  # of the mark
_TICK, _TICK_LINE = 0.74, 3.2
_ANY_WIDTH = 1 << 16


@dataclass(frozen=True, slots=True)
class MarkState:
    """How a mark is drawn."""

    checked: bool
    focused: bool = False
    down: bool = False
    available: bool = True


def paint_radio(painter: QPainter, looks: LookSource, mark: QRectF, state: MarkState) -> None:
    """The round mark of one of several answers."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = _FOCUSED_EDGE if state.focused else _EDGE
    inset = edge / 2
    ink = looks.colour("text")
    painter.setPen(QPen(ink, edge, Qt.PenStyle.SolidLine if state.available else Qt.PenStyle.DashLine))
    painter.setBrush(looks.colour("surface" if state.down else "bg"))
    painter.drawEllipse(mark.adjusted(inset, inset, -inset, -inset))
    if state.checked:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        radius = mark.width() * _DOT / 2
        painter.drawEllipse(QPointF(mark.center()), radius, radius)
    painter.restore()


def marked_height(looks: LookSource, words: float) -> int:
    """The height of a mark with words of this height beside it: the first line stands at the middle of the mark."""
    return max(looks.measures.mark_row, int(words) + _above_words(looks) * 2)


def _above_words(looks: LookSource) -> int:
    return max(0, (looks.measures.mark_row - looks.type(Role.LEAD).line) // 2)


class MarkedLine:
    """A mark with words and perhaps a hint beside it, measured for a width."""

    def __init__(self, looks: LookSource, words: Said, hint: Said, width: float) -> None:
        self._looks = looks
        self._left = looks.measures.mark + _GAP
        self._room = width - self._left
        self._stack = Stack(looks, (Line(words, Style(Role.LEAD)), Line(hint, ink="secondary")), self._room)
        self._top = _above_words(looks)
        self.height = marked_height(looks, self._stack.height)
        self.width = int(self._stack.width) + self._left + 2

    @property
    def narrowest(self) -> int:
        """Narrower than this, words would be broken."""
        return int(self._stack.narrowest) + self._left + 2

    def mark(self) -> QRectF:
        """Where the mark is."""
        side = self._looks.measures.mark
        return QRectF(0, (self._looks.measures.mark_row - side) / 2, side, side)

    def paint_words(self, painter: QPainter, left: float, top: float, ink: QColor, ground: QColor) -> None:
        """The words, beside where the mark is when the line begins at `left` and `top`."""
        self._stack.paint(painter, QRectF(left + self._left, top + self._top, self._room, self.height), ink, ground)


class _Row(Exact, Pressable):
    """A mark with words and perhaps a hint."""

    def __init__(self, looks: LookSource, words: Said, hint: Said = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._hint = words, hint
        self._lines: dict[int, MarkedLine] = {}  # by width
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
        width = self._line(_ANY_WIDTH).width
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._line(_ANY_WIDTH).narrowest, self.looks.measures.mark_row)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._line(width).height

    def mark(self) -> QRectF:
        """Where the mark is."""
        return self._line(self.width()).mark()

    def look_changed(self) -> None:
        """Also how it is laid out."""
        self._lines.clear()
        super().look_changed()

    def _line(self, width: int) -> MarkedLine:
        if width not in self._lines:
            self._lines[width] = MarkedLine(self.looks, self._words, self._hint, width)
        return self._lines[width]

    def _paint_words(self, painter: QPainter) -> None:
        ink = self.looks.colour("text" if self.is_available() else "secondary")
        self._line(self.width()).paint_words(painter, 0, 0, ink, self.looks.colour("bg"))


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
        painter = painter_on(self)
        state = MarkState(self.isChecked(), self.looks_focused(), self.isDown(), self.is_available())
        paint_radio(painter, self.looks, self.mark(), state)
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
        painter = painter_on(self)
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
        self._error: Said = ""
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

    def accessible_more(self) -> str:
        """What is wrong, which stands above the rows."""
        return self.looks.say(_("Error: {message}", message=self._error)) if self._error else ""

    def set_error(self, error: Said) -> None:
        """Say what to do; "" when it is right."""
        self._error = error

    def chosen(self) -> tuple[int, ...]:
        """The positions of the rows that are chosen."""
        return tuple(number for number, row in enumerate(self.rows) if row.isChecked())

    def _toggled(self, on: bool) -> None:  # noqa: FBT001 - Qt's signature
        if on or isinstance(self.sender(), CheckRow):
            self.changed.emit()
