"""Looking at the answers: all of them before they are kept, or those given so far."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout

from services.forms.words import Words
from ui.components.text import BOLD, TextBlock
from ui.desk.answers import given_rows, rows_to_check
from ui.desk.layout import Rule, column, row, side_by_side, strong_rule
from ui.desk.picture import IconBox
from ui.desk.rows import answer_row
from ui.desk.screen import Screen, Stage, Strip
from ui.desk.words import _
from ui.theme import Icon, Role, Said

_ASIDE_WIDTH = 380


class CheckScreen(Screen):
    """The last page before anything is kept. Its button never promises more than it can do."""

    strip = Strip(back=True, answers=False, stop=True)

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        way = self.session.journey
        self._words = way.service.check_words
        self._was_connected = self._connected()
        rows = column(strong_rule(self.looks))
        for answer in rows_to_check(way):
            rows.addWidget(
                answer_row(self.looks, answer, lambda pages=answer.pages: self.session.change(pages), wide=stage.wide),  # type: ignore[misc]
            )
        self.add(
            TextBlock(self.looks, _("Check your answers"), Role.HEADING, heading=True),
            20,
            side_by_side(rows, self._beside(), _ASIDE_WIDTH, wide=stage.wide),
            None,
        )
        self.primary(self._button(), self.session.submit)
        self.actions.append(TextBlock(self.looks, self._words.not_yet, ink="secondary"))

    @property
    def title(self) -> Said:
        """What to do here."""
        return _("Check your answers")

    def tick(self) -> None:
        """The button, and what stands beside the answers, follow the connection."""
        if self._connected() != self._was_connected:
            self.session.redraw()

    def _connected(self) -> bool:
        line = self.session.line
        return line is not None and line.connected

    def _button(self) -> Words:
        return self._words.send if self._connected() else self._words.save

    def _beside(self) -> QLayout:
        beside = column(strong_rule(self.looks), 20)
        if not self._connected():
            side = self.looks.measures.icon + 6
            head = row(IconBox(self.looks, Icon.OFFLINE, side), 14, TextBlock(self.looks, _("This kiosk is not connected"), Role.LEAD, weight=BOLD))
            head.setStretch(2, 1)
            beside.addLayout(head)
            for line in self._words.offline:
                beside.addSpacing(12)
                beside.addWidget(TextBlock(self.looks, line))
            beside.addSpacing(20)
            beside.addWidget(Rule(self.looks))
            beside.addSpacing(18)
        checks = self._words.checks
        beside.addWidget(TextBlock(self.looks, checks.heading, weight=BOLD))
        beside.addSpacing(6)
        for each in checks.lines:
            beside.addWidget(TextBlock(self.looks, each.text))
        beside.addSpacing(22)
        beside.addWidget(Rule(self.looks))
        beside.addSpacing(18)
        beside.addWidget(TextBlock(self.looks, self._words.declaration))
        return beside


class AnswersScreen(Screen):
    """The answers given so far, one touch away from any question."""

    strip = Strip(back=True, answers=False, stop=True)

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        rows = given_rows(self.session.journey)
        self.add(TextBlock(self.looks, _("Your answers"), Role.HEADING, heading=True), 20, strong_rule(self.looks))
        for answer in rows:
            self.add(
                answer_row(self.looks, answer, lambda pages=answer.pages: self.session.change(pages), wide=stage.wide, key_width=480),  # type: ignore[misc]
            )
        if not rows:
            self.add(20, TextBlock(self.looks, _("You have not given an answer yet."), Role.LEAD))
        self.add(None)
        self.primary(_("Go back to the question"), self.session.leave)

    @property
    def title(self) -> Said:
        """The page's name."""
        return _("Your answers")
