"""Choosing when: days as a strip, times as big buttons, and the choices in order."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from services.forms.words import Domain
from ui.components.badges import Badge, Line, Stack, paint_badge
from ui.components.base import Exact, exact_policy, frame
from ui.components.buttons import Button, Kind, Scale
from ui.components.containers import RULE, Container
from ui.components.press import Pressable
from ui.components.text import BOLD, Style, TextBlock
from ui.theme import Icon, LookSource, Role, Said, paint_icon
from ui.theme.mirror import painter_on

_ = Domain("ui")

_DAY, _DAY_HEIGHT, _DAY_PADDING = 138, 124, 18
_DAY_BADGE, _DAY_BADGE_INSET = 34, 10
_ARROW, _ARROW_ICON, _ARROW_LINE = 67, 30, 3.0
_TIME_HEIGHT, _TIME_PADDING, _TIME_GAP = 104, 22, 16
_TIME_EDGE, _DAY_EDGE = 3, 2
_STEP_GAP = 8


class DayButton(Pressable):
    """A day of the strip: weekday, date, how many times. `choice` is the number of the choice made on that day, or 0."""

    def __init__(
        self,
        looks: LookSource,
        weekday: Said,
        date: Said,
        count: Said,
        *,
        spoken: Said = "",
        choice: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._weekday, self._date, self._count, self._spoken = weekday, date, count, spoken
        self._choice = choice
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.follow(looks)

    def show_choice(self, choice: int) -> None:
        """Another choice was made on it, or none (0)."""
        self._choice = choice
        self.look_changed()

    def name(self) -> str:
        """The day in full where that is given, with its times."""
        day = self.looks.say(self._spoken) or f"{self.looks.say(self._weekday)} {self.looks.say(self._date)}"
        return f"{day}, {self.looks.say(self._count)}"

    def accessible_role(self) -> QAccessible.Role:
        """One of the days: one is open."""
        return QAccessible.Role.RadioButton

    def description(self) -> str:
        """Whether a choice was made on it."""
        return self.looks.say(_("Choice {number}", number=self._choice)) if self._choice else ""

    def sizeHint(self) -> QSize:
        stack = self._stack()
        return QSize(max(_DAY, int(stack.width) + 2 * _DAY_PADDING), max(_DAY_HEIGHT, int(stack.height) + 36))

    def minimumSizeHint(self) -> QSize:
        return QSize(int(self._stack().width) + 2 * 10, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painter_on(self)
        box = QRectF(self.rect())
        chosen = self.isChecked() or self.isDown()
        fill, ink = self.looks.colour("fill" if chosen else "bg"), self.looks.colour("on_fill" if chosen else "text")
        painter.fillRect(box, fill)
        if not self.is_available():
            ink = self.looks.colour("secondary")
        if not chosen:
            frame(painter, box, self.looks.colour("border"), _DAY_EDGE, dashed=not self.is_available())
        stack = self._stack()
        left = min(_DAY_PADDING, (self.width() - stack.width) / 2)
        stack.paint(painter, QRectF(left, (box.height() - stack.height) / 2, box.width(), stack.height), ink, fill)
        if self._choice:
            badge = QRectF(box.right() - _DAY_BADGE_INSET - _DAY_BADGE, _DAY_BADGE_INSET, _DAY_BADGE, _DAY_BADGE)
            paint_badge(painter, self.looks, badge, self._choice, fill=ink, ink=fill)

    def _stack(self) -> Stack:
        lines = (Line(self._weekday), Line(self._date, Style(Role.LEAD, BOLD)), Line(self._count))
        return Stack(self.looks, lines)


class ArrowButton(Pressable):
    """Earlier or later days."""

    def __init__(self, looks: LookSource, icon: Icon, name: Said, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._name = icon, name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.follow(looks)

    def name(self) -> str:
        """What it shows."""
        return self.looks.say(self._name)

    def sizeHint(self) -> QSize:
        return QSize(_ARROW, _DAY_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painter_on(self)
        box = QRectF(self.rect())
        down = self.isDown()
        fill = self.looks.colour("fill" if down else "bg")
        painter.fillRect(box, fill)
        ink = self.looks.colour(("on_fill" if down else "text") if self.is_available() else "secondary")
        edge = self.looks.colour("text" if self.is_available() else "border")
        frame(painter, box, edge, _TIME_EDGE if self.is_available() else _DAY_EDGE, dashed=not self.is_available())
        side = _ARROW_ICON
        paint_icon(
            painter,
            self._icon,
            QRectF((box.width() - side) / 2, (box.height() - side) / 2, side, side),
            ink,
            fill,
            line=_ARROW_LINE,
        )


class TimeButton(Exact, Pressable):
    """A time with a badge: the number of this choice, or dashed the number a press would give. 0 shows no badge.

    `spoken` says it with its day, for who hears it alone.
    """

    def __init__(
        self,
        looks: LookSource,
        time: Said,
        line: Said,
        *,
        spoken: Said = "",
        badge: int = 0,
        chosen: bool = False,
        height: int = _TIME_HEIGHT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._time, self._line, self._spoken, self._badge, self._least = time, line, spoken, badge, height
        self.setCheckable(True)
        self.setChecked(chosen)
        self.setSizePolicy(exact_policy(QSizePolicy.Policy.Expanding))
        self.follow(looks)

    def show_choice(self, line: Said, *, badge: int, chosen: bool) -> None:
        """It is another choice now, or none, or a press gives another."""
        self._line, self._badge = line, badge
        self.setChecked(chosen)
        self.look_changed()

    def name(self) -> str:
        """The time."""
        return self.looks.say(self._time)

    def accessible_full_name(self) -> str:
        """The time with its day."""
        return self.looks.say(self._spoken) or self.name()

    def description(self) -> str:
        """What it is now, or what a press does."""
        return self.looks.say(self._line)

    def nextCheckState(self) -> None:
        """A press asks; whoever keeps the choices shows the answer."""

    def sizeHint(self) -> QSize:
        width = int(self._stack(1 << 16).width) + self._left() + _TIME_PADDING
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(int(self._stack(1 << 16).narrowest) + self._left() + _TIME_PADDING, self._least)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(self._least, int(self._stack(width - self._left() - _TIME_PADDING).height) + 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painter_on(self)
        box = QRectF(self.rect())
        chosen = self.isChecked() or self.isDown()
        fill = self.looks.colour("fill" if chosen else "bg")
        ink = self.looks.colour("on_fill" if chosen else "text" if self.is_available() else "secondary")
        painter.fillRect(box, fill)
        if not chosen:
            edge = self.looks.colour("text" if self.is_available() else "border")
            frame(painter, box, edge, _TIME_EDGE if self.is_available() else _DAY_EDGE, dashed=not self.is_available())
        if self._badge:
            side = self.looks.measures.badge
            badge = QRectF(_TIME_PADDING, (box.height() - side) / 2, side, side)
            if chosen:
                paint_badge(painter, self.looks, badge, self._badge, fill=ink, ink=fill)
            else:
                paint_badge(painter, self.looks, badge, self._badge, fill=self.looks.colour("border"), ink=ink, dashed=True)
        width = box.width() - self._left() - _TIME_PADDING
        stack = self._stack(width)
        stack.paint(painter, QRectF(self._left(), (box.height() - stack.height) / 2, width, stack.height), ink, fill)

    def _left(self) -> int:
        return _TIME_PADDING + (self.looks.measures.badge + _TIME_GAP if self._badge else 0)

    def _stack(self, width: float) -> Stack:
        return Stack(self.looks, (Line(self._time, Style(Role.LEAD, BOLD)), Line(self._line)), width)


class ChoiceRow(Container):
    """A choice in its place, with Up, Down and Remove; or, when it is not made yet, what it would be good for."""

    up = Signal()
    down = Signal()
    remove = Signal()

    def __init__(
        self,
        looks: LookSource,
        number: int,
        title: Said,
        line: Said,
        *,
        made: bool = True,
        first: bool = False,
        last: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._looks_given, self._made, self._room = looks, made, 0
        self._number = number
        self._badge = Badge(looks, number, dashed=not made)
        self._title = TextBlock(looks, title, weight=BOLD)
        self._line = TextBlock(looks, line)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._badge)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._line)
        head.addLayout(words, 1)
        layout.addLayout(head)
        self._holder = QWidget()
        self._steps = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._holder)
        self._steps.setContentsMargins(0, 0, 0, 0)
        self._steps.setSpacing(_STEP_GAP)
        self.buttons: tuple[Button, ...] = (
            self._step(_("Up"), Icon.UP, _("Move choice {number} up", number=number), 108),
            self._step(_("Down"), Icon.DOWN, _("Move choice {number} down", number=number), 124),
            self._step(_("Remove"), Icon.CLOSE, _("Remove choice {number}", number=number), 132),
        )
        for button, signal in zip(self.buttons, (self.up, self.down, self.remove), strict=True):
            button.clicked.connect(signal)
        self._steps.addStretch(0)
        layout.addWidget(self._holder)
        self.follow(looks)
        self.show_choice(title, line, made=made, first=first, last=last)
        self._arrange()

    def accessible_role(self) -> QAccessible.Role:
        """A group."""
        return QAccessible.Role.Grouping

    def accessible_full_name(self) -> str:
        """Named by its place, since the badge is only drawn."""
        return self.looks.say(_("Choice {number}", number=self._number))

    def show_choice(self, title: Said, line: Said, *, made: bool = True, first: bool = False, last: bool = False) -> None:
        """Show another choice in this place, or what one would be good for."""
        self._made = made
        self._badge.set_dashed(dashed=not made)
        self._title.set_text(title)
        self._line.set_style(Role.BODY, ink="text" if made else "secondary")
        self._line.set_text(line)
        self.buttons[0].set_available(not first, _("This is your first choice"))
        self.buttons[1].set_available(not last, _("This is your last choice"))
        self._holder.setVisible(made)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(0, 12, 0, 14 + RULE if made else 12)
        self.update()

    def look_changed(self) -> None:
        """Also whether the steps stand side by side."""
        self._arrange()
        super().look_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._made:
            QPainter(self).fillRect(0, self.height() - RULE, self.width(), RULE, self.looks.colour("rule"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Also whether the steps have room side by side."""
        super().resizeEvent(event)
        self._room = event.size().width()
        self._arrange()

    def _arrange(self) -> None:
        directions = QBoxLayout.Direction
        needed = sum(button.minimumSizeHint().width() + _STEP_GAP for button in self.buttons) - _STEP_GAP
        below = self.looks.largest or 0 < self._room < needed
        self._steps.setDirection(directions.TopToBottom if below else directions.LeftToRight)

    def _step(self, words: Said, icon: Icon, spoken: Said, width: int) -> Button:
        button = Button(self._looks_given, words, Kind.PLAIN, scale=Scale.STEP, icon=icon, spoken=spoken, minimum=width)
        self._steps.addWidget(button, width)
        return button
