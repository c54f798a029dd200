"""A heading and a table on as many pages as it needs, each further page with the table's head again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from printing.flow import Frame, Place, Spot
from printing.sheet import FULL_WIDTH, MARGIN, Sheet
from printing.table import Table
from printing.tagged import Element
from printing.typeset import HEADING, Piece, Run, paragraph

_LAST_ROWS: Final = 3  # never fewer on a further page
_ABOVE_HEADING, _BELOW_HEADING = 18.0, 8.0


def headed(table: Table, heading: str, title: Element) -> tuple[Piece, ...]:
    """The heading with the table's head: both stay with the first row."""
    words = paragraph(table.fonts, title, [Run(heading, bold=True)], HEADING, FULL_WIDTH, before=_ABOVE_HEADING, keep=True)
    head = table.head()
    return (*words, Piece(head.height, head.paint, before=_BELOW_HEADING, keep=True))


def placed(sheet: Sheet, table: Table, head: Sequence[Piece], rows: Sequence[Piece], spot: Spot) -> tuple[list[Place], Spot]:
    """Where everything stands from `spot` on, and where it ends. `rows` are at least one."""
    frame = sheet.frame
    places, spot = frame.column([*head, rows[0]], MARGIN, spot)
    rest = list(rows[1:])
    below_head = Frame(frame.top + table.head_height, frame.bottom)
    rest[-_LAST_ROWS:-1] = [replace(row, keep=True) for row in rest[-_LAST_ROWS:-1]]
    more, end = below_head.column(rest, MARGIN, spot)
    for page in sorted({place.spot.page for place in more} - {spot.page}):
        places.append(Place(Spot(page, frame.top), MARGIN, table.head_again()))
    return places + more, end
