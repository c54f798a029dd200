"""The black bar at the top: whose kiosk this is, what it is doing, and in which language."""

from __future__ import annotations

import math

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QAccessible, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.components.containers import Container
from ui.components.language import LanguageSwitch
from ui.components.text import BOLD, Style, measured
from ui.theme import LookSource, Role, Said
from ui.theme.mirror import from_start, painter_on

_DIVIDER, _DIVIDER_GAP, _DIVIDER_HEIGHT = 2, 20, 26
_SERVICE = Style(Role.LEAD, BOLD)
_NARROWEST = 300


class HeaderBar(Container):
    """Organisation, service or site, and the language switch."""

    language_chosen = Signal(object)  # a language

    def __init__(self, looks: LookSource, organisation: Said, service: Said, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._organisation, self._service = organisation, service
        self.switch = LanguageSwitch(looks, parent=self)
        self.switch.chosen.connect(self.language_chosen)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow(looks)

    def set_service(self, service: Said) -> None:
        """Name another service."""
        self._service = service
        self.look_changed()

    def accessible_role(self) -> QAccessible.Role:
        """A group: screen readers are told of a title bar as of a field to type into."""
        return QAccessible.Role.Grouping

    def words_changed(self) -> None:
        """Named by what it says."""
        self.setAccessibleName(f"{self.looks.say(self._organisation)}, {self.looks.say(self._service)}")

    def look_changed(self) -> None:
        """Also where the switch stands."""
        super().look_changed()
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(800, self._needed_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(400, self._needed_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painter_on(self)
        theme, ink = self.looks.theme, self.looks.colour("on_bar")
        painter.fillRect(self.rect(), self.looks.colour("bar"))
        if theme.bar_rule:
            painter.fillRect(0, self.height() - _DIVIDER, self.width(), _DIVIDER, self.looks.colour("bar_rule"))
        left, (both, room) = float(self.looks.measures.margin), self._widths()
        organisation = measured(self.looks, self._organisation, Style())
        if not self.looks.largest and both <= room:
            middle = self._middle() - organisation.height / 2
            organisation.paint(painter, QRectF(left, middle, organisation.width, organisation.height), ink)
            left += organisation.width + _DIVIDER_GAP
            painter.fillRect(QRectF(round(left), self._middle() - _DIVIDER_HEIGHT / 2, _DIVIDER, _DIVIDER_HEIGHT), ink)
            left += _DIVIDER + _DIVIDER_GAP
        laid = measured(self.looks, self._service, _SERVICE, room - left)
        laid.paint(painter, QRectF(left, self._middle() - laid.height / 2, room - left, laid.height), ink)

    def _widths(self) -> tuple[float, float]:
        """How far organisation and service would reach on one line, and how far they may."""
        margin, room = self.looks.measures.margin, from_start(self, self.switch.geometry()).x() - _DIVIDER_GAP
        organisation = measured(self.looks, self._organisation, Style()).width
        return margin + organisation + 2 * _DIVIDER_GAP + _DIVIDER + measured(self.looks, self._service, _SERVICE).width, room

    def _needed_height(self) -> int:
        """More than usual where the service takes more lines than fit."""
        usual, (both, reach) = self.looks.measures.header, self._widths()
        room = reach - self.looks.measures.margin
        if room < _NARROWEST or (not self.looks.largest and both <= reach):  # narrower only before it has its place
            return usual
        laid = measured(self.looks, self._service, _SERVICE, room)
        lowest = laid.height - self.looks.type(_SERVICE.role).line + math.ceil(laid.ink_bottom)
        return max(usual, 2 * lowest - laid.height)

    def _middle(self) -> float:
        return (self.height() - _DIVIDER) / 2

    def _place(self) -> None:
        size = self.switch.sizeHint()
        left = self.width() - self.looks.measures.margin - size.width()
        place = QRect(left, int(self._middle()) - size.height() // 2, size.width(), size.height())
        self.switch.setGeometry(from_start(self, place))
