"""The form of a change of visit times: what, on which days, and why. What is typed is remembered while the form is shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QLayout, QWidget

from kiosk_app.use_cases.local_dates import TimetablesNow, WantedChange
from services.catalogue.edits import Change, Why
from services.common.civil import TimeRange
from services.forms.words import Words
from ui.admin_desk.dates_words import ADDED, CHANGES, WHYS
from ui.admin_desk.parts import button
from ui.admin_desk.typed import read_day, read_time
from ui.components.buttons import Kind
from ui.components.fields import TextField
from ui.components.keyboard.layouts import KeyboardKind
from ui.components.options import Entry, OptionList
from ui.components.text import BOLD, TextBlock
from ui.desk.layout import Part, column, row, side_by_side
from ui.desk.screen import Stage
from ui.desk.words import _
from ui.theme import Role, Said

_BESIDE = 380
_DAY, _TIME = 12, 6  # characters
_WHAT, _WHY, _PART = "typed:what", "typed:why", "typed:part"
_ALL = "all-parts"
_FIELDS: tuple[tuple[str, Words, Words, int], ...] = (
    ("first", _("First day"), _("Like 28 11 2026"), _DAY),
    ("last", _("Last day"), _("Empty for one day only"), _DAY),
)
_TIMES: tuple[tuple[str, Words, Words, int], ...] = (
    ("begins", _("The session begins"), _("Like 14:00"), _TIME),
    ("ends", _("The session ends"), _("Like 15:30"), _TIME),
)


class ChangeForm:
    """Put on the page by `layout`."""

    def __init__(self, stage: Stage, now: TimetablesNow) -> None:
        self._stage, self._now = stage, now
        self._looks, self._session = stage.looks, stage.session
        self._what = self._options("what", _("What is changed"), [(each.value, words) for each, words in CHANGES.items()])
        self._why = self._options("why", _("Why"), [(each.value, words) for each, words in WHYS.items()])

    @property
    def first(self) -> QWidget:
        """Where the focus begins."""
        return self._what

    def layout(self) -> QLayout:
        """The fields, and the buttons below them."""
        view = self._session.view
        of_a_session = view.get(_WHAT, Change.BLOCK_DAY) != Change.BLOCK_DAY
        left: list[Part] = [TextBlock(self._looks, _("What is changed"), weight=BOLD), 4, self._what]
        if view.get(_WHAT) == Change.ADD_SESSION:
            left += [TextBlock(self._looks, ADDED, Role.STAFF, ink="secondary"), 8]
        for field in (*_FIELDS, *(_TIMES if of_a_session else ())):
            left += [8, *self._field(*field)]
        right: list[Part] = []
        if self._now.parts:
            right += [TextBlock(self._looks, _("Part of the prison"), weight=BOLD), 4, self._parts(), 12]
        right += [TextBlock(self._looks, _("Why"), weight=BOLD), 4, self._why]
        keep = button(self._looks, _("Keep this change"), "keep-change", self.keep, Kind.PRIMARY)
        no = button(self._looks, _("Do not change"), "no-change", self._end)
        both = side_by_side(column(*left), column(*right), _BESIDE, wide=self._stage.wide)
        return column(both, 20, row(keep, 16, no, None))

    def keep(self) -> None:
        """Ask for the change; or say what is missing."""
        view, today = self._session.view, self._stage.time.today()
        what, why = view.get(_WHAT, ""), view.get(_WHY, "")
        first = read_day(self._typed("first"), today)
        last = read_day(self._typed("last"), today) if self._typed("last").strip() else first
        timetables = self._session.staff.timetables
        if not what or not why:
            timetables.refuse("nothing-chosen")
        elif first is None:
            timetables.refuse("no-day")
        elif last is None:
            timetables.refuse("no-last-day")
        elif Change(what) is Change.BLOCK_DAY:
            timetables.make(WantedChange(Change.BLOCK_DAY, first, last, Why(why), self._part()))
        else:
            begins, ends = read_time(self._typed("begins")), read_time(self._typed("ends"))
            if begins is None or ends is None:
                timetables.refuse("no-time")
            else:
                timetables.make(WantedChange(Change(what), first, last, Why(why), self._part(), TimeRange(begins, ends)))

    def _part(self) -> str:
        chosen = self._session.view.get(_PART, _ALL)
        return "" if chosen == _ALL else chosen

    def _typed(self, name: str) -> str:
        return self._session.view.get(f"typed:{name}", "")

    def _end(self) -> None:
        self._session.view.clear()
        self._session.view["focus"] = "new-change"
        self._session.redraw()

    def _options(self, name: str, label: Words, offered: Sequence[tuple[str, Said]], value: str = "") -> OptionList:
        key = f"typed:{name}"
        entries = [Entry(each, words, "") for each, words in offered]
        made = OptionList(self._looks, label, entries, self._session.view.get(key, value))
        made.setObjectName(f"choice:{name}")
        made.chosen.connect(partial(self._chosen, key, made.objectName()))
        return made

    def _parts(self) -> OptionList:
        welsh = self._session.language.value == "cy"
        named = [(each.key, each.name_cy if welsh else each.name_en) for each in self._now.parts]
        return self._options("part", _("Part of the prison"), [(_ALL, _("The whole prison")), *named], _ALL)

    def _chosen(self, key: str, name: str, value: str) -> None:
        before, view = self._session.view.get(key, ""), self._session.view
        view[key] = value
        if key == _WHAT and before != value:  # other fields are asked for
            view["focus"] = name
            self._session.redraw()

    def _field(self, name: str, label: Words, hint: Words, chars: int) -> list[Part]:
        made = TextField(self._looks, label, hint=hint, keyboard=KeyboardKind.TEXT, chars=chars, most=20)
        made.setObjectName(f"field:{name}")
        made.setText(self._typed(name))
        made.textChanged.connect(partial(self._session.view.__setitem__, f"typed:{name}"))
        made.returnPressed.connect(self.keep)
        return [
            TextBlock(self._looks, label, weight=BOLD),
            TextBlock(self._looks, hint, Role.STAFF, ink="secondary"),
            4,
            row(made, None),
        ]
