"""What differs between two keyings of one item, decided box by box on the sheet by whoever keyed it again.

Nothing of it is kept with what was typed: a decision is a round of its own (`CourtItems.decide`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.forms.problem import Level, Problem

if TYPE_CHECKING:
    from kiosk_app.use_cases.capturing import OpenSheet
    from kiosk_app.use_cases.court_items import ItemView
    from services.forms.keyings import Difference
    from services.forms.sheet import Sheet


@dataclass(slots=True)
class Deciding:
    """An item with at least one difference; the first that is left is in question. `text` is typed in its box `again`."""

    view: ItemView
    again: bool = False
    text: str = ""

    @property
    def difference(self) -> Difference:
        """The one in question."""
        return self.view.differences[0]

    @property
    def keys(self) -> frozenset[str]:
        """The boxes that differ."""
        return frozenset(each.key for each in self.view.differences)

    def wrong(self, opened: OpenSheet, sheet: Sheet) -> Problem | None:
        """What is wrong with the box as it was typed again; None where nothing is."""
        second = self.view.second
        texts, marks = ({}, {}) if second is None else (dict(second.texts), dict(second.marks))
        marks.pop(self.difference.key, None)
        read = opened.read(sheet, {**texts, self.difference.key: self.text}, marks)
        problem = read.boxes[self.difference.key].problem
        return problem if problem is not None and problem.level is Level.BLOCK else None
