"""The icons, drawn from `icons.toml` at any size and colour.

An icon never stands without words beside it. Shapes keep one meaning; icons.toml says which.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from ui.theme.mirror import is_mirrored, mirrored
from ui.theme.paths import read_path

GRID = 24.0
_LINE, _CUT = 2.0, 2.6


class Icon(StrEnum):
    """Every icon there is."""

    BACK = "back"
    NEXT = "next"
    UP = "up"
    DOWN = "down"
    PLUS = "plus"
    CLOSE = "close"
    CHECK = "check"
    CLOCK = "clock"
    TEXT = "text"
    CONTRAST = "contrast"
    READ = "read"
    VOLUME = "volume"
    HELP = "help"
    TICKET = "ticket"
    INFO = "info"
    PERSON = "person"
    PERSON_FILLED = "personf"
    PRINTER = "printer"
    CAMERA = "camera"
    PENCIL = "pencil"
    BELL = "bell"
    LIST = "list"
    KEYBOARD = "keyboard"
    POUND = "pound"
    SIGN = "sign"
    CALC = "calc"
    CALENDAR = "calendar"
    SAVED = "saved"
    OFFLINE = "offline"
    ONLINE = "online"
    TICK_DISC = "tickdisc"
    TRIANGLE = "tri"
    STOP = "stop"
    BANG = "bang"
    HALF = "half"
    RING = "ring"
    RING_DASHED = "ringdash"
    SENT = "sent"
    DELETE = "delete"
    SHIFT = "shift"
    SEARCH = "search"
    LOCK = "lock"
    USB = "usb"
    HIDE = "hide"
    GLOBE = "globe"
    TAKE_PAPER = "takepaper"
    FACE_1 = "face1"
    FACE_2 = "face2"
    FACE_3 = "face3"
    FACE_4 = "face4"
    FACE_5 = "face5"
    HOME = "home"
    MONEY = "money"
    VISIT = "visit"
    BUILDING = "building"
    DOCUMENT = "document"
    SCALES = "scales"


_POINTING = frozenset({Icon.BACK, Icon.NEXT, Icon.SENT, Icon.LIST, Icon.DELETE})
"""What points along the line points the other way where lines are read from right to left."""


@dataclass(frozen=True)
class _Part:
    """One drawing step: a filled shape, a line in the ink, or a line cut out in the background's colour."""

    path: QPainterPath
    filled: bool = False
    lined: bool = True
    cut: bool = False
    dash: tuple[float, float] | None = None


def paint_icon(painter: QPainter, icon: Icon, box: QRectF, ink: QColor, background: QColor, *, line: float = _LINE) -> None:
    """Draw an icon into a square box. `background` is what marks inside filled shapes are cut out in; `line` is in grid units."""
    if icon not in _POINTING and is_mirrored(painter):
        with mirrored(painter, box):
            paint_icon(painter, icon, box, ink, background, line=line)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / GRID, box.height() / GRID)
    for part in _parts(icon):
        if part.filled:
            painter.fillPath(part.path, ink)
        if part.lined:
            painter.strokePath(part.path, _pen(part, background if part.cut else ink, line))
    painter.restore()


def _pen(part: _Part, colour: QColor, line: float) -> QPen:
    width = _CUT if part.cut else line
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    pen.setMiterLimit(4)
    if part.dash:
        pen.setDashPattern([step / width for step in part.dash])
    return pen


@cache
def drawings() -> dict[str, dict[str, str]]:
    """What `icons.toml` holds, read once."""
    found: dict[str, dict[str, str]] = tomllib.loads((resources.files("ui.theme") / "icons.toml").read_text("utf-8"))
    return found


@cache
def _parts(icon: Icon) -> tuple[_Part, ...]:
    return tuple(_part(text) for text in drawings()["icons"][icon].split(";"))


def _part(text: str) -> _Part:
    drawing, _, dash = text.partition("(dash,")
    steps = tuple(float(step) for step in dash.rstrip(")").split(",")) if dash else ()
    return _Part(
        read_path(drawing.lstrip("●◉◌")),
        filled=drawing.startswith(("●", "◉")),
        lined=not drawing.startswith("●"),
        cut=drawing.startswith("◌"),
        dash=(steps[0], steps[1]) if steps else None,
    )
