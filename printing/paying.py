"""The box on a receipt from which a fee is paid online: how much, the code of the payment link, and its address in letters.

Where this kiosk has no payment link, the box says what to do instead. Nothing is paid here, and no card is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass

from printing import qr
from printing.content import Paying, Sayer, spoken_reference
from printing.tagged import TaggedPdf
from printing.typeset import Piece, Run, Style, draw_line, wrap
from services.common.money import format_pounds
from services.forms.words import Domain

_ = Domain("printing")

_TITLE = _("Pay {sum} online")
_SCAN = _("Scan this code with a phone, or type the address below. The amount and the reference are filled in.")
NO_CODE = _("This kiosk has no payment code. Ask the court how to pay online, and give the reference.")
_ALT = _("QR code of the payment link for {reference}")


@dataclass(frozen=True, slots=True)
class Setting:
    """The measures of the box, in points. The code stands beside the words, or `below` them."""

    width: float
    line: float
    padding: float
    title: Style
    text: Style
    address: Style
    module: float
    below: bool
    before: float


def pay_box(pdf: TaggedPdf, say: Sayer, paying: Paying, reference: str, setting: Setting) -> Piece:
    """The box as one piece."""
    box = _Box(pdf, say, paying, reference, setting)
    return Piece(box.height, box.paint, before=setting.before)


class _Box:
    """Measures the box, then draws it. Its elements stand in the structure in reading order from the start."""

    def __init__(self, pdf: TaggedPdf, say: Sayer, paying: Paying, reference: str, setting: Setting) -> None:
        self._setting = setting
        self._modules = qr.payment_matrix(paying.at) if paying.at else ()
        self._side = len(self._modules) * setting.module
        self._quiet = qr.QUIET_ZONE * setting.module if self._modules else 0.0
        code = 0.0 if setting.below or not self._modules else self._side + 2 * self._quiet
        room = setting.width - 2 * setting.padding - 2 * setting.line - code
        said = [
            (say(_TITLE(sum=format_pounds(paying.amount))), True, setting.title),
            (say(_SCAN if self._modules else NO_CODE), False, setting.text),
            *([(paying.at, False, setting.address)] if paying.at else []),
        ]
        self._lines = [
            (pdf.document.add("P"), wrap([Run(text, bold=bold)], style.size, room, pdf.fonts), style)
            for text, bold, style in said
        ]
        alt = say(_ALT(reference=spoken_reference(reference)))
        self._figure = pdf.document.add("Figure", alt=alt) if self._modules else None

    @property
    def height(self) -> float:
        """High enough for the words and for the code with its quiet zone."""
        code = self._side + 2 * self._quiet
        words = self._words_height + 2 * self._setting.padding
        return words + code if self._setting.below else max(words, code + 2 * self._setting.line)

    @property
    def _words_height(self) -> float:
        return sum(len(lines) * style.leading for _element, lines, style in self._lines)

    def paint(self, pdf: TaggedPdf, x: float, y: float) -> None:
        """Draw the box with its upper left corner at `x`, `y`."""
        setting = self._setting
        pdf.frame(x, y, setting.width, self.height, setting.line)
        free = self.height - self._words_height - (self._side + 2 * self._quiet if setting.below else 0)
        top = y + free / 2
        for element, lines, style in self._lines:
            with pdf.tagged(element):
                for line in lines:
                    draw_line(pdf, line, style, x + setting.line + setting.padding, top)
                    top += style.leading
        if self._figure is None:
            return
        left, above = x + setting.width - setting.line - self._quiet - self._side, y + (self.height - self._side) / 2
        if setting.below:
            left, above = x + (setting.width - self._side) / 2, y + self.height - self._quiet - self._side
        bottom = pdf.height - above - self._side
        self._figure.box = (left, bottom, left + self._side, bottom + self._side)
        with pdf.tagged(self._figure):
            qr.draw(pdf.canvas, self._modules, left, bottom, self._side)
