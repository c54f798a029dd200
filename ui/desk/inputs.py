"""A field of a service as parts of a page: what a person types or chooses goes into the draft at once, as typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from services.forms.draft import Draft
from services.forms.fields import ChoiceField, DateField, Option
from services.forms.words import Translator
from ui.a11y import announce
from ui.components.fields import DateParts
from ui.components.fields import TextField as LineField
from ui.components.keyboard.layouts import KeyboardKind
from ui.components.marks import MarkGroup, RadioRow
from ui.components.options import Entry, OptionList
from ui.components.text import TextBlock
from ui.desk.area import TextArea
from ui.desk.layout import Beside, boxed, column
from ui.desk.words import _, _n
from ui.theme import LookSource

BESIDE_BAR = 30  # the bar of an error, its gap, and what the rail needs beside the margin
BESIDE_FIELD = 500  # for a button beside a field, its gap, and the bar of an error
_NO_MATCH = _("Nothing in the list matches. Try fewer letters.")
_SLOT_GAP, ABOVE = 24, 8  # beside a field, and above one, where its ring is


class Input:
    """One field on the page: its widget, where the focus goes, and how it shows a problem."""

    def __init__(self, widget: QWidget, fields: Sequence[QWidget], *, above: int = ABOVE) -> None:
        self.fields = tuple(fields)
        self.slot = QHBoxLayout()  # where Continue may stand beside the field
        self.slot.setContentsMargins(0, 0, 0, 0)
        self.widget: QWidget = Beside(widget, self.slot, _SLOT_GAP, above)

    @property
    def focus(self) -> QWidget:
        """Where the focus goes first."""
        return self.fields[0]

    def at_fault(self, parts: Sequence[str]) -> QWidget:
        """Where the focus goes for a problem; `parts` name the parts of a composed field."""
        del parts
        return self.focus

    def set_error(self, words: str, parts: Sequence[str]) -> None:
        """Show that something is wrong."""

    def settle(self) -> None:
        """A person goes on from the page."""

    def limit(self, width: int) -> None:
        """Be no wider than `width`."""
        for field in self.fields:
            if field.sizeHint().width() > width:
                field.setMaximumWidth(width)


class DateInput(Input):
    """Day, month and year."""

    def __init__(self, looks: LookSource, field: DateField, draft: Draft, path: str) -> None:
        self._parts = DateParts(looks, field.label, hint=field.hint or "")
        self._by_name = {"day": self._parts.day, "month": self._parts.month, "year": self._parts.year}
        for name, line in self._by_name.items():
            line.setObjectName(f"field:{path}.{name}")
            bind(line, draft, f"{path}.{name}")
        super().__init__(self._parts, list(self._by_name.values()))

    def at_fault(self, parts: Sequence[str]) -> QWidget:
        """The first part at fault."""
        return next((self._by_name[part] for part in self._by_name if part in parts), self.focus)

    def set_error(self, words: str, parts: Sequence[str]) -> None:
        """The parts at fault, or all."""
        self._parts.set_error(words, [line for name, line in self._by_name.items() if name in parts])

    def limit(self, width: int) -> None:
        """Three short fields stay as they are."""


class RadioInput(Input):
    """One of a few answers."""

    def __init__(self, looks: LookSource, field: ChoiceField, options: Sequence[Option], draft: Draft, path: str) -> None:
        self._rows = radio_rows(looks, options, draft, path)
        for row in self._rows:
            row.choice_is_personal = field.personal
        self._group = MarkGroup(looks, field.label, self._rows)
        super().__init__(self._group, self._rows, above=0)

    @property
    def focus(self) -> QWidget:
        """The chosen answer, or the first."""
        return next((each for each in self._rows if each.isChecked()), self._rows[0])

    def set_error(self, words: str, parts: Sequence[str]) -> None:
        """Said with the question."""
        del parts
        self._group.set_error(words)

    def limit(self, width: int) -> None:
        """Answers take the width of the column."""


class SearchInput(Input):
    """One of many answers: typing narrows the list. A single match is taken by going on."""

    def __init__(
        self,
        looks: LookSource,
        field: ChoiceField,
        options: Sequence[Option],
        draft: Draft,
        path: str,
        *,
        remember: Callable[[str], None],
        typed: str,
    ) -> None:
        self._looks = looks
        self._line = LineField(looks, field.label, hint=_("Type to make the list shorter"), keyboard=KeyboardKind.NAME, chars=24)
        self._line.setObjectName(f"field:{path}")
        speak = [Translator(language) for language in looks.look.language.choices]
        entries = [
            Entry(
                each.value,
                each.words,
                _folded(" ".join((*(say(each.words) for say in speak), *each.also))),
                each.instead or "",
                each.hint or "",
            )
            for each in options
        ]
        self._list = OptionList(looks, field.label, entries, draft.get(path))
        self._list.setObjectName(f"options:{path}")
        self._list.choice_is_personal = field.personal
        self._list.chosen.connect(lambda value: draft.set(path, value))
        self._none = TextBlock(looks, _NO_MATCH)
        self._line.setText(typed)
        self._line.textChanged.connect(remember)
        self._line.textChanged.connect(self._narrow)
        self._line.textChanged.connect(self._tell)
        super().__init__(self._line, [self._line])
        hint = TextBlock(looks, _("Type to make the list shorter"), ink="secondary")
        self.widget = boxed(column(hint, 8, self.widget, 14, self._none, self._list))
        self._narrow(typed)

    def settle(self) -> None:
        """Going on: if one answer is left, it is meant."""
        if self._list.only():
            self._list.choose(self._list.only())

    def set_error(self, words: str, parts: Sequence[str]) -> None:
        """Red until it has the focus."""
        del parts
        self._line.set_error(words)

    def _tell(self) -> None:
        """What is left of the list, to whoever does not see it become shorter."""
        shown = self._list.options.shown
        if len(shown) == 1 and not self._list.choice_is_personal:
            announce(self._line, self._looks.say(shown[0].words))
        else:
            left = _n("{n} in the list", "{n} in the list", len(shown)) if shown else _NO_MATCH
            announce(self._line, self._looks.say(left))

    def _narrow(self, typed: str) -> None:
        self._list.narrow(_folded(typed).split())
        self._list.setVisible(bool(self._list.options.shown))  # an empty list would take the focus, and nobody would see it
        self._none.setVisible(not self._list.options.shown)


def radio_rows(looks: LookSource, options: Sequence[Option], draft: Draft, path: str) -> list[RadioRow]:
    """A radio an option, tied to the draft."""
    rows = []
    for option in options:
        each = RadioRow(looks, option.words, option.hint or "")
        each.setObjectName(f"option:{option.value}")
        each.setChecked(draft.get(path) == option.value)
        each.toggled.connect(lambda on, value=option.value: draft.set(path, value) if on else None)
        rows.append(each)
    return rows


def slot_of(inputs: Sequence[Input], widget: QWidget) -> QBoxLayout | None:
    """The place beside the field that has the focus."""
    return next((each.slot for each in inputs if widget in each.fields), None)


def bind(field: LineField | TextArea, draft: Draft, path: str) -> None:
    """What is typed goes into the draft."""
    field.setText(draft.get(path))
    field.textChanged.connect(lambda *_text: draft.set(path, field.text()))


def _folded(text: str) -> str:
    """Without case and accents, so that "ynys mon" finds "Ynys Môn"."""
    return "".join(char for char in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(char))
