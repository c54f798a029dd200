"""Visit times: how old the timetable is, and what staff of the prison changed on this kiosk."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk_app.use_cases.local_dates import ShownChange
from services.catalogue.edits import Change
from ui.admin_desk.change_form import ChangeForm
from ui.admin_desk.dates_words import (
    ADDED,
    DOES,
    DOES_NOT,
    WHYS,
    age_words,
    asked_words,
    days_words,
    refused_words,
    what_words,
)
from ui.admin_desk.parts import button
from ui.admin_desk.timetables import CHOSEN, DONE, FAILED, MAKING
from ui.components.buttons import Kind
from ui.components.errors import ErrorSummary
from ui.components.row_list import Row, RowList
from ui.components.staff import Shortcut
from ui.components.status import Status, StatusMark
from ui.components.text import BOLD, TextBlock
from ui.desk.layout import column, row, side_by_side
from ui.desk.screen import Stage
from ui.desk.staff_page import StaffScreen
from ui.desk.words import _, instant_words, timetable_words
from ui.theme import Role, Said

_DETAIL = 400
_DONE = {"made": _("The change holds from now on."), "taken-back": _("The change is taken back.")}


class DatesScreen(StaffScreen):
    """The list of changes with one of them beside it; or, in its place, the form of a new one."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._timetables = self.session.staff.timetables
        self._now = self._timetables.now
        self._summary = ErrorSummary(self.looks)
        self._summary.setObjectName("error-summary")
        self._wrong: QWidget | None = None
        self.add(self._summary, 16 if self.has_errors else 0, TextBlock(self.looks, self.title, Role.SUBHEADING, of_page=True))
        if self._now is None:
            self.add(None)
        elif self._is_making:
            self._form = ChangeForm(self.stage, self._now)
            self._wrong = self.focus = self._form.first
            self.add(8, self._form.layout(), None)
        else:
            self._list_page()

    @property
    def title(self) -> Said:
        """What to do, or what this is."""
        return _("Change visit times") if self._is_making else _("Timetables")

    @property
    def hints(self) -> tuple[Shortcut, ...]:
        """The keys."""
        more = () if self._is_making else (Shortcut("N", _("New change")),)
        return (Shortcut("↑ ↓", _("Choose")), *more, Shortcut("Esc", _("Back")), Shortcut("F1", _("All")))

    @property
    def has_errors(self) -> bool:
        """Whether something was refused."""
        return bool(self.session.view.get(FAILED))

    def entered(self) -> None:
        """Show why."""
        if self.has_errors and self._wrong is not None:
            self._summary.show_errors([(refused_words(self.session.view[FAILED]), self._wrong)])
        else:
            super().entered()

    def enter(self) -> None:
        """Enter in a field of the form: keep it."""
        if self._is_making and self._now is not None:
            self._form.keep()

    @property
    def _is_making(self) -> bool:
        return bool(self.session.view.get(MAKING))

    def _list_page(self) -> None:
        now, today = self._now, self.stage.time.today()
        if now is None:
            return
        prison = now.prison
        self.add(4, TextBlock(self.looks, timetable_words(now.as_of, now.received, today), weight=BOLD))
        self.add(TextBlock(self.looks, age_words(now.old_from, today), ink="secondary"), 14)
        if prison is None:
            self.add(TextBlock(self.looks, _("This kiosk is of no prison, so nothing can be changed here.")), None)
            return
        named = _("Visit times of {prison}", prison=prison.name(self.session.language))
        new = button(self.looks, _("New change"), "new-change", self._begin, Kind.SECONDARY)
        self.shortcut("N", new.click)
        self.focus = self._wrong = new
        done = _DONE.get(self.session.view.get(DONE, ""))
        self.add(TextBlock(self.looks, named, Role.SECTION, heading=True), 4, TextBlock(self.looks, DOES))
        self.add(TextBlock(self.looks, DOES_NOT), 14, row(new, None), 14)
        if done is not None:
            self.add(StatusMark(self.looks, Status.DONE, done), 14)
        if not now.changes:
            self.add(TextBlock(self.looks, _("Nothing is changed now.")), None)
            return
        rows = [self._row(each) for each in now.changes]
        listed = RowList(self.looks, _("Changes"), rows)
        listed.setObjectName("changes")
        listed.choose(self.session.view.get(CHOSEN, ""))
        listed.chosen.connect(self._choose)
        chosen = next((each for each in now.changes if str(each.change.id) == self.session.view.get(CHOSEN, "")), None)
        if chosen is not None:
            self.focus = listed
        detail = column(None) if chosen is None else self._detail(chosen)
        self.add(side_by_side(column(listed), detail, _DETAIL, wide=self.stage.wide), None)

    def _row(self, shown: ShownChange) -> Row:
        change = shown.change
        added = change.change is Change.ADD_SESSION
        shape = Status.SAVED if added else Status.CANNOT_START
        return Row(str(change.id), days_words(change), WHYS[change.why], what_words(change), shape, self._part(shown))

    def _part(self, shown: ShownChange) -> Said:
        """Of which part of the prison, where there are several."""
        for part in self._now.parts if self._now is not None else ():
            if part.key == shown.change.timetable:
                return part.name_en if self.session.language.value == "en" else part.name_cy
        return _("The whole prison")

    def _detail(self, shown: ShownChange) -> QVBoxLayout:
        change, today = shown.change, self.stage.time.today()
        by = shown.by or _("somebody who is not in these records")
        back = button(self.looks, _("Take back"), "take-back", lambda: self._timetables.take_back(change.id), Kind.SECONDARY)
        asked = ADDED if change.change is Change.ADD_SESSION else asked_words(shown.asked)
        return column(
            TextBlock(self.looks, days_words(change), Role.SECTION, heading=True),
            4,
            TextBlock(self.looks, what_words(change), weight=BOLD),
            TextBlock(self.looks, WHYS[change.why]),
            10,
            TextBlock(self.looks, asked),
            10,
            TextBlock(self.looks, _("Changed {when} by {name}.", when=instant_words(change.at, today), name=by), ink="secondary"),
            14,
            row(back, None),
            None,
        )

    def _choose(self, key: str) -> None:
        view = self.session.view
        view.update({CHOSEN: key, "focus": "changes"})
        view.pop(DONE, None)
        self.session.redraw()

    def _begin(self) -> None:
        self.session.view.clear()
        self.session.view[MAKING] = "yes"
        self.session.redraw()
