"""What stands above and below the boxes of a capture sheet: which item it is, and what is to be said of the box in question."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from ui.a11y import announce
from ui.components.base import margins
from ui.components.containers import RULE, Container
from ui.components.staff import STAFF_MARGIN
from ui.components.status import Status, StatusMark
from ui.components.text import BOLD, SEMIBOLD, Style, TextBlock, measured
from ui.theme import LookSource, Role, Said, paint_icon
from ui.theme.mirror import painter_on

_BAR, _LINES, _ICON, _GAP = 50, 2, 24, 10
_BETWEEN = 20
_FROM_RAIL = 60  # where the page scrolls too


class ItemBar(Container):
    """Which form, which item, when it came, which keying, how far the batch is. In larger text on lines of their own."""

    def __init__(
        self, looks: LookSource, title: Said, facts: Sequence[Said], keying: Said, far: Said, *, keyed_by: Said, room: int
    ) -> None:
        """`room`: how wide a line may be that has all of it; 0 where there is none."""
        super().__init__()
        self.setMinimumHeight(_BAR)
        heading = TextBlock(looks, title, Role.BODY, weight=BOLD, of_page=True)
        told = [TextBlock(looks, each, Role.STAFF) for each in facts]
        marks: list[QWidget] = []
        if keying:
            marks.append(StatusMark(looks, Status.UNDER_WAY, keying, role=Role.STAFF, weight=SEMIBOLD))
        if keyed_by:
            marks.append(TextBlock(looks, keyed_by, Role.STAFF))
        last = TextBlock(looks, far, Role.STAFF, weight=SEMIBOLD)
        shown = (heading, *told, *marks, last)
        wide = sum(each.sizeHint().width() + _BETWEEN for each in shown) + 2 * STAFF_MARGIN <= room
        parts = QBoxLayout(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom, self)
        parts.setContentsMargins(*margins(looks, STAFF_MARGIN, 4, STAFF_MARGIN if wide else _FROM_RAIL, 4 + RULE))
        parts.setSpacing(_BETWEEN if wide else 0)
        if wide:
            _across(parts, (heading, *told, *marks), last)
        else:  # which item, then which keying and by whom, each on a line
            for line, end in (((heading,), None), (told[:1] if looks.largest else told, last), (marks, None)):
                inside = QHBoxLayout()
                inside.setSpacing(_BETWEEN)
                _across(inside, line, end)
                parts.addLayout(inside)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow(looks)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.looks.colour("surface"))
        painter.fillRect(0, self.height() - RULE, self.width(), RULE, self.looks.colour("text"))


def _across(parts: QBoxLayout, shown: Sequence[QWidget], last: QWidget | None) -> None:
    """Side by side, each as wide as its words; `last` at the end."""
    for part in shown:
        part.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        parts.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
    parts.addStretch(1)
    if last is not None:
        last.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        parts.addWidget(last, 0, Qt.AlignmentFlag.AlignVCenter)


class Advice(Container):
    """What the box in question takes, what it was read as, or what is wrong, in the room of two lines.

    A longer text takes more from the end of the sheet, so that no box moves.
    """

    def __init__(self, looks: LookSource) -> None:
        super().__init__()
        self._status: Status | None = None
        self._words: Said = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow(looks)
        self._fit()

    def say(self, status: Status | None, words: Said, *, personal: bool = False, aloud: bool = True) -> None:
        """Say something; what is wrong is also announced, if `aloud`. `personal`: it is not read where others can hear."""
        self.in_the_open = "" if personal else None
        if (status, words) == (self._status, self._words):
            return
        self._status, self._words = status, words
        self.words_changed()
        self._fit()
        self.update()
        if status is not None and words and aloud:
            announce(self, self.looks.say(words))

    def accessible_role(self) -> QAccessible.Role:
        """A text."""
        return QAccessible.Role.StaticText

    def words_changed(self) -> None:
        """Named by what it says."""
        self.setAccessibleName(self.looks.say(self._words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines are broken for the width."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, left = painter_on(self), self._left()
        if left and self._status is not None:
            ink = self.looks.colour(self._status.ink)
            paint_icon(painter, self._status.icon, QRectF(0, 0, _ICON, _ICON), ink, self.looks.colour("bg"))
        room = QRectF(left, 0, self.width() - left, self.height())
        measured(self.looks, self._words, self._style(), room.width()).paint(painter, room, self.looks.colour("text"))

    def _fit(self) -> None:
        """As high as its words, and two lines."""
        laid = measured(self.looks, self._words, self._style(), max(1, self.width() - self._left()))
        self.setFixedHeight(int(max(laid.height, _LINES * self.looks.type(Role.STAFF).line)) + 4)

    def _left(self) -> int:
        return _ICON + _GAP if self._status is not None and self._words else 0

    def _style(self) -> Style:
        return Style(Role.STAFF, SEMIBOLD if self._status else None)
