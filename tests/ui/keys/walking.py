"""Tab round a page, and what the focus looks like at each stop."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.ui.desk_driver import Driver
from ui.components.base import Themed
from ui.components.focus import REACH

MOST_STOPS = 80
_LEAST_CONTRAST = 3.0  # WCAG 2.2, 1.4.11 and 2.4.13
_WIDEST = 120  # pixels that are looked at: more of a wide control shows the same
_LEAST_PIXELS = 40  # a thin line around the smallest mark has several times as many


def step(driver: Driver, *, back: bool = False) -> QWidget:
    """Press Tab once, or Shift and Tab; where the focus is now."""
    modifier = Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(driver.handle, Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab, modifier)
    QApplication.processEvents()
    return driver.focus()


def once_round(driver: Driver, *, back: bool = False) -> Iterator[QWidget]:
    """Every stop from the first that Tab comes to, until it is there again."""
    first = here = step(driver, back=back)
    for _stop in range(MOST_STOPS):
        yield here
        if (here := step(driver, back=back)) is first:
            return
    raise AssertionError("Tab never comes back")


def to_be_reached(driver: Driver) -> list[frozenset[QWidget]]:
    """Every visible control, as one of which Tab must stop at one: alone, or with the others of its group of radio buttons."""
    reachable = [each for each in driver.visible() if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return list({_group(each, reachable) for each in reachable})


def walk_faults(driver: Driver) -> Iterator[str]:
    """What is wrong with the way round a page, and with what is seen of the focus on it."""
    stops: list[QWidget] = []
    for stop in once_round(driver):
        stops.append(stop)
        yield from sight_faults(driver, stop)
    back = list(once_round(driver, back=True))
    names = [_name(each) for each in stops]
    for each in {id(stop): stop for stop in stops if stops.count(stop) > 1}.values():
        yield f"{_name(each)} is reached {stops.count(each)} times"
    for group in to_be_reached(driver):
        if len(group.intersection(stops)) != 1:
            yield f"{[_name(each) for each in group]} is reached {len(group.intersection(stops))} times by {names}"
    turn = back.index(stops[0]) if stops[0] in back else 0
    if [*back[turn:], *back[:turn]] != [stops[0], *reversed(stops[1:])]:
        yield f"another way back: {[_name(each) for each in back]}"


def sight_faults(driver: Driver, stop: QWidget) -> Iterator[str]:
    """Whether the focus is in sight, changes enough dots enough, and is shown in two colours that differ enough."""
    if not in_sight(driver, stop):
        yield f"{_name(stop)} is out of sight"
    changes, colours = focus_changes(driver, stop)
    strong = sum(count for (now, before), count in changes.items() if contrast(now, before) >= _LEAST_CONTRAST)
    if strong < _LEAST_PIXELS:
        yield f"{_name(stop)}: {strong} dots change enough"
    brought = {now for now, _before in changes}
    pairs = ((one, other) for one in colours & brought for other in colours)
    if not any(contrast(one, other) >= _LEAST_CONTRAST for one, other in pairs):
        yield f"{_name(stop)} shows its focus in {[QColor(each).name() for each in colours & brought]}"


def in_sight(driver: Driver, widget: QWidget) -> bool:
    """Whether a control, or the part of it that has the focus, is on the screen."""
    viewport, middle = driver.window.frame.rail.viewport(), _part(widget).center()
    if viewport.isAncestorOf(widget):
        return viewport.rect().contains(widget.mapTo(viewport, middle))
    return driver.window.rect().contains(widget.mapTo(driver.window, middle))


def focus_changes(driver: Driver, widget: QWidget) -> tuple[Counter[tuple[int, int]], set[int]]:
    """Which colour of how many dots the focus changes around and on a control, and the colours that are seen there with it."""
    corner = widget.mapTo(driver.window, QPoint(0, 0))
    around = _part(widget).translated(corner).adjusted(-REACH - 2, -REACH - 2, REACH + 2, REACH + 6)
    around = around.intersected(driver.window.rect())
    around.setWidth(min(around.width(), _WIDEST))
    with_focus = _picture(driver, around)
    widget.clearFocus()
    without = _picture(driver, around)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    changes = Counter((now, before) for now, before in zip(with_focus, without, strict=True) if now != before)
    return changes, {colour for colour, count in Counter(with_focus).items() if count >= _LEAST_PIXELS}


@functools.cache
def contrast(one: int, other: int) -> float:
    """The contrast ratio of two colours (WCAG 2.2)."""
    light, dark = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _picture(driver: Driver, part: QRect) -> Sequence[int]:
    """The dots of a part of the window, as colours."""
    image = driver.window.grab(part).toImage().convertToFormat(QImage.Format.Format_RGB32)
    return memoryview(bytes(image.constBits())).cast("I")


def _part(widget: QWidget) -> QRect:
    return widget.focused_part() if isinstance(widget, Themed) else widget.rect()


def _group(widget: QWidget, reachable: Sequence[QWidget]) -> frozenset[QWidget]:
    if not isinstance(widget, QAbstractButton) or not widget.autoExclusive():
        return frozenset({widget})
    return frozenset(
        each
        for each in reachable
        if isinstance(each, QAbstractButton) and each.autoExclusive() and each.parentWidget() is widget.parentWidget()
    )


def _name(widget: QWidget) -> str:
    return widget.objectName() or f"{type(widget).__name__} {widget.accessibleName()[:30]!r}"
