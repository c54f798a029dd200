"""How many there are of something, large, with a shape and words below; pressed, it shows them."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.components.base import Ring, RingKind
from ui.components.press import Pressable
from ui.components.status import Status
from ui.components.text import BOLD, Style, longest_word, measured
from ui.theme import LookSource, Role, Said, paint_icon
from ui.theme.mirror import painter_on

_PADDING, _GAP, _MARK = 12, 12, 5
_ICON = 0.72  # of the number beside it
_NUMBER, _WORDS = Style(Role.SUBHEADING, BOLD, figures=True), Style(Role.STAFF)


class CountTile(Pressable):
    """One count. The one whose list is shown has a bar below it, and says so."""

    def __init__(
        self, looks: LookSource, shape: Status, number: int, words: Said, *, current: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shape, self._number, self._words, self._current = shape, str(number), words, current
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)  # as high as its neighbours
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.follow(looks)

    def name(self) -> str:
        """The number and the words."""
        return f"{self._number} {self.looks.say(self._words)}"

    def accessible_more(self) -> str:
        """What the bar says to the eye."""
        return self.looks.say(self._words) if self._current else ""

    def sizeHint(self) -> QSize:
        width = int(max(self._first(), measured(self.looks, self._words, _WORDS).width)) + 2 * _PADDING + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = int(max(self._first(), longest_word(self.looks, self._words, _WORDS))) + 2 * _PADDING + 2
        return QSize(width, self.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        below = measured(self.looks, self._words, _WORDS, max(1, width - 2 * _PADDING))
        return math.ceil(self.looks.type(Role.SUBHEADING).line + below.height + 2 * _PADDING + _MARK)

    def ring(self) -> Ring:
        """Around all of it."""
        return Ring(RingKind.BOX, QRectF(self.rect()))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, box = painter_on(self), QRectF(self.rect())
        focused = self.looks_focused()
        ground = self.looks.colour("focus" if focused else "bg")
        ink = self.looks.colour("on_focus" if focused else "text")
        painter.fillRect(box, ground)
        line = self.looks.type(Role.SUBHEADING).line
        shape = ink if focused else self.looks.colour(self._shape.ink)
        side = self._icon()
        paint_icon(painter, self._shape.icon, QRectF(_PADDING, _PADDING + (line - side) / 2, side, side), shape, ground)
        number = measured(self.looks, self._number, _NUMBER)
        number.paint(painter, QRectF(_PADDING + side + _GAP, _PADDING, number.width, number.height), ink)
        below = measured(self.looks, self._words, _WORDS, box.width() - 2 * _PADDING)
        below.paint(painter, QRectF(_PADDING, _PADDING + line, box.width() - 2 * _PADDING, below.height), ink)
        if self._current:
            painter.fillRect(QRectF(0, box.height() - _MARK, box.width(), _MARK), ink)

    def _first(self) -> float:
        return self._icon() + _GAP + measured(self.looks, self._number, _NUMBER).width

    def _icon(self) -> float:
        return _ICON * self.looks.type(Role.SUBHEADING).pixels
