"""The cases of a list as rows, each put into words when it is seen."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk_app.use_cases.case_index import CaseIndex, CaseLine, Show
from services.common.references import grouped
from ui.components.row_list import Row, Rows
from ui.helper_desk.case_words import SHAPES, due_shape, due_words, when_words


def rows_of(index: CaseIndex, show: Show, found: Sequence[int]) -> Rows:
    """Rows of the lines at the places that were found."""
    make = _to_do if show is Show.TO_DO else _row
    keys = index.keys
    return Rows([keys[place] for place in found], lambda at: make(index.lines[found[at]], index))


def name_of(line: CaseLine) -> str:
    """Whom a case is about: a name, or what stands in its place."""
    return line.client or grouped(line.reference)


def _row(line: CaseLine, index: CaseIndex) -> Row:
    return Row(line.key, name_of(line), when_words(line.changed, index.today), line.title, SHAPES[line.state], line.said)


def _to_do(line: CaseLine, index: CaseIndex) -> Row:
    first = line.next
    if first is None:
        return _row(line, index)
    return Row(line.key, name_of(line), due_words(first, index.today), line.title, due_shape(first, index.today), first.what)
