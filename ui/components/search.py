"""A line to look something up with, at a staff desk: what it finds is seen at once, and its key stands in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.components.fields import TextField
from ui.components.keyboard.layouts import KeyboardKind
from ui.components.keycap import KeyTold, cap_width, paint_cap
from ui.theme import Icon, LookSource, Role, Said, paint_icon
from ui.theme.mirror import from_start

_HEIGHT, _AIR = 48, 11
_INSET, _ICON, _BESIDE = 14, 20, 12
_MOST = 60


class SearchField(TextField):
    """Named by what it finds, which stands in it while nothing is typed. Escape empties it."""

    def __init__(self, looks: LookSource, name: Said, key: str, *, parent: QWidget | None = None) -> None:
        self._key, self._asks = key, name
        super().__init__(looks, name, keyboard=KeyboardKind.NAME, most=_MOST, parent=parent)

    def told_keys(self) -> Sequence[KeyTold]:
        """The key that leads here."""
        return [(self._key, self._asks)]

    def words_changed(self) -> None:
        """Also what stands in it."""
        super().words_changed()
        self.setPlaceholderText(self.looks.say(self._asks))

    def sizeHint(self) -> QSize:
        return QSize(200, max(_HEIGHT, self.looks.type(Role.BODY).line + 2 * _AIR))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        ink, ground = self.looks.colour("text"), self.looks.colour("bg")
        icon = from_start(self, QRectF(_INSET, (self.height() - _ICON) / 2, _ICON, _ICON).toRect())
        paint_icon(painter, Icon.SEARCH, QRectF(icon), ink, ground)
        if self._shows_key():
            width = cap_width(self.looks, self._key)
            cap = from_start(self, QRectF(self.width() - _INSET - width, 0, width, self.height()).toRect())
            paint_cap(painter, self.looks, self._key, QPointF(cap.x(), self.height() / 2), ink)

    def _shows_key(self) -> bool:
        return not self.text() and not self.hasFocus()

    def _dress(self) -> None:
        super()._dress()
        self.setFont(self.looks.font(Role.BODY, QFont.Weight.Normal))
        self.setTextMargins(_INSET + _ICON + _BESIDE, 0, _INSET, 0)
