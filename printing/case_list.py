"""A helper's list for one day, A4: what is to be done about whom, and what was submitted on the day.

A box to tick at every line. It names clients, the helper's own, so its head and foot say that it is confidential.
"""

from __future__ import annotations

from collections.abc import Sequence

from kiosk_app.ports.printing import CaseListLine, CaseListPage
from printing.content import Sayer, joined_accents, spoken_reference
from printing.flow import Place, Spot
from printing.fonts import Fonts
from printing.sheet import FULL_WIDTH, MARGIN, Sheet
from printing.table import Column, Table
from printing.table_pages import headed, placed
from printing.tagged import TaggedPdf
from printing.typeset import HEADLINE, LEAD, Piece, Run, Style, paragraph
from services.forms.words import Domain, Words

_ = Domain("printing")
_n = _.plural

_NOTE, _CELL = Style(12, 15.5), Style(11, 14)
_NO_BREAK = "\N{NO-BREAK SPACE}"


def case_list(page: CaseListPage, fonts: Fonts) -> bytes:
    """A tagged PDF, A4, as many pages as it needs."""
    return _CaseList(page, fonts).pdf()


class _CaseList:
    """One list being put together."""

    def __init__(self, page: CaseListPage, fonts: Fonts) -> None:
        self._page, self._fonts = page, fonts
        self._say = Sayer(page.language)
        self._title = self._say(_("To do on {day:weekday-year}", day=page.day))
        self._pdf = TaggedPdf(self._title, page.language, fonts)
        printed = _(
            "Printed on {printed:weekday-year} at {printed:time} from kiosk {kiosk}.", printed=page.printed, kiosk=page.kiosk
        )
        foot = (printed, _("Confidential. This list names clients: keep it with you, and shred it at the end of the day."))
        names = (joined_accents(page.organisation), joined_accents(page.site))
        self._sheet = Sheet(fonts, self._say.translate, *names, tuple(map(self._say, foot)))
        self._header = self._pdf.document.add("Div")
        self._places = self._place()
        self._foot = self._pdf.document.add("Div")

    def pdf(self) -> bytes:
        """The finished file. Can be made once."""
        self._sheet.paint(self._pdf, self._places, self._header, self._foot)
        return self._pdf.finish()

    def _place(self) -> list[Place]:
        places, spot = self._sheet.frame.column(self._opening(), MARGIN, Spot(0, self._sheet.frame.top))
        tables = ((_("To follow up"), self._page.to_do), (_("Submitted on this day"), self._page.submitted))
        for heading, lines in tables:
            if lines:
                more, spot = self._table(heading, lines, spot)
                places += more
        return places

    def _opening(self) -> list[Piece]:
        page, document = self._page, self._pdf.document
        lead = [
            Run(self._say(_n("{n} thing to do.", "{n} things to do.", len(page.to_do))), bold=True),
            Run(self._say(_n("{n} submitted.", "{n} submitted.", len(page.submitted)))),
        ]
        pieces = [
            *paragraph(self._fonts, document.add("P"), [Run(self._say(_("Confidential")), bold=True)], _NOTE, FULL_WIDTH),
            *paragraph(self._fonts, document.add("H1"), [Run(self._title, bold=True)], HEADLINE, FULL_WIDTH),
            *paragraph(self._fonts, document.add("P"), lead, LEAD, FULL_WIDTH, before=4),
        ]
        left = _n(
            "{n} of these is left out: this list ends here.", "{n} of these are left out: this list ends here.", page.left_out
        )
        notes = [(_("Only your own clients are listed."), False), *([(left, True)] if page.left_out else [])]
        for words, bold in notes:
            pieces += paragraph(self._fonts, document.add("P"), [Run(self._say(words), bold=bold)], _NOTE, FULL_WIDTH, before=4)
        return pieces

    def _table(self, heading: Words, lines: Sequence[CaseListLine], spot: Spot) -> tuple[list[Place], Spot]:
        title = self._pdf.document.add("H2")
        table = Table(self._fonts, self._columns(), _CELL, FULL_WIDTH, self._pdf.document.add("Table"))
        head = headed(table, self._say(heading), title)
        return placed(self._sheet, table, head, [self._row(table, line) for line in lines], spot)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(22, 84, self._say(_("When"))),
            Column(106, 128, self._say(_("Client"))),
            Column(234, 163, self._say(_("What"))),
            Column(397, FULL_WIDTH - 397, self._say(_("Reference"))),
        )

    def _row(self, table: Table, line: CaseListLine) -> Piece:
        when = _("{day:short}", day=line.day) if line.day is not None else _("{at:time}", at=line.at or self._page.printed)
        why = [] if line.why is None else [[Run(self._say(line.why))]]
        reference = spoken_reference(line.reference).replace(" ", _NO_BREAK) if line.reference else ""
        return table.row(
            (
                [[Run(self._say(when), bold=True)]],
                [[Run(joined_accents(line.client), bold=True)], [Run(self._say(line.service))]],
                [[Run(self._say(line.what), bold=True)], *why],
                [[Run(reference, bold=True)]] if reference else [],
            )
        )
