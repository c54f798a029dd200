"""Saying more about the kiosk, for who wants to, after one of the faces was pressed. Never asked of anybody by itself."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QBoxLayout, QWidget

from kiosk_app.use_cases.measuring import LONGEST_COMMENT
from ui.components.errors import ErrorGroup, ErrorSummary
from ui.components.text import BOLD, TextBlock
from ui.desk.area import TextArea
from ui.desk.inputs import Input
from ui.desk.screen import Screen, Stage, Strip
from ui.desk.words import _
from ui.theme import Role, Said

_WARNING: Final = _("Do not write personal details: no names, no numbers, and nothing about your request.")
_NOT_KEPT: Final = _("We could not keep your comment. Your request is still saved.")
_ABOVE: Final = 14


class CommentScreen(Screen):
    """One field, with the warning above it."""

    strip = Strip(back=True, stop=False)

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        opinion = self.session.opinion
        self._summary = ErrorSummary(self.looks)
        self._summary.setObjectName("error-summary")
        self._heading = TextBlock(self.looks, self.title, Role.HEADING, heading=True)
        self._hint = TextBlock(self.looks, _("We use this to make the kiosk better. We cannot answer."), ink="secondary")
        self._field = TextArea(self.looks, self.title, hint=_WARNING, most=LONGEST_COMMENT)
        self._field.setObjectName("field:comment")
        self._field.setText(opinion.comment)
        self._field.textChanged.connect(self._typed)
        self._input = Input(self._field, [self._field], above=_ABOVE)
        self._group = ErrorGroup(self.looks)
        warning = TextBlock(self.looks, _WARNING, weight=BOLD)
        self._group.add(self._heading, warning, self._hint, self._group.message, self._input.widget)
        self.add(self._summary, 16 if self.has_errors else 0, self._group, None)
        self.primary(_("Send comment"), self._send, "send-comment")
        self.focus = None if self.looks.largest else self._field  # so that the warning is in sight first

    @property
    def title(self) -> Said:
        """The question."""
        return _("What do you want to tell us about this kiosk?")

    @property
    def has_errors(self) -> bool:
        """Whether it could not be kept."""
        return bool(self.session.opinion.failed)

    def entered(self) -> None:
        """Show what went wrong."""
        if not self.has_errors:
            super().entered()
            return
        self._field.set_error(_NOT_KEPT)
        self._group.set_error(_NOT_KEPT)
        self.show_errors(self._summary, [(_NOT_KEPT, self._field)])

    def slot_for(self, widget: QWidget) -> QBoxLayout | None:
        """Beside the field."""
        return self._input.slot if widget is self._field else None

    def keyboard_changed(self, *, is_open: bool, tight: bool) -> None:
        """The heading gives room; the warning never does."""
        self._heading.set_style(Role.SUBHEADING if is_open else Role.HEADING)
        self._hint.setVisible(not (is_open and tight))

    def _typed(self) -> None:
        self.session.opinion.comment = self._field.text()

    def _send(self) -> None:
        keeping = self.session.keeping
        if keeping is not None:
            self.session.opinion.send(keeping.service.key, self.session.language, self.session.leave)
