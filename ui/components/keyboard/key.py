"""One key. It never takes the focus, so the field keeps it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.components.base import frame
from ui.components.press import Pressable
from ui.components.text import SEMIBOLD, Laid, Style, measured
from ui.theme import Icon, LookSource, Role, Said, TextSize, paint_icon

_EDGE = 2
_GAP = 8
_LEAST = 44
_INSET, _LARGEST_ICON = 6, 34


class Key(Pressable):
    """A key that types, or (`function`) does something else. `short` is for the largest text; `spoken` says what it does."""

    def __init__(
        self,
        looks: LookSource,
        words: Said,
        *,
        short: Said = "",
        spoken: Said = "",
        icon: Icon | None = None,
        function: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._short, self._spoken = words, short, spoken
        self._icon, self._function = icon, function
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAutoRepeat(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow(looks)

    def name(self) -> str:
        """What it does, or the letter it types."""
        return self.looks.say(self._spoken or self._words)

    def set_words(self, words: Said, *, short: Said = "", spoken: Said = "") -> None:
        """Show other words."""
        self._words, self._short, self._spoken = words, short, spoken
        self.look_changed()

    def sizeHint(self) -> QSize:
        return QSize(_LEAST, self.looks.measures.key)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, self.looks.measures.key)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        box = QRectF(self.rect())
        on = self.isDown() or self.isChecked()
        ground = "fill" if on else "surface" if self._function else "bg"
        fill, ink = self.looks.colour(ground), self.looks.colour("on_fill" if on else "text")
        painter.fillRect(box, fill)
        frame(painter, box, self.looks.colour("text" if self._function else "border"), _EDGE)
        style = self._style()
        side, gap = self._icon_side(), self._icon_gap()
        laid = self._words_that_fit()
        spare = box.width() - side - gap - laid.width
        left = spare / 2
        if self._icon is not None:
            paint_icon(painter, self._icon, QRectF(left, (box.height() - side) / 2, side, side), ink, fill)
        capitals = QFontMetricsF(self.looks.font(style.role, style.weight)).capHeight()
        _width, baseline, _top = laid.line_box(0)
        by_capitals = not self._function or laid.height > box.height()  # by its lines, unless they are higher than the key
        top = (box.height() + capitals) / 2 - baseline if by_capitals else (box.height() - laid.height) / 2
        top = min(top, box.height() - _EDGE - laid.ink_bottom)  # on low keys what reaches below the line
        laid.paint(painter, QRectF(left + side + gap, top, laid.width + 1, laid.height), ink)

    def needed_width(self) -> float:
        """How wide the icon and the words shown are."""
        return self._icon_side() + self._icon_gap() + self._words_that_fit().width

    def _words_that_fit(self) -> Laid:
        """The words, or their short form where they are too long or the text is large."""
        words = measured(self.looks, self._words, self._style())
        room = self.width() - self._icon_side() - self._icon_gap() - 2 * _INSET
        if self._short and (words.width > room or self.looks.look.size is not TextSize.STANDARD):
            return measured(self.looks, self._short, self._style())
        return words

    def _style(self) -> Style:
        return Style(Role.BODY if self._function else Role.KEY, SEMIBOLD)

    def _icon_side(self) -> int:
        return 0 if self._icon is None else min(self.looks.measures.icon + 2, _LARGEST_ICON)

    def _icon_gap(self) -> int:
        return 0 if self._icon is None else _GAP
