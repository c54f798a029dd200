"""The settings of the kiosk, each with where it comes from; changing those that staff may; and what is kept for how long."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk_app.use_cases.settings_desk import Setting, Source
from kiosk_app.wording import SETTINGS_ASIDE, error_words
from ui.admin_desk.parts import button
from ui.admin_desk.settings_book import ASKING, CHOSEN, DONE, FAILED
from ui.admin_desk.settings_form import SettingForm
from ui.admin_desk.settings_words import RETENTION, kept_words, last_words, name_words, row_of, source_words
from ui.components.buttons import Kind
from ui.components.errors import ErrorSummary
from ui.components.row_list import Row, RowList
from ui.components.staff import Shortcut, StaffButton
from ui.components.status import Status, StatusMark
from ui.components.text import TextBlock
from ui.desk.layout import Part, boxed, column, row, side_by_side
from ui.desk.screen import Stage
from ui.desk.staff_page import StaffScreen
from ui.desk.words import _
from ui.theme import Role, Said

_DETAIL = 400
_DONE = {
    "changed": _("The change is kept."),
    "taken-back": _("The owner’s value holds again."),
    "asked": _("What is old goes soon."),
}


class SettingsScreen(StaffScreen):
    """The list at the left; the chosen one at the right, or below where there is no room."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._book = self.session.staff.settings_book
        self._summary = ErrorSummary(self.looks)
        self._summary.setObjectName("error-summary")
        self._form: SettingForm | None = None
        self._wrong: QWidget | None = None
        self.add(self._summary, 16 if self.has_errors else 0, TextBlock(self.looks, self.title, Role.SUBHEADING, of_page=True), 6)
        if self._book.put_aside:
            seen = button(self.looks, _("I have read this"), "seen", self._book.seen)
            self.add(StatusMark(self.looks, Status.ACT_SOON, SETTINGS_ASIDE), 6, row(seen, None), 10)
        done = _DONE.get(self.session.view.get(DONE, ""))
        if done is not None:
            self.add(StatusMark(self.looks, Status.DONE, done), 6)
        if not self._book.settings:
            self.add(None)
            return
        listed = RowList(self.looks, _("All settings"), self._rows(), compact=True)
        listed.setObjectName("settings")
        listed.choose(self._chosen)
        listed.chosen.connect(self._choose)
        listed.opened.connect(self._open)
        self.focus = listed
        self._beside = column(boxed(self._detail()))
        self.add(side_by_side(column(listed), self._beside, _DETAIL, wide=stage.wide), None)

    @property
    def title(self) -> Said:
        """What this is."""
        return _("Settings")

    @property
    def hints(self) -> tuple[Shortcut, ...]:
        """The keys that have no button."""
        return (
            Shortcut("↑ ↓", _("Choose")), Shortcut("Enter", _("Change")), Shortcut("Esc", _("Back")), Shortcut("F1", _("All")),
        )  # fmt: skip

    @property
    def has_errors(self) -> bool:
        """Whether something was refused."""
        return bool(self.session.view.get(FAILED))

    def entered(self) -> None:
        """Show why."""
        if self.has_errors:
            target: QWidget = self._wrong or self.focus or self._summary
            words = error_words(self.session.view[FAILED])
            if self._form is not None:
                self._form.set_error(words)
            self._summary.show_errors([(words, target)])
        else:
            super().entered()

    def enter(self) -> None:
        """Enter in the field: keep it."""
        if self._form is not None:
            self._form.keep()

    def tick(self) -> None:
        """Also whether a round that was asked for has been."""
        super().tick()
        self._book.look_again()

    @property
    def _chosen(self) -> str:
        return self.session.view.get(CHOSEN, RETENTION)

    def _rows(self) -> list[Row]:
        yours = [row_of(each) for each in self._book.settings if each.changeable]
        others = [row_of(each) for each in self._book.settings if not each.changeable]
        return [Row(RETENTION, _("What is kept, and for how long")), *yours, *others]

    def _choose(self, name: str) -> None:
        """The rest of the page stays: who goes down the list sees it stand still."""
        view = self.session.view
        view.clear()
        view.update({CHOSEN: name, "focus": "settings"})
        before = self._beside.takeAt(0)
        shown = None if before is None else before.widget()
        if shown is not None:
            shown.hide()
            shown.deleteLater()
        self._form = self._wrong = None
        self._beside.insertWidget(0, boxed(self._detail()))

    def _open(self, _name: str) -> None:
        if self._form is not None:
            self._form.first.setFocus()

    def _detail(self) -> QVBoxLayout:
        setting = next((each for each in self._book.settings if each.name == self._chosen), None)
        return self._retention() if setting is None else self._setting(setting)

    def _setting(self, setting: Setting) -> QVBoxLayout:
        lines = source_words(setting, self._book.names, self.stage.time.today())
        parts: list[Part] = [TextBlock(self.looks, name_words(setting), Role.SECTION, heading=True), 6]
        parts += [part for words in lines for part in (TextBlock(self.looks, words, Role.STAFF), 4)]
        if setting.yours:
            self._form = SettingForm(self.stage, self._book, setting)
            self._wrong = self._form.first
            parts += [10, self._form.layout()]
        if setting.yours and setting.source is Source.HERE:
            back = self._key("B", _("Have the owner’s value again"), "take-back", lambda: self._book.take_back(setting.name))
            parts += [14, row(back, None)]
        return column(*parts, None)

    def _retention(self) -> QVBoxLayout:
        keeping = self._book.keeping
        parts: list[Part] = [TextBlock(self.looks, _("What is kept, and for how long"), Role.SECTION, heading=True), 6]
        if keeping is None:
            return column(*parts, None)
        for words in (*kept_words(keeping), *last_words(keeping, self.stage.time.today())):
            parts += [TextBlock(self.looks, words, Role.STAFF), 6]
        if self.session.view.get(ASKING):
            yes = button(self.looks, _("Let it go"), "let-go-yes", self._book.let_go, Kind.WARNING)
            no = button(self.looks, _("Keep"), "let-go-no", lambda: self._ask(""))
            sure = _("What has been kept for long enough goes now, and cannot be brought back.")
            parts += [10, TextBlock(self.looks, sure), 10, row(yes, 16, no, None)]
        elif not keeping.asked:
            parts += [10, row(self._key("P", _("Let go of what is old now"), "let-go", lambda: self._ask("yes")), None)]
        return column(*parts, None)

    def _ask(self, asking: str) -> None:
        self.session.view.update({ASKING: asking, DONE: "", "focus": "let-go-no" if asking else "settings"})
        self.session.redraw()

    def _key(self, key: str, words: Said, name: str, act: Callable[[], object]) -> StaffButton:
        made = StaffButton(self.looks, words, key=key)
        made.setObjectName(name)
        made.clicked.connect(act)
        self.shortcut(key, made.click)
        return made
