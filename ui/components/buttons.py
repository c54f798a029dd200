"""Buttons and links that act."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.components.base import Exact, Ring, RingKind, exact_policy, frame
from ui.components.keycap import KeyTold, cap_height, cap_width, key_words, paint_cap
from ui.components.press import Pressable
from ui.components.text import BOLD, SEMIBOLD, UNBOUNDED, Laid, Style, longest_word, measured
from ui.theme import Fills, Icon, LookSource, Role, Said, paint_icon
from ui.theme.mirror import painter_on

_GAP, _STEP_GAP, _KEY_GAP, _KEY_AIR = 15, 8, 12, 4
_SIGNS = frozenset({Icon.PLUS, Icon.CLOSE, Icon.CHECK, Icon.UP, Icon.DOWN, Icon.BACK, Icon.NEXT})
_ICON_LINE, _PICTURE_LINE, _LINK_ICON_LINE = 3.0, 2.2, 2.4  # icons stand beside bold and semibold words
_STEP_ICON = 0.85  # of an icon, inside a list
_UNDERLINE, _UNDERLINE_DROP = 2, 5
_LINK_GAP, _LINK_BAND = 8, 7


class Kind(Enum):
    """What a button stands for. There is one PRIMARY on a page: the thing to do next."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    WARNING = "warning"
    PLAIN = "plain"  # an outline, for small steps inside a list


class Scale(Enum):
    """How big a button is."""

    BIG = "big"
    NORMAL = "normal"
    SMALL = "small"  # beside text
    STEP = "step"  # inside a list
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class _Shape:
    height: int
    padding: int
    style: Style
    shade: int
    icon: float
    gap: int = _GAP


class Button(Exact, Pressable):
    """A button with words, perhaps an icon before them, the `key` that does the same after them, and a second line (`note`)."""

    def __init__(
        self,
        looks: LookSource,
        words: Said,
        kind: Kind = Kind.SECONDARY,
        *,
        scale: Scale = Scale.NORMAL,
        icon: Icon | None = None,
        note: Said = "",
        key: str = "",
        spoken: Said = "",
        minimum: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._note, self._spoken, self._key = words, note, spoken, key
        self._kind, self._scale, self._icon, self._minimum = kind, scale, icon, minimum
        self.setSizePolicy(exact_policy(QSizePolicy.Policy.Maximum))
        self.follow(looks)

    def name(self) -> str:
        """The words, or those that say more when heard alone."""
        return self.looks.say(self._spoken or self._words)

    def description(self) -> str:
        """The second line, and the key."""
        key = self.looks.say(key_words(self._key)) if self._key else ""
        return ". ".join(filter(None, (self.looks.say(self._note), key)))

    def told_keys(self) -> Sequence[KeyTold]:
        """The key that does the same."""
        return [(self._key, self._words)] if self._key else []

    def set_words(self, words: Said, *, icon: Icon | None = None) -> None:
        """Say something else."""
        self._words, self._icon = words, icon or self._icon
        self.look_changed()

    def sizeHint(self) -> QSize:
        shape = self._shape()
        width = measured(self.looks, self._words, shape.style).width
        if self._note:
            width = max(width, measured(self.looks, self._note, _NOTE).width)
        wide = int(width + self._icon_room() + self._key_room() + 2 * shape.padding) + 1
        return QSize(max(wide, self._minimum), self.heightForWidth(max(wide, self._minimum)))

    def minimumSizeHint(self) -> QSize:
        shape = self._shape()
        word = longest_word(self.looks, self._words, shape.style)
        return QSize(int(word + self._icon_room() + self._key_room() + 2 * min(shape.padding, 16)) + 2, shape.height)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        shape = self._shape()
        words, note = self._lay_out(width)
        needed = words.height + (note.height if note else 0) + shape.shade
        keyed = int(cap_height(self.looks, self._key)) + shape.shade + 2 * _KEY_AIR if self._key else 0
        return max(shape.height, keyed, needed + (0 if words.lines == 1 and note is None else 2 * _GAP))

    def ring(self) -> Ring:
        """Around the whole button, its shade included."""
        return Ring(RingKind.BOX, QRectF(self.rect()))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painter_on(self)
        box, shade = QRectF(self.rect()), self._shape().shade
        if not self.is_available():
            painter.fillRect(box, self.looks.colour("bg"))
            frame(painter, box, self.looks.colour("border"), 2, dashed=True)
            self._paint_words(painter, box, self.looks.colour("secondary"), self.looks.colour("bg"))
            return
        fills = self._fills()
        body = box.adjusted(0, shade, 0, 0) if self.isDown() else box.adjusted(0, 0, 0, -shade)
        if self.isDown():
            fill, ink = QColor(fills.pressed), QColor(fills.pressed_words)
        elif self.looks_focused():
            fill, ink = self.looks.colour("focus"), self.looks.colour("on_focus")
        else:
            fill, ink = QColor(fills.rest), QColor(fills.words)
        painter.fillRect(body, fill)
        if fills.edge and not (self.looks_focused() and not self.isDown()):
            frame(painter, body if self.isDown() else box, QColor(fills.edge), fills.edge_width)
        if not self.isDown() and shade:
            low = self.looks.colour("on_focus") if self.looks_focused() else QColor(fills.shade)
            painter.fillRect(QRectF(0, box.bottom() - shade, box.width(), shade), low)
        self._paint_words(painter, body, ink, fill)

    def _paint_words(self, painter: QPainter, box: QRectF, ink: QColor, fill: QColor) -> None:
        words, note = self._lay_out(int(box.width()))
        room = self._icon_room()
        left = (box.width() - words.width - room - self._key_room()) / 2
        height = words.height + (note.height if note else 0)
        top = box.y() + (box.height() - height) / 2
        if self._icon is not None:
            side = self._shape().icon
            place = QRectF(left, top + (words.height - side) / 2, side, side)
            paint_icon(painter, self._icon, place, ink, fill, line=_ICON_LINE if self._icon in _SIGNS else _PICTURE_LINE)
        words.paint(painter, QRectF(left + room, top, words.width, words.height), ink, Qt.AlignmentFlag.AlignHCenter)
        if self._key:
            cap = QPointF(left + room + words.width + _KEY_GAP, top + words.height / 2)
            paint_cap(painter, self.looks, self._key, cap, ink)
        if note:
            note.paint(painter, QRectF(0, top + words.height, box.width(), note.height), ink, Qt.AlignmentFlag.AlignHCenter)

    def _lay_out(self, width: int) -> tuple[Laid, Laid | None]:
        shape = self._shape()
        room = width - self._icon_room() - self._key_room() - 2 * min(shape.padding, 12)
        note = measured(self.looks, self._note, _NOTE, room) if self._note else None
        return measured(self.looks, self._words, shape.style, room), note

    def _icon_room(self) -> float:
        shape = self._shape()
        return 0.0 if self._icon is None else shape.icon + shape.gap

    def _key_room(self) -> float:
        return cap_width(self.looks, self._key) + _KEY_GAP if self._key else 0.0

    def _fills(self) -> Fills:
        theme = self.looks.theme
        match self._kind:
            case Kind.PRIMARY:
                return theme.primary_button
            case Kind.WARNING:
                return theme.warning_button
            case Kind.SECONDARY:
                return theme.secondary_button
            case Kind.PLAIN:
                return Fills(theme.bg, "", theme.text, theme.fill, theme.on_fill, theme.border)

    def _shape(self) -> _Shape:
        measures = self.looks.measures
        shade = measures.shade if self._fills().shade else 0
        match self._scale:
            case Scale.BIG:
                role = Role.SUBHEADING if self._kind is Kind.PRIMARY else Role.LEAD
                return _Shape(measures.big_button, 30, Style(role, BOLD), shade, measures.icon)
            case Scale.NORMAL:
                return _Shape(measures.button, 30, Style(Role.LEAD, BOLD), shade, measures.icon)
            case Scale.SMALL:
                return _Shape(max(60, measures.small_button), 21, Style(Role.BODY, BOLD), shade, measures.icon)
            case Scale.STEP:
                return _Shape(measures.small_button, 13, Style(Role.BODY, SEMIBOLD), shade, measures.icon * _STEP_ICON, _STEP_GAP)
            case Scale.STAFF:
                return _Shape(48, 16, Style(Role.STAFF, SEMIBOLD), min(shade, 3), 20, _STEP_GAP)


_NOTE = Style(Role.BODY, BOLD)


class LinkButton(Exact, Pressable):
    """Underlined words that act or go somewhere. `ink` names a colour token; `spoken` says more than the words show."""

    def __init__(
        self,
        looks: LookSource,
        words: Said,
        *,
        icon: Icon | None = None,
        spoken: Said = "",
        ink: str = "text",
        role: Role = Role.BODY,
        weight: QFont.Weight = SEMIBOLD,
        height: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._spoken, self._icon = words, spoken, icon
        self._ink, self._style, self._height = ink, Style(role, weight), height
        self._laid: dict[int, Laid] = {}  # by width
        self.setSizePolicy(exact_policy(QSizePolicy.Policy.Maximum))
        self.follow(looks)

    def name(self) -> str:
        """The words, or those that say more when heard alone."""
        return self.looks.say(self._spoken or self._words)

    def set_words(self, words: Said, *, spoken: Said = "") -> None:
        """Say something else."""
        self._words, self._spoken = words, spoken
        self.look_changed()

    def accessible_role(self) -> QAccessible.Role:
        """A link."""
        return QAccessible.Role.Link

    def sizeHint(self) -> QSize:
        laid = measured(self.looks, self._words, self._style)
        return QSize(math.ceil(laid.width + self._icon_room()), self._least())

    def minimumSizeHint(self) -> QSize:
        return QSize(int(longest_word(self.looks, self._words, self._style)) + self._icon_room() + 2, self._least())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(self._least(), self._lay_out(width).height + 2 * _LINK_BAND)

    def ring(self) -> Ring:
        """The fill reaches past the words, with the edge below."""
        return Ring(RingKind.LINK, self._band())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painter_on(self)
        focused = self.looks_focused()
        ink = self.looks.colour("on_focus" if focused else self._ink)
        if focused:
            painter.fillRect(self._band(), self.looks.colour("focus"))
        laid = self._lay_out(self.width())
        top = (self.height() - laid.height) / 2
        room = self._icon_room()
        if self._icon is not None:
            side = self.looks.measures.icon
            line = laid.height / laid.lines
            paint_icon(
                painter,
                self._icon,
                QRectF(0, top + (line - side) / 2, side, side),
                ink,
                self.looks.colour("bg"),
                line=_LINK_ICON_LINE,
            )
        laid.paint(painter, QRectF(room, top, self.width() - room, laid.height), ink)
        if not focused:
            for number in range(laid.lines):
                width, baseline, _ = laid.line_box(number)
                painter.fillRect(QRectF(room, round(top + baseline) + _UNDERLINE_DROP, width, _UNDERLINE), ink)

    def _band(self) -> QRectF:
        laid = self._lay_out(self.width())
        width = min(self._icon_room() + laid.width, self.width())
        return QRectF(0, round((self.height() - laid.height) / 2) - _LINK_BAND, width, laid.height + 2 * _LINK_BAND)

    def look_changed(self) -> None:
        """Also how it is laid out."""
        self._laid.clear()
        super().look_changed()

    def _lay_out(self, width: int) -> Laid:
        if width not in self._laid:
            self._laid[width] = measured(self.looks, self._words, self._style, (width or UNBOUNDED) - self._icon_room())
        return self._laid[width]

    def _icon_room(self) -> int:
        return 0 if self._icon is None else self.looks.measures.icon + _LINK_GAP

    def _least(self) -> int:
        return max(self._height or self.looks.measures.link, 44)
