"""A claim on A4: its parts and boxes as on the paper form, the statement of truth, continuation sheets, the slip for the fee.

Every page says which of how many it is and bears the reference, so that a sheet that is lost from the others still says where it
belongs. The statement of truth is never torn. Long texts stand on continuation sheets behind it; the slip has a page of its own.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.ports.printing import DocumentPage, Paper
from printing.boxes import VALUE, Boxes, Continued, TableRows, numbered
from printing.content import YOUR_REFERENCE, Imprint, Sayer, copy_words, joined_accents, printed_words, spoken_reference
from printing.flow import Place, Spot
from printing.fonts import LACKING, Fonts
from printing.sheet import FULL_WIDTH, MARGIN, RIGHT, Sheet
from printing.signing import slip_block, statement_block
from printing.tagged import TaggedPdf
from printing.typeset import LEAD, SMALLER_TITLE, Piece, Run, Style, draw_line, paragraph
from services.forms.document import Document, FeeSlip, Part
from services.forms.words import Domain, Words, verbatim

_ = Domain("printing")
_n = _.plural

_PART, _RUNNING = Style(15.5, 19), Style(11.5, 15)
_RULE, _ABOVE_PART, _BELOW_RULE = 3.0, 17.0, 5.0
_BELOW_RUNNING = 8.0
_COURT_WIDTH, _COURT_LINE, _COURT_GAP = 205.0, 28.0, 8.0
_FORM_PADDING = 9.0
_LAST_ROWS = 2  # of a table that are never alone on a page

_FOR_COURT, _CLAIM_NUMBER, _ISSUE_DATE = _("For the court"), _("Claim number"), _("Issue date")
_STATEMENT, _CONTINUATION = _("Statement of truth"), _("Continuation sheet: {label}")
_SLIP, _HOW_TO_PAY, _WHY = _("Slip for the court fee"), _("How to pay"), _("Why it is this much")
_WHY_NOT = _("Why it cannot be told here")
_LACKING = _("{sign} stands for a letter that this printer does not have. The court gets the letters that were typed.")
_KEEP = _("This paper names people. Keep it safe.")


def claim(page: DocumentPage, fonts: Fonts) -> bytes:
    """A tagged PDF, as many pages as it needs."""
    return _Claim(page, fonts).pdf()


class _Claim:
    """One document being put together: pieces are placed one after the other, tables between them."""

    def __init__(self, page: DocumentPage, fonts: Fonts) -> None:
        self._page, self._fonts = page, fonts
        self._say = Sayer(page.language)
        content = page.document
        self._forms = _form_words(*content.forms)
        self._title = self._say(content.title)
        self._pdf = TaggedPdf(f"{self._title}: {self._say(self._forms)}", page.language, fonts)
        imprint = Imprint(
            page.organisation, page.site, page.kiosk, page.language, page.printed, page.copy, Paper.DOCUMENT
        )  # fmt: skip
        self._sheet = Sheet(
            fonts,
            self._say.translate,
            joined_accents(page.organisation),
            joined_accents(page.site),
            (self._say(printed_words(imprint)), self._say(_KEEP)),
            page.copy,
            self._say(copy_words(imprint)),
        )
        self._header = self._pdf.document.add("Div")
        again = _RUNNING.leading + _BELOW_RUNNING
        self._frame = replace(self._sheet.frame, again=again)
        room = self._frame.bottom - self._frame.top - again
        self._boxes = Boxes(fonts, self._pdf.document, self._say, room)
        self._places: list[Place] = []
        self._waiting: list[Piece] = []
        self._spot = Spot(0, self._frame.top)
        self._compose(content)
        self._foot = self._pdf.document.add("Div")

    def pdf(self) -> bytes:
        """The finished file. Can be made once."""
        further = range(1, max(place.spot.page for place in self._places) + 1)
        running = [Place(Spot(page, self._frame.top), MARGIN, self._running()) for page in further]
        self._sheet.paint(self._pdf, [*running, *self._places], self._header, self._foot)
        return self._pdf.finish()

    def _compose(self, content: Document) -> None:
        self._waiting += self._opening()
        form = content.parts[0].form if content.parts else ""
        for part in content.parts:
            self._waiting += self._heading(part, changed=part.form != form)
            form = part.form
            for box in part.boxes:
                for piece in self._boxes.pieces(box):
                    if isinstance(piece, TableRows):
                        self._table(piece)
                    else:
                        self._waiting.append(piece)
        if self._boxes.lacking:
            self._waiting += self._sentence(_LACKING(sign=LACKING))
        self._waiting += [*self._part_heading(_STATEMENT), statement_block(self._pdf, self._say, content.statement)]
        self._flush()
        if self._boxes.continued:
            self._next_page()
            for number, each in enumerate(self._boxes.continued):
                self._continue(each, first=number == 0)
        if content.slip is not None:
            self._flush()
            self._next_page()
            self._waiting += self._slip(content.slip)
        self._flush()

    def _opening(self) -> list[Piece]:
        """What it is, whose it is, and beside that the place for the court's own marks."""
        document, width = self._pdf.document, FULL_WIDTH - _COURT_WIDTH - 20
        reference = f"{self._say(YOUR_REFERENCE)}: {spoken_reference(self._page.reference)}"
        lines = [
            *paragraph(self._fonts, document.add("H1"), [Run(self._title, bold=True)], SMALLER_TITLE, width, keep=True),
            *paragraph(self._fonts, document.add("P"), [Run(self._say(self._forms))], LEAD, width, before=3),
            *paragraph(self._fonts, document.add("P"), [Run(reference, bold=True)], VALUE, width, before=8),
        ]
        court = self._for_the_court()
        height = max(sum(piece.before + piece.height for piece in lines), court.height)

        def paint(pdf: TaggedPdf, x: float, y: float) -> None:
            top = y
            for piece in lines:
                top += piece.before
                piece.paint(pdf, x, top)
                top += piece.height
            court.paint(pdf, x + FULL_WIDTH - _COURT_WIDTH, y)

        return [Piece(height, paint)]

    def _for_the_court(self) -> Piece:
        """A frame with lines to write on."""
        elements = [self._pdf.document.add("P") for _label in range(3)]
        labels = [self._say(words) for words in (_FOR_COURT, _CLAIM_NUMBER, _ISSUE_DATE)]
        height = _RUNNING.leading + 2 * _COURT_LINE + 2 * _COURT_GAP
        line = max(self._fonts.width(label, _RUNNING.size) for label in labels[1:]) + 2 * _COURT_GAP

        def paint(pdf: TaggedPdf, x: float, y: float) -> None:
            pdf.frame(x, y, _COURT_WIDTH, height, 1.5)
            top, inside = y + _COURT_GAP - 2, x + _COURT_GAP
            for index, (element, label) in enumerate(zip(elements, labels, strict=True)):
                with pdf.tagged(element):
                    draw_line(pdf, [Run(label, bold=index == 0)], _RUNNING, inside, top)
                if index:
                    pdf.bar(x + line, top + _RUNNING.leading, _COURT_WIDTH - line - _COURT_GAP, 0.75)
                top += _COURT_LINE if index else _RUNNING.leading + 8

        return Piece(height, paint)

    def _heading(self, part: Part, *, changed: bool) -> list[Piece]:
        """The heading of a part; above the first of another form, that form's name, white on black."""
        name = self._form_bar(self._say(_form_words(part.form))) if changed and part.form else []
        return [*name, *self._part_heading(verbatim(numbered(part.number, self._say(part.heading))))]

    def _form_bar(self, words: str) -> list[Piece]:
        element, style = self._pdf.document.add("H2"), _PART

        def paint(pdf: TaggedPdf, x: float, y: float) -> None:
            pdf.bar(x, y, FULL_WIDTH, style.leading + _FORM_PADDING)
            with pdf.tagged(element):
                draw_line(pdf, [Run(words, bold=True)], style, x + _FORM_PADDING, y + _FORM_PADDING / 2, white=True)

        return [Piece(style.leading + _FORM_PADDING, paint, before=_ABOVE_PART + 6, keep=True)]

    def _part_heading(self, words: Words) -> list[Piece]:
        def rule(pdf: TaggedPdf, x: float, y: float) -> None:
            pdf.bar(x, y, FULL_WIDTH, _RULE)

        heading = [Run(self._say(words), bold=True)]
        element = self._pdf.document.add("H2")
        return [
            Piece(_RULE, rule, before=_ABOVE_PART, keep=True, divides=True),
            *paragraph(self._fonts, element, heading, _PART, FULL_WIDTH, before=_BELOW_RULE, keep=True),
        ]

    def _continue(self, continued: Continued, *, first: bool) -> None:
        label = verbatim(numbered(continued.box.number, self._say(continued.box.label)))
        heading = self._part_heading(_CONTINUATION(label=label))
        self._waiting += heading[1:] if first else heading
        below = sum(piece.before + piece.height for piece in heading)
        for number, entry in enumerate(continued.texts):
            self._waiting += self._boxes.text(entry, below if number == 0 else 0)

    def _slip(self, slip: FeeSlip) -> list[Piece]:
        """The page that goes with the payment."""
        heading = paragraph(
            self._fonts, self._pdf.document.add("H2"), [Run(self._say(_SLIP), bold=True)], SMALLER_TITLE, FULL_WIDTH, keep=True
        )
        pieces = [*heading, slip_block(self._pdf, self._say, slip, self._page.reference, self._page.pay_at)]
        why = _WHY if slip.amount is not None else _WHY_NOT
        for title, lines in ((_HOW_TO_PAY, slip.to_do), (why, slip.reason)):
            if lines:
                pieces += self._part_heading(title)
                pieces += [piece for words in lines for piece in self._sentence(words)]
        return pieces

    def _sentence(self, words: Words) -> list[Piece]:
        return paragraph(self._fonts, self._pdf.document.add("P"), [Run(self._say(words))], VALUE, FULL_WIDTH, before=4)

    def _table(self, rows: TableRows) -> None:
        """A table after what waits: its head with the first row, again on every page, and the last rows together."""
        first, rest = rows.rows[:1], [*rows.rows[1:]]
        self._waiting += [rows.head, *first]
        self._flush()
        rest[-_LAST_ROWS:-1] = [replace(row, keep=True) for row in rest[-_LAST_ROWS:-1]]
        below = replace(self._frame, again=self._frame.again + rows.table.head_height)
        started = self._spot.page
        places, self._spot = below.column(rest, MARGIN, self._spot)
        again = rows.table.head_again()
        for page in sorted({place.spot.page for place in places} - {started}):
            self._places.append(Place(Spot(page, self._frame.begins(page)), MARGIN, again))
        self._places += places

    def _flush(self) -> None:
        places, self._spot = self._frame.column(self._waiting, MARGIN, self._spot)
        self._places += places
        self._waiting = []

    def _next_page(self) -> None:
        self._spot = Spot(self._spot.page + 1, self._frame.begins(self._spot.page + 1))

    def _running(self) -> Piece:
        """The reference and the form at the head of a further page."""
        reference = f"{self._say(YOUR_REFERENCE)}: {spoken_reference(self._page.reference)}"
        form = self._say(self._forms)

        def paint(pdf: TaggedPdf, x: float, y: float) -> None:
            with pdf.artifact():
                draw_line(pdf, [Run(reference, bold=True)], _RUNNING, x, y)
                right = RIGHT - self._fonts.width(form, _RUNNING.size)
                draw_line(pdf, [Run(form)], _RUNNING, right, y)

        return Piece(_RUNNING.leading, paint)


def _form_words(*forms: str) -> Words:
    """What paper forms are called."""
    return _n("Form {forms}", "Forms {forms}", len(forms), forms=", ".join(forms))
