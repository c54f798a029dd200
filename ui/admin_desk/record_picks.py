"""By what the audit log is narrowed, one thing at a time; and where it is handed out to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk_app.event_words import EVENT_WORDS
from kiosk_app.events import Event
from services.forms.words import Words, verbatim
from ui.admin_desk.parts import button
from ui.admin_desk.record_book import FAILED, RecordBook
from ui.admin_desk.typed import read_day
from ui.components.buttons import Kind
from ui.components.fields import TextField
from ui.components.keyboard.layouts import KeyboardKind
from ui.components.row_list import Row, RowList
from ui.components.text import BOLD, TextBlock
from ui.desk.layout import Part, column, row
from ui.desk.screen import Stage
from ui.desk.words import _
from ui.theme import Role

NO_DAY = "no-day"
NO_DAY_WORDS = _("Enter a day, like 28 11 2026.")
_ALL = "all"
_LABELS: dict[str, Words] = {
    "event": _("What happened"),
    "operator": _("Who did it, or whom it is about"),
    "day": _("Which day"),
    "subject": _("What it is about"),
    "medium": _("Hand the records out"),
}
_HINTS: dict[str, Words] = {
    "day": _("Like 28 11 2026. Empty for every day."),
    "subject": _("A reference, or an id as the details show it. Empty for everything."),
}
_NOTHING_IN = _("There is nothing here that can be written to. Put a stick in, go back, and press E again.")
_WHOLE = _("The whole log is written, whatever is shown: ids, codes and counts, no names. Choose where to, and press Enter.")


class RecordPicks:
    """Put on the page by `layout`."""

    def __init__(self, stage: Stage, book: RecordBook, what: str) -> None:
        self._stage, self._looks, self._book, self._what = stage, stage.looks, book, what
        self._away = button(self._looks, _("Back to the records"), "back-to-records", self._end)
        self._field = self._make_field() if what in _HINTS else None
        rows = [] if what in _HINTS else self._rows()
        self._list = self._make_list(rows) if rows else None

    @property
    def first(self) -> QWidget:
        """Where the focus begins."""
        return self._field or self._list or self._away

    def layout(self) -> QVBoxLayout:
        """A list or a field, and the way back."""
        parts: list[Part] = [TextBlock(self._looks, _LABELS[self._what], Role.LEAD, weight=BOLD), 6]
        if self._what == "medium":
            parts += [TextBlock(self._looks, _WHOLE if self._book.media else _NOTHING_IN), 10]
        if self._field is not None:
            go = button(self._looks, _("Show"), "show", self.keep, Kind.PRIMARY)
            hint = TextBlock(self._looks, _HINTS[self._what], ink="secondary")
            return column(*parts, hint, 6, row(self._field, None), 16, row(go, 16, self._away, None))
        if self._list is not None:
            parts += [self._list, 16]
        return column(*parts, row(self._away, None))

    def keep(self) -> None:
        """Narrow by what was typed."""
        if self._field is None:
            return
        typed = self._field.text().strip()
        if self._what == "subject":
            self._book.narrow(replace(self._book.wanted, subject=typed))
            return
        day = _until(typed, self._stage.time.today())
        if typed and day is None:
            self._stage.session.view[FAILED] = NO_DAY
            self._stage.session.redraw()
        else:
            self._book.narrow(replace(self._book.wanted, day=day))

    def _make_field(self) -> TextField:
        view, name = self._stage.session.view, f"typed:{self._what}"
        kind = KeyboardKind.DATE if self._what == "day" else KeyboardKind.TEXT
        made = TextField(self._looks, _LABELS[self._what], hint=_HINTS[self._what], keyboard=kind, chars=22, most=60)
        made.setObjectName("picks")
        made.setText(view.get(name, ""))
        made.textChanged.connect(partial(view.__setitem__, name))
        made.returnPressed.connect(self.keep)
        return made

    def _make_list(self, rows: list[Row]) -> RowList:
        made = RowList(self._looks, _LABELS[self._what], rows, compact=True)
        made.setObjectName("picks")
        made.choose(rows[0].key)
        made.opened.connect(self._picked)
        return made

    def _rows(self) -> list[Row]:
        if self._what == "medium":
            return [Row(str(each.path), verbatim(each.name)) for each in self._book.media]
        if self._what == "operator":
            return [Row(_ALL, _("Everybody")), *(Row(str(each.id), verbatim(each.name)) for each in self._book.people)]
        return [Row(_ALL, _("Everything")), *(Row(event.value, words) for event, words in EVENT_WORDS.items())]

    def _picked(self, key: str) -> None:
        if self._what == "medium":
            self._book.export(next(each for each in self._book.media if each.path == Path(key)))
        elif self._what == "operator":
            self._book.narrow(replace(self._book.wanted, operator=None if key == _ALL else UUID(key)))
        else:
            self._book.narrow(replace(self._book.wanted, event=None if key == _ALL else Event(key)))

    def _end(self) -> None:
        view = self._stage.session.view
        view.clear()
        view["focus"] = "records"
        self._stage.session.redraw()


def _until(typed: str, today: date) -> date | None:
    """The day that was typed; one without its year lies behind us."""
    day = read_day(typed, today)
    if day is None or day <= today or len(typed) > len("28/11") + 1:
        return day
    return day.replace(year=day.year - 1) if (day.month, day.day) != (2, 29) else None
