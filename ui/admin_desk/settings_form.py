"""Another value for one setting: a choice of few, or a number. What is typed is remembered while the page is shown."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk_app.use_cases.settings_desk import Setting
from ui.admin_desk.parts import button
from ui.admin_desk.settings_book import TYPED, SettingsBook
from ui.admin_desk.settings_words import name_words, value_words
from ui.components.buttons import Kind
from ui.components.fields import TextField
from ui.components.keyboard.layouts import KeyboardKind
from ui.components.options import Entry, OptionList
from ui.components.text import TextBlock
from ui.desk.layout import column, row
from ui.desk.screen import Stage
from ui.desk.words import _
from ui.theme import Role, Said

_CHARS = 6


class SettingForm:
    """Put on the page by `layout`."""

    def __init__(self, stage: Stage, book: SettingsBook, setting: Setting) -> None:
        self._stage, self._looks, self._book, self._setting = stage, stage.looks, book, setting
        self._view = stage.session.view
        self._control = self._make_options() if setting.choices else self._make_field()

    @property
    def first(self) -> QWidget:
        """Where the focus goes."""
        return self._control

    def layout(self) -> QVBoxLayout:
        """The field or the choice, and the button."""
        keep = button(self._looks, _("Keep this"), "keep-setting", self.keep, Kind.PRIMARY)
        if isinstance(self._control, OptionList):
            return column(self._control, 14, row(keep, None))
        hint = TextBlock(self._looks, self._hint(), Role.STAFF, ink="secondary")
        return column(hint, 6, row(self._control, None), 14, row(keep, None))

    def keep(self) -> None:
        """Have it changed."""
        self._book.change(self._setting.name, self._view.get(TYPED, self._setting.value))

    def set_error(self, words: Said) -> None:
        """Mark the field as wrong."""
        if isinstance(self._control, TextField):
            self._control.set_error(words)

    def _hint(self) -> Said:
        least, most = self._setting.least, self._setting.most
        if least is None or most is None:
            return _("A whole number")
        return _("A whole number from {least} to {most}", least=least, most=most)

    def _make_field(self) -> TextField:
        kind = KeyboardKind.TEXT if (self._setting.least or 0) < 0 else KeyboardKind.DIGITS  # which have no minus
        made = TextField(self._looks, name_words(self._setting), hint=self._hint(), keyboard=kind, chars=_CHARS, most=_CHARS)
        made.setObjectName("value")
        made.setText(self._view.get(TYPED, self._setting.value))
        made.textChanged.connect(partial(self._view.__setitem__, TYPED))
        made.returnPressed.connect(self.keep)
        return made

    def _make_options(self) -> OptionList:
        entries = [Entry(each, value_words(self._setting, each), "") for each in self._setting.choices]
        made = OptionList(self._looks, name_words(self._setting), entries, self._view.get(TYPED, self._setting.value))
        made.setObjectName("value")
        made.chosen.connect(partial(self._view.__setitem__, TYPED))
        return made
