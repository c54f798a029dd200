"""A statement to make: its words in full, and a box to tick below them.

What is kept is the seal of the statement and of the answers it covers. Where one of those has changed since, the box is empty
again, and the page says why.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from services.forms.draft import Draft
from services.forms.fields import Option
from services.forms.statement import StatementField
from services.forms.words import Words
from ui.components.marks import CheckRow, MarkGroup
from ui.components.notes import Panel
from ui.components.status import Status, StatusMark
from ui.components.text import BOLD, TextBlock
from ui.desk.inputs import Input
from ui.desk.layout import boxed, column
from ui.desk.words import _
from ui.theme import LookSource, Role

_GAP = 20
_BORDER, _PADDING = 3, 24


class _Made(CheckRow):
    """The box, which is also heard with the statement."""

    def __init__(self, looks: LookSource, words: Words, statement: Words) -> None:
        self._statement = statement
        super().__init__(looks, words)

    def description(self) -> str:
        """The statement; shown above."""
        return self.looks.say(self._statement)


class StatementInput(Input):
    """The statement and its box. `changed` is said where it was made about answers that have changed since."""

    def __init__(  # noqa: PLR0917 - one of its kind is made at one place
        self, looks: LookSource, field: StatementField, option: Option, draft: Draft, path: str, changed: Words
    ) -> None:
        self._box = _Made(looks, _("I make this statement"), option.words)
        self._box.setObjectName(f"statement:{path}")
        kept = draft.get(path)
        self._box.setChecked(kept == option.value)
        self._box.toggled.connect(lambda on: draft.set(path, option.value if on else ""))
        self._group = MarkGroup(looks, field.label, [self._box])
        super().__init__(self._group, [self._box], above=0)
        statement = Panel(looks, border=_BORDER, padding=_PADDING)
        statement.content.addWidget(TextBlock(looks, option.words, Role.LEAD))
        parts: list[QWidget | int] = [statement, _GAP, self.widget]
        if kept and kept != option.value:
            self.again = StatusMark(looks, Status.ACT_SOON, changed, weight=BOLD)
            self.again.setObjectName(f"sign-again:{path}")
            parts = [self.again, _GAP, *parts]
        self.widget: QWidget = boxed(column(*parts))

    def set_error(self, words: str, parts: Sequence[str]) -> None:
        """Said with the question."""
        del parts
        self._group.set_error(words)

    def limit(self, width: int) -> None:
        """The statement takes the width of the column."""
