"""Putting parts on a page: columns, rows, rules and gaps, to the grid.

The grid is 1180 wide between margins of 50: two thirds and a third (780 and 380), or halves of 580, with a gutter of 20. Where
the text is large or the window narrow, what stands side by side goes one below the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.components.base import Themed
from ui.theme import LookSource, TextSize

GUTTER = 20
NARROW = 1100  # below this width everything stands in one column

Part: TypeAlias = QWidget | QLayout | int | None
"""A widget, a layout, a gap in pixels, or None: the room that is left."""


class Rule(Themed, QWidget):
    """A line across its column."""

    def __init__(self, looks: LookSource, thickness: int = 2, ink: str = "rule", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink = ink
        self.setFixedHeight(thickness)
        self.follow(looks)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        QPainter(self).fillRect(self.rect(), self.looks.colour(self._ink))


def is_wide(looks: LookSource, width: int) -> bool:
    """Whether two columns fit side by side."""
    return looks.look.size is TextSize.STANDARD and width >= NARROW


def fill(layout: QBoxLayout, parts: Sequence[Part]) -> None:
    """Put parts into a layout, one after the other."""
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
            if isinstance(layout, QVBoxLayout) and _is_read_the_other_way(part):
                layout.setAlignment(part, Qt.AlignmentFlag.AlignRight)  # where the lines of the page begin
        else:
            layout.addLayout(part)


def _is_read_the_other_way(part: QWidget) -> bool:
    """Whether a part of a page that is read from the right is read from the left by itself: a field for numbers."""
    own = part.testAttribute(Qt.WidgetAttribute.WA_SetLayoutDirection) and not part.isRightToLeft()
    narrow = part.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Fixed
    return own and narrow and isinstance(part, Themed) and part.looks.look.language.is_mirrored


def column(*parts: Part) -> QVBoxLayout:
    """Parts one below the other."""
    layout = QVBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    fill(layout, parts)
    return layout


def row(*parts: Part, align: Qt.AlignmentFlag | None = None) -> QHBoxLayout:
    """Parts side by side."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    fill(layout, parts)
    if align is not None:
        for part in parts:
            if isinstance(part, QWidget | QLayout):
                layout.setAlignment(part, align)
    return layout


def boxed(layout: QLayout) -> QWidget:
    """A widget around a layout, as high as its content."""
    widget = QWidget()
    widget.setLayout(layout)
    layout.setContentsMargins(0, 0, 0, 0)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(layout.hasHeightForWidth())
    widget.setSizePolicy(policy)
    return widget


class Beside(QWidget):
    """A part, and room for a button beside it; below it where both do not fit side by side."""

    def __init__(self, part: QWidget, slot: QBoxLayout, gap: int, above: int = 0) -> None:
        super().__init__()
        self._part, self._slot = part, slot
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, above, 0, 0)
        self._line.setSpacing(gap)
        self._line.addWidget(part)
        self._line.addLayout(slot)
        self._line.setAlignment(slot, Qt.AlignmentFlag.AlignLeft)  # where lines begin, when it stands below
        self._line.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        return QSize(max(self._narrowest(self._part), self._slot.minimumSize().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)

    def _turn(self) -> None:
        slot = self._slot.minimumSize().width()
        needed = self._narrowest(self._part) + (self._line.spacing() + slot if slot else 0)
        directions = QBoxLayout.Direction
        fits = needed <= self.width()
        self._line.setDirection(directions.LeftToRight if fits else directions.TopToBottom)

    @staticmethod
    def _narrowest(part: QWidget) -> int:
        return min(part.minimumSizeHint().width(), part.maximumWidth())


def side_by_side(left: QBoxLayout, right: QBoxLayout, right_width: int, *, wide: bool, gutter: int = GUTTER) -> QLayout:
    """A main column with a narrower one at its right; below it where there is no room."""
    if not wide:
        return column(boxed(left), 30, boxed(right))
    left.addStretch(1)  # not an alignment: Qt measures an aligned item for its widest, where its text has fewer lines
    right.addStretch(1)
    beside = boxed(right)
    beside.setFixedWidth(right_width)
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gutter)
    layout.addWidget(boxed(left), 1)
    layout.addWidget(beside)
    return layout
