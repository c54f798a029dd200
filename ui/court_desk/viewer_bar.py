"""The bar above a scanned page: which it is, and the keys that turn, enlarge and rotate it, on as many lines as they need."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from services.forms.words import Words
from ui.components.base import Exact, Ring, exact_policy
from ui.components.keycap import KeyTold, cap_width, paint_cap
from ui.components.text import BOLD, Style, measured
from ui.theme import LookSource, Role, Said
from ui.theme.mirror import painter_on

_MARGIN, _ABOVE, _LEAST = 20, 6, 52
_GAP, _APART = 8, 22
_RULE = 2
_WORDS = Style(Role.STAFF)
_PLACE = Style(Role.STAFF, BOLD, figures=True)


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys as they are written on keyboards, and what they do."""

    caps: Sequence[str]
    does: Said


class _Put(NamedTuple):
    """Where a part stands."""

    keys: Keys | None  # None: which page it is
    left: float
    line: int


class ViewerBar(Exact, QWidget):
    """`place` says which page it is, `widest` which one takes most room: so the keys stay where they are from page to page."""

    def __init__(
        self,
        looks: LookSource,
        place: Callable[[], Words],
        widest: Callable[[], Words],
        hints: Sequence[Keys],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._place, self._widest, self._hints = place, widest, hints
        self.setSizePolicy(exact_policy(QSizePolicy.Policy.Expanding))
        self.follow(looks)

    def accessible_role(self) -> QAccessible.Role:
        """A text."""
        return QAccessible.Role.StaticText

    def words_changed(self) -> None:
        """Which page it is, and what each key does."""
        said = [f"{' '.join(keys.caps)} {self.looks.say(keys.does)}" for keys in self._hints]
        self.setAccessibleName(". ".join((self.looks.say(self._place()), *said)))

    def told_keys(self) -> Sequence[KeyTold]:
        """Those that stand here."""
        return [(cap, keys.does) for keys in self._hints for cap in keys.caps]

    def ring(self) -> Ring | None:
        """Takes no focus."""
        return None

    def sizeHint(self) -> QSize:
        return QSize(540, self.heightForWidth(540))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, _LEAST)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = max((put.line for put in self._put(width)), default=0) + 1
        return int(max(_LEAST, 2 * _ABOVE + lines * self._line())) + _RULE

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painter_on(self)
        painter.fillRect(self.rect(), self.looks.colour("bg"))
        painter.fillRect(0, self.height() - _RULE, self.width(), _RULE, self.looks.colour("rule"))
        ink = self.looks.colour("text")
        places = list(self._put(self.width()))
        lines = max(put.line for put in places) + 1
        first = (self.height() - _RULE - lines * self._line()) / 2
        for put in places:
            middle = first + (put.line + 0.5) * self._line()
            if put.keys is None:
                self._paint_words(painter, self._place(), _PLACE, QPointF(put.left, middle))
                continue
            left = put.left
            for cap in put.keys.caps:
                paint_cap(painter, self.looks, cap, QPointF(left, middle), ink)
                left += cap_width(self.looks, cap) + _GAP
            self._paint_words(painter, put.keys.does, _WORDS, QPointF(left, middle))

    def _paint_words(self, painter: QPainter, words: Said, style: Style, place: QPointF) -> None:
        laid = measured(self.looks, words, style)
        box = QRectF(place.x(), place.y() - laid.height / 2, laid.width + 1, laid.height)
        laid.paint(painter, box, self.looks.colour("text"))

    def _line(self) -> float:
        """How high one line of keys is."""
        return max(36.0, self.looks.type(Role.STAFF).line + 12)

    def _put(self, width: int) -> Iterator[_Put]:
        """Every part in its place."""
        left, line = float(_MARGIN), 0
        for keys in (None, *self._hints):
            wide = self._wide(keys)
            if left > _MARGIN and left + wide > width - _MARGIN / 2:
                left, line = float(_MARGIN), line + 1
            yield _Put(keys, left, line)
            left += wide + _APART

    def _wide(self, keys: Keys | None) -> float:
        if keys is None:
            return max(measured(self.looks, words, _PLACE).width for words in (self._place(), self._widest()))
        caps = sum(cap_width(self.looks, cap) + _GAP for cap in keys.caps)
        return caps + measured(self.looks, keys.does, _WORDS).width
