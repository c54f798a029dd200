"""One case at the right of the caseload: what next, may I, where is it, what is left, what was done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk_app.use_cases.case_index import CaseLine, CaseState
from kiosk_app.use_cases.caseload import CaseDetail
from services.common.references import grouped
from services.forms.sections import FormSection, FormSections, SectionState
from services.forms.words import Words
from ui.components.buttons import Button, Kind
from ui.components.containers import RuledRow
from ui.components.sections_bar import SectionsBar
from ui.components.staff import StaffButton
from ui.components.status import Status, StatusMark
from ui.components.text import BOLD, SEMIBOLD, TextBlock
from ui.desk.layout import Part, Rule, boxed, column, row
from ui.desk.words import _, instant_words
from ui.helper_desk.case_rows import name_of
from ui.helper_desk.case_words import DECIDED, DONE, SHAPES, due_shape, due_words, when_words
from ui.helper_desk.words import STATES, agreed_words, done_words, first_name
from ui.theme import Icon, LookSource, Role, Said

_KEY, _TIME = 240, 116  # widths of what stands before the values
_HALVED = {SectionState.COMPLETED: 1.0, SectionState.IN_PROGRESS: 0.5}
_WITH_NOBODY = frozenset({CaseState.HELD, CaseState.SENDING, CaseState.STUCK, CaseState.DEALT_WITH})  # who could decide
_ON_SCREEN = _("It is on the screen")


@dataclass(frozen=True, slots=True)
class Does:
    """What the buttons do."""

    resume: Callable[[], None]
    hand_over: Callable[[], None]
    print_again: Callable[[], None]


class CaseDetailPanel:
    """Makes the parts. `wide`: what belongs together stands side by side."""

    def __init__(self, looks: LookSource, today: date, does: Does, *, wide: bool) -> None:
        self._looks, self._today, self._does, self._wide = looks, today, does, wide

    def of(self, line: CaseLine, detail: CaseDetail | None) -> QWidget:
        """The parts for one case; `detail` None while it is still asked for."""
        name = self._text(name_of(line), Role.SUBHEADING, heading=True)
        name.in_the_open = _ON_SCREEN if line.client else None
        parts: list[Part] = [name, self._text(self._about(line), ink="secondary"), 16, self._buttons(line), 20]
        parts += [Rule(self._looks, 4, "text"), 16, self._standing(line, detail)]
        if detail is not None:
            for more in (self._decided(detail), self._to_do(line), self._sections(detail.sections), self._done(detail)):
                parts += more
        return boxed(column(*parts, None))

    def _about(self, line: CaseLine) -> Words:
        changed = instant_words(line.changed, self._today)
        if line.state is CaseState.DRAFT:
            return _("{what}. Changed {when}", what=line.about, when=changed)
        return _("{what}. Submitted {when}", what=line.about, when=changed)

    def _buttons(self, line: CaseLine) -> QVBoxLayout:
        if line.state is CaseState.DRAFT:
            go = Button(self._looks, _("Continue"), Kind.PRIMARY, key="Enter", minimum=200)
            go.setObjectName("resume")
            go.clicked.connect(self._does.resume)
            hand = StaffButton(self._looks, _("Hand the screen to {name}", name=first_name(line.client)), key="F6")
            hand.setObjectName("hand-over")
            hand.clicked.connect(self._does.hand_over)
            buttons: list[QWidget] = [go, hand]
        elif line.mine:
            again = StaffButton(self._looks, _("Print again"), key="P", icon=Icon.PRINTER)
            again.setObjectName("print-again")
            again.clicked.connect(self._does.print_again)
            buttons = [again]
        else:
            return column(self._text(_("Another member of staff helped. Ask them about it."), ink="secondary"))
        if self._wide:
            return column(row(*(part for button in buttons for part in (button, 12)), None))
        return column(*(part for button in buttons for part in (row(button, None), 12)))

    def _standing(self, line: CaseLine, detail: CaseDetail | None) -> QVBoxLayout:
        left = column(self._head(_("Agreement to be helped")), 6, *self._agreed(line, detail), None)
        right = column(self._head(_("Where is it?")), 6, *self._where(line, detail), None)
        if not self._wide:
            return column(left, 20, right)
        return column(self._halves(left, right))

    def _halves(self, left: QVBoxLayout, right: QVBoxLayout) -> QVBoxLayout:
        beside = row()
        beside.addWidget(boxed(left), 1)
        beside.addSpacing(20)
        beside.addWidget(boxed(right), 1)
        return column(beside)

    def _agreed(self, line: CaseLine, detail: CaseDetail | None) -> Iterator[Part]:
        if not line.mine:
            yield self._text(_("Known to the member of staff who helped."), ink="secondary")
        elif detail is not None and detail.agreement is not None:
            yield StatusMark(self._looks, Status.DONE, agreed_words(detail.agreement, self._today))
            if line.state is CaseState.DRAFT:
                yield 4
                yield self._text(_("The client can stop it at any time."), ink="secondary")

    def _where(self, line: CaseLine, detail: CaseDetail | None) -> Iterator[Part]:
        if line.state is CaseState.DRAFT:
            yield StatusMark(self._looks, Status.UNDER_WAY, _("Draft, on this computer only. Nothing has been sent."))
            return
        custody = None if detail is None or line.state is CaseState.DEALT_WITH else detail.custody
        yield StatusMark(self._looks, SHAPES[line.state], line.said if custody is None or line.state in DECIDED else custody)
        if custody is not None and line.state in DECIDED:
            yield 4
            yield self._text(custody, ink="secondary")
        if line.client:
            yield 4
            yield self._text(_("Reference {reference}", reference=grouped(line.reference)), ink="secondary")

    def _decided(self, detail: CaseDetail) -> Iterator[Part]:
        if detail.outcome is None or detail.line.state in _WITH_NOBODY:
            return
        yield from self._section(_("What was decided"))
        yield self._text(detail.outcome.state, weight=BOLD)
        for words in detail.outcome.detail:
            yield 4
            yield self._text(words)

    def _to_do(self, line: CaseLine) -> Iterator[Part]:
        if not line.follow_ups:
            return
        yield from self._section(_("To do"))
        for each in line.follow_ups:
            words = _("{when}: {what}", when=due_words(each, self._today), what=each.what)
            yield StatusMark(self._looks, due_shape(each, self._today), words, weight=SEMIBOLD)
            yield 2
            yield self._text(each.why, ink="secondary")
            yield 10

    def _sections(self, sections: FormSections | None) -> Iterator[Part]:
        if sections is None:
            return
        yield 24
        counted = done_words(sections.done, sections.counted)
        head, count = self._head(_("So far")), self._text(counted, Role.STAFF)
        if self._wide:
            line = row(head, 12)
            line.addStretch(1)
            line.addWidget(count)
            yield line
        else:
            yield head
            yield count
        yield 8
        yield SectionsBar(self._looks, [_HALVED.get(each.state, 0.0) for each in sections.sections if not each.optional])
        yield 8
        for section in sections.sections:
            yield self._task(section)

    def _task(self, section: FormSection) -> RuledRow:
        line = RuledRow(self._looks, 48)
        shape, words = STATES[section.state]
        name = self._text(section.label, weight=BOLD)
        line.parts.addWidget(name)
        if section.lines:
            value = self._text(section.lines[0], ink="secondary")
            value.in_the_open = _ON_SCREEN
            line.parts.addWidget(value, 1)
        else:
            line.parts.addStretch(1)
        if section.optional and section.state is SectionState.NOT_STARTED:
            words = _("Can be left out")
        line.parts.addWidget(StatusMark(self._looks, shape, words, role=Role.STAFF, weight=SEMIBOLD))
        if self._wide:
            name.setFixedWidth(_KEY)
        return line

    def _done(self, detail: CaseDetail) -> Iterator[Part]:
        if not detail.done:
            return
        yield from self._section(_("What has been done"))
        for step, at in reversed(detail.done):
            line = RuledRow(self._looks, 42)
            line.parts.setContentsMargins(0, 8, 0, 10)
            time = self._text(when_words(at, self._today), Role.STAFF, ink="secondary")
            line.parts.addWidget(time)
            line.parts.addWidget(self._text(DONE[step], Role.STAFF), 1)
            if self._wide:
                time.setFixedWidth(_TIME)
            yield line

    def _section(self, words: Said) -> Iterator[Part]:
        yield 24
        yield self._head(words)
        yield 6

    def _head(self, words: Said) -> TextBlock:
        return self._text(words, weight=BOLD, heading=True)

    def _text(self, words: Said, role: Role = Role.BODY, **style: object) -> TextBlock:
        return TextBlock(self._looks, words, role, **style)  # type: ignore[arg-type]
