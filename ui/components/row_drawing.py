"""How one row of a list of staff is laid out and drawn.

Side by side where there is room: the name and the time, what it is and how it stands. Else below one another, each in as many
lines as it needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from ui.components.staff import STAFF_MARGIN
from ui.components.text import BOLD, SEMIBOLD, UNBOUNDED, Laid, Style, measured
from ui.theme import Icon, LookSource, Role, Said, paint_icon

if TYPE_CHECKING:
    from ui.components.row_list import Row

_HIGH, _LOW = 88, 48  # at the standard size
_AIR, _LOW_AIR = 16, 8  # above and below the words
_BETWEEN, _BESIDE_ICON, _RULE = 16, 8, 2
_LARGER = 3  # an icon than the letters beside it
_TITLE, _ASIDE, _LINE, _STATE = Style(Role.BODY, BOLD), Style(Role.STAFF), Style(Role.STAFF), Style(Role.STAFF, SEMIBOLD)


@dataclass(frozen=True, slots=True)
class RowInks:
    """The colours of a row."""

    ground: QColor
    text: QColor
    quiet: QColor
    rule: QColor
    shape: QColor | None  # None: the shape's own

    @classmethod
    def of(cls, looks: LookSource, *, chosen: bool) -> RowInks:
        """Of a row that is chosen, or not."""
        if chosen:
            ink, ground = looks.colour("on_fill"), looks.colour("fill")
            return cls(ground, ink, ink, ground, ink)
        return cls(looks.colour("bg"), looks.colour("text"), looks.colour("secondary"), looks.colour("rule"), None)


@dataclass(frozen=True, slots=True)
class _Piece:
    """One text and where it stands, from the top of the words."""

    laid: Laid
    left: float
    top: float
    quiet: bool = False
    icon: Icon | None = None
    icon_left: float = 0.0


class RowDrawing:
    """A row laid out for a width. `height` is what it needs."""

    def __init__(self, looks: LookSource, row: Row, width: float, *, compact: bool) -> None:
        self._looks, self._shape = looks, row.shape
        self._width = width - 2 * STAFF_MARGIN
        self._pieces: list[_Piece] = []
        self._bottom = 0.0
        one_line = compact and self._one_line(row)
        if not one_line:
            self._pair(row, (row.title, _TITLE), (row.aside, _ASIDE), icon=False)
            self._pair(row, (row.line, _LINE), (row.state, _STATE), icon=True)
        air = _LOW_AIR if compact else _AIR
        self.height = max(self.least(looks, compact=compact), int(self._bottom) + 2 * air + _RULE)

    @property
    def right(self) -> float:
        """Where its longest line ends."""
        return STAFF_MARGIN + max((piece.left + piece.laid.width for piece in self._pieces), default=0.0)

    @staticmethod
    def least(looks: LookSource, *, compact: bool) -> int:
        """How high a row is whose words fit on the lines they should have."""
        body, staff = looks.type(Role.BODY).line, looks.type(Role.STAFF).line
        if compact:
            return max(_LOW, body + 2 * _LOW_AIR)
        return max(_HIGH, body + staff + 2 * _AIR + _RULE)

    def paint(self, painter: QPainter, box: QRectF, inks: RowInks) -> None:
        """Draw into `box`, which may be higher than needed."""
        painter.fillRect(box, inks.ground)
        painter.fillRect(QRectF(box.x(), box.bottom() - _RULE, box.width(), _RULE), inks.rule)
        left = box.x() + STAFF_MARGIN
        top = box.y() + (box.height() - _RULE - self._bottom) / 2
        for piece in self._pieces:
            words = QRectF(left + piece.left, top + piece.top, self._width - piece.left, piece.laid.height)
            piece.laid.paint(painter, words, inks.quiet if piece.quiet else inks.text)
            if piece.icon is not None:
                side = self._icon_side()
                line = piece.laid.height / piece.laid.lines
                place = QRectF(left + piece.icon_left, words.y() + (line - side) / 2, side, side)
                paint_icon(painter, piece.icon, place, inks.shape or self._icon_ink(), inks.ground)

    def _one_line(self, row: Row) -> bool:
        """Everything beside one another, if there is room."""
        title, line = self._laid(row.title, _TITLE), self._laid(row.line, _LINE)
        state, aside = self._laid(row.state, _STATE), self._laid(row.aside, _ASIDE)
        icon = self._icon_room(row)
        gaps = _BETWEEN * sum(1 for each in (line, state, aside) if each.width)
        if title.width + line.width + icon + state.width + aside.width + gaps > self._width:
            return False
        self._bottom = max(each.height for each in (title, line, state, aside))
        self._put(title, 0)
        self._put(line, title.width + _BETWEEN)
        end = self._width - aside.width
        self._put(aside, end, quiet=True)
        self._put(state, end - (_BETWEEN if aside.width else 0) - state.width, icon=row.shape and row.shape.icon)
        return True

    def _pair(self, row: Row, first: tuple[Said, Style], second: tuple[Said, Style], *, icon: bool) -> None:
        """Two texts, the second at the end of the line; or below the first."""
        shape = row.shape.icon if icon and row.shape is not None else None
        room = self._icon_room(row) if icon else 0.0
        one, other = self._laid(*first), self._laid(*second)
        top = self._bottom
        if one.width + _BETWEEN + room + other.width <= self._width:
            self._bottom = top + max(one.height, other.height if other.width else 0)
            self._put(one, 0, top)
            self._put(other, self._width - other.width, top, quiet=not icon, icon=shape)
            return
        for text, beside, of in ((first, 0.0, None), (second, room, shape)):
            laid = self._laid(*text, self._width - beside)
            if laid.width:
                self._bottom += laid.height
                self._pieces.append(_Piece(laid, beside, self._bottom - laid.height, quiet=not icon and text is second, icon=of))

    def _put(self, laid: Laid, left: float, top: float = 0.0, *, quiet: bool = False, icon: Icon | None = None) -> None:
        """A text on one line, in the middle between `top` and the bottom."""
        if laid.width:
            middle = top + (self._bottom - top - laid.height) / 2
            self._pieces.append(_Piece(laid, left, middle, quiet, icon, left - self._icon_side() - _BESIDE_ICON))

    def _laid(self, text: Said, style: Style, width: float = UNBOUNDED) -> Laid:
        return measured(self._looks, text, style, max(width, 1.0))

    def _icon_room(self, row: Row) -> float:
        return 0.0 if row.shape is None else self._icon_side() + _BESIDE_ICON

    def _icon_side(self) -> int:
        return self._looks.type(Role.STAFF).pixels + _LARGER

    def _icon_ink(self) -> QColor:
        return self._looks.colour(self._shape.ink if self._shape is not None else "text")
