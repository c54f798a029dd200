"""Fields that are typed into: one line, several, or an amount of money; with counters where systems further on take less."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from services.common.money import format_pounds, read_pounds
from services.forms.draft import Draft
from services.forms.fields import InputKind, MoneyField, TextField
from ui.components.fields import TextField as LineField
from ui.components.keyboard.layouts import KeyboardKind
from ui.desk.area import TextArea
from ui.desk.counting import Counting
from ui.desk.inputs import ABOVE, Input, bind
from ui.desk.layout import boxed, column
from ui.theme import LookSource

_ROOM = 4  # characters of air in a field beyond what is expected
_ABOVE_AREA = 14
_BELOW = 6  # between a field and its counter
_PAGEFUL = 2000  # characters from which on an answer gets a larger area
_POUND = "£"
_KEYBOARDS: Mapping[InputKind, KeyboardKind] = {
    InputKind.TEXT: KeyboardKind.TEXT,
    InputKind.NAME: KeyboardKind.NAME,
    InputKind.CODE: KeyboardKind.CODE,
    InputKind.DIGITS: KeyboardKind.DIGITS,
    InputKind.PHONE: KeyboardKind.PHONE,
    InputKind.EMAIL: KeyboardKind.EMAIL,
    InputKind.LONG: KeyboardKind.TEXT,
}


class TextInput(Input):
    """One line, or several. What is typed into the inputs `before` it counts with what is typed here."""

    def __init__(self, looks: LookSource, field: TextField, draft: Draft, path: str, before: Sequence[TextInput] = ()) -> None:
        self._field = _made(looks, field)
        self._field.setObjectName(f"field:{path}")
        bind(self._field, draft, path)
        super().__init__(self._field, [self._field], above=_ABOVE_AREA if isinstance(self._field, TextArea) else ABOVE)
        if field.limits:
            others = [each.line for each in before]
            self._counting = Counting(looks, self._field, field.limits, lambda: _together([*others, self._field]), others)
            self._counting.counter.setObjectName(f"counter:{path}")
            self.widget: QWidget = boxed(column(self.widget, _BELOW, self._counting.counter))

    @property
    def line(self) -> LineField | TextArea:
        """What is typed into."""
        return self._field

    def set_error(self, words: str, parts: Sequence[str]) -> None:
        """Red until it has the focus."""
        del parts
        self._field.set_error(words)


class MoneyInput(TextInput):
    """An amount in pounds, behind a pound sign. It is written out, "1,250.00", when a person has gone on from it."""

    def __init__(self, looks: LookSource, field: MoneyField, draft: Draft, path: str) -> None:
        super().__init__(looks, field, draft, path)
        if isinstance(self._field, LineField):
            self._field.editingFinished.connect(self.settle)
        self.settle()  # the sign stands before it, and is not shown twice

    def settle(self) -> None:
        """Write the amount out, if it is one."""
        pence = read_pounds(self._field.text())
        if isinstance(pence, int):
            written = format_pounds(pence).removeprefix(_POUND)
            if self._field.text() != written:
                self._field.setText(written)


def _together(lines: Sequence[LineField | TextArea]) -> str:
    return " ".join(text for line in lines if (text := line.text()))


def _made(looks: LookSource, field: TextField) -> LineField | TextArea:
    hint = field.hint or ""
    if field.kind is InputKind.LONG:
        return TextArea(looks, field.label, hint=hint, most=field.max_length, roomy=field.max_length >= _PAGEFUL)
    money = isinstance(field, MoneyField)
    return LineField(
        looks,
        field.label,
        hint=hint,
        keyboard=KeyboardKind.MONEY if money else _KEYBOARDS[field.kind],
        chars=field.width + _ROOM,
        most=field.max_length,
        prefix=_POUND if money else "",
    )
