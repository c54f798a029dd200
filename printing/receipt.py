"""The printed receipt, A4: what the person takes home.

In the order of the screen: what it is and that nothing is decided yet; the reference and who holds the submission; what
happens next, and what was asked for; what to do if the answer is yes. The service gives the words, this page gives them their
place. Long words wrap. A receipt a little too long for one page is set closer; a longer one goes on to a second page. The type
is never made smaller to fit.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from kiosk_app.ports.printing import ReceiptPage
from printing import qr
from printing.flow import Frame, Place, Placed, Spot
from printing.fonts import DEBIAN_FOLDERS, Fonts, load
from printing.sections import Sections, Spacing
from printing.sheet import FULL_WIDTH, MARGIN, RIGHT, Sheet
from printing.tagged import TaggedPdf
from printing.ticket import TicketWords, ticket
from printing.typeset import BODY, CLOSE_BODY, LEAD, TIGHT_BODY, TITLE, Piece, Run, paragraph
from services.forms.receipt import Section
from services.forms.words import Domain, Translator, Words

_ = Domain("printing")

_NEXT_WIDTH, _ASKED_X = 267.5, 336.5
_LATER_X, _GUTTER = 310.0, 18.0

_ROOMY = Spacing(BODY, lead=2.5, ticket=14, rule=18, heading=10, section=7, between=9.5, choices=7.5)
_CLOSE = Spacing(CLOSE_BODY, lead=1.5, ticket=12, rule=16, heading=9, section=5.5, between=8, choices=6)
_TIGHT = Spacing(TIGHT_BODY, lead=0, ticket=10, rule=14, heading=8, section=4, between=6, choices=4.5)


class ReceiptRenderer:
    """Draws receipts. The same page gives the same bytes."""

    def __init__(self, font_folders: Sequence[Path] = DEBIAN_FOLDERS) -> None:
        self._font_folders = font_folders

    def receipt(self, page: ReceiptPage) -> bytes:
        """A tagged PDF, A4, one page unless the words need more.

        Raises:
            FontsMissing: the fonts are not installed on this computer.
        """
        roomy = _Composition(page, self._fonts, _ROOMY)
        if roomy.pages == 1:
            return roomy.pdf()
        closer = (_Composition(page, self._fonts, spacing) for spacing in (_CLOSE, _TIGHT))
        return next((composition for composition in closer if composition.pages == 1), roomy).pdf()

    @cached_property
    def _fonts(self) -> Fonts:
        return load(self._font_folders)


class _Composition:
    """One receipt being put together: words into pieces, pieces into places, places onto pages."""

    def __init__(self, page: ReceiptPage, fonts: Fonts, spacing: Spacing) -> None:
        self._page = page
        self._fonts = fonts
        self._spacing = spacing
        self._translate = Translator(page.language)
        self._title = self._say(page.receipt.title)
        self._pdf = TaggedPdf(self._title, page.language, fonts)
        self._sections = Sections(fonts, self._pdf.document, self._say, spacing)
        organisation, site = _joined_accents(page.organisation), _joined_accents(page.site)
        self._sheet = Sheet(fonts, self._translate, organisation, site, page.copy, self._foot_words())
        self._header = self._pdf.document.add("Div")
        self._places = self._place(self._sheet.frame)
        self._foot = self._pdf.document.add("Div")

    @property
    def pages(self) -> int:
        """How many pages it takes."""
        return max(place.spot.page for place in self._places) + 1

    def pdf(self) -> bytes:
        """The finished file. Can be made once."""
        for page in range(self.pages):
            if page:
                self._pdf.next_page()
            self._sheet.draw(self._pdf, page + 1, self.pages, self._header if page == 0 else None)
            for place in self._places:
                if place.spot.page == page:
                    place.piece.paint(self._pdf, place.x, place.spot.y)
            self._sheet.draw_foot(self._pdf, self._foot if page == self.pages - 1 else None)
        return self._pdf.finish()

    def _place(self, frame: Frame) -> list[Place]:
        opening, spot = frame.column([*self._opening(), self._ticket()], MARGIN, Spot(0, frame.top))
        middle, spot = frame.columns([(MARGIN, self._next_pieces()), (_ASKED_X, self._asked_pieces())], spot)
        return opening + middle + self._later(frame, spot)

    def _opening(self) -> list[Piece]:
        receipt, document = self._page.receipt, self._pdf.document
        title = [Run(self._title, bold=True)]
        lead = [Run(self._say(receipt.not_yet), bold=True), Run(self._say(receipt.decides))]
        return [
            *paragraph(self._fonts, document.add("H1"), title, TITLE, FULL_WIDTH, keep=True),
            *paragraph(self._fonts, document.add("P"), lead, LEAD, FULL_WIDTH, before=self._spacing.lead),
        ]

    def _ticket(self) -> Piece:
        spoken = " ".join(qr.groups(self._page.reference))
        words = TicketWords(
            label=self._say(_("Your reference")),
            reference=self._page.reference,
            custody=self._say(self._page.custody_words),
            qr_alt=self._say(_("QR code of the reference {reference}", reference=spoken)),
        )
        return ticket(self._pdf, words, self._page.custody, self._spacing.ticket)

    def _next_pieces(self) -> list[Piece]:
        pieces = self._sections.heading(_("What happens next"), _NEXT_WIDTH)
        white = self._spacing.section
        for line in self._page.receipt.next:
            pieces += self._sections.dated(line, _NEXT_WIDTH, white)
            white = self._spacing.between
        return pieces

    def _asked_pieces(self) -> list[Piece]:
        """The first section's heading heads the column; the others are smaller."""
        width = RIGHT - _ASKED_X
        pieces: list[Piece] = []
        for section in self._page.receipt.asked:
            if pieces:
                pieces += self._sections.section(section, width, self._spacing.between)
            else:
                pieces += self._sections.heading(section.heading, width)
                pieces += self._sections.lines(section, width, self._spacing.section)
        return pieces

    def _later(self, frame: Frame, spot: Spot) -> list[Place]:
        """Sections two by two. They move to the next page together, if they are not too many for one page."""
        receipt = self._page.receipt
        if not receipt.later:
            return []
        heading = self._sections.heading(receipt.later_title, FULL_WIDTH)
        rows = [self._row(receipt.later[index : index + 2]) for index in range(0, len(receipt.later), 2)]

        def block(start: Spot) -> Placed:
            places, end = frame.column(heading, MARGIN, start)
            for row in rows:
                more, end = frame.columns(row, end)
                places += more
            return places, end

        return frame.whole(block, spot)[0]

    def _row(self, sections: Sequence[Section]) -> list[tuple[float, list[Piece]]]:
        columns = ((MARGIN, _LATER_X - _GUTTER - MARGIN), (_LATER_X, RIGHT - _LATER_X))
        return [
            (x, self._sections.section(section, width, self._spacing.section))
            for section, (x, width) in zip(sections, columns, strict=False)
        ]

    def _foot_words(self) -> tuple[str, ...]:
        page = self._page
        if page.copy > 1:
            printed = _(
                "Printed on {printed:weekday-year} at {printed:time} from kiosk {kiosk}. Copy {n}, a duplicate.",
                printed=page.printed, kiosk=page.kiosk, n=page.copy,
            )  # fmt: skip
        else:
            printed = _(
                "Printed on {printed:weekday-year} at {printed:time} from kiosk {kiosk}. First copy.",
                printed=page.printed, kiosk=page.kiosk,
            )  # fmt: skip
        return self._say(printed), self._say(page.receipt.keep)

    def _say(self, words: Words) -> str:
        return _joined_accents(self._translate(words))


def _joined_accents(text: str) -> str:
    """Letters with their accents as one character: the font has ŵ, but would draw w and its roof side by side."""
    return unicodedata.normalize("NFC", text)
