"""What a person should know before their answers are kept, and what they must say yes to.

The same for every service: a note is words behind a bar; a confirmation is words with a box to tick, and while it is not
ticked the answers are not kept.
"""

from __future__ import annotations

from collections.abc import Sequence

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


class BeforeSaving:
    """Notes, then boxes that are added one after the other, under one heading; nothing where there is neither."""

    def __init__(self, looks: LookSource, way: Navigator, notes: Sequence[Words]) -> None:
        self._looks, self._way = looks, way
        self.problems = way.to_confirm()
        self.boxes: list[Confirmation] = []
        self._column = column()
        self.layout = column(self._column)
        if notes or self.problems:
            self._column.addWidget(Section(looks, _("Before you carry on"), role=Role.SECTION))
            self.layout.addSpacing(2 * _GAP)
        for note in notes:
            self._column.addSpacing(_GAP)
            self._column.addWidget(InsetNote(looks, note))

    def add_box(self) -> Confirmation:
        """The box of the next problem."""
        box = Confirmation(self._looks, self._way, self.problems[len(self.boxes)])
        self.boxes.append(box)
        self._column.addSpacing(_GAP)
        self._column.addWidget(box)
        return box
