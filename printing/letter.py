"""A receipt or a pass on A4.

In the order of the screen: what it is; the reference and where things stand; what happens next, and what was asked for or who
comes; what to bring and to know, in two columns. The service gives the words, this page gives them their place. Long words wrap.
What is too long for one page is set closer, then smaller, never below 11.5 points, with its lists run on in one line at the
last; what is longer still goes on to a second page, in the full size, with the reference at its head.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

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
from printing.paying import Setting, pay_box
from printing.sections import Sections, Spacing
from printing.sheet import FULL_WIDTH, MARGIN, RIGHT, Sheet
from printing.tagged import TaggedPdf
from printing.ticket import TicketWords, ticket
from printing.typeset import (
    BODY,
    CLOSE_BODY,
    CUSTODY,
    HEADING,
    HEADLINE,
    LEAD,
    LEAST_BODY,
    SMALL,
    SMALL_BODY,
    SMALLER_BODY,
    SMALLER_CUSTODY,
    SMALLER_HEADING,
    SMALLER_LEAD,
    SMALLER_TITLE,
    TIGHT_BODY,
    TITLE,
    Piece,
    Run,
    Style,
    draw_line,
    paragraph,
)

_NEXT_WIDTH, _ASKED_X = 280.0, 345.0
_LATER_X = 310.0  # of the second column; both are as wide
_BELOW_REFERENCE = 10.0  # white, where a further page repeats it

_PAYING = Setting(FULL_WIDTH, 2.25, 12.0, LEAD, SMALL, SMALLER_BODY, module=1.9, below=False, before=0)

_WHITE = Spacing(BODY, lead=2.5, ticket=14, rule=18, heading=10, section=7, between=9.5, choices=7.5)
_LESS_WHITE = Spacing(CLOSE_BODY, lead=1.5, ticket=12, rule=15, heading=7, section=5, between=7, choices=5)
_LEAST_WHITE = Spacing(TIGHT_BODY, lead=0, ticket=9, rule=11, heading=5, section=3, between=4.5, choices=3)


@dataclass(frozen=True, slots=True)
class _Setting:
    """How closely a letter is set: the body with the white, and the sizes of what stands out."""

    spacing: Spacing
    title: Style = TITLE
    lead: Style = LEAD
    heading: Style = HEADING
    custody: Style = CUSTODY
    run_in: bool = False  # the lists of what to bring and to know


_ROOMY = _Setting(_WHITE)
_SMALLER = _Setting(replace(_LEAST_WHITE, body=SMALLER_BODY), SMALLER_TITLE, SMALLER_LEAD, SMALLER_HEADING, SMALLER_CUSTODY)
_CLOSER = (
    _Setting(_LESS_WHITE),
    _Setting(_LEAST_WHITE),
    _SMALLER,
    replace(_SMALLER, spacing=replace(_LEAST_WHITE, body=SMALL_BODY)),
    replace(_SMALLER, spacing=replace(_LEAST_WHITE, body=SMALL_BODY), run_in=True),
    replace(_SMALLER, spacing=replace(_LEAST_WHITE, body=LEAST_BODY), run_in=True),
)


def letter(content: Content, fonts: Fonts) -> bytes:
    """A tagged PDF, A4, one page unless the words need more."""
    roomy = _Composition(content, fonts, _ROOMY)
    if roomy.pages == 1:
        return roomy.pdf()
    closer = (_Composition(content, fonts, setting) for setting in _CLOSER)
    return next((composition for composition in closer if composition.pages == 1), roomy).pdf()


class _Composition:
    """One letter being put together: words into pieces, pieces into places, places onto pages."""

    def __init__(self, content: Content, fonts: Fonts, setting: _Setting) -> None:
        self._content = content
        self._fonts = fonts
        self._setting = setting
        self._spacing = setting.spacing
        imprint = content.imprint
        self._say = Sayer(imprint.language)
        self._title = self._say(content.title)
        self._pdf = TaggedPdf(self._title, imprint.language, fonts)
        self._sections = Sections(fonts, self._pdf.document, self._say, setting.spacing, heading_style=setting.heading)
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
        self._places = self._place(replace(self._sheet.frame, again=BODY.leading + _BELOW_REFERENCE))
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
        opening, spot = frame.column([*self._opening(), self._ticket(), *self._payment()], MARGIN, Spot(0, frame.top))
        middle, spot = frame.columns([(MARGIN, self._steps()), (_ASKED_X, self._asked())], spot)
        places = opening + middle + self._later(frame, spot)
        further = sorted({place.spot.page for place in places} - {0})
        return places + [Place(Spot(page, frame.top), MARGIN, self._reference_again()) for page in further]

    def _opening(self) -> list[Piece]:
        content, document = self._content, self._pdf.document
        pieces = paragraph(
            self._fonts, document.add("H1"), [Run(self._title, bold=True)], self._setting.title, FULL_WIDTH, keep=True
        )
        for line in content.headline:
            pieces += paragraph(self._fonts, document.add("P"), [Run(self._say(line), bold=True)], HEADLINE, FULL_WIDTH)
        if content.lead:
            runs = [Run(self._say(words), bold=index == 0) for index, words in enumerate(content.lead)]
            pieces += paragraph(self._fonts, document.add("P"), runs, self._setting.lead, FULL_WIDTH, before=self._spacing.lead)
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
        return ticket(self._pdf, words, content.shape, self._spacing.ticket, self._setting.custody)

    def _payment(self) -> list[Piece]:
        """The box from which it is paid online, where it is."""
        content = self._content
        if content.paying is None:
            return []
        setting = replace(_PAYING, before=self._spacing.rule / 2)
        return [pay_box(self._pdf, self._say, content.paying, content.reference, setting)]

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
        """Its sections in two columns, about as long as each other. On the next page together, if they fit there."""
        content, width = self._content, RIGHT - _LATER_X
        if not content.later:
            return []
        heading = self._sections.heading(content.later_title, FULL_WIDTH)
        sections = [
            _whole(self._sections.section(each, width, self._spacing.between, run_in=self._setting.run_in))
            for each in content.later
        ]
        left, right = _halves(sections)
        white = self._spacing.section

        def block(start: Spot) -> Placed:
            over, below = frame.column(heading, MARGIN, start)
            columns = [(x, _headed(column, white)) for x, column in ((MARGIN, left), (_LATER_X, right)) if column]
            under, end = frame.columns(columns, below)
            return over + under, end

        return frame.whole(block, spot)[0]

    def _reference_again(self) -> Piece:
        """The reference at the head of a further page, so that a sheet that is lost from the other still says whose it is."""
        words = f"{self._say(YOUR_REFERENCE)}: {spoken_reference(self._content.reference)}"

        def paint(pdf: TaggedPdf, x: float, y: float) -> None:
            with pdf.artifact():
                draw_line(pdf, [Run(words, bold=True)], BODY, x, y)

        return Piece(BODY.leading, paint)


def _whole(pieces: Sequence[Piece]) -> list[Piece]:
    """A section that a page does not tear."""
    return [*(replace(piece, keep=True) for piece in pieces[:-1]), pieces[-1]]


def _headed(column: Sequence[Piece], white: float) -> list[Piece]:
    """A column that stands `white` below its heading."""
    return [replace(column[0], before=white), *column[1:]]


def _halves(sections: Sequence[Sequence[Piece]]) -> tuple[list[Piece], list[Piece]]:
    """Sections in two columns, in their order, where the longer column is shortest."""
    columns = [
        ([piece for each in sections[:end] for piece in each], [piece for each in sections[end:] for piece in each])
        for end in range(1, len(sections) + 1)
    ]
    return min(columns, key=lambda both: max(sum(piece.before + piece.height for piece in column) for column in both))
