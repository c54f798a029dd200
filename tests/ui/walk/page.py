"""The page as a whole: nothing outside it, everything as large as it needs, the focus in sight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.ui.walk import ink, parts, targets
from tests.ui.walk.finding import Fault
from tests.ui.walk.keys_told import untold_keys
from tests.ui.walk.scrolled import sight_of
from ui.components.base import Themed
from ui.components.buttons import Button, Kind
from ui.components.containers import Picture
from ui.components.focus import RingFrame
from ui.components.press import Pressable
from ui.components.text import TextBlock
from ui.components.ticket import QrPicture, Reference
from ui.desk.picture import Drawing
from ui.window import KioskWindow

_DRAWINGS = (Picture, QrPicture, Drawing)
_WORDS = (TextBlock, Reference, Pressable)
_BESIDE = 60  # pixels within which words stand beside a drawing


@dataclass(slots=True)
class Drawn:
    """The zones that were drawn already in a walk, as they were: the foot of one page is that of the next."""

    _seen: set[tuple[object, ...]] = field(default_factory=set)

    def is_new(self, zone: QWidget) -> bool:
        """Whether a zone is shown as it was not before."""
        parts = (each for each in zone.findChildren(QWidget) if each.isVisibleTo(zone))
        looks = tuple((each.accessibleName(), each.geometry().getRect(), each.hasFocus(), _state(each)) for each in parts)
        before = len(self._seen)
        self._seen.add((type(zone).__name__, zone.size().toTuple(), zone.accessibleName(), looks))
        return len(self._seen) > before


def _state(widget: QWidget) -> tuple[bool, bool]:
    return (widget.isChecked(), widget.isDown()) if isinstance(widget, QAbstractButton) else (False, False)


def faults_of(window: KioskWindow, screen: tuple[int, int], drawn: Drawn) -> Iterator[Fault]:
    """Every broken rule of the page that is shown, in a window that must be as large as the screen."""
    if (window.width(), window.height()) != screen:
        yield Fault("outside", f"the window has grown to {window.width()} x {window.height()}")
    found = targets.targets_of(window.frame)
    yield from outside(window)
    yield from nameless(window)
    yield from untold_keys(window)
    yield from _in_sight(window)
    yield from _without_words(window)
    yield from parts.faults_of(window)
    yield from targets.faults_of(found, roomy=not window._looks.look.compact)
    body = window.frame.rail.widget()
    for zone in targets.zones(window.frame):
        if zone is body or drawn.is_new(zone):
            yield from ink.faults_of(ink.drawn_in(zone))


def outside(window: KioskWindow) -> Iterator[Fault]:
    """What stands outside its zone of the window, or is smaller than it needs."""
    body = window.frame.rail.widget()
    if body is not None and body.width() > window.frame.rail.viewport().width():
        yield Fault("outside", f"the page is {body.width()} wide")
    for zone in targets.zones(window.frame):
        room = zone.rect()
        for widget in zone.findChildren(QWidget):
            if isinstance(widget, RingFrame) or not widget.isVisibleTo(zone):
                continue
            box = _box(widget, zone)
            sight = sight_of(widget, zone)
            if sight is not None:  # further up or down it is found by scrolling
                box.setTop(sight.top())
                box.setBottom(sight.bottom())
            if not room.contains(box) and not box.isEmpty():
                yield Fault("outside", f"{_name(widget)} at {box.getRect()} of {room.width()} x {room.height()}")
            yield from _too_small(widget)


def _too_small(widget: QWidget) -> Iterator[Fault]:
    if not isinstance(widget, TextBlock | Pressable):
        return
    if widget.hasHeightForWidth() and widget.height() < (needed := widget.heightForWidth(widget.width())):
        yield Fault("cut off", f"{_name(widget)}: {widget.height()} high, needs {needed}")
    if widget.width() < (needed := widget.minimumSizeHint().width()):
        yield Fault("cut off", f"{_name(widget)}: {widget.width()} wide, needs {needed}")


def nameless(window: KioskWindow) -> Iterator[Fault]:
    """What takes the focus, or is pressed, and has no name."""
    for widget in window.findChildren(QWidget):
        reached = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) or isinstance(widget, QAbstractButton)
        if reached and widget.isVisibleTo(window) and not widget.accessibleName().strip():
            yield Fault("name", f"a {type(widget).__name__} {widget.objectName()!r} has none")


def _without_words(window: KioskWindow) -> Iterator[Fault]:
    """Drawings that no words stand beside."""
    body = window.frame.rail.widget()
    if body is None:
        return
    shown = [each for each in body.findChildren(QWidget) if each.isVisibleTo(body)]
    words = [_box(each, body) for each in shown if isinstance(each, _WORDS) and each.accessibleName()]
    for each in shown:
        if isinstance(each, _DRAWINGS) and not each.size().isEmpty():
            near = _box(each, body).adjusted(-_BESIDE, -_BESIDE, _BESIDE, _BESIDE)
            if not any(near.intersects(box) for box in words):
                yield Fault("drawing", f"{_name(each)} at {_box(each, body).getRect()} stands beside no words")


def _box(widget: QWidget, zone: QWidget) -> QRect:
    return QRect(widget.mapTo(zone, QPoint(0, 0)), widget.size())


def _in_sight(window: KioskWindow) -> Iterator[Fault]:
    """What has the focus is seen, and while somebody types so is the way on."""
    body, view = window.frame.rail.widget(), window.frame.rail.viewport()
    focused = window.focusWidget()
    if body is not None and focused is not None and body.isAncestorOf(focused):
        part = focused.focused_part() if isinstance(focused, Themed) else focused.rect()
        box = QRect(focused.mapTo(view, part.topLeft()), part.size())
        if box.height() <= view.height() and not view.rect().contains(box):
            yield Fault("focus", f"{_name(focused)} has the focus out of sight, at {box.getRect()} of {view.height()}")
    if window.frame.keyboard.isVisibleTo(window):
        for button in window.findChildren(Button):
            if button._kind is Kind.PRIMARY and button.isVisibleTo(window) and not is_seen(window, button):
                yield Fault("focus", f"{_name(button)} cannot be seen above the keyboard")


def is_seen(window: KioskWindow, widget: QWidget) -> bool:
    """Whether all of a widget is in sight."""
    box, body = _box(widget, window), window.frame.rail.widget()
    if body is not None and body.isAncestorOf(widget):
        view = window.frame.rail.viewport()
        return QRect(view.mapTo(window, QPoint(0, 0)), view.size()).contains(box)
    return window.rect().contains(box)


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {(widget.accessibleName() or widget.objectName())[:40]!r}"
