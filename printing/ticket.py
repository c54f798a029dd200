"""The boxed reference: what a person keeps, who holds the submission, and the QR.

The reference is as large as its box allows, in groups of four; the box grows with the words of the custody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk_app.ports.submissions import Custody
from printing import qr
from printing.shapes import draw_custody
from printing.sheet import FULL_WIDTH, MARGIN, RIGHT
from printing.tagged import HEIGHT, TaggedPdf
from printing.typeset import BODY, CUSTODY, Piece, Run, draw_line, wrap

_LINE = 2.25
_PADDING = 22.0  # from the edge of the box to the words
_QR_SIDE = 105.0
_LABEL_TOP = 16.5
_REFERENCE_BASELINE = 72.0
_REFERENCE_SIZE, _TRACKING, _GROUP_GAP = 35.0, 0.02, 0.42  # in points; in ems of the size
_CUSTODY_CENTRE, _CUSTODY_HIGHEST, _BELOW_CUSTODY = 115.5, 92.0, 14.0
_SHAPE, _SHAPE_COLUMN = 22.5, 31.0


@dataclass(frozen=True, slots=True)
class TicketWords:
    """What the box says, in one language."""

    label: str
    reference: str  # 12 characters
    custody: str
    qr_alt: str


def ticket(pdf: TaggedPdf, words: TicketWords, custody: Custody, before: float) -> Piece:
    """The box as one piece."""
    box = _Ticket(pdf, words, custody)
    return Piece(box.height, box.paint, before=before)


class _Ticket:
    """Measures the box, then draws it. Its elements stand in the structure in reading order from the start."""

    def __init__(self, pdf: TaggedPdf, words: TicketWords, custody: Custody) -> None:
        self._words = words
        self._custody = custody
        self._groups = qr.groups(words.reference)
        modules = qr.matrix(words.reference)
        self._modules = modules
        self._quiet = _QR_SIDE / len(modules) * qr.QUIET_ZONE
        self._qr_x = RIGHT - _LINE - self._quiet - _QR_SIDE
        self._words_right = self._qr_x - self._quiet
        self._label, self._reference, self._holder = (pdf.document.add("P") for _ in range(3))
        self._figure = pdf.document.add("Figure", alt=words.qr_alt)
        words_width = self._words_right - MARGIN - _PADDING - _SHAPE_COLUMN
        self._custody_lines = wrap([Run(words.custody, bold=True)], CUSTODY.size, words_width, pdf.fonts)

    @property
    def height(self) -> float:
        """High enough for the QR with its quiet zone, and for the words of the custody."""
        words = self._custody_top + len(self._custody_lines) * CUSTODY.leading + _BELOW_CUSTODY
        return max(words, _QR_SIDE + 2 * (self._quiet + _LINE))

    def paint(self, pdf: TaggedPdf, x: float, y: float) -> None:
        """Draw the box with its upper left corner at `x`, `y`."""
        pdf.frame(x, y, FULL_WIDTH, self.height, _LINE)
        left = x + _PADDING
        with pdf.tagged(self._label):
            draw_line(pdf, [Run(self._words.label)], BODY, left, y + _LABEL_TOP)
        with pdf.tagged(self._reference):
            self._paint_reference(pdf, left, y + _REFERENCE_BASELINE)
        draw_custody(pdf, self._custody, left, y + self._custody_top + (CUSTODY.leading - _SHAPE) / 2, _SHAPE)
        with pdf.tagged(self._holder):
            for index, line in enumerate(self._custody_lines):
                top = y + self._custody_top + index * CUSTODY.leading
                draw_line(pdf, line, CUSTODY, left + _SHAPE_COLUMN, top)
        self._paint_qr(pdf, y)

    @property
    def _custody_top(self) -> float:
        """Lines are centred where one line stands, as long as the reference leaves room; the shape is level with the first."""
        return max(_CUSTODY_HIGHEST, _CUSTODY_CENTRE - len(self._custody_lines) * CUSTODY.leading / 2)

    def _paint_reference(self, pdf: TaggedPdf, x: float, baseline: float) -> None:
        room = self._words_right - x
        size = _REFERENCE_SIZE * min(1, room / _reference_width(pdf, self._groups, _REFERENCE_SIZE))
        for group in self._groups:
            pdf.text(x, baseline, f"{group} ", size, bold=True, spacing=size * _TRACKING)
            x += pdf.fonts.width(group, size, bold=True, spacing=size * _TRACKING) + size * _GROUP_GAP

    def _paint_qr(self, pdf: TaggedPdf, y: float) -> None:
        bottom = HEIGHT - (y + _LINE + self._quiet + _QR_SIDE)
        self._figure.box = (self._qr_x, bottom, self._qr_x + _QR_SIDE, bottom + _QR_SIDE)
        with pdf.tagged(self._figure):
            qr.draw(pdf.canvas, self._modules, self._qr_x, bottom, _QR_SIDE)


def _reference_width(pdf: TaggedPdf, groups: Sequence[str], size: float) -> float:
    letters = sum(pdf.fonts.width(group, size, bold=True, spacing=size * _TRACKING) for group in groups)
    return letters + size * _GROUP_GAP * (len(groups) - 1)
