"""Two keyings of one sheet compared: what each box comes to, where the two differ, and what stands once that is decided.

Boxes are compared by what they are read as ("1st July 2026" and "01 07 26" are the same day), and what differs is shown as it was
typed. What cannot be read is compared by its letters, spaces and capitals aside. Pure: no clock, no store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from services.common.types import tidy
from services.forms.draft import Draft
from services.forms.fields import RankedTimesField
from services.forms.frozen import frozen
from services.forms.parsing import parse
from services.forms.reading import DraftSource
from services.forms.service import Service
from services.forms.sheet import Sheet, SheetBox
from services.forms.words import Words


class Keyed(Protocol):
    """What was typed in one round, by the keys of boxes."""

    @property
    def texts(self) -> Mapping[str, str]:
        """Exactly as typed."""
        ...

    @property
    def marks(self) -> Mapping[str, str]:
        """What was said of boxes that could not be typed."""
        ...


@dataclass(frozen=True, slots=True)
class BoxKeyed:
    """One box in one keying. `normal` are the values of its questions, in a form in which equal ones are equal."""

    raw: str
    mark: str
    normal: tuple[str, ...]

    def is_same(self, other: BoxKeyed) -> bool:
        """Whether both say the same."""
        return (self.mark, self.normal) == (other.mark, other.normal)


@dataclass(frozen=True, slots=True)
class Difference:
    """A box in which two keyings differ."""

    key: str
    number: str
    label: Words
    first: BoxKeyed
    second: BoxKeyed


DraftOf = Callable[[Sheet, Mapping[str, str], Mapping[str, str]], Draft]
"""How boxes become a draft (`services.forms.sheet_reading.SheetReader.draft`)."""


def differences(
    service: Service, sheet: Sheet, twice: Iterable[str], draft_of: DraftOf, *, first: Keyed, second: Keyed
) -> tuple[Difference, ...]:
    """Where the two differ, in the order of the sheet. `twice` are the keys of the boxes that were keyed in both.

    The second keying is read in the place of those boxes within the first: what a box means may hang on others.
    """
    wanted = frozenset(twice)
    over = overlaid(first, second, wanted)
    drafts = draft_of(sheet, first.texts, first.marks), draft_of(sheet, *over)
    found = []
    for box in sheet.boxes:
        if box.key in wanted:
            one = box_keyed(service, box, drafts[0], first.texts, first.marks)
            other = box_keyed(service, box, drafts[1], *over)
            if not one.is_same(other):
                found.append(Difference(box.key, box.number, box.label, one, other))
    return tuple(found)


def box_keyed(service: Service, box: SheetBox, draft: Draft, texts: Mapping[str, str], marks: Mapping[str, str]) -> BoxKeyed:
    """What one box comes to."""
    mark = marks.get(box.key, "")
    raw = "" if mark else texts.get(box.key, "")
    return BoxKeyed(raw, mark, () if mark else tuple(_normal(service, path, draft) for path in box.paths))


def overlaid(first: Keyed, second: Keyed, keys: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Texts and marks of the first keying with those of the second in the place of these boxes."""
    texts, marks = dict(first.texts), dict(first.marks)
    for key in keys:
        for into, source in ((texts, second.texts), (marks, second.marks)):
            into.pop(key, None)
            if key in source:
                into[key] = source[key]
    return texts, marks


def decided_in(decided: Keyed | None) -> frozenset[str]:
    """The boxes of which somebody has said what stands."""
    return frozenset() if decided is None else frozenset(chain(decided.texts, decided.marks))


def _normal(service: Service, path: str, draft: Draft) -> str:
    field = service.field_at(path)
    if field is None or isinstance(field, RankedTimesField):
        return _folded(draft.get(path))
    raw = DraftSource(draft).raw(field, path)
    value, _problem = parse(field, raw, path)
    if value is not None:
        return f"={frozen(value)}"
    if field.parts:
        return " ".join(_folded(draft.get(f"{path}.{part}")) for part in field.parts).strip()
    return _folded(draft.get(path))


def _folded(text: str) -> str:
    return tidy(text).casefold()
