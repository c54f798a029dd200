"""A key as it is written on keyboards: painted beside what it does, and named for whoever listens.

Whatever shows a key also tells it (`TellsKeys`), so that a page's keys can be listed without a second list.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol, TypeAlias, runtime_checkable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from services.forms.words import Domain, Words
from ui.components.base import Ring, Themed, frame
from ui.components.text import SEMIBOLD, Style, measured
from ui.theme import LookSource, Role, Said
from ui.theme.mirror import painter_on

_ = Domain("ui")

_WIDTH, _HEIGHT, _PADDING, _EDGE = 30, 28, 7, 2
_CAP: Final = Style(Role.STAFF, SEMIBOLD)


KeyTold: TypeAlias = tuple[str, Said]
"""A key as it is written on keyboards, and what it does."""


@runtime_checkable
class TellsKeys(Protocol):
    """A widget on which keys are shown."""

    def told_keys(self) -> Sequence[KeyTold]:
        """The keys that it shows."""
        ...


def key_words(key: str) -> Words:
    """How a key is named aloud."""
    return _("Key {key}", key=key)


def cap_width(looks: LookSource, key: str) -> float:
    """How wide a key is painted."""
    return max(_WIDTH, measured(looks, key, _CAP).width + 2 * _PADDING)


def cap_height(looks: LookSource, key: str) -> float:
    """How high a key is painted."""
    return max(_HEIGHT, measured(looks, key, _CAP).height + 4)


def paint_cap(painter: QPainter, looks: LookSource, key: str, place: QPointF, ink: QColor) -> None:
    """Paint a key; `place` is where it begins, half-way up."""
    laid = measured(looks, key, _CAP)
    width, height = cap_width(looks, key), cap_height(looks, key)
    frame(painter, QRectF(place.x(), place.y() - height / 2, width, height), ink, _EDGE)
    words = QRectF(place.x(), place.y() - laid.height / 2, width, laid.height)
    laid.paint(painter, words, ink, Qt.AlignmentFlag.AlignHCenter)


class KeyCap(Themed, QWidget):
    """A key beside words that name it too."""

    for_eyes_only = True

    def __init__(self, looks: LookSource, key: str) -> None:
        super().__init__()
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow(looks)

    def accessible_role(self) -> QAccessible.Role:
        """Decoration."""
        return QAccessible.Role.Graphic

    def ring(self) -> Ring | None:
        """Takes no focus."""
        return None

    def sizeHint(self) -> QSize:
        return QSize(int(cap_width(self.looks, self._key)) + 1, int(cap_height(self.looks, self._key)) + 1)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        paint_cap(painter_on(self), self.looks, self._key, QPointF(0, self.height() / 2), self.looks.colour("text"))
