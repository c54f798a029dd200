"""Typing a reference."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QWidget

from kiosk_app.wording import error_words
from ui.components.errors import ErrorGroup, ErrorSummary
from ui.components.fields import TextField
from ui.components.keyboard.layouts import KeyboardKind
from ui.components.notes import IconNote
from ui.components.text import TextBlock
from ui.desk.inputs import BESIDE_BAR, BESIDE_FIELD, Input
from ui.desk.screen import Screen, Stage, Strip
from ui.desk.words import _
from ui.theme import Icon, Role, Said

_CHARS = 18


class ReferenceScreen(Screen):
    """Twelve letters and numbers; spaces and capitals do not matter."""

    strip = Strip(back=True, stop=False)

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._summary = ErrorSummary(self.looks)
        self._summary.setObjectName("error-summary")
        self._heading = TextBlock(self.looks, self.title, Role.HEADING, heading=True)
        self._hint = TextBlock(self.looks, _("12 letters and numbers. For example, 7K2M 9QTX 4HW3"), ink="secondary")
        self._field = TextField(
            self.looks, self.title, hint=_("12 letters and numbers"), keyboard=KeyboardKind.CODE, chars=_CHARS, most=40
        )
        self._field.setObjectName("field:reference")
        self._field.setText(self.session.lookup.typed)
        self._field.textChanged.connect(self._typed)
        self._field.returnPressed.connect(self.enter)
        self._input = Input(self._field, [self._field])
        self._group = ErrorGroup(self.looks)
        self._group.add(self._heading, self._hint, self._group.message, self._input.widget)
        self.add(self._summary, 16 if self.has_errors else 0, self._group, 24)
        where = _("It is on your receipt, below “Your reference”.")
        self.add(IconNote(self.looks, Icon.TICKET, where, size=self.looks.measures.icon + 6), None)
        self.primary(_("Continue"), lambda: self.session.look_up(self._field.text()))
        self.focus = self._field

    @property
    def title(self) -> Said:
        """The question."""
        return _("What is your reference?")

    @property
    def name(self) -> Said:
        """As on the tile."""
        return _("I have a reference")

    @property
    def has_errors(self) -> bool:
        """Whether it cannot be a reference."""
        return bool(self.session.lookup.error)

    def entered(self) -> None:
        """Show what is wrong."""
        if not self.has_errors:
            super().entered()
            return
        words = error_words(self.session.lookup.error)
        self._field.set_error(words)
        self._group.set_error(words)
        self.show_errors(self._summary, [(words, self._field)])

    def slot_for(self, widget: QWidget) -> QBoxLayout | None:
        """Beside the field."""
        return self._input.slot if widget is self._field else None

    def keyboard_changed(self, *, is_open: bool, tight: bool) -> None:
        """The heading gives room."""
        self._heading.set_style(Role.SUBHEADING if is_open else Role.HEADING)
        self._hint.setVisible(not (is_open and tight and self.looks.largest))
        beside = BESIDE_FIELD if self.looks.largest or (is_open and tight) else BESIDE_BAR
        self._input.limit(self.stage.content_width - beside)

    def _typed(self, text: str) -> None:
        self.session.lookup.typed = text
