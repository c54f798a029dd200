"""What a widget draws and tells of as objects of their own: each named, large enough, in its place, and over no other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from tests.ui.walk.finding import Fault
from tests.ui.walk.targets import LEAST
from ui.a11y import HasParts, interface_of
from ui.window import KioskWindow


def faults_of(window: KioskWindow) -> Iterator[Fault]:
    """Every broken rule of the parts that are in sight."""
    for widget in window.findChildren(QWidget):
        if isinstance(widget, HasParts) and widget.isVisibleTo(window):
            yield from _of(widget)


def names_in(window: KioskWindow) -> list[str]:
    """What the parts are called, in sight or not."""
    shown = [each for each in window.findChildren(QWidget) if isinstance(each, HasParts) and each.isVisibleTo(window)]
    return [_name(told.child(at)) for told in map(interface_of, shown) for at in range(told.childCount())]


def _of(widget: QWidget) -> Iterator[Fault]:
    told = interface_of(widget)
    parts = [told.child(number) for number in range(told.childCount())]
    names = [_name(part) for part in parts]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Fault("same name", f"two parts are {name!r}")
    room = QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())
    beside: list[tuple[str, QRect]] = []
    for name, part in zip(names, parts, strict=True):
        state, box = part.state(), part.rect()
        if state.invisible:
            continue
        if not name.strip():
            yield Fault("name", f"a part at {box.getRect()} has none")
        if not room.contains(box):
            yield Fault("outside", f"{name!r} at {box.getRect()} of {room.getRect()}")
        if min(box.width(), box.height()) < LEAST:
            yield Fault("target size", f"{name!r} is {box.width()} x {box.height()}")
        if not state.focused:  # a field of several lines lies over what is below it
            beside.append((name, box))
    for one, other in combinations(beside, 2):
        if one[1].intersects(other[1]):
            yield Fault("overlap", f"{one[0]!r} and {other[0]!r}")


def _name(part: QAccessibleInterface) -> str:
    return part.text(QAccessible.Text.Name)
