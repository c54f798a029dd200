"""The boxed reference: what a person keeps, who holds the submission, what to do with it, and the QR.

The reference is as large as its box allows, in groups of four; the box grows with the words of the custody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk_app.ports.submissions import Custody
from printing import qr
from printing.shapes import draw_custody
from printing.sheet import FULL_WIDTH, MARGIN, RIGHT
from printing.tagged import TaggedPdf
from printing.typeset import BODY, CUSTODY, SMALL, Piece, Run, Style, draw_line, wrap

_LINE = 2.25
_PADDING = 22.0  # from the edge of the box to the words
_QR_SIDE = 105.0
_LABEL_TOP = 16.5
_REFERENCE_BASELINE = 70.0
_REFERENCE_SIZE, _TRACKING, _GROUP_GAP = 35.0, 0.02, 0.42  # in points; in ems of the size
_CUSTODY_TOP, _ABOVE_HINT, _BELOW_WORDS = 86.0, 5.0, 13.0
_SHAPE, _SHAPE_COLUMN = 22.5, 31.0


@dataclass(frozen=True, slots=True)
class TicketWords:
    """What the box says, in one language."""

    label: str
    reference: str  # 12 characters
    custody: str
    hint: str  # how to use the reference
    qr_alt: str


def ticket(pdf: TaggedPdf, words: TicketWords, custody: Custody, before: float, style: Style = CUSTODY) -> Piece:
    """The box as one piece. `style` is that of the words of the custody."""
    box = _Ticket(pdf, words, custody, style)
    return Piece(box.height, box.paint, before=before)


class _Ticket:
    """Measures the box, then draws it. Its elements stand in the structure in reading order from the start."""

    def __init__(self, pdf: TaggedPdf, words: TicketWords, custody: Custody, style: Style) -> None:
        self._words = words
        self._style = style
        self._custody = custody
        self._groups = qr.groups(words.reference)
        modules = qr.matrix(words.reference)
        self._modules = modules
        self._quiet = _QR_SIDE / len(modules) * qr.QUIET_ZONE
        self._qr_x = RIGHT - _LINE - self._quiet - _QR_SIDE
        self._words_right = self._qr_x - self._quiet
        self._label, self._reference, self._holder, self._how = (pdf.document.add("P") for _ in range(4))
        self._figure = pdf.document.add("Figure", alt=words.qr_alt)
        width = self._words_right - MARGIN - _PADDING
        self._custody_lines = wrap([Run(words.custody, bold=True)], style.size, width - _SHAPE_COLUMN, pdf.fonts)
        self._hint_lines = wrap([Run(words.hint)], SMALL.size, width, pdf.fonts)

    @property
    def height(self) -> float:
        """High enough for the QR with its quiet zone, and for the words of the custody."""
        words = self._hint_top + len(self._hint_lines) * SMALL.leading + _BELOW_WORDS
        return max(words, _QR_SIDE + 2 * (self._quiet + _LINE))

    def paint(self, pdf: TaggedPdf, x: float, y: float) -> None:
        """Draw the box with its upper left corner at `x`, `y`."""
        pdf.frame(x, y, FULL_WIDTH, self.height, _LINE)
        left = x + _PADDING
        with pdf.tagged(self._label):
            draw_line(pdf, [Run(self._words.label)], BODY, left, y + _LABEL_TOP)
        with pdf.tagged(self._reference):
            self._paint_reference(pdf, left, y + _REFERENCE_BASELINE)
        draw_custody(pdf, self._custody, left, y + _CUSTODY_TOP + (self._style.leading - _SHAPE) / 2, _SHAPE)
        with pdf.tagged(self._holder):
            for index, line in enumerate(self._custody_lines):
                draw_line(pdf, line, self._style, left + _SHAPE_COLUMN, y + _CUSTODY_TOP + index * self._style.leading)
        with pdf.tagged(self._how):
            for index, line in enumerate(self._hint_lines):
                draw_line(pdf, line, SMALL, left, y + self._hint_top + index * SMALL.leading)
        self._paint_qr(pdf, y)

    @property
    def _hint_top(self) -> float:
        return _CUSTODY_TOP + len(self._custody_lines) * self._style.leading + _ABOVE_HINT

    def _paint_reference(self, pdf: TaggedPdf, x: float, baseline: float) -> None:
        room = self._words_right - x
        size = _REFERENCE_SIZE * min(1, room / _reference_width(pdf, self._groups, _REFERENCE_SIZE))
        for group in self._groups:
            pdf.text(x, baseline, f"{group} ", size, bold=True, spacing=size * _TRACKING)
            x += pdf.fonts.width(group, size, bold=True, spacing=size * _TRACKING) + size * _GROUP_GAP

    def _paint_qr(self, pdf: TaggedPdf, y: float) -> None:
        bottom = pdf.height - (y + _LINE + self._quiet + _QR_SIDE)
        self._figure.box = (self._qr_x, bottom, self._qr_x + _QR_SIDE, bottom + _QR_SIDE)
        with pdf.tagged(self._figure):
            qr.draw(pdf.canvas, self._modules, self._qr_x, bottom, _QR_SIDE)


def _reference_width(pdf: TaggedPdf, groups: Sequence[str], size: float) -> float:
    letters = sum(pdf.fonts.width(group, size, bold=True, spacing=size * _TRACKING) for group in groups)
    return letters + size * _GROUP_GAP * (len(groups) - 1)
