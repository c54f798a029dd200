"""A table with a row a thing: cells side by side, the head again at the top of every page.

Read aloud as a table: its head once, then each row; the heads of further pages only repeat.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import NamedTuple

from printing.fonts import Fonts
from printing.tagged import Element, TaggedPdf
from printing.typeset import Piece, Run, Style, draw_line, wrap

_PADDING, _RULE, _HEAD_RULE, _GUTTER = 4.0, 0.75, 2.0, 10.0
_BOX, _BOX_LINE = 11.0, 1.2


class Corner(NamedTuple):
    """The upper left corner of a row."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Column:
    """Where a column stands from the left edge of the table, how wide it is, and what heads it; sums stand at its right edge."""

    x: float
    width: float
    head: str
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Makes the pieces of one table. With `ticks`, a box to tick stands at the left edge of each row."""

    fonts: Fonts
    columns: Sequence[Column]
    style: Style
    width: float
    element: Element
    ticks: bool = True

    @property
    def head_height(self) -> float:
        """How much room the head takes, with the line below it."""
        lines = max(len(self._lines([Run(column.head, bold=True)], column)) for column in self.columns)
        return lines * self.style.leading + _PADDING + _HEAD_RULE

    def head(self) -> Piece:
        """The head as it is read aloud."""
        row = self.element.add("TR")
        cells = [row.add("TH") for _column in self.columns]
        for cell in cells:
            cell.heads_column = True
        return self._head_piece(cells)

    def head_again(self) -> Piece:
        """The head at the top of a further page."""
        return self._head_piece([None] * len(self.columns))

    def row(self, cells: Sequence[Sequence[Sequence[Run]]], *, heavy: bool = False) -> Piece:
        """A row, never torn apart: for each column its paragraphs. A `heavy` line above it sets it apart from the row before."""
        element = self.element.add("TR")
        wrapped = [
            [line for runs in paragraphs for line in self._lines(runs, column)]
            for paragraphs, column in zip(cells, self.columns, strict=True)
        ]
        elements = [element.add("TD") for _column in self.columns]
        height = max(len(lines) for lines in wrapped) * self.style.leading + 2 * _PADDING
        rule = _HEAD_RULE if heavy else _RULE

        def paint(pdf: TaggedPdf, x: float, y: float) -> None:
            pdf.bar(x, y, self.width, rule)
            if self.ticks:
                pdf.frame(x + 1, y + _PADDING + (self.style.leading - _BOX) / 2, _BOX, _BOX, _BOX_LINE)
            for cell, lines, column in zip(elements, wrapped, self.columns, strict=True):
                self._paint_lines(pdf, pdf.tagged(cell) if lines else nullcontext(), lines, column, Corner(x, y + _PADDING))

        return Piece(height, paint)

    def _head_piece(self, cells: Sequence[Element | None]) -> Piece:
        wrapped = [self._lines([Run(column.head, bold=True)], column) for column in self.columns]

        def paint(pdf: TaggedPdf, x: float, y: float) -> None:
            for cell, lines, column in zip(cells, wrapped, self.columns, strict=True):
                self._paint_lines(pdf, pdf.tagged(cell) if cell else pdf.artifact(), lines, column, Corner(x, y))
            pdf.bar(x, y + self.head_height - _HEAD_RULE, self.width, _HEAD_RULE)

        return Piece(self.head_height, paint, keep=True)

    def _paint_lines(
        self, pdf: TaggedPdf, mark: AbstractContextManager[None], lines: Sequence[Sequence[Run]], column: Column, corner: Corner
    ) -> None:
        with mark:
            for index, line in enumerate(lines):
                wide = sum(self.fonts.width(run.text, self.style.size, bold=run.bold) for run in line)
                left = column.x + (column.width - wide if column.is_sum else 0)
                draw_line(pdf, line, self.style, corner.x + left, corner.y + index * self.style.leading)

    def _lines(self, runs: Sequence[Run], column: Column) -> Sequence[Sequence[Run]]:
        return wrap(runs, self.style.size, column.width - _GUTTER, self.fonts)
