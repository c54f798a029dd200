"""Reads the path language our drawings are written in: SVG path data with absolute commands, and circles.

`M L H V C S A Z` as in SVG; `O12,12,9` is a circle.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

_COMMAND = re.compile(r"([MLHVCSAZO])([^MLHVCSAZO]*)")
_NUMBER = re.compile(r"-?\d*\.?\d+")
_ARITY = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "A": 7, "Z": 0, "O": 3}


def read_path(text: str) -> QPainterPath:
    """The drawing of `text`.

    Raises:
        ValueError: a command has too few numbers.
    """
    path = QPainterPath()
    control = QPointF()
    for command, numbers in _commands(text):
        here = path.currentPosition()
        match command, numbers:
            case "M", (x, y):
                path.moveTo(x, y)
            case "L", (x, y):
                path.lineTo(x, y)
            case "H", (x,):
                path.lineTo(x, here.y())
            case "V", (y,):
                path.lineTo(here.x(), y)
            case "C", (x1, y1, x2, y2, x, y):
                control = QPointF(x2, y2)
                path.cubicTo(QPointF(x1, y1), control, QPointF(x, y))
            case "S", (x2, y2, x, y):
                first = here * 2 - control
                control = QPointF(x2, y2)
                path.cubicTo(first, control, QPointF(x, y))
            case "A", (rx, ry, _, large, sweep, x, y):
                _arc(path, rx, ry, large=bool(large), sweep=bool(sweep), end=QPointF(x, y))
            case "O", (x, y, radius):
                path.addEllipse(QPointF(x, y), radius, radius)
            case _:
                path.closeSubpath()
    return path


def _commands(text: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    for command, tail in _COMMAND.findall(text):
        numbers = tuple(float(number) for number in _NUMBER.findall(tail))
        arity = _ARITY[command]
        if arity == 0:
            yield command, ()
            continue
        if not numbers or len(numbers) % arity:
            raise ValueError(f"{command} takes {arity} numbers")
        for start in range(0, len(numbers), arity):
            yield ("L" if command == "M" and start else command), numbers[start : start + arity]


def _arc(path: QPainterPath, rx: float, ry: float, *, large: bool, sweep: bool, end: QPointF) -> None:
    """An SVG arc without rotation, by its centre (SVG 1.1, F.6.5)."""
    start = path.currentPosition()
    dx, dy = (start.x() - end.x()) / 2, (start.y() - end.y()) / 2
    stretch = (dx / rx) ** 2 + (dy / ry) ** 2
    if stretch > 1:
        rx, ry = rx * math.sqrt(stretch), ry * math.sqrt(stretch)
        stretch = 1
    factor = math.sqrt(max(0.0, 1 / stretch - 1)) * (-1 if large == sweep else 1)
    cx = factor * rx * dy / ry + (start.x() + end.x()) / 2
    cy = -factor * ry * dx / rx + (start.y() + end.y()) / 2
    first = math.atan2((start.y() - cy) / ry, (start.x() - cx) / rx)
    last = math.atan2((end.y() - cy) / ry, (end.x() - cx) / rx)
    span = last - first
    if sweep and span < 0:
        span += 2 * math.pi
    if not sweep and span > 0:
        span -= 2 * math.pi
    path.arcTo(QRectF(cx - rx, cy - ry, 2 * rx, 2 * ry), -math.degrees(first), -math.degrees(span))
