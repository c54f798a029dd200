"""The list of a day's visits for staff, A4: who comes when, to whom, and with which reference.

Two tables: what is booked, then what is asked for and not decided. A box to tick at every line. Names are short; the foot says
what becomes of the paper.
"""

from __future__ import annotations

from collections.abc import Sequence

from kiosk_app.ports.printing import DayLine, DayListPage
from printing.content import Sayer, joined_accents, spoken_reference
from printing.flow import Place, Spot
from printing.fonts import Fonts
from printing.sheet import FULL_WIDTH, MARGIN, Sheet
from printing.table import Column, Table
from printing.table_pages import headed, placed
from printing.tagged import TaggedPdf
from printing.typeset import HEADLINE, LEAD, Piece, Run, Style, paragraph
from services.common.civil import format_range
from services.forms.words import Domain, Words

_ = Domain("printing")
_n = _.plural

_NOTE, _CELL = Style(12, 15.5), Style(11, 14)
_NO_BREAK = "\N{NO-BREAK SPACE}"


def day_list(page: DayListPage, fonts: Fonts) -> bytes:
    """A tagged PDF, A4, as many pages as it needs."""
    return _DayList(page, fonts).pdf()


class _DayList:
    """One list being put together."""

    def __init__(self, page: DayListPage, fonts: Fonts) -> None:
        self._page = page
        self._fonts = fonts
        self._say = Sayer(page.language)
        self._title = self._say(_("Visits on {day:weekday-year}", day=page.day))
        self._pdf = TaggedPdf(self._title, page.language, fonts)
        printed = _(
            "Printed on {printed:weekday-year} at {printed:time} from kiosk {kiosk}.", printed=page.printed, kiosk=page.kiosk
        )
        foot = (printed, _("For staff. This list names people: shred it after the visits."))
        names = (joined_accents(page.organisation), joined_accents(page.site))
        self._sheet = Sheet(fonts, self._say.translate, *names, tuple(map(self._say, foot)))
        self._header = self._pdf.document.add("Div")
        self._several = len({line.appointment.place for line in (*page.granted, *page.requested)}) > 1
        self._places = self._place()
        self._foot = self._pdf.document.add("Div")

    def pdf(self) -> bytes:
        """The finished file. Can be made once."""
        self._sheet.paint(self._pdf, self._places, self._header, self._foot)
        return self._pdf.finish()

    def _place(self) -> list[Place]:
        places, spot = self._sheet.frame.column(self._opening(), MARGIN, Spot(0, self._sheet.frame.top))
        page = self._page
        for heading, lines in (
            (_("Booked"), page.granted),
            (_("Asked for, not decided"), page.requested),
        ):
            if lines:
                more, spot = self._table(heading, lines, spot)
                places += more
        return places

    def _opening(self) -> list[Piece]:
        page, document = self._page, self._pdf.document
        booked = _n("{n} visit booked.", "{n} visits booked.", page.booked)
        asked = _n("{n} request not decided.", "{n} requests not decided.", page.asked)
        lead = [Run(self._say(booked), bold=True), Run(self._say(asked))]
        pieces = [
            *paragraph(self._fonts, document.add("H1"), [Run(self._title, bold=True)], HEADLINE, FULL_WIDTH),
            *paragraph(self._fonts, document.add("P"), lead, LEAD, FULL_WIDTH, before=4),
        ]
        known = _("Only what was asked for at this kiosk is listed.")
        left = _n(
            "{n} of these is left out: this list ends here.", "{n} of these are left out: this list ends here.", page.left_out
        )
        for words, bold in ((known, False), *(((left, True),) if page.left_out else ())):
            pieces += paragraph(self._fonts, document.add("P"), [Run(self._say(words), bold=bold)], _NOTE, FULL_WIDTH, before=4)
        return pieces

    def _table(self, heading: Words, lines: Sequence[DayLine], spot: Spot) -> tuple[list[Place], Spot]:
        """A heading and a table; every further page begins with the table's head again."""
        title = self._pdf.document.add("H2")
        table = Table(self._fonts, self._columns(), _CELL, FULL_WIDTH, self._pdf.document.add("Table"))
        head = headed(table, self._say(heading), title)
        rows = [self._row(table, lines, index) for index in range(len(lines))]
        return placed(self._sheet, table, head, rows, spot)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(22, 122, self._say(_("Time"))),
            Column(144, 103, self._say(_("Prisoner"))),
            Column(247, 150, self._say(_("Visitors"))),
            Column(397, FULL_WIDTH - 397, self._say(_("Reference"))),
        )

    def _row(self, table: Table, lines: Sequence[DayLine], index: int) -> Piece:
        line = lines[index]
        visit = line.appointment
        place = [[Run(self._say(visit.place_name))]] if self._several else []
        people = ", ".join(map(_unbroken, visit.people))
        who = [Run(f"{self._say(visit.how_many)}: {people}" if people else self._say(visit.how_many))]
        notes = [[Run(self._say(words), bold=True)] for words in (visit.note, line.custody_words) if words]
        return table.row(
            (
                [[Run(format_range(visit.span, self._page.language), bold=True)]],
                [[Run(joined_accents(visit.who), bold=True), Run(visit.number)], *place],
                [who, *notes],
                [[Run(spoken_reference(line.reference).replace(" ", _NO_BREAK), bold=True)]],
            ),
            heavy=index > 0 and lines[index - 1].appointment.span != visit.span,
        )


def _unbroken(name: str) -> str:
    """A short name whose initial never begins a line."""
    first, _space, initial = joined_accents(name).rpartition(" ")
    return f"{first}{_NO_BREAK}{initial}" if first else initial
