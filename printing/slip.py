"""A receipt or a pass on a roll of 80 mm: one strip, as long as its words.

In the order of the letter, in one column of 72 mm, which is what a thermal head prints at 203 dots an inch. The reference is as
large as the strip is wide; a module of the QR is a whole number of dots.
"""

from __future__ import annotations

from collections.abc import Sequence

from printing import qr
from printing.content import (
    DUPLICATE,
    HOW_TO_USE_IT,
    QR_ALT,
    YOUR_REFERENCE,
    Content,
    Sayer,
    copy_words,
    joined_accents,
    printed_words,
    spoken_reference,
)
from printing.fonts import Fonts
from printing.paying import Setting, pay_box
from printing.sections import Sections, Spacing
from printing.shapes import draw_custody
from printing.tagged import Element, TaggedPdf
from printing.typeset import Piece, Run, Style, draw_line, paragraph, wrap

DOT = 72 / 203
_WIDTH, _MARGIN = 640 * DOT, 32 * DOT
_COLUMN = _WIDTH - 2 * _MARGIN
_TOP, _BOTTOM = 24 * DOT, 48 * DOT

_TEXT = Style(28 * DOT, 36 * DOT)
_SMALL = Style(24 * DOT, 32 * DOT)
_TITLE, _HEADLINE = Style(44 * DOT, 54 * DOT), Style(38 * DOT, 48 * DOT)
_HEADING = Style(33 * DOT, 42 * DOT)
_DUPLICATE = Style(48 * DOT, 56 * DOT)
_REFERENCE_SIZE, _REFERENCE_GAP = 72 * DOT, 0.28  # the most; the gap in ems
_THICK, _THIN = 6 * DOT, 3 * DOT
_MODULE = 10 * DOT
_PAYING = Setting(_COLUMN, _THIN, 20 * DOT, _HEADING, _TEXT, _SMALL, module=9 * DOT, below=True, before=14 * DOT)
_BAR_PADDING = 16 * DOT
_SHAPE, _SHAPE_COLUMN = 32 * DOT, 44 * DOT
_QR_X = 8 * DOT  # with the margin, four modules of white

_SPACING = Spacing(
    _TEXT, lead=2 * DOT, ticket=0, rule=22 * DOT, heading=18 * DOT, section=6 * DOT, between=12 * DOT, choices=6 * DOT
)


def slip(content: Content, fonts: Fonts) -> bytes:
    """A tagged PDF of one page, 80 mm wide."""
    return _Strip(content, fonts).pdf()


class _Strip:
    """One strip: pieces one below the other."""

    def __init__(self, content: Content, fonts: Fonts) -> None:
        self._content = content
        self._fonts = fonts
        self._say = Sayer(content.imprint.language)
        self._title = self._say(content.title)
        self._pdf = TaggedPdf(self._title, content.imprint.language, fonts)
        self._document = self._pdf.document
        self._sections = Sections(fonts, self._document, self._say, _SPACING, heading_style=_HEADING, rule=_THIN)
        self._pieces = [
            *self._header(),
            *self._opening(),
            *self._reference(),
            self._state(),
            self._code(),
            *self._payment(),
            *self._words(),
            *self._foot(),
        ]

    def pdf(self) -> bytes:
        """The finished file. Can be made once."""
        self._pdf.resize(_WIDTH, _TOP + sum(piece.before + piece.height for piece in self._pieces) + _BOTTOM)
        y = _TOP
        for piece in self._pieces:
            y += piece.before
            piece.paint(self._pdf, _MARGIN, y)
            y += piece.height
        return self._pdf.finish()

    def _header(self) -> list[Piece]:
        imprint, around = self._content.imprint, self._document.add("Div")
        pieces = [
            *self._paragraph([Run(joined_accents(imprint.organisation))], _SMALL, around.add("P")),
            *self._paragraph([Run(joined_accents(imprint.site), bold=True)], _TEXT, around.add("P")),
        ]
        if imprint.copy == 1:
            return [*pieces, self._rule(_THICK, 10 * DOT)]
        words = [([Run(self._say(DUPLICATE), bold=True)], _DUPLICATE), ([Run(self._say(copy_words(imprint)), bold=True)], _TEXT)]
        return [*pieces, self._black(words, before=12 * DOT)]

    def _opening(self) -> list[Piece]:
        content = self._content
        element = self._document.add("H1")
        pieces = self._paragraph([Run(self._title, bold=True)], _TITLE, element, before=20 * DOT)
        for line in content.headline:
            pieces += self._paragraph([Run(self._say(line), bold=True)], _HEADLINE, self._document.add("P"))
        if content.lead:
            runs = [Run(self._say(words), bold=index == 0) for index, words in enumerate(content.lead)]
            pieces += self._paragraph(runs, _TEXT, self._document.add("P"), before=_SPACING.lead)
        return pieces

    def _reference(self) -> list[Piece]:
        """In groups, with one size that fills the strip."""
        groups = qr.groups(self._content.reference)
        label = self._paragraph([Run(self._say(YOUR_REFERENCE))], _SMALL, self._document.add("P"), before=18 * DOT)
        element = self._document.add("P")
        ems = sum(self._fonts.width(group, 1, bold=True) for group in groups) + _REFERENCE_GAP * (len(groups) - 1)
        size = min(_REFERENCE_SIZE, _COLUMN / ems)
        line = Style(size, size * 1.1)

        def paint(pdf: TaggedPdf, x: float, y: float) -> None:
            with pdf.tagged(element):
                for group in groups:
                    pdf.text(x, line.baseline(y), f"{group} ", size, bold=True)
                    x += self._fonts.width(group, size, bold=True) + size * _REFERENCE_GAP

        return [*label, Piece(line.leading, paint)]

    def _state(self) -> Piece:
        """Where things stand, white on black, with its shape."""
        return self._black([([Run(self._say(self._content.state), bold=True)], _TEXT)], before=14 * DOT, shape=True)

    def _code(self) -> Piece:
        """The QR with its quiet zone, and beside it what it is for."""
        modules = qr.matrix(self._content.reference)
        side, quiet = len(modules) * _MODULE, qr.QUIET_ZONE * _MODULE
        how = self._document.add("P")
        alt = self._say(QR_ALT(reference=spoken_reference(self._content.reference)))
        figure = self._document.add("Figure", alt=alt)
        left = _QR_X + side + quiet
        lines = wrap([Run(self._say(HOW_TO_USE_IT))], _TEXT.size, _COLUMN - left, self._fonts)
        height = max(side + 2 * quiet, len(lines) * _TEXT.leading)

        def paint(pdf: TaggedPdf, x: float, y: float) -> None:
            bottom = pdf.height - (y + (height + side) / 2)
            figure.box = (x + _QR_X, bottom, x + _QR_X + side, bottom + side)
            with pdf.tagged(figure):
                qr.draw(pdf.canvas, modules, x + _QR_X, bottom, side)
            with pdf.tagged(how):
                top = y + (height - len(lines) * _TEXT.leading) / 2
                for index, line in enumerate(lines):
                    draw_line(pdf, line, _TEXT, x + left, top + index * _TEXT.leading)

        return Piece(height, paint)

    def _payment(self) -> list[Piece]:
        """The box from which it is paid online, where it is."""
        content = self._content
        return [pay_box(self._pdf, self._say, content.paying, content.reference, _PAYING)] if content.paying else []

    def _words(self) -> list[Piece]:
        content, sections = self._content, self._sections
        pieces = sections.heading(content.steps_title, _COLUMN)
        for index, step in enumerate(content.steps):
            pieces += sections.dated(step, _COLUMN, _SPACING.between if index else _SPACING.section)
        for index, section in enumerate(content.asked):
            if index:
                pieces += sections.section(section, _COLUMN, _SPACING.between)
            else:
                pieces += sections.heading(section.heading, _COLUMN)
                pieces += sections.lines(section, _COLUMN, _SPACING.section)
        if content.later:
            pieces += sections.heading(content.later_title, _COLUMN)
        for index, section in enumerate(content.later):
            pieces += sections.section(section, _COLUMN, _SPACING.between if index else _SPACING.section)
        return pieces

    def _foot(self) -> list[Piece]:
        around = self._document.add("Div")
        sentences = (self._say(printed_words(self._content.imprint)), self._say(self._content.keep))
        pieces = [self._rule(_THIN, _SPACING.rule)]
        for index, sentence in enumerate(sentences):
            before = 6 * DOT if index else 16 * DOT
            pieces += self._paragraph([Run(sentence)], _SMALL, around.add("P"), before=before)
        return pieces

    def _paragraph(self, runs: Sequence[Run], style: Style, element: Element, before: float = 0) -> list[Piece]:
        return paragraph(self._fonts, element, runs, style, _COLUMN, before=before)

    def _black(self, words: Sequence[tuple[Sequence[Run], Style]], *, before: float, shape: bool = False) -> Piece:
        """A black bar with white words."""
        indent = _BAR_PADDING + (_SHAPE_COLUMN if shape else 0)
        width = _COLUMN - indent - _BAR_PADDING
        wrapped = [(self._document.add("P"), wrap(runs, style.size, width, self._fonts), style) for runs, style in words]
        text = sum(len(lines) * style.leading for _element, lines, style in wrapped)
        height = text + 1.4 * _BAR_PADDING

        def paint(pdf: TaggedPdf, x: float, y: float) -> None:
            pdf.bar(x, y, _COLUMN, height)
            top = y + (height - text) / 2
            if shape:
                middle = top + (_TEXT.leading - _SHAPE) / 2
                draw_custody(pdf, self._content.shape, x + _BAR_PADDING, middle, _SHAPE, reversed_out=True)
            for element, lines, style in wrapped:
                with pdf.tagged(element):
                    for line in lines:
                        draw_line(pdf, line, style, x + indent, top, white=True)
                        top += style.leading

        return Piece(height, paint, before=before)

    def _rule(self, height: float, before: float) -> Piece:
        def paint(pdf: TaggedPdf, x: float, y: float) -> None:
            pdf.bar(x, y, _COLUMN, height)

        return Piece(height, paint, before=before)
