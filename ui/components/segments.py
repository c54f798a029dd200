"""Which things of a list are shown: a few segments of which one is on, each with how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from services.forms.words import Domain
from ui.components.base import frame
from ui.components.containers import Container
from ui.components.press import Pressable
from ui.components.text import SEMIBOLD, Style, measured
from ui.theme import Icon, LookSource, Role, Said, paint_icon
from ui.theme.mirror import painter_on

_ = Domain("ui")

_LEAST, _EDGE, _PADDING, _ICON, _GAP = 44, 2, 12, 18, 8
_STYLE = Style(Role.STAFF, SEMIBOLD)


@dataclass(frozen=True, slots=True)
class Shown:
    """One of them: what it is known by, and its words."""

    key: str
    words: Said
    count: int
    icon: Icon | None = None
    ink: str = "text"


class _Segment(Pressable):
    """One segment."""

    def __init__(self, looks: LookSource, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = shown
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow(looks)

    def name(self) -> str:
        """What is shown, and how many."""
        return self.looks.say(self._words)

    def accessible_role(self) -> QAccessible.Role:
        """One of a few."""
        return QAccessible.Role.RadioButton

    def sizeHint(self) -> QSize:
        laid = measured(self.looks, self._words, _STYLE)
        return QSize(int(laid.width + self._room()) + 2 * _PADDING + 2, max(_LEAST, int(laid.height) + 2 * _GAP))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, box, on = painter_on(self), QRectF(self.rect()), self.isChecked() or self.isDown()
        fill, ink = self.looks.colour("fill" if on else "bg"), self.looks.colour("on_fill" if on else "text")
        painter.fillRect(box, fill)
        frame(painter, box, self.looks.colour("fill" if on else "border"), _EDGE)
        laid, left = measured(self.looks, self._words, _STYLE), float(_PADDING)
        if self.shown.icon is not None:
            shape = ink if on else self.looks.colour(self.shown.ink)
            paint_icon(painter, self.shown.icon, QRectF(left, (box.height() - _ICON) / 2, _ICON, _ICON), shape, fill)
            left += _ICON + _GAP
        laid.paint(painter, QRectF(left, (box.height() - laid.height) / 2, laid.width, laid.height), ink)

    @property
    def _words(self) -> Said:
        return _("{what} ({count})", what=self.shown.words, count=self.shown.count)

    def _room(self) -> int:
        return _ICON + _GAP if self.shown.icon is not None else 0


class Segments(Container):
    """All of them, two beside each other; below one another in the largest text."""

    chosen = Signal(str)  # the key, when a person chose it

    def __init__(self, looks: LookSource, name: Said, segments: Sequence[Shown], on: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        self.segments = [_Segment(looks, each) for each in segments]
        across = 1 if looks.largest else 2
        for number, segment in enumerate(self.segments):
            segment.setObjectName(f"show:{segment.shown.key}")
            segment.setChecked(segment.shown.key == on)
            segment.clicked.connect(lambda _=False, key=segment.shown.key: self.chosen.emit(key))
            grid.addWidget(segment, number // across, number % across)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.follow(looks)

    def accessible_role(self) -> QAccessible.Role:
        """A group."""
        return QAccessible.Role.Grouping

    def words_changed(self) -> None:
        """Named by what is chosen with it."""
        self.setAccessibleName(self.looks.say(self._name))

    def count(self, counts: Sequence[int]) -> None:
        """Show how many there are now, in the order of the segments."""
        for segment, number in zip(self.segments, counts, strict=True):
            if segment.shown.count != number:
                segment.shown = Shown(segment.shown.key, segment.shown.words, number, segment.shown.icon, segment.shown.ink)
                segment.look_changed()
