"""Where the boxes of a capture sheet stand: row by row, side by side where they fit, below one another in the largest text.

Everything is measured from where lines begin and from the top of the sheet. Nothing is drawn here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from services.forms.paper import FULL, HALF, THIRD, TWO_THIRDS, BoxKind
from services.forms.sheet import Sheet, SheetBox, SheetPart
from ui.components.text import BOLD, SEMIBOLD, Style, longest_word, measured
from ui.theme import LookSource, Role

LABEL, NUMBER, TITLE, TEXT = Style(Role.STAFF), Style(Role.STAFF, BOLD, figures=True), Style(Role.BODY, BOLD), Style(Role.BODY)
UNDER = Style(Role.STAFF, SEMIBOLD)
PLATE = (30, 24)
RULE = 4
_BESIDE = {TWO_THIRDS: -14, THIRD: 14}  # beside an address: a postcode fits whole
_FIELD, _BETWEEN_ROWS, _BETWEEN = 44, 8, 15
_LABEL_WIDE, _LABEL_NARROW = 112, 76
_AFTER_PLATE, _AROUND_PLATE, _TITLE_GAP, _AFTER_PART = 8, 5, 10, 6
_AIR = 16  # in a field, above and below the text together


@dataclass(frozen=True, slots=True)
class Placed:
    """One box: its number, its label, the field, and the line below the field for what it was read as, where one is kept."""

    box: SheetBox
    plate: QRectF
    label: QRectF
    field: QRectF
    under: QRectF | None

    @property
    def whole(self) -> QRectF:
        """All of it."""
        return self.plate.united(self.label).united(self.field).united(self.under or self.field)


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a part, with the rule below it."""

    part: SheetPart
    words: QRectF
    rule: QRectF


@dataclass(frozen=True, slots=True)
class Laid:
    """All of it, from the top down."""

    heads: tuple[Head, ...]
    boxes: tuple[Placed, ...]
    height: float

    def of(self, key: str) -> Placed | None:
        """Where a box stands."""
        return next((each for each in self.boxes if each.box.key == key), None)


def lay_out(looks: LookSource, sheet: Sheet, width: float) -> Laid:
    """Lay a sheet out."""
    heads: list[Head] = []
    boxes: list[Placed] = []
    top = 0.0
    for part in sheet.parts:
        title = measured(looks, part.title, TITLE, width)
        words = QRectF(0, top, width, title.height)
        heads.append(Head(part, words, QRectF(0, words.bottom() + 4, width, RULE)))
        top = words.bottom() + 4 + RULE + _TITLE_GAP
        for row in _rows(part.boxes, one_each=looks.largest):
            placed = tuple(_row(looks, row, top, width))
            tallest = max(each.label.height() for each in placed)
            if not looks.largest and tallest > placed[0].field.height():  # a label of many lines stands beside its field
                placed = tuple(_row(looks, row, top, width, tallest))
            boxes.extend(placed)
            top = max((each.under or each.field).bottom() for each in placed) + _BETWEEN_ROWS
        top += _AFTER_PART
    return Laid(tuple(heads), tuple(boxes), top)


def _rows(boxes: Sequence[SheetBox], *, one_each: bool) -> Iterator[Sequence[SheetBox]]:
    row: list[SheetBox] = []
    for box in boxes:
        if row and (one_each or sum(each.width for each in row) + box.width > FULL):
            yield row
            row = []
        row.append(box)
    if row:
        yield row


def _row(looks: LookSource, row: Sequence[SheetBox], top: float, width: float, least: float = _FIELD) -> Iterator[Placed]:
    line = looks.type(Role.BODY).line
    high = max(least, line + _AIR)
    below = looks.type(Role.STAFF).line + 2 if any(box.kind is BoxKind.ADDRESS for box in row) else 0
    share = (width - _BETWEEN * (len(row) - 1)) / sum(box.width for box in row) if len(row) > 1 else width / FULL
    left = 0.0
    postcode = [box.width for box in row] == [TWO_THIRDS, THIRD]
    for box in row:
        fraction = max(HALF, box.width) if len(row) == 1 else box.width
        across = width if looks.largest or box.width == FULL else share * fraction + (_BESIDE[box.width] if postcode else 0)
        yield _box(looks, box, QRectF(left, top, across, high), below)
        left += across + _BETWEEN


def _box(looks: LookSource, box: SheetBox, room: QRectF, below: float) -> Placed:
    number = measured(looks, box.number, NUMBER)
    plate = QRectF(room.x(), 0, max(PLATE[0], number.width + 2 * _AROUND_PLATE), max(PLATE[1], number.height + 2))
    if looks.largest:
        label = measured(looks, box.label, LABEL, room.width() - plate.width() - _AFTER_PLATE)
        lines = max(plate.height(), label.height)
        plate.moveTop(room.y() + (lines - plate.height()) / 2)
        beside = QRectF(plate.right() + _AFTER_PLATE, room.y(), room.right() - plate.right() - _AFTER_PLATE, label.height)
        field = QRectF(room.x(), room.y() + lines + 4, room.width(), room.height())
    else:
        wide = _LABEL_NARROW if box.width == THIRD else _LABEL_WIDE
        growth = looks.type(Role.STAFF).pixels / 16
        width = max(0.0, wide * growth - (plate.width() - PLATE[0]), longest_word(looks, box.label, LABEL))
        plate.moveTop(room.y() + (room.height() - plate.height()) / 2)
        label = measured(looks, box.label, LABEL, width)
        beside = QRectF(plate.right() + _AFTER_PLATE, room.y() + (room.height() - label.height) / 2, width, label.height)
        field = QRectF(beside.right() + 4, room.y(), room.right() - beside.right() - 4, room.height())
    under = QRectF(field.x(), field.bottom(), field.width(), below) if below and box.kind is BoxKind.ADDRESS else None
    return Placed(box, plate, beside, field, under)
