"""A key as it is written on keyboards: painted beside what it does, and named for whoever listens."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from services.forms.words import Domain, Words
from ui.components.base import frame
from ui.components.text import SEMIBOLD, Style, measured
from ui.theme import LookSource, Role

_ = Domain("ui")

_WIDTH, _HEIGHT, _PADDING, _EDGE = 30, 28, 7, 2
_CAP: Final = Style(Role.STAFF, SEMIBOLD)


def key_words(key: str) -> Words:
    """How a key is named aloud."""
    return _("Key {key}", key=key)


def cap_width(looks: LookSource, key: str) -> float:
    """How wide a key is painted."""
    return max(_WIDTH, measured(looks, key, _CAP).width + 2 * _PADDING)


def paint_cap(painter: QPainter, looks: LookSource, key: str, place: QPointF, ink: QColor) -> None:
    """Paint a key; `place` is where it begins, half-way up."""
    laid = measured(looks, key, _CAP)
    width, height = cap_width(looks, key), max(_HEIGHT, laid.height + 4)
    frame(painter, QRectF(place.x(), place.y() - height / 2, width, height), ink, _EDGE)
    words = QRectF(place.x(), place.y() - laid.height / 2, width, laid.height)
    laid.paint(painter, words, ink, Qt.AlignmentFlag.AlignHCenter)
