"""What is really drawn: every text with its place and its colours, caught while the page paints itself.

All our text goes through `Laid`. While a zone of the window is drawn into a picture, each call is noted with the widget
that is painting and the text left out, so a text that reaches out of its widget, lies over another, or cannot be told from its
ground is found whatever made it.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QWidget

from tests.ui.walk.finding import Fault
from tests.ui.walk.scrolled import sight_of
from ui.components.text import Laid

LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3, of large text too
_PLACES = (0.1, 0.5, 0.9)  # of a line, where its ground is looked at
_SLACK = 1.5  # pixels by which smoothed edges may reach out
_TOUCHING = 2.0  # pixels by which two texts must lie over each other to be seen to


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line of text: who drew it, where (in the zone's coordinates), in which ink, on which ground."""

    widget: QWidget
    words: str
    box: QRectF
    own: QRectF  # the widget's rectangle
    ink: QColor
    ground: QColor


@dataclass(frozen=True, slots=True)
class _Line:
    widget: QWidget
    words: str
    box: QRectF  # in the widget's coordinates
    ink: QColor


def drawn_in(zone: QWidget) -> list[Drawn]:
    """Draw a zone once, and give every line of text on it."""
    with _noted() as lines:
        image = zone.grab().toImage()
    found = []
    for line in lines:
        corner = line.widget.mapTo(zone, QPoint(0, 0)) if line.widget is not zone else QPoint(0, 0)
        box = line.box.translated(corner.x(), corner.y())
        own = QRectF(line.widget.rect()).translated(corner.x(), corner.y())
        sight = sight_of(line.widget, zone)
        if sight is not None:  # of a line that is half out of sight only that half is drawn
            box = box.intersected(QRectF(sight))
            if box.isEmpty():
                continue
        found.append(Drawn(line.widget, line.words, box, own, line.ink, _ground(image, box)))
    return found


def faults_of(drawn: list[Drawn]) -> Iterator[Fault]:
    """What is cut off, lies over something else, or cannot be read."""
    for each in drawn:
        if not each.own.adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(each.box):
            yield Fault("cut off", f"{_name(each)} reaches out of its {type(each.widget).__name__}: {_sides(each)}")
        ratio = contrast(each.ink, each.ground)
        if ratio < LEAST_CONTRAST:
            yield Fault("contrast", f"{_name(each)}: {ratio:.2f}, {each.ink.name()} on {each.ground.name()}")
    ordered = sorted(drawn, key=lambda each: each.box.top())
    for number, first in enumerate(ordered):
        for second in ordered[number + 1 :]:
            if second.box.top() >= first.box.bottom() - _TOUCHING:
                break
            over = first.box.intersected(second.box)
            if over.width() > _TOUCHING and over.height() > _TOUCHING:
                yield Fault("overlap", f"{_name(first)} and {_name(second)}")


def luminance(colour: QColor) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else math.pow((part + 0.055) / 1.055, 2.4) for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@contextmanager
def _noted() -> Iterator[list[_Line]]:
    lines: list[_Line] = []
    original = Laid._draw

    def draw(self: Laid, painter: QPainter, box: QRectF, ink: QColor, align: Qt.AlignmentFlag) -> None:
        widget = _painting(sys._getframe(1))
        if widget is not None:
            turned = painter.worldTransform()
            lines.extend(_Line(widget, words, turned.mapRect(place), QColor(ink)) for words, place in _lines(self, box, align))

    Laid._draw = draw  # type: ignore[method-assign]
    try:
        yield lines
    finally:
        Laid._draw = original  # type: ignore[method-assign]


def _lines(laid: Laid, box: QRectF, align: Qt.AlignmentFlag) -> Iterator[tuple[str, QRectF]]:
    """The words of each line, and where their ink is when they are drawn in `box`."""
    text, metrics = laid._layout.text(), QFontMetricsF(laid._layout.font())
    for number in range(laid.lines):
        width, baseline, _top = laid.line_box(number)
        line = laid._layout.lineAt(number)
        words = text[line.textStart() : line.textStart() + line.textLength()].strip()
        if not words:
            continue
        spare = box.width() - width
        shift = {Qt.AlignmentFlag.AlignRight: spare, Qt.AlignmentFlag.AlignHCenter: spare / 2}.get(align, 0.0)
        ink = metrics.tightBoundingRect(words)
        left = box.x() + shift - line.x() + line.naturalTextRect().x()
        yield words, QRectF(left, box.y() + baseline + ink.top(), width, ink.height())


def _painting(frame: FrameType | None) -> QWidget | None:
    """The widget that paints itself now: whose `paintEvent` this is, or whose row a delegate paints."""
    while frame is not None:
        name, owner = frame.f_code.co_name, frame.f_locals.get("self")
        if name == "paintEvent" and isinstance(owner, QWidget):
            return owner
        if name == "paint" and isinstance(view := getattr(owner, "_view", None), QWidget):
            return view
        frame = frame.f_back
    return None


def _ground(image: QImage, box: QRectF) -> QColor:
    """The colour that most places have where a line of text belongs."""
    points = [(int(box.left() + x * box.width()), int(box.top() + y * box.height())) for x in _PLACES for y in _PLACES]
    inside = [(x, y) for x, y in points if 0 <= x < image.width() and 0 <= y < image.height()]
    counted = Counter(image.pixel(x, y) for x, y in inside)
    return QColor(counted.most_common(1)[0][0]) if counted else QColor()


def _name(drawn: Drawn) -> str:
    return f"{drawn.words[:40]!r}"


def _sides(drawn: Drawn) -> str:
    sides = {
        "left": drawn.own.left() - drawn.box.left(),
        "right": drawn.box.right() - drawn.own.right(),
        "top": drawn.own.top() - drawn.box.top(),
        "bottom": drawn.box.bottom() - drawn.own.bottom(),
    }
    return ", ".join(f"{by:.0f} px at the {side}" for side, by in sides.items() if by > _SLACK)
