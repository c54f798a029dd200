"""What a person should know before their answers are kept, and what they must say yes to.

The same for every service: a note is words behind a bar; a confirmation is words with a box to tick, and while it is not
ticked the answers are not kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QBoxLayout

from services.forms.problem import Problem
from services.forms.words import Words
from ui.components.containers import Section
from ui.components.errors import ErrorGroup
from ui.components.marks import CheckRow
from ui.components.notes import InsetNote
from ui.components.text import BOLD, TextBlock
from ui.desk.layout import column
from ui.desk.navigator import Navigator
from ui.desk.words import _
from ui.theme import LookSource, Role

_GAP = 18


class Yes(CheckRow):
    """The box, which is also heard with what it is about."""

    def __init__(self, looks: LookSource, words: Words, about: Words) -> None:
        self._about = about
        super().__init__(looks, words)

    def description(self) -> str:
        """What it is about; shown above."""
        return self.looks.say(self._about)


class Confirmation(ErrorGroup):
    """One thing to say yes to: what it is, and the box. Whether it is ticked is kept in the journey."""

    def __init__(self, looks: LookSource, way: Navigator, problem: Problem) -> None:
        super().__init__(looks)
        self.problem = problem
        self.setObjectName(f"group:{problem.path}:{problem.code}")
        fact, yes = way.service.words_for(problem), way.service.yes_to(problem)
        self.missing = _("Select “{yes}”, or change your answers", yes=yes)
        self.box = Yes(looks, yes, fact)
        self.box.setObjectName(f"confirm:{problem.path}:{problem.code}")
        self.box.setChecked(problem in way.confirmed)
        self.box.toggled.connect(lambda on: self._ticked(way, on=on))
        self.add(TextBlock(looks, fact, weight=BOLD), self.message, self.box)

    def _ticked(self, way: Navigator, *, on: bool) -> None:
        way.confirm(self.problem, yes=on)
        if on:
            self.set_error("")


def confirmations(looks: LookSource, way: Navigator) -> list[Confirmation]:
    """A box for everything that needs one."""
    return [Confirmation(looks, way, problem) for problem in way.to_confirm()]


def before_saving(looks: LookSource, notes: Sequence[Words], boxes: Sequence[Confirmation]) -> QBoxLayout:
    """Notes, then boxes, under one heading; nothing where there is neither."""
    part = column()
    if notes or boxes:
        part.addWidget(Section(looks, _("Before you carry on"), role=Role.SECTION))
    for note in notes:
        part.addSpacing(_GAP)
        part.addWidget(InsetNote(looks, note))
    for box in boxes:
        part.addSpacing(_GAP)
        part.addWidget(box)
    if notes or boxes:
        part.addSpacing(2 * _GAP)
    return part
