"""The boxes of a form as pieces: their labels beside their lines, tables, and what a person wrote.

A text that is longer than a box holds goes on to a continuation sheet, and the box says so. There it breaks between paragraphs:
only one that is longer than a page is torn, and then never so that a single line of it stands alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from printing.content import Sayer, joined_accents
from printing.fonts import LACKING, Fonts
from printing.sheet import FULL_WIDTH
from printing.table import Column, Table
from printing.tagged import Element, TaggedPdf
from printing.typeset import Piece, Run, Style, draw_line, indented, paragraph, text_line, wrap
from services.forms.document import Box, Entry, TableOf
from services.forms.words import Domain, Words

_ = Domain("printing")

LABEL, VALUE, CELL = Style(11.5, 14.5), Style(12, 15.5), Style(11, 14)
LABEL_WIDTH, VALUE_X = 158.0, 172.0
VALUE_WIDTH = FULL_WIDTH - VALUE_X
ABOVE, BELOW_RULE, RULE = 7.0, 5.0, 0.75
BETWEEN = 6.0  # paragraphs
_ABOVE_ENTRY, _BELOW_ENTRY, _ABOVE_TABLE = 9.0, 2.0, 6.0
IN_BOX = 12  # lines of a text that stands in its box
_TOGETHER = 30  # lines of a box that a page does not tear
_ALONE = 2  # lines of a torn paragraph that stay together at each end
_SEE = _("See the continuation sheet: {label}")


@dataclass(frozen=True, slots=True)
class Continued:
    """What goes on to a continuation sheet: the box it belongs to, and what stands there."""

    box: Box
    texts: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class TableRows:
    """A table whose head comes again on every page, and its rows, the first and the last kept with what they belong to."""

    table: Table
    head: Piece
    rows: tuple[Piece, ...]


@dataclass(slots=True)
class Boxes:
    """Makes pieces of boxes; elements join the structure in the order of the calls.

    `continued` fills as texts are too long, and `lacking` says whether the printer does not have a letter of what was written.
    """

    fonts: Fonts
    document: Element
    say: Sayer
    room: float  # of a page, in points
    continued: list[Continued] = field(default_factory=list)
    lacking: bool = False

    def pieces(self, box: Box) -> list[Piece | TableRows]:
        """One box with the thin line above it."""
        texts = _texts(box)
        lines = [self.say(words) for words in box.lines]
        in_box = self._fits(texts)
        if texts and not in_box:
            self.continued.append(Continued(box, texts))
            for text in texts:
                self.written(text.text.text)  # now, so that it is known in time whether letters are lacking
            lines.append(self.say(_SEE(label=box.label)))
        more = box.table is not None or bool(texts and in_box)
        found: list[Piece | TableRows] = [*self._row(numbered(box.number, self.say(box.label)), lines, more=more)]
        if box.table is not None:
            found.append(self._table(box.table))
        if in_box:
            found += [piece for text in texts for piece in self.text(text)]
        return found

    def text(self, entry: Entry, below: float = 0) -> list[Piece]:
        """What a person wrote, under its label where it has one. `below` is room that its first paragraph must leave free."""
        heading: list[Piece] = []
        if entry.label is not None:
            element, said = self.document.add("P"), [Run(self.say(entry.label), bold=True)]
            heading = paragraph(self.fonts, element, said, VALUE, FULL_WIDTH, before=_ABOVE_ENTRY, keep=True)
        room = self.room - below - _height(heading)
        pieces = list(heading)
        for index, each in enumerate(entry.text.paragraphs):
            before = _BELOW_ENTRY if heading and index == 0 else BETWEEN
            pieces += self._paragraph(each, before, room if index == 0 else self.room)
        return pieces

    def written(self, text: str) -> str:
        """What a person wrote, on one line and with its accents joined; the letters that the printer has."""
        shown = self.fonts.shown(joined_accents(" ".join(text.split())))
        self.lacking = self.lacking or LACKING in shown
        return shown

    def _paragraph(self, text: str, before: float, room: float) -> list[Piece]:
        element = self.document.add("P")
        lines = paragraph(self.fonts, element, [Run(self.written(text))], VALUE, FULL_WIDTH, before=before)
        if _height(lines) <= room:
            return lines
        last = len(lines) - 1
        return [replace(line, keep=index < _ALONE - 1 or last - _ALONE < index < last) for index, line in enumerate(lines)]

    def _fits(self, texts: Sequence[Entry]) -> bool:
        """Whether texts stand in their box; measured no further than that."""
        left = IN_BOX
        for entry in texts:
            left -= entry.label is not None
            for each in entry.text.paragraphs:
                if left <= 0 or len(each) > IN_BOX * FULL_WIDTH:  # no letter of any width is narrower than a point
                    return False
                left -= len(wrap([Run(self.written(each))], VALUE.size, FULL_WIDTH, self.fonts))
        return left >= 0

    def _row(self, label: str, lines: Sequence[str], *, more: bool) -> list[Piece]:
        """The label, and the lines beside it; with `more`, it stays with what comes below it."""
        named = self.document.add("P")
        wide = LABEL_WIDTH if lines else FULL_WIDTH
        label_lines = wrap([Run(label, bold=True)], LABEL.size, wide, self.fonts)
        values = [
            text_line(element, line, VALUE)
            for text in lines
            for element in (self.document.add("P"),)
            for line in wrap([Run(self.written(text))], VALUE.size, VALUE_WIDTH, self.fonts)
        ]
        least = len(label_lines) * LABEL.leading

        def name(pdf: TaggedPdf, x: float, y: float) -> None:
            pdf.bar(x, y, FULL_WIDTH, RULE)
            with pdf.tagged(named):
                for index, line in enumerate(label_lines):
                    draw_line(pdf, line, LABEL, x, y + BELOW_RULE + index * LABEL.leading)

        if not values:
            return [Piece(BELOW_RULE + least, name, before=ABOVE, keep=more)]
        first, *rest = values

        def begin(pdf: TaggedPdf, x: float, y: float) -> None:
            name(pdf, x, y)
            first(pdf, x + VALUE_X, y + BELOW_RULE)

        pieces = [Piece(BELOW_RULE + VALUE.leading, begin, before=ABOVE)]
        pieces += [indented(Piece(VALUE.leading, line), VALUE_X) for line in rest]
        beside = int(least // VALUE.leading) + 1  # pieces that the label stands beside
        short = max(0.0, BELOW_RULE + least - _height(pieces) + ABOVE)
        pieces[-1] = replace(pieces[-1], height=pieces[-1].height + short)
        whole = len(pieces) <= _TOGETHER
        kept = [replace(each, keep=whole or index < beside) for index, each in enumerate(pieces[:-1])]
        return [*kept, replace(pieces[-1], keep=more)]

    def _table(self, content: TableOf) -> TableRows:
        columns, x = [], 0.0
        for each in content.heads:
            width = each.share * FULL_WIDTH
            columns.append(Column(x, width, self.say(each.words), is_sum=each.is_sum))
            x += width
        table = Table(self.fonts, columns, CELL, FULL_WIDTH, self.document.add("Table"), ticks=False)
        head = table.head()
        rows = [table.row([self._cell(words) for words in row]) for row in content.rows]
        if content.total is not None:
            rows.append(self._total(table, content, *content.total))
        return TableRows(table, replace(head, before=_ABOVE_TABLE), tuple(rows))

    def _total(self, table: Table, content: TableOf, words: Words, total: Words) -> Piece:
        """What the rows come to: named in the widest column, the sum in the last."""
        widest = max(range(len(content.heads)), key=lambda index: content.heads[index].share)
        cells: list[list[list[Run]]] = [[] for _head in content.heads]
        cells[widest] = self._cell(words, bold=True)
        cells[-1] = self._cell(total, bold=True)
        return table.row(cells, heavy=True)

    def _cell(self, words: Words, *, bold: bool = False) -> list[list[Run]]:
        said = self.written(self.say(words))
        return [[Run(said, bold=bold)]] if said else []


def numbered(number: str, name: str) -> str:
    """The name of a part or a box, after its number where it has one."""
    return f"{number}. {name}" if number else name


def _texts(box: Box) -> tuple[Entry, ...]:
    if box.text is not None and box.text.paragraphs:
        return (Entry(None, box.text), *box.entries)
    return box.entries


def _height(pieces: Sequence[Piece]) -> float:
    return sum(piece.before + piece.height for piece in pieces)
