"""The language switch: all languages side by side, each in its own words. In the largest text only the next of them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QAccessible, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from services.forms.words import Domain
from services.language import Language
from ui.components.base import frame
from ui.components.containers import Container
from ui.components.press import Pressable
from ui.components.text import BOLD, Style, measured
from ui.theme import Icon, LookSource, Role, paint_icon
from ui.theme.mirror import painter_on

_ = Domain("ui")

_EDGE, _PADDING, _GAP, _TICK_LINE = 2, 12, 8, 3.2


class Segment(Pressable):
    """One language of the switch, in bar colours."""

    def __init__(self, looks: LookSource, language: Language, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.language = self.spoken_in = language
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow(looks)

    def name(self) -> str:
        """The language's own name."""
        return self.language.own_name

    def accessible_role(self) -> QAccessible.Role:
        """One of the languages."""
        return QAccessible.Role.RadioButton

    def nextCheckState(self) -> None:
        """A press asks; the look decides which one is on."""

    def words_changed(self) -> None:
        """Also which one is on."""
        super().words_changed()
        exclusive = self.autoExclusive()
        self.setAutoExclusive(False)
        self.setChecked(self.looks.look.language is self.language)
        self.setAutoExclusive(exclusive)

    def sizeHint(self) -> QSize:
        width, height = self.looks.measures.segment
        tick = self._tick() + _GAP if not self.looks.largest else 0
        words = int(measured(self.looks, self.language.own_name, self._style()).width)
        return QSize(max(width, words + tick + 2 * _PADDING), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painter_on(self)
        box = QRectF(self.rect())
        on = self.isChecked() or self.isDown()
        fill, ink = self.looks.colour("on_bar" if on else "bar"), self.looks.colour("bar" if on else "on_bar")
        painter.fillRect(box, fill)
        frame(painter, box, self.looks.colour("on_bar"), _EDGE)
        laid = measured(self.looks, self.language.own_name, self._style())
        room = self._tick() + _GAP if self.isChecked() else 0
        left = (box.width() - laid.width - room) / 2
        if self.isChecked():
            side = self._tick()
            paint_icon(painter, Icon.CHECK, QRectF(left, (box.height() - side) / 2, side, side), ink, fill, line=_TICK_LINE)
        laid.paint(painter, QRectF(left + room, (box.height() - laid.height) / 2, laid.width, laid.height), ink)

    def _tick(self) -> int:
        return self.looks.type(Role.BODY).pixels + 1

    def _style(self) -> Style:
        return Style(Role.BODY, BOLD)


class LanguageSwitch(Container):
    """The languages there are. `chosen` asks for one; whoever holds the look changes it."""

    chosen = Signal(object)  # a language

    def __init__(self, looks: LookSource, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.segments = tuple(Segment(looks, language) for language in looks.look.language.choices)
        for segment in self.segments:
            row.addWidget(segment)
            segment.clicked.connect(lambda _=False, language=segment.language: self.chosen.emit(language))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow(looks)
        self._arrange()

    def accessible_role(self) -> QAccessible.Role:
        """A group."""
        return QAccessible.Role.Grouping

    def words_changed(self) -> None:
        """Named in both languages at once would be read twice: in the language now."""
        self.setAccessibleName(self.looks.say(_("Language of this screen")))

    def look_changed(self) -> None:
        """Also which segments there is room for."""
        self._arrange()
        super().look_changed()

    def _arrange(self) -> None:
        for segment in self.segments:
            segment.setVisible(not self.looks.largest or segment.language is self.looks.look.language.other)
