"""What all our widgets share: they follow the look, and they say which shape the focus ring goes around.

The ring is drawn outside the shape by `ui.components.focus.FocusRing`, an overlay of the window, so widgets sit on the grid
exactly and reserve no margin for it. Layouts keep 8 px between focusable neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from services.language import Language
from ui.theme import LookSource, Said

if TYPE_CHECKING:
    Mixed = QWidget
else:
    Mixed = object  # at run time a mixin beside a Qt class, not a second QWidget


class RingKind(Enum):
    """How focus is drawn around a shape."""

    BOX = "box"  # 4 px and 4 px
    FIELD = "field"  # 4 px yellow; the shape's own edge is the dark part
    DISC = "disc"  # 4 px yellow around a round mark
    LINK = "link"  # 8 px of the fill beside the words, a 5 px edge below


@dataclass(frozen=True, slots=True)
class Ring:
    """The ring of a focused widget, in the widget's own coordinates."""

    kind: RingKind
    shape: QRectF


class Themed(Mixed):
    """A widget that follows a `LookSource`. Classes call `follow` at the end of their constructor."""

    looks: LookSource
    in_the_open: Said | None = None
    """What is read aloud instead of its name where others can hear: its name is somebody's answer. None: the name is nobody's."""
    choice_is_personal = False
    """Whether what is chosen here is not said where others can hear, but to somebody who goes through the choices."""
    spoken_in: Language | None = None
    """The language of its words where that is not the language of the page."""
    for_eyes_only = False
    """Whether it only draws what stands in words beside it, so that assistive technology is not told of it."""

    def follow(self, looks: LookSource) -> None:
        """Look as `looks` says from now on."""
        self.looks = looks
        looks.changed.connect(self.look_changed)
        self.words_changed()

    def look_changed(self) -> None:
        """Measure and paint again."""
        self.words_changed()
        self.updateGeometry()
        self.update()

    def words_changed(self) -> None:
        """Give assistive technology the words in the language now."""

    def looks_focused(self) -> bool:
        """Whether to draw the focused state."""
        return self.hasFocus()

    def focused_part(self) -> QRect:
        """What is to be in sight while it has the focus."""
        return self.rect()

    def ring(self) -> Ring | None:
        """What the focus ring goes around; None for a widget that shows focus in another way."""
        return Ring(RingKind.BOX, QRectF(self.rect()))


class Exact(Themed):
    """A widget that is never higher than its content needs at its width."""

    def look_changed(self) -> None:
        """Also its height."""
        super().look_changed()
        self.setMaximumHeight(self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.setMaximumHeight(self.heightForWidth(self.width()))
        if self.height() < self.maximumHeight() == self.heightForWidth(self.width()):
            QTimer.singleShot(0, self, self.updateGeometry)  # layouts that were at work had measured it for a wider page


def exact_policy(horizontal: QSizePolicy.Policy) -> QSizePolicy:
    """The size policy of an `Exact` widget."""
    policy = QSizePolicy(horizontal, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy


def margins(looks: LookSource, start: int, top: int, end: int, bottom: int) -> tuple[int, int, int, int]:
    """The margins of a layout, left first as Qt wants them, from those where lines begin and end."""
    return (end, top, start, bottom) if looks.look.language.is_mirrored else (start, top, end, bottom)


def frame(painter: QPainter, box: QRectF, colour: QColor, width: float, *, dashed: bool = False) -> None:
    """Draw a square-cornered frame of `width` inside `box`."""
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashed:
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = width / 2
    painter.drawRect(box.adjusted(inset, inset, -inset, -inset))
