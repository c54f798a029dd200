"""How much of a text the systems behind the counter take: a line for each, the tightest first.

What is over is told by a shape and by words, never by colour alone; nothing is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.components.badges import Line, Stack
from ui.components.base import Exact, Ring, exact_policy
from ui.components.text import BOLD, Style
from ui.theme import Icon, LookSource, Role, Said
from ui.theme.mirror import painter_on

_ANY_WIDTH = 1 << 16
_GAP = 4


@dataclass(frozen=True, slots=True)
class Tally:
    """What is left of one limit, in words; where it is `over`, also what becomes of the text."""

    words: Said
    over: bool = False
    then: Said = ""


class Counter(Exact, QWidget):
    """The lines below a field."""

    def __init__(self, looks: LookSource, tallies: Sequence[Tally] = (), *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tallies = tuple(tallies)
        self.setSizePolicy(exact_policy(self.sizePolicy().Policy.Preferred))
        self.follow(looks)

    def show_tallies(self, tallies: Sequence[Tally]) -> None:
        """Say something else. The page is only laid out anew where that takes another height."""
        if tuple(tallies) == self._tallies:
            return
        before = self.heightForWidth(self.width())
        self._tallies = tuple(tallies)
        if self.heightForWidth(self.width()) != before:
            self.look_changed()
        else:
            self.words_changed()
            self.update()

    def accessible_role(self) -> QAccessible.Role:
        """A text."""
        return QAccessible.Role.StaticText

    def words_changed(self) -> None:
        """Named by its words."""
        self.setAccessibleName(" ".join(self.said()))

    def said(self) -> tuple[str, ...]:
        """Each line as it is heard."""
        lines = ((self.looks.say(each.words), self.looks.say(each.then)) for each in self._tallies)
        return tuple(". ".join(filter(None, pair)) for pair in lines)

    def ring(self) -> Ring | None:
        """Takes no focus."""
        return None

    def sizeHint(self) -> QSize:
        width = int(self._stack(_ANY_WIDTH).width) + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(int(self._stack(_ANY_WIDTH).narrowest) + 2, 320), self.looks.type(Role.BODY).line)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return int(self._stack(width).height)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        stack = self._stack(self.width())
        box = QRectF(0, 0, self.width(), stack.height)
        stack.paint(painter_on(self), box, self.looks.colour("text"), self.looks.colour("bg"))

    def _stack(self, width: float) -> Stack:
        lines: list[Line] = []
        for number, each in enumerate(self._tallies):
            gap = _GAP if number else 0
            if each.over:
                lines.append(Line(each.words, Style(Role.BODY, BOLD, figures=True), icon=Icon.TRIANGLE, icon_extra=2, gap=gap))
                lines.append(Line(each.then))
            else:
                lines.append(Line(each.words, Style(Role.BODY, figures=True), ink="secondary", gap=gap))
        return Stack(self.looks, tuple(lines), width)
