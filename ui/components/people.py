"""How many places are taken, drawn as people."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.components.badges import Line, Stack
from ui.components.base import Exact, Ring, exact_policy
from ui.components.text import BOLD, Style
from ui.theme import Icon, LookSource, Role, Said, paint_icon
from ui.theme.mirror import painter_on

_GAP, _BELOW = 4, 8


class PersonMeter(Exact, QWidget):
    """One figure for each place, filled when it is taken; the words below say the same."""

    def __init__(
        self, looks: LookSource, taken: int, places: int, words: Said, line: Said = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._taken, self._places, self._words, self._line = taken, places, words, line
        self.setSizePolicy(exact_policy(QSizePolicy.Policy.Preferred))
        self.follow(looks)

    def set(self, taken: int, places: int, words: Said, line: Said = "") -> None:
        """Show other numbers."""
        self._taken, self._places, self._words, self._line = taken, places, words, line
        self.look_changed()

    def accessible_role(self) -> QAccessible.Role:
        """A text: the figures say what the words say."""
        return QAccessible.Role.StaticText

    def words_changed(self) -> None:
        """Named by its words."""
        self.setAccessibleName(self.looks.say(self._words))
        self.setAccessibleDescription(self.looks.say(self._line))

    def ring(self) -> Ring | None:
        """Takes no focus."""
        return None

    def sizeHint(self) -> QSize:
        width = max(self._places * self._pitch(), int(self._stack(1 << 16).width) + 2)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(max(3 * self._pitch(), int(self._stack(1 << 16).narrowest) + 2), self._pitch())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._figures_height(width) + _BELOW + int(self._stack(width).height)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painter_on(self)
        side, pitch, row = self.looks.measures.person, self._pitch(), self._per_row(self.width())
        ink, ground = self.looks.colour("text"), self.looks.colour("bg")
        overhang = side * 3.5 / 24  # the figure begins this far inside its box, and stands flush with the words
        for place in range(self._places):
            icon = Icon.PERSON_FILLED if place < self._taken else Icon.PERSON
            left, top = (place % row) * pitch - overhang, (place // row) * pitch
            paint_icon(painter, icon, QRectF(left, top, side, side), ink, ground)
        stack = self._stack(self.width())
        top = self._figures_height(self.width()) + _BELOW
        stack.paint(painter, QRectF(0, top, self.width(), stack.height), ink, ground)

    def _pitch(self) -> int:
        return self.looks.measures.person + _GAP

    def _per_row(self, width: int) -> int:
        return max(1, (width + self._pitch() // 3) // self._pitch())

    def _figures_height(self, width: int) -> int:
        rows = -(-self._places // self._per_row(width))
        return rows * self._pitch() - _GAP

    def _stack(self, width: float) -> Stack:
        return Stack(self.looks, (Line(self._words, Style(Role.LEAD, BOLD)), Line(self._line, ink="secondary")), width)
