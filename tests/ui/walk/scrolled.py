"""Parts of a page that scroll by themselves: what is out of their sight is found by scrolling, and lies over nothing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.components.listing import Listing
from ui.components.scroll import ScrollRail


def sight_of(widget: QWidget, zone: QWidget) -> QRect | None:
    """What is in sight of the part of `zone` that a widget scrolls with, in the zone's coordinates; None where none does."""
    above: QWidget | None = widget
    while above is not None and above is not zone:
        if isinstance(above, Listing | ScrollRail) and above.viewport() is not widget:
            return QRect(above.viewport().mapTo(zone, QPoint(0, 0)), above.viewport().size())
        above = above.parentWidget()
    return None


def is_whole(widget: QWidget, zone: QWidget) -> bool:
    """Whether all of a widget is in sight of what it scrolls with."""
    sight = None if isinstance(widget, QAbstractScrollArea) else sight_of(widget, zone)
    return sight is None or sight.contains(QRect(widget.mapTo(zone, QPoint(0, 0)), widget.size()))
