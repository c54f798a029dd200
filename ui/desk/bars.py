"""The bar of links above a page, and the bar of buttons below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.components.base import Themed
from ui.components.buttons import Button, LinkButton
from ui.components.text import TextBlock
from ui.desk.screen import Screen, Strip
from ui.desk.words import _
from ui.theme import Icon, LookSource, Role, Said, TextSize

_RULE = 2
_ACTION_BESIDE_KEYBOARD = 92
_STRIP_TOP, _STRIP_HEIGHT = 8, 58
_GAP, _WORDS_WIDTH, _WORDS_EM, _MOST_ROWS, _ROW_GAP = 20, 360, 12, 3, 8
_WORDS_GAP = 10  # more, before words that follow a button


class StripBar(QWidget):
    """Back where lines begin; Your answers, and Stop and clear, where they end."""

    back = Signal()
    answers = Signal()
    stop = Signal()

    def __init__(self, looks: LookSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = looks
        self._row = QHBoxLayout(self)
        self._row.setSpacing(30)
        short = looks.largest
        self._back = self._link(_("Back"), Icon.BACK, "back", self.back)
        self._row.addStretch(1)
        self._answers = self._link(_("Answers") if short else _("Your answers"), Icon.LIST, "your-answers", self.answers)
        self._stop = self._link(_("Stop") if short else _("Stop and clear"), Icon.CLOSE, "stop", self.stop)
        self.follow()
        looks.changed.connect(self.follow)

    def follow(self) -> None:
        """Short words and less room in the largest text."""
        short = self._looks.largest
        margin = self._looks.measures.margin
        compact = self._looks.look.compact
        self._row.setContentsMargins(margin, 0 if compact else _STRIP_TOP, margin, 0)
        self._row.setSpacing(24 if short else 30)
        self._answers.set_words(_("Answers") if short else _("Your answers"), spoken=_("Your answers"))
        self._stop.set_words(_("Stop") if short else _("Stop and clear"), spoken=_("Stop and clear"))

    def show_links(self, strip: Strip | None) -> None:
        """Show the links of a page; none hides the bar."""
        self.setVisible(strip is not None)
        if strip is not None:
            self._back.setVisible(strip.back)
            self._answers.setVisible(strip.answers)
            self._stop.setVisible(strip.stop)

    def _link(self, words: Said, icon: Icon, name: str, signal: SignalInstance) -> LinkButton:
        link = LinkButton(self._looks, words, icon=icon, height=_STRIP_HEIGHT)
        link.setObjectName(name)
        link.clicked.connect(signal)
        self._row.addWidget(link)
        return link


class ActionBar(Themed, QWidget):
    """What the page offers to do, the green button first."""

    def __init__(self, looks: LookSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = tuple(QHBoxLayout() for _row in range(_MOST_ROWS))
        outer = QVBoxLayout(self)
        for row in self._rows:
            outer.addLayout(row)
        self._beside_keyboard = False
        self._heights: tuple[int, ...] = ()  # of the rows, where there is more than one
        self._widgets: list[QWidget] = []
        self.follow(looks)
        self._measure()

    def ring(self) -> None:
        """Takes no focus."""

    def look_changed(self) -> None:
        """Also its height."""
        self._measure()
        super().look_changed()

    def show_actions(self, screen: Screen) -> None:
        """Take the buttons of a page."""
        self.clear()
        self._widgets = [*screen.actions, *([screen.far] if screen.far is not None else [])]
        width = screen.stage.content_width
        for widget in self._widgets:
            if not isinstance(widget, TextBlock):  # words wrap before a button does
                widget.setMinimumWidth(min(widget.sizeHint().width(), width))
        if _needed(self._widgets) <= width:
            self._lay_in_one(screen)
        else:
            self._lay_in_rows(width)
        self.setVisible(bool(self._widgets))
        self._measure()

    def _lay_in_one(self, screen: Screen) -> None:
        first = self._rows[0]
        room = screen.stage.content_width - _needed(self._widgets)
        lines = [_hold(each, room + _needed([each])) for each in self._widgets if isinstance(each, TextBlock)]
        self._heights = (max(lines),) if lines and max(lines) > self.looks.measures.action - 2 * _RULE else ()
        for widget in screen.actions:
            words = not isinstance(widget, Button)
            first.addSpacing(_WORDS_GAP if words else 0)
            first.addWidget(widget, int(words), Qt.AlignmentFlag.AlignVCenter)
        if all(isinstance(widget, Button) for widget in screen.actions):
            first.addStretch(1)
        if screen.far is not None:
            first.addWidget(screen.far, 0, Qt.AlignmentFlag.AlignVCenter)

    def _lay_in_rows(self, width: int) -> None:
        """What is pressed first, then words, in as many rows as that takes."""
        ordered = sorted(self._widgets, key=lambda widget: isinstance(widget, TextBlock))
        filled: list[list[QWidget]] = [[]]
        for widget in ordered:
            if filled[-1] and _needed([*filled[-1], widget]) > width and len(filled) < len(self._rows):
                filled.append([])
            filled[-1].append(widget)
        heights = []
        for row, widgets in zip(self._rows, filled, strict=False):
            for widget in widgets:
                row.addWidget(widget, int(isinstance(widget, TextBlock)), Qt.AlignmentFlag.AlignVCenter)
            if not any(isinstance(widget, TextBlock) for widget in widgets):
                row.addStretch(1)
            heights.append(max(_hold(widget, width - _needed(widgets) + _needed([widget])) for widget in widgets))
        self._heights = tuple(heights)

    def clear(self) -> None:
        """Let go of the buttons."""
        for row in self._rows:
            while row.count():
                row.takeAt(0)
        for widget in self._widgets:
            widget.hide()
            widget.setObjectName("")  # it is still there until the event that pressed it has ended
            widget.deleteLater()
        self._widgets = []

    def lend(self, slot: QBoxLayout) -> None:
        """Put the green button into a slot of the page, beside the field."""
        if self._widgets:
            self._widgets[0].setMinimumWidth(0)  # it is as wide as usual where there is room
            slot.addWidget(self._widgets[0])

    def take_back(self) -> None:
        """The green button returns to its place."""
        if self._widgets and self._rows[0].indexOf(self._widgets[0]) < 0:
            self._widgets[0].setMinimumWidth(self._widgets[0].sizeHint().width())
            self._rows[0].insertWidget(0, self._widgets[0], 0, Qt.AlignmentFlag.AlignVCenter)

    def stand_on_keyboard(self, *, beside: bool) -> None:
        """Lower while it stands on the keyboard."""
        self._beside_keyboard = beside
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.looks.colour("bg"))
        painter.fillRect(0, 0, self.width(), _RULE, self.looks.colour("rule"))

    def _measure(self) -> None:
        margin = self.looks.measures.margin
        self.setContentsMargins(margin, _RULE, margin, 0)
        outer = self.layout()
        if outer is not None:
            above = _ROW_GAP + 2 if self._heights else 0
            outer.setContentsMargins(0, above, 0, above)
            outer.setSpacing(_ROW_GAP if self._heights else 0)
        for row in self._rows:
            row.setSpacing(_GAP)
        plain = self.looks.look.size is TextSize.STANDARD
        height = _ACTION_BESIDE_KEYBOARD if self._beside_keyboard and plain else self.looks.measures.action
        rows = sum(self._heights) + _ROW_GAP * (len(self._heights) + 1) + _RULE + 4 if self._heights else 0
        self.setFixedHeight(max(height, rows))


def _needed(widgets: Sequence[QWidget]) -> int:
    """The width that parts of the action bar should have side by side; words may wrap."""

    def least(widget: QWidget) -> int:
        wanted = widget.sizeHint().width()
        if not isinstance(widget, TextBlock):
            return wanted
        return min(wanted, max(_WORDS_WIDTH, _WORDS_EM * widget.looks.type(Role.BODY).pixels))

    return sum(least(widget) for widget in widgets) + _GAP * (len(widgets) - 1)


def _hold(widget: QWidget, width: int) -> int:
    """How high a part is in the width it gets; words keep that height, whatever else wants some of it."""
    if not isinstance(widget, TextBlock):
        return widget.sizeHint().height()
    height = widget.heightForWidth(width)
    widget.setMinimumHeight(height)
    return height
