"""The large pictures: what a site is for, in one colour, 512 x 190, over the table that stands across the tile.

A visit has a picture of its own. Every other service has two people with what it is about between them; one that brings no
picture has its icon there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from ui.theme.icons import Icon, drawings, paint_icon
from ui.theme.paths import read_path

PICTURE_SIZE = (512, 190)
VISIT = "visit"
_TABLE = QRectF(0, 176, 512, 14)
_CUT = 13.0  # the width of a line that is taken out
_BETWEEN = QRectF(190, 30, 132, 132)  # an icon between two people
_PEOPLE = "people"


@dataclass(frozen=True)
class _Part:
    """One drawing step: a filled shape, or a shape or a line taken out of what is drawn already."""

    path: QPainterPath
    filled: bool = True
    cut: bool = False


def paint_picture(painter: QPainter, name: str, box: QRectF, ink: QColor, ground: QColor, *, table: bool = True) -> None:
    """Draw the picture of a service to the width of `box`; `ground` is what it stands on. The table can be left to the caller."""
    scale = box.width() / PICTURE_SIZE[0]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(scale, scale)
    own = name in drawings()["pictures"]
    for part in _visitors() if name == VISIT else (*_parts(_PEOPLE), *(_parts(name) if own else ())):
        if part.filled:
            painter.fillPath(part.path, ground if part.cut else ink)
        else:
            painter.strokePath(part.path, _pen(ground))
    if name != VISIT and not own:
        icon = Icon(name) if name in set(Icon) else Icon.DOCUMENT
        paint_icon(painter, icon, _BETWEEN, ink, ground)
    if table:
        painter.fillRect(_TABLE, ink)
    painter.restore()


def _pen(colour: QColor) -> QPen:
    pen = QPen(colour, _CUT)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen


@cache
def _parts(name: str) -> tuple[_Part, ...]:
    return tuple(_part(text) for text in drawings()["pictures"][name].split(";"))


def _part(text: str) -> _Part:
    return _Part(read_path(text.lstrip("●○◌")), filled=not text.startswith("◌"), cut=text.startswith(("○", "◌")))


@cache
def _visitors() -> tuple[_Part, ...]:
    drawing = drawings()["visit"]
    left = read_path(drawing["adult_body"])
    mirror = QTransform(-1, 0, 0, 1, PICTURE_SIZE[0], 0)
    people = (*(read_path(drawing[name]) for name in ("child_head", "child_body", "adult_heads")), left, mirror.map(left))
    return tuple(_Part(path.translated(float(drawing["shift"]), 0)) for path in people)
