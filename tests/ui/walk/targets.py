"""What is pressed: large enough, far enough apart, and told apart by its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from tests.ui.walk.finding import Fault
from tests.ui.walk.scrolled import is_whole
from ui.a11y import HasRole
from ui.components.buttons import Button, Kind
from ui.components.foot import FootBar
from ui.components.keyboard.key import Key
from ui.components.language import LanguageSwitch
from ui.components.listing import Listing
from ui.components.segments import Segments
from ui.desk.attract import Poster
from ui.desk.frame import Frame

LEAST, LEAST_OF_KEYS, APART = 44, 60, 8  # pixels
_ONE_CONTROL = (LanguageSwitch, FootBar, Segments)  # segments of one control may touch
_SAME = frozenset({frozenset({"language", "language:cy"}), frozenset({"language", "language:en"})})  # lead to the same


@dataclass(frozen=True, slots=True)
class Target:
    """Something that is pressed, where it is in the window, and in which zone of it."""

    widget: QWidget
    box: QRect
    zone: QWidget

    @property
    def said(self) -> str:
        """How a fault names it."""
        return f"{type(self.widget).__name__} {self.widget.accessibleName()[:40]!r}"


def targets_of(frame: Frame) -> list[Target]:
    """Every target that is there, those of the page wherever the page is scrolled to."""
    window, body, rail = frame.window(), frame.rail.widget(), frame.rail.rail
    found = [
        Target(widget, QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()), zone)
        for zone in zones(frame)
        for widget in zone.findChildren(QWidget)
        if _is_target(widget) and widget.isVisibleTo(window) and is_whole(widget, zone)
    ]
    if body is not None and rail.isVisibleTo(window):  # beside whatever the page is scrolled to
        top = body.mapTo(window, QPoint(0, 0)).y()
        found.append(Target(rail, QRect(rail.mapTo(window, QPoint(0, 0)).x(), top, rail.width(), body.height()), body))
    return found


def zones(frame: Frame) -> list[QWidget]:
    """The parts of the window from top to bottom that are shown."""
    body = frame.rail.widget()
    parts: tuple[QWidget | None, ...] = (frame.header, frame.strip, body, frame.action_bar, frame.keyboard, frame.foot)
    return [zone for zone in parts if zone is not None and zone.isVisibleTo(frame)]


def faults_of(targets: list[Target], *, roomy: bool) -> Iterator[Fault]:
    """What is too small, too close, or shares its name with something else; `roomy` on a screen that is not low."""
    for each in targets:
        yield from _size(each, roomy=roomy)
    yield from _too_close(targets)
    yield from _alike(targets)


def _size(each: Target, *, roomy: bool) -> Iterator[Fault]:
    least = LEAST_OF_KEYS if roomy and isinstance(each.widget, Key) else LEAST
    width, height = each.box.width(), each.box.height()
    if isinstance(each.widget, Listing):
        height = min(
            (each.widget.visualRect(each.widget.model().index(row, 0)).height() for row in range(_rows(each.widget))),
            default=least,
        )
    if roomy and isinstance(each.widget, Button) and each.widget._kind is Kind.PRIMARY:
        least = LEAST_OF_KEYS
    if width < least or height < least:
        yield Fault("target size", f"{each.said} is {width} x {height}")


def _rows(listing: Listing) -> int:
    return min(listing.model().rowCount(), 5)


def _too_close(targets: list[Target]) -> Iterator[Fault]:
    ordered = sorted(targets, key=lambda each: each.box.top())
    for number, first in enumerate(ordered):
        near = first.box.adjusted(-APART, -APART, APART, APART)
        for second in ordered[number + 1 :]:
            if second.box.top() >= first.box.bottom() + APART + 1:
                break
            if first.zone is not second.zone or not near.intersects(second.box) or _one_control(first, second):
                continue
            if first.box.intersects(second.box):
                yield Fault("overlap", f"{first.said} and {second.said}")
            else:
                yield Fault("too close", f"{first.said} {first.box.getRect()} and {second.said} {second.box.getRect()}")


def _one_control(first: Target, second: Target) -> bool:
    parent = first.widget.parentWidget()
    return isinstance(parent, _ONE_CONTROL) and second.widget.parentWidget() is parent


def _alike(targets: list[Target]) -> Iterator[Fault]:
    """Two of one name mean the same, or stand in groups of which each has its own name."""
    by_name: dict[tuple[str, str], list[Target]] = {}
    for each in targets:
        by_name.setdefault((_group(each.widget), each.widget.accessibleName().strip().casefold()), []).append(each)
    for (_in, name), alike in by_name.items():
        for first, second in combinations(alike, 2):
            names = frozenset({first.widget.objectName(), second.widget.objectName()})
            if name and names not in _SAME and not _one_answer(names):
                yield Fault("same name", f"{first.said} ({first.widget.objectName()}) and ({second.widget.objectName()})")


def _group(widget: QWidget) -> str:
    """What the group is called in which it stands, as a screen reader says it first; "" where it stands in none."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, HasRole) and above.accessible_role() == QAccessible.Role.Grouping:
            return above.accessibleName()
        above = above.parentWidget()
    return ""


def _one_answer(names: frozenset[str]) -> bool:
    """A field that narrows a list, and the list."""
    kinds, paths = {name.partition(":")[0] for name in names}, {name.partition(":")[2] for name in names}
    return kinds == {"field", "options"} and len(paths) == 1


def _is_target(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton | QLineEdit | QPlainTextEdit | Listing | Poster)
