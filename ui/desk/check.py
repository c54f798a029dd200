"""Looking at the answers: all of them before they are kept, or those given so far."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import accumulate

from PySide6.QtWidgets import QBoxLayout, QWidget

from services.forms.problem import Problem, notes
from services.forms.words import Words
from ui.a11y import announce
from ui.components.buttons import LinkButton
from ui.components.containers import RuledRow, Section
from ui.components.errors import ErrorSummary
from ui.components.rows import SummaryRow, answer_text
from ui.components.status import Status, StatusMark
from ui.components.text import BOLD, TextBlock
from ui.desk.answers import AnswerRow, given_rows, rows_to_check
from ui.desk.confirming import BeforeSaving
from ui.desk.growth import Growth
from ui.desk.held import HeldNote
from ui.desk.layout import Rule, boxed, column, side_by_side
from ui.desk.screen import WIDE_PRIMARY, Screen, Stage, Strip
from ui.desk.words import _
from ui.speech.words import sentence
from ui.theme import Role, Said

_ASIDE_WIDTH, _QUESTION_WIDTH, _ROW = 380, 480, 78
_AT_FIRST, _LINES_AT_FIRST = 8, 20  # boxes and rows that come with the page, fewer where they have many lines
_TOLD = "told"  # remembered: what was said of the page besides the answers


class CheckScreen(Screen):
    """The last page before anything is kept. Its button never promises more than it can do."""

    strip = Strip(back=True, answers=False, stop=True)

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        way = self.session.journey
        self._words = way.service.check_words
        self._was_connected = self._connected()
        self._summary = ErrorSummary(self.looks)
        self._summary.setObjectName("error-summary")
        self._held = HeldNote(self.looks, self.body, ruled=stage.wide)
        self._notes = tuple(dict.fromkeys(way.service.words_for(problem) for problem in notes(way.checked().problems)))
        self._before = BeforeSaving(self.looks, way, self._notes)
        self._rows = column()
        boxes: list[Callable[[], QWidget]] = [self._before.add_box] * len(self._before.problems)
        answered = rows_to_check(way)
        rows = [partial(self._add_row, answer) for answer in answered]
        self._growth = Growth(self.body, [*boxes, *rows], self.session.view)
        lines = accumulate([*(1 for _box in boxes), *(len(answer.lines) for answer in answered)])
        seen = sum(1 for above in lines if above < _LINES_AT_FIRST) + 1
        self._growth.begin(min(seen, _AT_FIRST), whole=self.has_errors)
        answers = column(self._before.layout, Section(self.looks), self._rows)
        self.set_margins(self.top, self.bottom)
        self.add(
            self._summary,
            16 if self.has_errors else 0,
            TextBlock(self.looks, _("Check your answers"), Role.HEADING, heading=True),
            20,
            *([] if stage.wide else [self._held]),  # what is beside the answers stands far below them there
            side_by_side(answers, self._beside(), _ASIDE_WIDTH, wide=stage.wide),
            None,
        )
        self.primary(self._button(), self.session.submit, least=WIDE_PRIMARY)
        self.actions.append(TextBlock(self.looks, self._words.not_yet, ink="secondary"))

    @property
    def title(self) -> Said:
        """What to do here."""
        return _("Check your answers")

    @property
    def has_errors(self) -> bool:
        """Whether something was not confirmed, and is not yet."""
        return bool(self._unsaid())

    @property
    def growing(self) -> bool:
        """Whether boxes or rows are still to come."""
        return self._growth.growing

    def entered(self) -> None:
        """Show what must be confirmed, with the focus on it."""
        self._growth.go_on()
        unsaid = self._unsaid()
        if not unsaid:
            super().entered()
            self._tell()
            return
        missing = [each for each in self._before.boxes if each.problem in unsaid]
        for each in missing:
            each.set_error(each.missing)
        self.show_errors(self._summary, [(each.missing, each.box) for each in missing])

    def tick(self) -> None:
        """The button, and what stands beside the answers, follow the connection; how long a time is held, the clock."""
        self._held.tell(self.session.holding.shown)
        if self._connected() != self._was_connected:
            self.session.redraw()

    def _add_row(self, answer: AnswerRow) -> SummaryRow:
        """The next answer, with Change."""
        added = SummaryRow(self.looks, answer.label, answer.lines, numbered=answer.ranked, changeable=bool(answer.pages))
        added.change.connect(lambda: self.session.change(answer.pages))
        if added.link is not None:
            added.link.setObjectName(f"change:{answer.pages[0]}")
        self._rows.addWidget(added)
        return added

    def _tell(self) -> None:
        """What stands on the page besides the answers, once: it may come while somebody listens to them."""
        about = [*self._notes, *(self.session.journey.service.words_for(problem) for problem in self._before.problems)]
        offline = [] if self._connected() else [_("This kiosk is not connected")]
        said = " ".join(sentence(self.looks.say(each)) for each in (*about, *offline))
        if said != self.session.view.get(_TOLD, ""):
            self.session.view[_TOLD] = said
            announce(self.body, said)

    def _unsaid(self) -> tuple[Problem, ...]:
        """What the page was shown again for, but for the boxes that were ticked since."""
        way = self.session.journey
        return tuple(problem for problem in way.unconfirmed() if problem in way.shown)

    def _connected(self) -> bool:
        line = self.session.line
        return line is not None and line.connected

    def _button(self) -> Words:
        return self._words.send if self._connected() else self._words.save

    def _beside(self) -> QBoxLayout:
        beside = column(Section(self.looks), 20, *([self._held] if self.stage.wide else []))
        if not self._connected():
            offline = StatusMark(
                self.looks,
                Status.NOT_CONNECTED,
                _("This kiosk is not connected"),
                role=Role.LEAD,
                weight=BOLD,
                size=self.looks.measures.icon + 6,
                gap=14,
            )
            beside.addWidget(offline)
            for line in self._words.offline:
                beside.addSpacing(12)
                beside.addWidget(TextBlock(self.looks, line))
            beside.addSpacing(20)
            beside.addWidget(Rule(self.looks))
            beside.addSpacing(18)
        way = self.session.journey
        checks = self._words.will_be_checked(way.checked().answers, way.context)
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
        self.add(TextBlock(self.looks, _("Your answers"), Role.HEADING, heading=True), 20, Section(self.looks))
        self.add(*(self._given(answer) for answer in rows))
        if not rows:
            self.add(20, TextBlock(self.looks, _("You have not given an answer yet."), Role.LEAD))
        self.add(None)
        self.primary(_("Go back to the question"), self.session.leave)

    def _given(self, answer: AnswerRow) -> RuledRow:
        """A question in full with its answer: there is no short label on this page, nor anything beside it."""
        row = RuledRow(self.looks, _ROW)
        question = TextBlock(self.looks, answer.label, weight=BOLD)
        if self.stage.wide:
            question.setFixedWidth(_QUESTION_WIDTH)
        lines = (answer_text(self.looks, line) for line in answer.lines)
        row.parts.addWidget(boxed(column(None, question, None)))
        row.parts.addWidget(boxed(column(None, *lines, None)), 1)
        link = LinkButton(self.looks, _("Change"), spoken=_("Change: {what}", what=answer.label))
        link.setObjectName(f"change:{answer.pages[0]}")
        link.clicked.connect(lambda: self.session.change(answer.pages))
        row.parts.addWidget(link)
        return row

    @property
    def title(self) -> Said:
        """The page's name."""
        return _("Your answers")
