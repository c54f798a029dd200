"""A leaflet: guidance on A4, as many pages as it needs, or as one strip of a roll of 80 mm.

One column, in the order of the screen: what it is about; each section under its heading; a code that leads to the page online,
and how old the words are. It is of nobody: it names no kiosk and bears no reference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk_app.ports.printing import LeafletPage
from printing import qr
from printing.content import Sayer, joined_accents
from printing.flow import Place, Spot
from printing.fonts import Fonts
from printing.sheet import FULL_WIDTH, MARGIN, Sheet
from printing.slip import DOT
from printing.tagged import Element, TaggedPdf
from printing.typeset import (
    CLOSE_BODY,
    HEADING,
    LEAD,
    SMALL,
    SMALLER_TITLE,
    Piece,
    Run,
    Style,
    draw_line,
    indented,
    paragraph,
    wrap,
)
from services.forms.receipt import Line, Section
from services.forms.words import Domain, Words

_ = Domain("printing")

_BULLET = "\N{BULLET}"
_ONLINE = _("Read this online")
_QR_ALT = _("QR code of the page {address}")


@dataclass(frozen=True, slots=True)
class _Setting:
    """The paper's measures: sizes of type, the white between things, and a module of the code, in points."""

    width: float
    title: Style
    lead: Style
    heading: Style
    body: Style
    small: Style
    rule: float
    above_rule: float
    below_rule: float
    between: float  # lines of a section
    indent: float  # of a line with a bullet
    module: float
    code_first: bool = False  # beside the title, not at the end


_A4 = _Setting(FULL_WIDTH, SMALLER_TITLE, LEAD, HEADING, CLOSE_BODY, SMALL, 2, 10, 4, 2, 16, 3, code_first=True)
_STRIP_WIDTH, _STRIP_MARGIN, _STRIP_TOP, _STRIP_BOTTOM = 640 * DOT, 32 * DOT, 24 * DOT, 48 * DOT
_STRIP = _Setting(
    _STRIP_WIDTH - 2 * _STRIP_MARGIN,
    Style(44 * DOT, 54 * DOT),
    Style(30 * DOT, 38 * DOT),
    Style(33 * DOT, 42 * DOT),
    Style(28 * DOT, 36 * DOT),
    Style(24 * DOT, 32 * DOT),
    3 * DOT,
    22 * DOT,
    14 * DOT,
    6 * DOT,
    26 * DOT,
    8 * DOT,
)


def leaflet_sheet(page: LeafletPage, fonts: Fonts) -> bytes:
    """A tagged PDF, A4."""
    words = _Words(page, fonts, _A4)
    names = joined_accents(page.organisation), joined_accents(page.site)
    sheet = Sheet(fonts, words.say.translate, *names, tuple(map(words.say, words.foot)))
    header = words.pdf.document.add("Div")
    places, _end = sheet.frame.column(words.pieces(), MARGIN, Spot(0, sheet.frame.top))
    sheet.paint(words.pdf, places, header, words.pdf.document.add("Div"))
    return words.pdf.finish()


def leaflet_strip(page: LeafletPage, fonts: Fonts) -> bytes:
    """A tagged PDF of one page, 80 mm wide."""
    words = _Words(page, fonts, _STRIP)
    pieces = [*words.header(), *words.pieces(), *words.footer()]
    places, height = _stacked(pieces)
    words.pdf.resize(_STRIP_WIDTH, height + _STRIP_BOTTOM)
    for place in places:
        place.piece.paint(words.pdf, place.x, place.spot.y)
    return words.pdf.finish()


def _stacked(pieces: Sequence[Piece]) -> tuple[list[Place], float]:
    """One below the other, and where the last one ends."""
    places, y = [], _STRIP_TOP
    for piece in pieces:
        y += piece.before
        places.append(Place(Spot(0, y), _STRIP_MARGIN, piece))
        y += piece.height
    return places, y


class _Words:
    """The words of one leaflet as pieces; elements join the structure in the order of the calls."""

    def __init__(self, page: LeafletPage, fonts: Fonts, setting: _Setting) -> None:
        self._page = page
        self._fonts = fonts
        self._setting = setting
        self.say = Sayer(page.language)
        self.pdf = TaggedPdf(self.say(page.page.title), page.language, fonts)
        self.foot = (page.page.correct, _("Printed on {printed:weekday-year}.", printed=page.printed))

    def pieces(self) -> list[Piece]:
        """Title, sections and code; no code of what is nowhere online."""
        page, document, setting = self._page.page, self.pdf.document, self._setting
        if not (setting.code_first and page.address):
            title = self._bold(page.title, document.add("H1"), setting.title)
            summary = self._plain(page.summary, document.add("P"), setting.lead)
            online = [self._rule(), self._online()] if page.address else []
            return [*title, *summary, *self._sections(), *online]
        above = (
            (document.add("H1"), Run(self.say(page.title), bold=True), setting.title),
            (document.add("P"), Run(self.say(page.summary)), setting.lead),
        )
        return [self._online(above), *self._sections()]

    def header(self) -> list[Piece]:
        """Who hands it out, for a strip; a sheet has its own."""
        around, setting = self.pdf.document.add("Div"), self._setting
        names = (Run(joined_accents(self._page.organisation)), Run(joined_accents(self._page.site), bold=True))
        lines = [self._paragraph([run], around.add("P"), setting.small) for run in names]
        return [piece for line in lines for piece in line] + [self._rule()]

    def footer(self) -> list[Piece]:
        """How old it is, for a strip."""
        around = self.pdf.document.add("Div")
        lines = [self._plain(words, around.add("P"), self._setting.small, before=self._setting.between) for words in self.foot]
        return [self._rule(), *(piece for line in lines for piece in line)]

    def _sections(self) -> list[Piece]:
        return [piece for section in self._page.page.sections for piece in self._section(section)]

    def _section(self, section: Section) -> list[Piece]:
        document, setting = self.pdf.document, self._setting
        heading = self._bold(section.heading, document.add("H2"), setting.heading, before=setting.below_rule)
        if len(section.lines) == 1:
            (line,) = section.lines
            return [self._rule(), *heading, *self._line(line, document, setting.width, bullet=False)]
        listing = document.add("L")
        lines = [piece for line in section.lines for piece in self._line(line, listing.add("LI"), setting.width, bullet=True)]
        return [self._rule(), *heading, *lines]

    def _line(self, line: Line, element: Element, width: float, *, bullet: bool) -> list[Piece]:
        setting = self._setting
        indent = setting.indent if bullet else 0.0
        label = element.add("Lbl") if bullet else None
        body = element.add("LBody") if bullet else element
        pieces = self._plain(line.text, body.add("P"), setting.body, before=setting.between, width=width - indent)
        if line.more is not None:
            pieces += self._plain(line.more, body.add("P"), setting.body, width=width - indent)
        first, *rest = (indented(piece, indent) for piece in pieces)

        def paint(pdf: TaggedPdf, x: float, y: float) -> None:
            if label is not None:
                with pdf.tagged(label):
                    draw_line(pdf, [Run(f"{_BULLET} ")], setting.body, x, y)
            first.paint(pdf, x, y)

        return [Piece(first.height, paint, before=first.before, keep=first.keep), *rest]

    def _online(self, above: Sequence[tuple[Element, Run, Style]] = ()) -> Piece:
        """The code with its quiet zone, and beside it where it leads, below the words `above`."""
        setting, there = self._setting, self._page.page.online(self._page.language)
        modules = qr.address_matrix(there.address)
        side, quiet = len(modules) * setting.module, qr.QUIET_ZONE * setting.module
        room = setting.width - side - 2 * quiet
        online = [Run(self.say(_ONLINE), bold=True), Run(there.address.removeprefix("https://"))]
        online += [Run(self.say(there.note))] if there.note is not None else []
        words = [*above, *((self.pdf.document.add("P"), run, setting.body) for run in online)]
        figure = self.pdf.document.add("Figure", alt=self.say(_QR_ALT(address=there.address)))
        wrapped = [(element, style, wrap([run], style.size, room, self._fonts)) for element, run, style in words]
        text = sum(len(lines) * style.leading for _element, style, lines in wrapped)
        height = max(side + 2 * quiet, text)
        x_of_words = 0.0 if above else side + 2 * quiet
        x_of_code = setting.width - side if above else quiet

        def paint(pdf: TaggedPdf, x: float, y: float) -> None:
            top = y if above else y + (height - text) / 2
            for element, style, lines in wrapped:
                with pdf.tagged(element):
                    for line in lines:
                        draw_line(pdf, line, style, x + x_of_words, top)
                        top += style.leading
            left, bottom = x + x_of_code, pdf.height - (y + (height + side) / 2)
            figure.box = (left, bottom, left + side, bottom + side)
            with pdf.tagged(figure):
                qr.draw(pdf.canvas, modules, left, bottom, side)

        return Piece(height, paint)

    def _rule(self) -> Piece:
        setting = self._setting

        def paint(pdf: TaggedPdf, x: float, y: float) -> None:
            pdf.bar(x, y, setting.width, setting.rule)

        return Piece(setting.rule, paint, before=setting.above_rule, keep=True, divides=True)

    def _bold(self, words: Words, element: Element, style: Style, *, before: float = 0) -> list[Piece]:
        return self._paragraph([Run(self.say(words), bold=True)], element, style, before=before, keep=True)

    def _plain(self, words: Words, element: Element, style: Style, *, before: float = 0, width: float = 0) -> list[Piece]:
        return self._paragraph([Run(self.say(words))], element, style, before=before, width=width)

    def _paragraph(
        self, runs: Sequence[Run], element: Element, style: Style, *, before: float = 0, width: float = 0, keep: bool = False
    ) -> list[Piece]:
        room = width or self._setting.width
        return paragraph(self._fonts, element, runs, style, room, before=before, keep=keep)
