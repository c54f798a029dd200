"""One section of an application: its number as a key, its name, what was answered, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from ui.components.base import Exact, Ring, RingKind
from ui.components.keycap import KeyTold, paint_cap
from ui.components.press import Pressable
from ui.components.status import Status
from ui.components.text import BOLD, SEMIBOLD, Laid, Style, measured
from ui.theme import LookSource, Role, Said, paint_icon
from ui.theme.mirror import painter_on

_HIGH, _RULE, _AIR, _CAP, _NAME, _BETWEEN, _ICON_GAP = 44, 2, 8, 44, 0.31, 12, 8
_TITLE, _VALUE, _STATE = Style(Role.BODY, BOLD), Style(Role.BODY), Style(Role.STAFF, SEMIBOLD)


class TaskRow(Exact, Pressable):
    """On one line where there is room, else below one another; as high as its words need."""

    def __init__(self, looks: LookSource, title: Said, value: Said, how_far: tuple[Status, Said], *, key: str) -> None:
        super().__init__()
        self._key, self._title, self._value = key, title, value
        self._status, self._state = how_far
        self.follow(looks)

    def name(self) -> str:
        """The section and how far it is."""
        return f"{self.looks.say(self._title)}, {self.looks.say(self._state)}"

    def description(self) -> str:
        """What was answered, and the key."""
        return ". ".join(part for part in (self.looks.say(self._value), self._key) if part)

    def told_keys(self) -> Sequence[KeyTold]:
        """The key that opens the section."""
        return [(self._key, self._title)] if self._key else []

    def ring(self) -> Ring:
        """Around the row, within which it is filled."""
        return Ring(RingKind.BOX, QRectF(self.rect()))

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(max(400, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(240, self.width())))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        blocks = self._laid(width)
        bottom = max(top + laid.height for laid, _left, top, _ink in blocks)
        return max(_HIGH, int(bottom) + _AIR + _RULE)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painter_on(self)
        focused = self.looks_focused()
        box = QRectF(self.rect())
        ground = self.looks.colour("focus" if focused else "bg")
        painter.fillRect(box, ground)
        ink = self.looks.colour("on_focus" if focused else "text")
        if not focused:
            painter.fillRect(QRectF(0, box.height() - _RULE, box.width(), _RULE), self.looks.colour("rule"))
        blocks = self._laid(self.width())
        if self._key:
            line = self.looks.type(_TITLE.role).line
            paint_cap(painter, self.looks, self._key, QPointF(6, blocks[0][2] + line / 2), ink)
        for laid, left, top, quiet in blocks:
            colour = ink if focused or not quiet else self.looks.colour("secondary")
            laid.paint(painter, QRectF(left, top, laid.width + 2, laid.height), colour, Qt.AlignmentFlag.AlignLeft)
        self._paint_shape(painter, blocks[-1], ground, ink if focused else self.looks.colour(self._status.ink))

    def _paint_shape(self, painter: QPainter, state: tuple[Laid, float, float, bool], ground: QColor, ink: QColor) -> None:
        _laid, left, top, _quiet = state
        side, line = self._side(), self.looks.type(_STATE.role).line
        box = QRectF(left - side - _ICON_GAP, top + (line - side) / 2, side, side)
        paint_icon(painter, self._status.icon, box, ink, ground)

    def _laid(self, width: int) -> list[tuple[Laid, float, float, bool]]:
        """Name, what was answered, state: each with where it begins, from left and top, and whether it is quiet."""
        left = _CAP * self.looks.type(Role.STAFF).line / 22
        state = measured(self.looks, self._state, _STATE)
        state_width = state.width + self._side() + _ICON_GAP
        name_width = width * _NAME
        value_left = left + name_width + _BETWEEN
        room = width - value_left - state_width - _BETWEEN - 4
        beside = measured(self.looks, self._title, _TITLE, name_width)
        value = measured(self.looks, self._value, _VALUE, max(room, 1))
        if not self.looks.largest and room >= name_width / 2:
            state_top = _AIR + (self.looks.type(_TITLE.role).line - self.looks.type(_STATE.role).line) / 2
            return [
                (beside, left, _AIR, False),
                (value, value_left, _AIR, True),
                (state, width - state.width - 4, state_top, False),
            ]
        whole = width - left - 4
        title = measured(self.looks, self._title, _TITLE, whole)
        value = measured(self.looks, self._value, _VALUE, whole)
        state = measured(self.looks, self._state, _STATE, whole - self._side() - _ICON_GAP)
        below = _AIR + title.height
        state_top = below + (value.height if self.looks.say(self._value) else 0)
        return [
            (title, left, _AIR, False), (value, left, below, True), (state, left + self._side() + _ICON_GAP, state_top, False)
        ]  # fmt: skip

    def _side(self) -> float:
        return self.looks.type(_STATE.role).line - 2.0
