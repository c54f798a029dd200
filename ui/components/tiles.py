"""Tiles: the services and other large ways in on the start screen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.components.badges import Line, Stack
from ui.components.base import frame
from ui.components.press import Pressable
from ui.components.text import BOLD, Style
from ui.theme import Icon, LookSource, Role, Said, paint_icon, paint_picture
from ui.theme.mirror import painter_on
from ui.theme.pictures import VISIT

_BORDER = 3
_PADDING, _GAP = 28, 22
_CHEVRON, _LINE = 30, 2.8
_SERVICE_ICON = 64


class Tile(Pressable):
    """A bordered way in: icon, title, a promise of a line or two, how long it takes, and a chevron if it begins something."""

    def __init__(
        self,
        looks: LookSource,
        title: Said,
        *,
        icon: Icon | None = None,
        promise: Said = "",
        time: Said = "",
        chevron: bool = False,
        icon_size: int = 0,
        height: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title, self._promise, self._time = title, promise, time
        self._icon, self._chevron, self._icon_size, self._height = icon, chevron, icon_size, height
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.follow(looks)

    def name(self) -> str:
        """The title."""
        return self.looks.say(self._title)

    def description(self) -> str:
        """The promise and the time it takes."""
        return " ".join(part for part in (self.looks.say(self._promise), self.looks.say(self._time)) if part)

    def set_words(self, title: Said, promise: Said = "", time: Said = "") -> None:
        """Say something else."""
        self._title, self._promise, self._time = title, promise, time
        self.look_changed()

    def sizeHint(self) -> QSize:
        width = int(self._stack(1 << 16).width) + self._left() + self._right() + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(int(self._stack(1 << 16).narrowest) + self._left() + self._right() + 2, self._least())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(self._least(), int(self._stack(width - self._left() - self._right()).height) + 2 * 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painter_on(self)
        box = QRectF(self.rect())
        fill, ink = self._colours()
        painter.fillRect(box, fill)
        if not self.isDown():
            frame(painter, box, ink, _BORDER)
        if self._icon is not None:
            side = self._icon_side()
            paint_icon(painter, self._icon, QRectF(self._padding(), (box.height() - side) / 2, side, side), ink, fill)
        if self._chevron:
            left = box.width() - _PADDING - _CHEVRON + 2
            paint_icon(painter, Icon.NEXT, QRectF(left, (box.height() - _CHEVRON) / 2, _CHEVRON, _CHEVRON), ink, fill, line=_LINE)
        stack = self._stack(self.width() - self._left() - self._right())
        room = QRectF(self._left(), (box.height() - stack.height) / 2, box.width() - self._left() - self._right(), stack.height)
        stack.paint(painter, room, ink, fill)

    def _colours(self) -> tuple[QColor, QColor]:
        chosen = self.isDown()
        return self.looks.colour("fill" if chosen else "bg"), self.looks.colour("on_fill" if chosen else "text")

    def _stack(self, width: float) -> Stack:
        lines = (
            Line(self._title, Style(Role.LEAD, BOLD)),
            Line(self._promise),
            Line(self._time, Style(Role.BODY, BOLD), icon=Icon.CLOCK),
        )
        return Stack(self.looks, lines, width)

    def _icon_side(self) -> int:
        if self._icon is None:
            return 0
        return self._icon_size or (
            max(_SERVICE_ICON, self.looks.measures.tile_icon) if self._chevron else self.looks.measures.tile_icon
        )

    def _padding(self) -> int:
        return 20 if self._icon_size else _PADDING

    def _left(self) -> int:
        side = self._icon_side()
        return self._padding() + (side + (16 if self._icon_size else _GAP) if side else 0)

    def _right(self) -> int:
        return _PADDING - 8 + (_CHEVRON if self._chevron else 0)

    def _least(self) -> int:
        return self._height or self.looks.measures.tile


class BigTile(Pressable):
    """The one obvious thing to do: filled, with the picture of its service above the words; a smaller one where it is `low`."""

    _SIDE = 32
    _TABLE_TOP, _TABLE = 184, 13
    _PICTURE = 470
    _WORDS_TOP = 221
    _FOOT = 36
    _LOW = 0.45  # of the picture, where there is little height

    def __init__(
        self,
        looks: LookSource,
        title: Said,
        promise: Said,
        time: Said,
        *,
        picture: str = VISIT,
        height: int = 412,
        low: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title, self._promise, self._time = title, promise, time
        self._picture, self._height, self._low = picture, height, low
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.follow(looks)

    def name(self) -> str:
        """The title."""
        return self.looks.say(self._title)

    def description(self) -> str:
        """The promise and the time it takes."""
        return f"{self.looks.say(self._promise)} {self.looks.say(self._time)}".replace("\n", " ")

    def sizeHint(self) -> QSize:
        return QSize(580, self.heightForWidth(580))

    def minimumSizeHint(self) -> QSize:
        narrowest = int(self._stack(1 << 16).narrowest) + 2 * self._SIDE
        return QSize(max(narrowest, 300), self._height)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        stack = self._stack(width - 2 * self._SIDE)
        return max(self._height, self._words_top(width) + int(stack.height) + self._FOOT)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painter_on(self)
        box = QRectF(self.rect())
        fill = self.looks.colour("bg" if self.isDown() else "fill")
        ink = self.looks.colour("text" if self.isDown() else "on_fill")
        painter.fillRect(box, fill)
        if self.isDown():
            frame(painter, box, ink, _BORDER)
        inner = box.width() - 2 * self._SIDE
        scale = self._scale(self.width())
        width = self._PICTURE * scale
        picture = QRectF((box.width() - width) / 2, 22 * scale, width, 1)
        paint_picture(painter, self._picture, picture, ink, fill, table=False)
        painter.fillRect(QRectF(self._SIDE, self._TABLE_TOP * scale, inner, self._TABLE * scale), ink)
        stack = self._stack(inner)
        stack.paint(painter, QRectF(self._SIDE, self._words_top(self.width()), inner, stack.height), ink, fill)
        side = self.looks.measures.icon + 14
        time = self.looks.type(Role.BODY).line
        bottom = self._words_top(self.width()) + stack.height
        paint_icon(
            painter,
            Icon.NEXT,
            QRectF(box.width() - self._SIDE - side + 8, bottom - (time + side) / 2, side, side),
            ink,
            fill,
            line=_LINE,
        )

    def _scale(self, width: int) -> float:
        return min(self._LOW if self._low else 1.0, (width - 2 * self._SIDE) / self._PICTURE)

    def _words_top(self, width: int) -> int:
        return int(self._WORDS_TOP * self._scale(width))

    def _stack(self, width: float) -> Stack:
        lines = (
            Line(self._title, Style(Role.SUBHEADING)),
            Line(self._promise, gap=8),
            Line(self._time, Style(Role.BODY, BOLD), icon=Icon.CLOCK, icon_extra=5, gap=20),
        )
        return Stack(self.looks, lines, width)
