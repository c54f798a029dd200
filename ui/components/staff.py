"""The bars of a staff desk, and what stands in them: denser than the public ones, each key shown beside what it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from services.forms.words import Domain
from ui.components.base import frame
from ui.components.containers import Container
from ui.components.keycap import KeyTold, cap_height, cap_width, key_words, paint_cap
from ui.components.language import Segment
from ui.components.press import Pressable
from ui.components.status import Status, StatusMark
from ui.components.text import BOLD, MEDIUM, SEMIBOLD, Style, TextBlock, measured
from ui.theme import Icon, LookSource, Role, Said, paint_icon
from ui.theme.mirror import painter_on

_ = Domain("ui")

STAFF_MARGIN = 25
_BAR, _BAR_GAP = 56, 15
_LEAST, _EDGE, _PADDING, _GAP, _ICON = 44, 2, 12, 8, 20
_NAV, _DIVIDER = 50, 24


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A key and what it does."""

    key: str  # as it is written on keyboards
    does: Said


class StaffButton(Pressable):
    """One line: an icon perhaps, words, and the key that does the same. `on_bar` is drawn in the colours of a bar."""

    def __init__(
        self,
        looks: LookSource,
        words: Said,
        *,
        key: str = "",
        icon: Icon | None = None,
        on_bar: bool = False,
        wide: bool = False,
        edged: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._key, self._icon = words, key, icon
        self._on_bar, self._wide, self._edged = on_bar, wide, edged
        self._current = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow(looks)

    def name(self) -> str:
        """The words."""
        return self.looks.say(self._words)

    def description(self) -> str:
        """The key that does the same."""
        return self.looks.say(key_words(self._key)) if self._key else ""

    def told_keys(self) -> Sequence[KeyTold]:
        """The key that does the same."""
        return [(self._key, self._words)] if self._key else []

    def set_current(self, *, current: bool) -> None:
        """Say that it leads to the page that is shown."""
        self._current = current
        self.look_changed()

    def accessible_more(self) -> str:
        """What its fill says to the eye."""
        return self.looks.say(_("This page")) if self._current else ""

    def sizeHint(self) -> QSize:
        laid = measured(self.looks, self._words, self._style())
        width = laid.width + 2 * _PADDING + (_ICON + _GAP if self._icon else 0)
        width += cap_width(self.looks, self._key) + _GAP if self._key else 0
        return QSize(int(width) + 2, max(_NAV if self._wide else _LEAST, int(laid.height) + 2 * _GAP))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painter_on(self)
        box = QRectF(self.rect())
        fill, ink = self._colours()
        painter.fillRect(box, fill)
        if self._edged:
            frame(painter, box, ink if self._on_bar else self.looks.colour("border"), _EDGE, dashed=not self.is_available())
        left = float(STAFF_MARGIN if self._wide else _PADDING)
        if self._icon is not None:
            paint_icon(painter, self._icon, QRectF(left, (box.height() - _ICON) / 2, _ICON, _ICON), ink, fill)
            left += _ICON + _GAP
        laid = measured(self.looks, self._words, self._style())
        laid.paint(painter, QRectF(left, (box.height() - laid.height) / 2, laid.width, laid.height), ink)
        if self._key:
            width = cap_width(self.looks, self._key)
            right = box.width() - (_GAP if self._wide else _PADDING) - width
            paint_cap(painter, self.looks, self._key, QPointF(right, box.height() / 2), ink)

    def _colours(self) -> tuple[QColor, QColor]:
        if self.isDown():
            return self.looks.colour("on_bar" if self._on_bar else "fill"), self.looks.colour(
                "bar" if self._on_bar else "on_fill"
            )
        if self.looks_focused():
            return self.looks.colour("focus"), self.looks.colour("on_focus")
        if self._on_bar:
            return self.looks.colour("bar"), self.looks.colour("on_bar")
        if self._current:
            return self.looks.colour("fill"), self.looks.colour("on_fill")
        ink = self.looks.colour("text" if self.is_available() else "secondary")
        return self.looks.colour("bg" if self._edged or self._wide else "surface"), ink

    def _style(self) -> Style:
        if self._wide:
            return Style(Role.BODY, BOLD if self._current else MEDIUM)
        return Style(Role.STAFF, SEMIBOLD if self._edged else MEDIUM)


class KeyHint(Container):
    """A key as it is written on keyboards, and what it does. For the eye: what it does has a name elsewhere."""

    for_eyes_only = True

    def __init__(self, looks: LookSource, shortcut: Shortcut, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shortcut = shortcut
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow(looks)

    def accessible_role(self) -> QAccessible.Role:
        """Decoration."""
        return QAccessible.Role.Graphic

    def sizeHint(self) -> QSize:
        laid = measured(self.looks, self._shortcut.does, Style(Role.STAFF))
        high = max(laid.height, cap_height(self.looks, self._shortcut.key))
        return QSize(int(cap_width(self.looks, self._shortcut.key) + _GAP + laid.width) + 2, max(_LEAST, int(high) + 2))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, ink = painter_on(self), self.looks.colour("text")
        paint_cap(painter, self.looks, self._shortcut.key, QPointF(0, self.height() / 2), ink)
        laid = measured(self.looks, self._shortcut.does, Style(Role.STAFF))
        left = cap_width(self.looks, self._shortcut.key) + _GAP
        laid.paint(painter, QRectF(left, (self.height() - laid.height) / 2, laid.width, laid.height), ink)


class _Bar(Container):
    """A row across the window, in one colour; in larger text its parts go below one another where they do not fit."""

    def __init__(self, looks: LookSource, token: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = token
        self.parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.parts.setContentsMargins(STAFF_MARGIN, 4, STAFF_MARGIN, 4)
        self.parts.setSpacing(_BAR_GAP)
        self.setMinimumHeight(_BAR)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAutoFillBackground(True)
        self.follow(looks)

    def put(self, part: QWidget) -> None:
        """Add a part, half-way up."""
        self.parts.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)

    def look_changed(self) -> None:
        """Also the ground."""
        self._paint_ground()
        super().look_changed()

    def _paint_ground(self) -> None:
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, self.looks.colour(self._token))
        self.setPalette(palette)


class StaffHead(_Bar):
    """Whose desk it is and where, who is at work, the other language, and Lock."""

    language_chosen = Signal(object)  # a language

    def __init__(self, looks: LookSource, *, organisation: Said, desk: Said, site: Said, operator: str, roomy: bool) -> None:
        super().__init__(looks, "bar")
        self._says = (desk, site, operator)
        if roomy:
            self.put(_line(looks, organisation, Role.STAFF))
            divider = Edge(looks, "on_bar")
            divider.setFixedHeight(_DIVIDER)
            self.put(divider)
        self.put(_line(looks, desk, Role.BODY, bold=True))
        if roomy:
            self.put(_line(looks, site, Role.STAFF))
        self.parts.addStretch(1)
        if operator and not looks.largest:
            self.put(_line(looks, operator, Role.STAFF))
        other = _OtherLanguage(looks)
        other.setObjectName(f"language:{other.language.value}")
        other.clicked.connect(lambda: self.language_chosen.emit(other.language))
        self.put(other)
        self.lock = StaffButton(looks, _("Lock"), key="F12", icon=Icon.LOCK, on_bar=True)
        self.lock.setObjectName("lock")
        self.put(self.lock)
        if not operator:
            self.lock.hide()
        self._paint_ground()
        self.words_changed()

    def accessible_role(self) -> QAccessible.Role:
        """A group."""
        return QAccessible.Role.Grouping

    def words_changed(self) -> None:
        """Named by what it says."""
        said = getattr(self, "_says", ())
        self.setAccessibleName(", ".join(words for each in said if (words := self.looks.say(each))))


class StaffFoot(_Bar):
    """Keys that work on the page, help with the screen, and the truth about the line."""

    pressed = Signal(int)  # which of the public foot's buttons

    def __init__(self, looks: LookSource, shortcuts: Sequence[Shortcut], *, roomy: bool) -> None:
        super().__init__(looks, "surface")
        self._shortcuts = shortcuts
        self._hints = [KeyHint(looks, shortcut) for shortcut in (shortcuts if roomy else shortcuts[-1:])]
        for hint in self._hints:
            self.put(hint)
        self.parts.addStretch(1)
        for number, icon, words in (
            (0, Icon.TEXT, _("Text")), (1, Icon.CONTRAST, _("Contrast")), (2, Icon.READ, _("Read")), (4, Icon.HELP, _("Help")),
        ):  # fmt: skip
            button = StaffButton(looks, words, icon=None if looks.largest else icon, edged=False)
            button.setObjectName(f"staff-foot:{number}")
            button.clicked.connect(lambda _=False, number=number: self.pressed.emit(number))
            self.put(button)
        self.status = StatusMark(looks, Status.UNDER_WAY, "", role=Role.STAFF, weight=SEMIBOLD)
        self.put(self.status)
        if looks.largest:
            self.status.hide()
        self._paint_ground()

    def told_keys(self) -> Sequence[KeyTold]:
        """Those that stand here, or would where there is room."""
        return [(each.key, each.does) for each in self._shortcuts]

    def set_status(self, status: Status, words: Said) -> None:
        """Say how the line is."""
        self.status.set(status, words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many keys as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The last is where all keys are told; of the others those from the first on that are not cut off."""
        around = self.parts.contentsMargins()
        buttons = [each for each in self.findChildren(StaffButton) if not each.isHidden()]
        shown = [*buttons, *([] if self.status.isHidden() else [self.status])]
        room = self.width() - around.left() - around.right() - sum(each.minimumSizeHint().width() + _BAR_GAP for each in shown)
        for hint in (*self._hints[-1:], *self._hints[:-1]):
            room -= hint.sizeHint().width() + _BAR_GAP
            hint.setVisible(room >= 0)

    def minimumSizeHint(self) -> QSize:
        """Keys that have no room in a window which is not as wide yet as it will be never make it wider."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        QPainter(self).fillRect(0, 0, self.width(), _EDGE, self.looks.colour("text"))


class Edge(Container):
    """A line down the page, between a list and what it leads to."""

    def __init__(self, looks: LookSource, ink: str = "text") -> None:
        super().__init__()
        self._ink = ink
        self.setFixedWidth(_EDGE)
        self.follow(looks)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        QPainter(self).fillRect(self.rect(), self.looks.colour(self._ink))


class _OtherLanguage(Segment):
    """The language that the screen is not in."""

    def __init__(self, looks: LookSource) -> None:
        super().__init__(looks, looks.look.language.other)

    def accessible_role(self) -> QAccessible.Role:
        """There is one."""
        return QAccessible.Role.Button

    def sizeHint(self) -> QSize:
        words = measured(self.looks, self.language.own_name, self._style())
        return QSize(int(words.width) + 2 * _PADDING + 2, max(_LEAST, int(words.height) + _GAP))

    def _style(self) -> Style:
        return Style(Role.STAFF, SEMIBOLD)


def _line(looks: LookSource, words: Said, role: Role, *, bold: bool = False) -> TextBlock:
    block = TextBlock(looks, words, role, weight=BOLD if bold else None, ink="on_bar")
    block.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    return block
