"""A receipt or a pass on A4.

In the order of the screen: what it is; the reference and where things stand; what happens next, and what was asked for or who
comes; what to bring and to know. The service gives the words, this page gives them their place. Long words wrap. What is a
little too long for one page is set closer; what is longer goes on to a second page. The type is never made smaller to fit.
"""

from __future__ import annotations

from functools import partial

from printing.content import (
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
from printing.flow import Frame, Place, Placed, Spot
from printing.fonts import Fonts
from printing.sections import Sections, Spacing
from printing.sheet import FULL_WIDTH, MARGIN, RIGHT, Sheet
from printing.tagged import TaggedPdf
from printing.ticket import TicketWords, ticket
from printing.typeset import BODY, CLOSE_BODY, HEADLINE, LEAD, TIGHT_BODY, TITLE, Piece, Run, paragraph

_NEXT_WIDTH, _ASKED_X = 280.0, 345.0
_TERM_WIDTH, _RULE_X = 132.0, 190.0

_ROOMY = Spacing(BODY, lead=2.5, ticket=14, rule=18, heading=10, section=7, between=9.5, choices=7.5)
_CLOSE = Spacing(CLOSE_BODY, lead=1.5, ticket=12, rule=15, heading=7, section=5, between=7, choices=5)
_TIGHT = Spacing(TIGHT_BODY, lead=0, ticket=9, rule=11, heading=5, section=3, between=4.5, choices=3)


def letter(content: Content, fonts: Fonts) -> bytes:
    """A tagged PDF, A4, one page unless the words need more."""
    roomy = _Composition(content, fonts, _ROOMY)
    if roomy.pages == 1:
        return roomy.pdf()
    closer = (_Composition(content, fonts, spacing) for spacing in (_CLOSE, _TIGHT))
    return next((composition for composition in closer if composition.pages == 1), roomy).pdf()


class _Composition:
    """One letter being put together: words into pieces, pieces into places, places onto pages."""

    def __init__(self, content: Content, fonts: Fonts, spacing: Spacing) -> None:
        self._content = content
        self._fonts = fonts
        self._spacing = spacing
        imprint = content.imprint
        self._say = Sayer(imprint.language)
        self._title = self._say(content.title)
        self._pdf = TaggedPdf(self._title, imprint.language, fonts)
        self._sections = Sections(fonts, self._pdf.document, self._say, spacing)
        self._sheet = Sheet(
            fonts,
            self._say.translate,
            joined_accents(imprint.organisation),
            joined_accents(imprint.site),
            (self._say(printed_words(imprint)), self._say(content.keep)),
            imprint.copy,
            self._say(copy_words(imprint)),
        )
        self._header = self._pdf.document.add("Div")
        self._places = self._place(self._sheet.frame)
        self._foot = self._pdf.document.add("Div")

    @property
    def pages(self) -> int:
        """How many pages it takes."""
        return max(place.spot.page for place in self._places) + 1

    def pdf(self) -> bytes:
        """The finished file. Can be made once."""
        self._sheet.paint(self._pdf, self._places, self._header, self._foot)
        return self._pdf.finish()

    def _place(self, frame: Frame) -> list[Place]:
        opening, spot = frame.column([*self._opening(), self._ticket()], MARGIN, Spot(0, frame.top))
        middle, spot = frame.columns([(MARGIN, self._steps()), (_ASKED_X, self._asked())], spot)
        return opening + middle + self._later(frame, spot)

    def _opening(self) -> list[Piece]:
        content, document = self._content, self._pdf.document
        pieces = paragraph(self._fonts, document.add("H1"), [Run(self._title, bold=True)], TITLE, FULL_WIDTH, keep=True)
        for line in content.headline:
            pieces += paragraph(self._fonts, document.add("P"), [Run(self._say(line), bold=True)], HEADLINE, FULL_WIDTH)
        if content.lead:
            runs = [Run(self._say(words), bold=index == 0) for index, words in enumerate(content.lead)]
            pieces += paragraph(self._fonts, document.add("P"), runs, LEAD, FULL_WIDTH, before=self._spacing.lead)
        return pieces

    def _ticket(self) -> Piece:
        content = self._content
        words = TicketWords(
            label=self._say(YOUR_REFERENCE),
            reference=content.reference,
            custody=self._say(content.state),
            hint=self._say(HOW_TO_USE_IT),
            qr_alt=self._say(QR_ALT(reference=spoken_reference(content.reference))),
        )
        return ticket(self._pdf, words, content.shape, self._spacing.ticket)

    def _steps(self) -> list[Piece]:
        pieces = self._sections.heading(self._content.steps_title, _NEXT_WIDTH)
        white = self._spacing.section
        for line in self._content.steps:
            pieces += self._sections.dated(line, _NEXT_WIDTH, white)
            white = self._spacing.between
        return pieces

    def _asked(self) -> list[Piece]:
        """The first section's heading heads the column; the others are smaller."""
        width = RIGHT - _ASKED_X
        pieces: list[Piece] = []
        for section in self._content.asked:
            if pieces:
                pieces += self._sections.section(section, width, self._spacing.between)
            else:
                pieces += self._sections.heading(section.heading, width)
                pieces += self._sections.lines(section, width, self._spacing.section)
        return pieces

    def _later(self, frame: Frame, spot: Spot) -> list[Place]:
        """What each thing is at the left, what to know of it at the right. On the next page together, if they fit there."""
        content = self._content
        if not content.later:
            return []
        heading = self._sections.heading(content.later_title, FULL_WIDTH)
        white = [self._spacing.section, *(self._spacing.between for _section in content.later[1:])]
        rows = [
            (
                (MARGIN, self._sections.term(section.heading, _TERM_WIDTH, before)),
                (_RULE_X, self._sections.lines(section, RIGHT - _RULE_X, before)),
            )
            for section, before in zip(content.later, white, strict=True)
        ]

        def block(start: Spot) -> Placed:
            places, end = frame.column(heading, MARGIN, start)
            for row in rows:
                more, end = frame.whole(partial(frame.columns, row), end)
                places += more
            return places, end

        return frame.whole(block, spot)[0]
