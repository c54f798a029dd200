"""Where something is: a shape and words, never colour alone. And the track of a request's custody."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QFont, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.components.badges import Line, Stack
from ui.components.base import Exact, Ring, exact_policy
from ui.components.text import BOLD, Laid, Style, longest_word, measured
from ui.theme import Icon, LookSource, Role, Said, paint_icon
from ui.theme.mirror import painter_on

_GAP = 8
_TRACK_GAP, _TRACK_LINE, _TRACK_STEP = 24, 4, 26


class Status(Enum):
    """The shapes, each with one meaning: icon and colour token."""

    SAVED = (Icon.SAVED, "text")
    SENDING = (Icon.SENT, "text")
    DONE = (Icon.TICK_DISC, "success")  # done, or received
    PUT_ASIDE = (Icon.BANG, "error")  # also: an error
    UNDER_WAY = (Icon.HALF, "text")  # also: requested
    NOT_STARTED = (Icon.RING, "text")
    CANNOT_START = (Icon.RING_DASHED, "text")
    ACT_SOON = (Icon.TRIANGLE, "attention")
    NOT_WORKING = (Icon.STOP, "error")
    CONNECTED = (Icon.ONLINE, "text")
    NOT_CONNECTED = (Icon.OFFLINE, "text")
    INFO = (Icon.INFO, "text")

    @property
    def icon(self) -> Icon:
        """The shape."""
        return self.value[0]

    @property
    def ink(self) -> str:
        """The token of the shape's colour; the words have the colour of text."""
        return self.value[1]


class StatusMark(Exact, QWidget):
    """A shape and words."""

    def __init__(
        self,
        looks: LookSource,
        status: Status,
        words: Said,
        *,
        role: Role = Role.BODY,
        weight: QFont.Weight | None = None,
        size: int = 0,
        gap: int = _GAP,
        ink: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._status, self._words = status, words
        self._style, self._size, self._gap, self._ink = Style(role, weight), size, gap, ink
        self.setSizePolicy(exact_policy(QSizePolicy.Policy.Preferred))
        self.follow(looks)

    def set(self, status: Status, words: Said) -> None:
        """Show another state."""
        self._status, self._words = status, words
        self.look_changed()

    def accessible_role(self) -> QAccessible.Role:
        """A text: the words carry the meaning."""
        return QAccessible.Role.StaticText

    def words_changed(self) -> None:
        """Named by its words; a break between lines is no pause."""
        self.setAccessibleName(" ".join(self.looks.say(self._words).split("\n")))

    def ring(self) -> Ring | None:
        """Takes no focus."""
        return None

    def sizeHint(self) -> QSize:
        laid = measured(self.looks, self._words, self._style)
        return QSize(int(laid.width) + self._left() + 2, self._height(laid))

    def minimumSizeHint(self) -> QSize:
        return QSize(int(longest_word(self.looks, self._words, self._style)) + self._left() + 2, self._side())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._height(measured(self.looks, self._words, self._style, width - self._left()))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painter_on(self)
        side = self._side()
        line = max(self.looks.type(self._style.role).line, side)
        ink, ground = self.looks.colour(self._status.ink), self.looks.colour("bg")
        paint_icon(painter, self._status.icon, QRectF(0, (line - side) / 2, side, side), ink, ground)
        laid = measured(self.looks, self._words, self._style, self.width() - self._left())
        words = QRectF(self._left(), self._top(laid), self.width() - self._left(), laid.height)
        laid.paint(painter, words, self.looks.colour(self._ink))

    def _height(self, laid: Laid) -> int:
        return max(self._side(), math.ceil(self._top(laid)) + laid.height + laid.below)

    def _top(self, laid: Laid) -> float:
        """Where the words begin: their first line stands in the middle of the shape."""
        return max((self._side() - self.looks.type(self._style.role).line) / 2, laid.above)

    def _side(self) -> int:
        return self._size or self.looks.measures.status

    def _left(self) -> int:
        return self._side() + self._gap


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a track."""

    title: Said
    date: Said = ""
    status: Status = Status.NOT_STARTED


class Track(Exact, QWidget):
    """Steps below one another, joined by a line."""

    def __init__(self, looks: LookSource, steps: Sequence[Step], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = tuple(steps)
        self.setSizePolicy(exact_policy(QSizePolicy.Policy.Expanding))
        self.follow(looks)

    def set(self, steps: Sequence[Step]) -> None:
        """Show other steps."""
        self._steps = tuple(steps)
        self.look_changed()

    def accessible_role(self) -> QAccessible.Role:
        """A list, read as one text."""
        return QAccessible.Role.List

    def words_changed(self) -> None:
        """Named by its steps, so that it is read whole."""
        said = (f"{self.looks.say(step.title)}. {self.looks.say(step.date)}".strip() for step in self._steps)
        self.setAccessibleName("\n".join(said))

    def ring(self) -> Ring | None:
        """Takes no focus."""
        return None

    def sizeHint(self) -> QSize:
        width = max((int(stack.width) for stack in self._stacks(1 << 16)), default=0) + self._left() + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        narrowest = max((int(stack.narrowest) for stack in self._stacks(1 << 16)), default=0)
        return QSize(narrowest + self._left() + 2, self.looks.measures.track)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        stacks = self._stacks(width - self._left())
        return int(sum(stack.height for stack in stacks)) + _TRACK_STEP * max(0, len(stacks) - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painter_on(self)
        side, left = self.looks.measures.track, self._left()
        text, ground = self.looks.colour("text"), self.looks.colour("bg")
        title = self.looks.type(Role.LEAD).line
        top = 0.0
        for number, (step, stack) in enumerate(zip(self._steps, self._stacks(self.width() - left), strict=True)):
            disc = QRectF(0, top + (title - side) / 2 + 2, side, side)
            following = top + stack.height + _TRACK_STEP
            if number + 1 < len(self._steps):
                line = QRectF((side - _TRACK_LINE) / 2, disc.bottom(), _TRACK_LINE, following - top - side)
                painter.fillRect(line, text)
            paint_icon(painter, step.status.icon, disc, self.looks.colour(step.status.ink), ground)
            stack.paint(painter, QRectF(left, top, self.width() - left, stack.height), text, ground)
            top = following

    def _left(self) -> int:
        return self.looks.measures.track + _TRACK_GAP

    def _stacks(self, width: float) -> list[Stack]:
        lines = ((Line(step.title, Style(Role.LEAD, BOLD)), Line(step.date, ink="secondary")) for step in self._steps)
        return [Stack(self.looks, pair, width) for pair in lines]
