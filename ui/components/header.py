"""The black bar at the top: whose kiosk this is, what it is doing, and in which language."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from services.language import Language
from ui.components.containers import Container
from ui.components.language import LanguageSwitch
from ui.components.text import BOLD, Style, measured
from ui.theme import LookSource, Role, Said

_DIVIDER, _DIVIDER_GAP, _DIVIDER_HEIGHT = 2, 20, 26


class HeaderBar(Container):
    """Organisation, service or site, and the language switch."""

    language_chosen = Signal(Language)

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
        """The bar that says where one is."""
        return QAccessible.Role.TitleBar

    def words_changed(self) -> None:
        """Named by what it says."""
        self.setAccessibleName(f"{self.looks.say(self._organisation)}, {self.looks.say(self._service)}")

    def look_changed(self) -> None:
        """Also where the switch stands."""
        super().look_changed()
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(800, self.looks.measures.header)

    def minimumSizeHint(self) -> QSize:
        return QSize(400, self.looks.measures.header)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        theme, ink = self.looks.theme, self.looks.colour("on_bar")
        painter.fillRect(self.rect(), self.looks.colour("bar"))
        if theme.bar_rule:
            painter.fillRect(0, self.height() - _DIVIDER, self.width(), _DIVIDER, self.looks.colour("bar_rule"))
        left = float(self.looks.measures.margin)
        room = self.switch.x() - _DIVIDER_GAP
        service = Style(Role.LEAD, BOLD)
        organisation = measured(self.looks, self._organisation, Style())
        both = left + organisation.width + 2 * _DIVIDER_GAP + _DIVIDER + measured(self.looks, self._service, service).width
        if not self.looks.largest and both <= room:
            middle = self._middle() - organisation.height / 2
            organisation.paint(painter, QRectF(left, middle, organisation.width, organisation.height), ink)
            left += organisation.width + _DIVIDER_GAP
            painter.fillRect(QRectF(round(left), self._middle() - _DIVIDER_HEIGHT / 2, _DIVIDER, _DIVIDER_HEIGHT), ink)
            left += _DIVIDER + _DIVIDER_GAP
        laid = measured(self.looks, self._service, service, room - left)
        laid.paint(painter, QRectF(left, self._middle() - laid.height / 2, room - left, laid.height), ink)

    def _middle(self) -> float:
        return (self.height() - _DIVIDER) / 2

    def _place(self) -> None:
        size = self.switch.sizeHint()
        left = self.width() - self.looks.measures.margin - size.width()
        self.switch.setGeometry(QRect(left, int(self._middle()) - size.height() // 2, size.width(), size.height()))
