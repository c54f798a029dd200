"""What a court has decided about paper that is typed there: which boxes are keyed twice, by whom, and what must be released."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from kiosk_app.ports.captures import ItemLine, KeptRound
from services.common.money import Pence
from services.forms.answers import Answers
from services.forms.fields import MoneyField
from services.forms.sheet import Sheet, SheetBox

_NUMBER = re.compile(r"(?<=\.)[0-9]+(?=\.)")
_NONE: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Release(StrEnum):
    """Why somebody else must let an item go on."""

    MONEY = "money"  # a sum is as large as the court has said, or larger
    MARK = "mark"  # a box could not be read
    SAME_CLERK = "same-clerk"  # both keyings are one person's, where two are asked for


@dataclass(frozen=True, slots=True)
class CourtRules:
    """The rules. `twice` names boxes by service, "*" for the number of an item; a service without uses those its paper marks."""

    twice: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NONE)
    by_another: bool = True  # the second keying
    release_from: Pence | None = None  # sums of this much and more; None for none
    release_marks: bool = True

    def boxes_twice(self, service: str, sheet: Sheet) -> tuple[SheetBox, ...]:
        """The boxes of a sheet that are keyed a second time."""
        if service not in self.twice:
            return sheet.again().boxes
        named = frozenset(self.twice[service])
        return tuple(box for box in sheet.boxes if _NUMBER.sub("*", box.key) in named)

    def release(self, item: ItemLine, sheet: Sheet, answers: Answers, final: KeptRound) -> tuple[Release, ...]:
        """Why an item must be released; nothing where it may go on by itself."""
        return tuple(self._release(item, sheet, answers, final))

    def _release(self, item: ItemLine, sheet: Sheet, answers: Answers, final: KeptRound) -> Iterator[Release]:
        if self.release_from is not None:
            sums = [answers.value(path) for box in sheet.boxes if isinstance(box.field, MoneyField) for path in box.paths]
            if any(isinstance(value, int) and value >= self.release_from for value in sums):
                yield Release.MONEY
        if self.release_marks and final.marks:
            yield Release.MARK
        if self.by_another and item.second_by and item.second_by == item.keyed_by:
            yield Release.SAME_CLERK
