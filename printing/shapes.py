"""The shape of each custody, as the screen shows it: half square, arrow in a ring, tick disc, "!" disc.

One shape has one meaning everywhere. Drawn on a grid of 24 units, y downwards, in black or in white.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reportlab.pdfgen.canvas import Canvas

from kiosk_app.ports.submissions import Custody
from printing.tagged import TaggedPdf

_GRID = 24
_LINE = 2
_WHITE_LINE = 2.6


def draw_custody(pdf: TaggedPdf, custody: Custody, x: float, top: float, side: float, *, reversed_out: bool = False) -> None:
    """The shape in a square, white on black when `reversed_out`. It decorates: the words beside it say the same."""
    with pdf.artifact():
        canvas = pdf.canvas
        canvas.saveState()
        canvas.translate(x, pdf.height - top)
        canvas.scale(side / _GRID, -side / _GRID)
        canvas.setLineWidth(_LINE)
        ink = 1 if reversed_out else 0
        canvas.setStrokeGray(ink)
        canvas.setFillGray(ink)
        _SHAPES[custody](canvas, 1 - ink)
        canvas.restoreState()


def _half_square(canvas: Canvas, _paper: int) -> None:
    canvas.rect(3.5, 3.5, 17, 17)
    canvas.rect(3.5, 12, 17, 8.5, stroke=0, fill=1)


def _arrow_in_ring(canvas: Canvas, _paper: int) -> None:
    canvas.circle(12, 12, 9.5)
    _line(canvas, (12, 17), (12, 7.5))
    _line(canvas, (7.8, 11.2), (12, 7), (16.2, 11.2))


def _tick_disc(canvas: Canvas, paper: int) -> None:
    _disc(canvas, paper)
    _line(canvas, (6.5, 12.4), (10.3, 16.2), (17.5, 8.2))


def _exclamation_disc(canvas: Canvas, paper: int) -> None:
    _disc(canvas, paper)
    _line(canvas, (12, 6), (12, 13.4))
    _line(canvas, (12, 16), (12, 18.4))


def _disc(canvas: Canvas, paper: int) -> None:
    """A full disc; what is drawn next on it has the colour of the paper."""
    canvas.circle(12, 12, 10.5, stroke=0, fill=1)
    canvas.setStrokeGray(paper)
    canvas.setLineWidth(_WHITE_LINE)


def _line(canvas: Canvas, start: tuple[float, float], *points: tuple[float, float]) -> None:
    path = canvas.beginPath()
    path.moveTo(*start)
    for point in points:
        path.lineTo(*point)
    canvas.drawPath(path, stroke=1, fill=0)


_SHAPES: Mapping[Custody, Callable[[Canvas, int], None]] = {
    Custody.HELD: _half_square,
    Custody.SENDING: _arrow_in_ring,
    Custody.ACKNOWLEDGED: _tick_disc,
    Custody.QUARANTINED: _exclamation_disc,
}
