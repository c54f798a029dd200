"""How the heading of a part and one box of a capture sheet are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from services.forms.marks import Mark
from services.forms.paper import BoxKind
from services.forms.words import Domain
from ui.components.base import frame
from ui.components.text import MEDIUM, SEMIBOLD, Style, measured
from ui.court_desk.sheet_editor import EDGE, PADDING
from ui.court_desk.sheet_layout import LABEL, NUMBER, TITLE, UNDER, Head, Placed
from ui.theme import Icon, LookSource, Role, paint_icon

if TYPE_CHECKING:
    from ui.court_desk.sheet_view import BoxState

_ = Domain("ui")

MARK_WORDS = {Mark.ILLEGIBLE: _("Cannot be read"), Mark.MISSING: _("Not on the paper")}
_TICK, _GAP, _BESIDE_TICK = 20, 8, 4
_TEXT, _SMALLER = Style(Role.BODY, MEDIUM), Style(Role.STAFF, MEDIUM)
_INSTEAD = frozenset({BoxKind.DATE, BoxKind.MONEY, BoxKind.CHOICE, BoxKind.TIME})
"""Of these, what was read stands in the place of what was typed where both have no room; the field shows it as it was typed."""


def draw_head(painter: QPainter, looks: LookSource, head: Head) -> None:
    """The name of a part over a black rule."""
    measured(looks, head.part.title, TITLE, head.words.width()).paint(painter, head.words, looks.colour("text"))
    painter.fillRect(head.rule, looks.colour("text"))


def draw_box(painter: QPainter, looks: LookSource, placed: Placed, state: BoxState | None, *, current: bool) -> None:
    """The number, the label, and what stands in the field; of the box in question the field draws itself."""
    needed = state is None or state.read.needed
    ink = looks.colour("text" if needed else "secondary")
    painter.fillRect(placed.plate, looks.colour("fill" if needed else "secondary"))
    number = measured(looks, placed.box.number, NUMBER)
    at = QRectF(placed.plate.x(), placed.plate.center().y() - number.height / 2, placed.plate.width(), number.height)
    number.paint(painter, at, looks.colour("on_fill" if needed else "bg"), Qt.AlignmentFlag.AlignHCenter)
    measured(looks, placed.box.label, LABEL, placed.label.width()).paint(painter, placed.label, ink)
    if state is None:
        return
    if placed.under is not None and state.said:
        _line(painter, looks, state.said, UNDER, placed.under, ink="secondary")
    if current:
        return
    painter.fillRect(placed.field, looks.colour("bg"))
    edge = "error" if state.faulty else "border"
    frame(painter, placed.field, looks.colour(edge), 3 if state.faulty else EDGE, dashed=not needed)
    _content(painter, looks, placed, state)


def _content(painter: QPainter, looks: LookSource, placed: Placed, state: BoxState) -> None:
    """The text as it was typed, then what it was read as where there is room, then the shape that says how it is."""
    inner = placed.field.adjusted(PADDING, 0, -PADDING, 0)
    shape = _shape(state)
    if shape is not None:
        icon, ink = shape
        size = min(float(_TICK), inner.height() - 8)
        box = QRectF(inner.right() + _BESIDE_TICK - size, inner.center().y() - size / 2, size, size)
        paint_icon(painter, icon, box, looks.colour(ink), looks.colour("bg"))
        inner.setRight(box.left() - _BESIDE_TICK)
    if state.mark is not None:
        _line(painter, looks, looks.say(MARK_WORDS[state.mark]), Style(Role.STAFF, SEMIBOLD), inner, ink="text")
        return
    typed = " ".join(state.text.split())
    instead = placed.box.kind in _INSTEAD and not _both_fit(looks, typed, state.said, inner.width())
    if state.said and instead and (_fits(looks, state.said, inner.width()) or not _fits(looks, typed, inner.width())):
        _line(painter, looks, state.said, _TEXT, inner, ink="text")
        return
    if typed:
        style = _TEXT if _fits(looks, typed, inner.width()) else _SMALLER
        used = _line(painter, looks, typed, style, inner, ink="text")
        inner.setLeft(inner.left() + used + 2 * _GAP)
    if state.said and placed.under is None and not _is_as_typed(state.said, typed):
        said = Style(Role.STAFF)
        if not typed or measured(looks, state.said, said).width <= inner.width():
            _line(painter, looks, state.said, said, inner, ink="secondary", at_end=bool(typed))


def _is_as_typed(said: str, typed: str) -> bool:
    """Whether nothing else was read; where lines begin at the right, marks around it keep its own direction."""
    return said.strip("\u2068\u2069") == typed


def _fits(looks: LookSource, text: str, width: float) -> bool:
    return measured(looks, text, _TEXT).width <= width


def _both_fit(looks: LookSource, typed: str, said: str, width: float) -> bool:
    if not typed:
        return True
    return measured(looks, typed, _TEXT).width + 2 * _GAP + measured(looks, said, Style(Role.STAFF)).width <= width


def _shape(state: BoxState) -> tuple[Icon, str] | None:
    """The shape in a box, and the token of its colour."""
    if state.faulty:
        return Icon.BANG, "error"
    if state.warned or state.mark is not None:
        return Icon.TRIANGLE, "attention"
    return (Icon.CHECK, "success") if state.is_right and state.read.needed else None


def _line(
    painter: QPainter, looks: LookSource, text: str, style: Style, room: QRectF, *, ink: str, at_end: bool = False
) -> float:
    """One line half-way up, cut off with dots where it is too long; how wide it is."""
    metrics = QFontMetricsF(looks.font(style.role, style.weight))
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, room.width()))
    laid = measured(looks, shown, style)
    box = QRectF(room.x(), room.center().y() - laid.height / 2, room.width(), laid.height)
    laid.paint(painter, box, looks.colour(ink), Qt.AlignmentFlag.AlignRight if at_end else Qt.AlignmentFlag.AlignLeft)
    return laid.width
