"""The capture sheet of a service: the boxes of its paper form in their order, each with where its answer goes.

Made from what the service declares of its paper (`Service.paper`), or else from its pages in order. A part that repeats is there
as often as something was typed for it, and once more where somebody asks. Boxes are known by a key, under which what is typed in
them is kept: the path of their question, or of what several questions have in common.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from services.forms.fields import AnyField, ChoiceField, DateField, InputKind, MoneyField, RankedTimesField, TextField
from services.forms.page import ListPage, Page
from services.forms.paper import FULL, HALF, THIRD, BoxKind, Implied, PaperBox, PaperForm, PaperPart
from services.forms.service import Service
from services.forms.words import Words

_NONE: Mapping[str, int] = MappingProxyType({})
_SHORT, _MIDDLE = 9, 20  # characters
_NAME = ("title", "first_name", "last_name", "name")
_ADDRESS = ("line1", "line2", "line3", "town", "county")


@dataclass(frozen=True, slots=True)
class SheetBox:
    """One box. `paths` are the questions that it answers, from the root of the answers."""

    key: str
    number: str  # "9"; "9.2" in the second of a part that repeats
    label: Words
    kind: BoxKind
    width: int  # in sixths of a row
    paths: tuple[str, ...]
    prefix: str  # "" or "defendants.1."
    field: AnyField | None
    empty: str | Implied = ""
    twice: bool = False
    leads: bool = False
    rare: bool = False


@dataclass(frozen=True, slots=True)
class SheetPart:
    """Boxes under one heading; of a part that repeats, those of the item at `index` of the list at `items`."""

    title: Words
    boxes: tuple[SheetBox, ...]
    items: str = ""
    index: int = 0


@dataclass(frozen=True)
class Sheet:
    """All parts in the order of the paper. `form` is its name, "" where the sheet is made from the pages."""

    form: str
    parts: tuple[SheetPart, ...]

    @cached_property
    def boxes(self) -> tuple[SheetBox, ...]:
        """Every box in order."""
        return tuple(box for part in self.parts for box in part.boxes)

    def numbered(self, number: str) -> SheetBox | None:
        """The box with this number."""
        return next((box for box in self.boxes if box.number == number.strip()), None)

    def of(self, path: str) -> SheetBox | None:
        """The box that answers the question at a path, its parts included; of a list of values the first."""
        asks = (box for box in self.boxes if any(f"{path}.".startswith(f"{each}.") for each in box.paths))
        holds = (box for box in self.boxes if f"{path}.".startswith(f"{box.key}.") or box.key.startswith(f"{path}."))
        return next(asks, None) or next(holds, None)

    def part_of(self, box: SheetBox) -> SheetPart:
        """The part in which a box stands."""
        return next(part for part in self.parts if box in part.boxes)

    def again(self) -> Sheet:
        """Only the boxes that are keyed a second time, as the paper marks them."""
        return self.only(frozenset(box.key for box in self.boxes if box.twice))

    def only(self, keys: Collection[str]) -> Sheet:
        """Only some boxes, by key."""
        parts = (
            SheetPart(each.title, tuple(box for box in each.boxes if box.key in keys), each.items, each.index)
            for each in self.parts
        )
        return Sheet(self.form, tuple(part for part in parts if part.boxes))


def sheet_of(service: Service, texts: Mapping[str, str], more: Mapping[str, int] = _NONE) -> Sheet:
    """The sheet of a service for what was typed so far. `more` says by list how many items to show at least."""
    form = service.paper or _from_pages(service)
    return Sheet(service.paper.name if service.paper else "", tuple(_parts(service, form, texts, more)))


def _parts(service: Service, form: PaperForm, texts: Mapping[str, str], more: Mapping[str, int]) -> Iterator[SheetPart]:
    running = 0
    for part in form.parts:
        numbers = [box.number or str(number) for number, box in enumerate(part.boxes, start=running + 1)]
        running += len(part.boxes)
        if not part.items:
            yield SheetPart(part.title, _boxes(service, part, numbers, ""))
            continue
        for index in range(max(1, more.get(part.items, 0), _count(texts, part.items))):
            suffix = f".{index + 1}" if index else ""
            title = Words("{title} {n}", "", (("title", part.title), ("n", index + 1))) if index else part.title
            boxes = _boxes(service, part, [f"{number}{suffix}" for number in numbers], f"{part.items}.{index}.")
            yield SheetPart(title, boxes, part.items, index)


def _boxes(service: Service, part: PaperPart, numbers: list[str], prefix: str) -> tuple[SheetBox, ...]:
    return tuple(_box(service, box, number, prefix) for box, number in zip(part.boxes, numbers, strict=True))


def _box(service: Service, box: PaperBox, number: str, prefix: str) -> SheetBox:
    path = f"{prefix}{box.path}"
    field = None if box.composed else service.field_at(path)
    kind = box.composed or _kind(field)
    below = f"{prefix}{box.below}." if box.below else prefix
    names = {BoxKind.NAME: _NAME, BoxKind.ADDRESS: _ADDRESS}.get(kind)
    paths = (path,) if names is None else tuple(f"{below}{name}" for name in names if service.field_at(f"{below}{name}"))
    width = box.width or _width(field, kind)
    return SheetBox(path, number, box.label, kind, width, paths, prefix, field, box.empty, box.twice, box.leads, box.rare)


def _kind(field: AnyField | None) -> BoxKind:
    match field:
        case RankedTimesField():
            return BoxKind.TIME
        case DateField():
            return BoxKind.DATE
        case MoneyField():
            return BoxKind.MONEY
        case ChoiceField():
            return BoxKind.CHOICE
        case TextField(kind=InputKind.LONG):
            return BoxKind.LONG
        case _:
            return BoxKind.TEXT


def _width(field: AnyField | None, kind: BoxKind) -> int:
    if kind in {BoxKind.LONG, BoxKind.NAME, BoxKind.ADDRESS}:
        return FULL
    if isinstance(field, TextField) and kind is BoxKind.TEXT:
        return THIRD if field.width <= _SHORT else HALF if field.width <= _MIDDLE else FULL
    return HALF


def _count(texts: Mapping[str, str], items: str) -> int:
    """How many items of a list something was typed for."""
    prefix = f"{items}."
    steps = (key[len(prefix) :].partition(".")[0] for key in texts if key.startswith(prefix))
    return max((int(step) + 1 for step in steps if step.isdecimal()), default=0)


def _from_pages(service: Service) -> PaperForm:
    """The form of a service that declares none: its pages in order, the lists as parts of their own."""
    parts: list[PaperPart] = []
    gathered: list[PaperBox] = []
    for page in service.pages:
        if isinstance(page, ListPage):
            if gathered:
                parts.append(PaperPart(service.title, tuple(gathered)))
            parts.append(PaperPart(page.title, tuple(box for each in page.item for box in _of_page(each)), page.path))
            gathered = []
        else:
            gathered.extend(_of_page(page))
    if gathered:
        parts.append(PaperPart(service.title, tuple(gathered)))
    return PaperForm(name="", parts=tuple(parts), source="", as_of=date.min)


def _of_page(page: Page) -> Iterator[PaperBox]:
    for field in page.fields:
        if isinstance(field, RankedTimesField):
            yield from (PaperBox(f"{field.path}.{place}", field.label) for place in range(field.maximum))
        else:
            yield PaperBox(field.path, field.label)
