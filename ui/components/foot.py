"""The bar at the foot: help with the screen, and the truth about the line. In the same place on every page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from services.forms.words import Domain
from ui.a11y import switched
from ui.components.badges import Line, Stack
from ui.components.containers import Container
from ui.components.press import Pressable
from ui.components.status import Status
from ui.components.text import BOLD, SEMIBOLD, Style, measured
from ui.theme import THEMES, Icon, LookSource, Role, Said, TextSize, paint_icon
from ui.theme.mirror import from_start, painter_on

_ = Domain("ui")

_DIVIDER = 2
_FIRST_BUTTON, _BEFORE_HELP = 34, 12
_STATUS_WIDTH = 540
_LEAST_STATUS = 10  # of the letters' size
_ANY_HEIGHT = 1 << 16
_ABOVE = 12  # the row of buttons, and below it, in the largest text
_STATUS_GAP = 16
_ICON_TO_WORDS, _BESIDE_WORDS = 4, 6
_LABEL = Style(Role.BODY, SEMIBOLD)
_SIZE, _CONTRAST, _READ, _VOLUME = range(4)  # among the buttons

NO_READING = _("Reading aloud does not work on this kiosk")


class FootButton(Pressable):
    """An icon above a word or two. `short` is for larger text; the name is always the long form."""

    def __init__(self, looks: LookSource, icon: Icon, words: Said, short: Said, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._words, self._short = icon, words, short
        self._on = False
        self._note: Said = ""
        self._standing: Said = ""
        self._switch = False
        self.follow(looks)

    def name(self) -> str:
        """The long form."""
        return self.looks.say(self._words)

    def description(self) -> str:
        """What is wrong with it."""
        return self.looks.say(self._note)

    def accessible_more(self) -> str:
        """How it stands, which who sees the screen sees by the screen."""
        return self.looks.say(self._standing)

    def accessible_on(self) -> bool | None:
        """Whether it is on; None for what is only pressed."""
        return self._on if self._switch else None

    def be_switch(self) -> None:
        """Be on or off from now on, for assistive technology too."""
        self._switch = True

    def stand(self, standing: Said) -> None:
        """Say how it stands, which is not written on it."""
        self._standing = standing

    def show_state(self, words: Said, short: Said, *, on: bool = False, note: Said = "") -> None:
        """Say how it stands; `on` is drawn like a press that lasts, with a `note` it is drawn as not working."""
        was, self._on = self._on, on
        self._words, self._short, self._note = words, short, note
        self.look_changed()
        if was is not on:
            switched(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        box = QRectF(self.rect())
        down, focused = self.isDown(), self.looks_focused()
        down = down or (self._on and not focused)
        fill = self.looks.colour("fill" if down else "focus" if focused else "surface")
        ink = self.looks.colour("on_fill" if down else "on_focus" if focused else "secondary" if self._note else "text")
        painter.fillRect(box, fill)
        side = self.looks.measures.foot_icon
        laid = measured(self.looks, self.shown(), _LABEL, box.width())
        top = (box.height() - side - _ICON_TO_WORDS - laid.height) / 2
        paint_icon(painter, self._icon, QRectF((box.width() - side) / 2, top, side, side), ink, fill)
        words = QRectF(0, top + side + _ICON_TO_WORDS, box.width(), laid.height)
        laid.paint(painter, words, ink, Qt.AlignmentFlag.AlignHCenter)

    def needed_width(self) -> int:
        """How wide the words shown are, with room beside them."""
        return int(measured(self.looks, self.shown(), _LABEL).width) + 2 * _BESIDE_WORDS

    def shown(self) -> str:
        """The form there is room for."""
        return self.looks.say(self._words if self.looks.look.size is TextSize.STANDARD else self._short)


class StatusLine(Container):
    """The truth about the connection and what waits to be sent."""

    changed = Signal()

    def __init__(self, looks: LookSource, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status = Status.NOT_CONNECTED
        self._title: Said = ""
        self._lines: tuple[Said, ...] = ()
        self.follow(looks)

    def set(self, status: Status, title: Said, lines: Sequence[Said]) -> None:
        """Say how it is. A screen reader is not interrupted: the words are there when it comes by."""
        self._status, self._title, self._lines = status, title, tuple(lines)
        self.look_changed()
        self.changed.emit()

    def accessible_role(self) -> QAccessible.Role:
        """A status bar."""
        return QAccessible.Role.StatusBar

    def words_changed(self) -> None:
        """Named by all of its words."""
        self.setAccessibleName(" ".join(self.looks.say(part) for part in (self._title, *self._lines)).strip())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painter_on(self)
        ink, fill = self.looks.colour("text"), self.looks.colour("surface")
        side = self.looks.measures.status + 8
        room = self.width() - side - _STATUS_GAP
        stack = self._stack(room, self.height())
        left = 0.0 if self.width() > _STATUS_WIDTH else self.width() - stack.width - side - _STATUS_GAP
        top = (self.height() - stack.height) / 2
        paint_icon(painter, self._status.icon, QRectF(left, (self.height() - side) / 2, side, side), ink, fill)
        stack.paint(painter, QRectF(left + side + _STATUS_GAP, top, room, stack.height), ink, fill)

    def needed_height(self, width: int) -> int:
        """How high it is where it has a row of its own."""
        return int(self._stack(width - self.looks.measures.status - 8 - _STATUS_GAP, _ANY_HEIGHT).height)

    def least_height(self, width: int) -> int:
        """How high it is with nothing but its title."""
        return int(self._stack(width - self.looks.measures.status - 8 - _STATUS_GAP, 0).height)

    def _stack(self, width: float, height: float) -> Stack:
        weight = SEMIBOLD if self.looks.largest else BOLD
        title = Line(self._title, Style(Role.BODY, weight))
        if self.looks.look.size is not TextSize.STANDARD:
            return Stack(self.looks, (title,), width)
        lines: tuple[Said, ...] = self._lines
        if self.looks.look.compact:
            lines = (" ".join(self.looks.say(line) for line in self._lines),)
        for shown in (lines, self._lines[:1]):
            stack = Stack(self.looks, (title, *(Line(line, ink="secondary") for line in shown)), width)
            if stack.height <= height:
                return stack
        return Stack(self.looks, (title,), width)


class FootBar(Container):
    """Text size, contrast, reading aloud, volume and help, and the status line."""

    text_size = Signal()
    contrast = Signal()
    read_aloud = Signal()
    volume = Signal()
    help = Signal()

    def __init__(self, looks: LookSource, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        parts = (
            (Icon.TEXT, _("Text size"), _("Size"), self.text_size),
            (Icon.CONTRAST, _("Contrast"), _("Contrast"), self.contrast),
            (Icon.READ, _("Read aloud"), _("Read"), self.read_aloud),
            (Icon.VOLUME, _("Volume"), _("Volume"), self.volume),
            (Icon.HELP, _("Get help"), _("Help"), self.help),
        )
        self.buttons = tuple(FootButton(looks, icon, words, short, parent=self) for icon, words, short, _signal in parts)
        for button, (*_parts, signal) in zip(self.buttons, parts, strict=True):
            button.clicked.connect(signal)
        self.buttons[_READ].be_switch()
        self.status = StatusLine(looks, parent=self)
        self.status.changed.connect(self._fit)
        self._brief = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow(looks)

    def show_reading(self, *, on: bool, works: bool, volume: int) -> None:
        """Whether the screen is read aloud, whether that works on this kiosk, and how loud (0 while nothing was heard of it)."""
        reading, loudness = self.buttons[_READ], self.buttons[_VOLUME]
        note = "" if works else NO_READING
        words = (_("Reading: on"), _("Read: on")) if on else (_("Read aloud"), _("Read"))
        reading.show_state(*words, on=on, note=note)
        level = _("Volume {level}", level=volume) if volume else _("Volume")
        loudness.show_state(level, level, note=note)
        self._place()

    def set_brief(self, *, brief: bool) -> None:
        """Leave the status out where it has a row of its own, which is in the largest text."""
        if brief == self._brief:
            return
        self._brief = brief
        self.status.setVisible(not brief)
        self._fit()
        self.update()

    def accessible_role(self) -> QAccessible.Role:
        """A tool bar."""
        return QAccessible.Role.ToolBar

    def words_changed(self) -> None:
        """Named by what it is for."""
        self.setAccessibleName(self.looks.say(_("Help with this screen")))
        look, themes = self.looks.look, list(THEMES.values())
        sizes = ((_SIZE, list(TextSize).index(look.size), len(TextSize)), (_CONTRAST, themes.index(look.theme), len(themes)))
        for which, at, count in sizes:
            self.buttons[which].stand(_("{number} of {count}", number=at + 1, count=count))

    def look_changed(self) -> None:
        """Also where everything stands."""
        super().look_changed()
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(1000, self._needed_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(600, self._needed_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painter_on(self)
        painter.fillRect(self.rect(), self.looks.colour("surface"))
        painter.fillRect(0, 0, self.width(), _DIVIDER, self.looks.colour("text"))
        help_button = from_start(self, self.buttons[-1].geometry())
        rule = self.looks.colour("rule")
        if self._stacked():
            painter.fillRect(
                help_button.left() - 4 - _DIVIDER // 2, help_button.top() + 8, _DIVIDER, help_button.height() - 16, rule
            )
            margin = self.looks.measures.margin
            if not self._brief:
                painter.fillRect(margin, self.status.y() - _DIVIDER, self.width() - 2 * margin, _DIVIDER, rule)
        else:
            painter.fillRect(help_button.left() - _DIVIDER, 8, _DIVIDER, self.height() - 16, rule)

    def _fit(self) -> None:
        """Be as high as the status needs now."""
        if self._needed_height() != self.height():
            self.updateGeometry()
        self._place()

    def _needed_height(self) -> int:
        measures = self.looks.measures
        if not self._stacked():
            return measures.foot
        row = measures.foot_button[1] + 2 * _ABOVE
        return row if self._brief else max(measures.foot, row + self.status.needed_height(self.width() - 2 * measures.margin))

    def _place(self) -> None:
        measures = self.looks.measures
        height = measures.foot_button[1]
        if self._stacked():
            self._place_buttons(measures.margin, _ABOVE, self._spread(self.width() - 2 * measures.margin), height)
            below = self._needed_height() - height - 2 * _ABOVE
            room = self.width() - 2 * measures.margin
            self.status.setGeometry(from_start(self, QRect(measures.margin, self.height() - below, room, below)))
            return
        widths = self._widths()
        right = self._place_buttons(_FIRST_BUTTON, _DIVIDER + (self.height() - _DIVIDER - height) // 2, widths, height)
        left = max(right + 8, self.width() - measures.margin - _STATUS_WIDTH)
        place = QRect(left, _DIVIDER, self.width() - measures.margin - left, self.height() - _DIVIDER)
        self.status.setGeometry(from_start(self, place))

    def _widths(self) -> list[int]:
        return [max(self.looks.measures.foot_button[0], button.needed_width()) for button in self.buttons]

    def _stacked(self) -> bool:
        """Whether the status has a row of its own: in the largest text, and where there is no room beside the buttons."""
        room = self.width() - self.looks.measures.margin - _FIRST_BUTTON - _BEFORE_HELP - sum(self._widths())
        if self.looks.largest or room < _LEAST_STATUS * self.looks.type(Role.BODY).pixels:
            return True
        return self.status.least_height(min(room, _STATUS_WIDTH)) > self.looks.measures.foot - _DIVIDER

    def _spread(self, room: int) -> list[int]:
        """The width of each button: what its words need, and its share of the rest."""
        needed = [button.needed_width() for button in self.buttons]
        spare = max(0, room - _BEFORE_HELP - sum(needed)) // len(needed)
        return [width + spare for width in needed]

    def _place_buttons(self, left: int, top: int, widths: Sequence[int], height: int) -> int:
        """Put the buttons beside one another and return where they end; help stands apart."""
        for button, width in zip(self.buttons, widths, strict=True):
            left += _BEFORE_HELP if button is self.buttons[-1] else 0
            button.setGeometry(from_start(self, QRect(left, top, width, height)))
            left += width
        return left
