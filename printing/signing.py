"""The two blocks of a claim that are never torn: the statement of truth, and the slip that goes with the fee."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from printing import qr
from printing.boxes import VALUE
from printing.content import YOUR_REFERENCE, Sayer, joined_accents, spoken_reference
from printing.paying import NO_CODE
from printing.sheet import FULL_WIDTH
from printing.tagged import Element, TaggedPdf
from printing.typeset import Piece, Run, Style, draw_line, wrap
from services.common.money import format_pounds
from services.forms.document import FeeSlip, StatementOfTruth
from services.forms.words import Domain, Words, verbatim

_ = Domain("printing")

_LINE, _PADDING, _GAP = 2.25, 16.0, 9.0
_INSIDE = FULL_WIDTH - 2 * _PADDING
_NAME, _SUM, _SMALL = Style(12, 16), Style(27, 34), Style(11.5, 15)
_SIGN_WIDTH, _SIGN_HEIGHT = 272.0, 46.0
_DATE_X, _DATE_BOXES = _SIGN_WIDTH + 2 * _GAP, (44.0, 44.0, 72.0)  # day, month, year
_MODULE = 3.0  # of the code

SIGNATURE, SIGNED_DATE = _("Signature"), _("Date: day, month, year")
_SIGNED = _("Signed electronically on {day:long}, by typing the name above.")
_NAME_OF, _ROLE_OF = _("Name: {name}"), _("Position or firm: {role}")
_QR_ALT = _("QR code of the payment link for {reference}")
_SCAN = _("Scan the code with a phone to pay online")
_FEE, _NOT_KNOWN = _("Court fee"), _("The court tells you the fee")
_ROW = _("In the list of fees: {row}")


@dataclass(frozen=True, slots=True)
class _Lines:
    """A paragraph with what it is in the structure."""

    element: Element
    lines: Sequence[Sequence[Run]]
    style: Style
    before: float = 0

    @property
    def height(self) -> float:
        return self.before + len(self.lines) * self.style.leading

    def paint(self, pdf: TaggedPdf, x: float, y: float) -> float:
        """Draw it below `y`; where it ends."""
        y += self.before
        with pdf.tagged(self.element):
            for line in self.lines:
                draw_line(pdf, line, self.style, x, y)
                y += self.style.leading
        return y


class _Words:
    """Makes the paragraphs of one block."""

    def __init__(self, pdf: TaggedPdf, say: Sayer, width: float) -> None:
        self._pdf, self._width, self._element = pdf, width, pdf.document
        self.say = say

    def said(self, words: Words, style: Style = VALUE, *, bold: bool = False, before: float = 0, width: float = 0) -> _Lines:
        """One sentence."""
        text = self._pdf.fonts.shown(joined_accents(self.say(words)))
        lines = wrap([Run(text, bold=bold)], style.size, width or self._width, self._pdf.fonts)
        return _Lines(self._element.add("P"), lines, style, before)


def statement_block(pdf: TaggedPdf, say: Sayer, statement: StatementOfTruth) -> Piece:
    """The statement with its name, and how it was signed or the place to sign it by hand, in a frame."""
    words = _Words(pdf, say, _INSIDE)
    above = [
        words.said(statement.text),
        words.said(_NAME_OF(name=statement.name), _NAME, bold=True, before=_GAP),
        *([words.said(_ROLE_OF(role=statement.role), _NAME)] if statement.role else []),
        words.said(statement.signs_as, _NAME),
    ]
    if statement.signed_on is not None:
        above.append(words.said(_SIGNED(day=statement.signed_on), _NAME, bold=True, before=_GAP))
    at = {SIGNATURE: (0.0, _SIGN_WIDTH), SIGNED_DATE: (_DATE_X, _INSIDE - _DATE_X)}
    labels = []
    if statement.signed_on is None:
        labels = [(x, words.said(label, _SMALL, before=_GAP, width=width)) for label, (x, width) in at.items()]
    text = sum(each.height for each in above)
    places = max(label.height for _x, label in labels) + _SIGN_HEIGHT if labels else 0.0
    height = text + places + 2 * _PADDING

    def paint(pdf: TaggedPdf, x: float, y: float) -> None:
        pdf.frame(x, y, FULL_WIDTH, height, _LINE)
        inside, below = x + _PADDING, y + _PADDING
        for each in above:
            below = each.paint(pdf, inside, below)
        if labels:
            top = max(label.paint(pdf, inside + at_x, below) for at_x, label in labels)
            pdf.frame(inside, top, _SIGN_WIDTH, _SIGN_HEIGHT, 1)
            left = inside + _DATE_X
            for width in _DATE_BOXES:
                pdf.frame(left, top, width, _SIGN_HEIGHT, 1)
                left += width + 3

    return Piece(height, paint, before=_GAP)


def slip_block(pdf: TaggedPdf, say: Sayer, slip: FeeSlip, reference: str, pay_at: str) -> Piece:
    """The fee, the reference to give with it, and the code of the payment link; where there is none, what to do instead."""
    modules = qr.payment_matrix(pay_at) if pay_at else ()
    side, quiet = len(modules) * _MODULE, qr.QUIET_ZONE * _MODULE
    code = side + 2 * quiet if modules else 0.0
    words = _Words(pdf, say, _INSIDE - code)
    amount = words.said(_NOT_KNOWN, VALUE, bold=True)
    if slip.amount is not None:
        amount = words.said(verbatim(format_pounds(slip.amount)), _SUM, bold=True)
    lines = [
        words.said(_FEE, _NAME),
        amount,
        words.said(YOUR_REFERENCE, _NAME, before=_GAP),
        words.said(verbatim(spoken_reference(reference)), _SUM, bold=True),
        words.said(slip.how, _NAME, bold=True, before=_GAP),
        *([words.said(_ROW(row=slip.row), _SMALL)] if slip.row else []),
        *([words.said(_SCAN if modules else NO_CODE, _NAME, bold=True, before=_GAP)] if slip.by_link else []),
    ]
    figure = pdf.document.add("Figure", alt=say(_QR_ALT(reference=spoken_reference(reference)))) if modules else None
    height = max(sum(line.height for line in lines) + 2 * _PADDING, code + 2 * _LINE)

    def paint(pdf: TaggedPdf, x: float, y: float) -> None:
        pdf.frame(x, y, FULL_WIDTH, height, _LINE)
        below = y + _PADDING
        for line in lines:
            below = line.paint(pdf, x + _PADDING, below)
        if figure is not None:
            left, bottom = x + FULL_WIDTH - _LINE - quiet - side, pdf.height - (y + (height + side) / 2)
            figure.box = (left, bottom, left + side, bottom + side)
            with pdf.tagged(figure):
                qr.draw(pdf.canvas, modules, left, bottom, side)

    return Piece(height, paint, before=_GAP)
