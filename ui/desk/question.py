"""A page of fields, drawn from the service's own description of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from services.forms.fields import AnyField, ChoiceField, DateField, MoneyField, TextField
from services.forms.page import Aside, Page
from services.forms.people import people_to_reuse, use_person
from services.forms.problem import Problem
from services.forms.statement import CHANGED, StatementField
from ui.components.buttons import Button, Kind, LinkButton
from ui.components.errors import ErrorGroup, ErrorSummary
from ui.components.fields import TextField as LineField
from ui.components.text import BOLD, TextBlock
from ui.desk.inputs import BESIDE_BAR, BESIDE_FIELD, DateInput, Input, RadioInput, SearchInput, slot_of
from ui.desk.layout import boxed, column, side_by_side
from ui.desk.picture import Drawing
from ui.desk.places import Place
from ui.desk.screen import Screen, Stage, Strip
from ui.desk.signing import StatementInput
from ui.desk.words import _
from ui.desk.writing import MoneyInput, TextInput
from ui.theme import Icon, Role, Said, TextSize

_ASIDE_WIDTH, _COMPACT_DRAWING = 380, 0.66
_BESIDE_KEYBOARD = 6  # below the page, where every pixel counts
_TYPED = "typed"  # remembered: what narrows a list


class QuestionScreen(Screen):
    """One question, its answer, what is wrong with it, and a way on for who cannot answer."""

    strip = Strip(back=True, answers=True, stop=True)

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        way = self.session.journey
        step = way.step
        assert step is not None  # noqa: S101 - the check-your-answers page is another screen
        assert isinstance(step.page, Page)  # noqa: S101 - lists are another screen
        self._step, self._page = step, step.page
        self._answers = way.checked().answers
        self._title = self._page.title_for(self._answers, way.context, step.index)
        self._summary = ErrorSummary(self.looks)
        self._summary.setObjectName("error-summary")
        self._heading = TextBlock(self.looks, self._title, Role.HEADING, heading=True)
        self._hints: list[QWidget] = []
        self.inputs: list[Input] = []
        self._groups: list[ErrorGroup] = []
        main = self._main()
        self._help(main)
        aside = self._page.aside
        self._keep_free(is_open=False)
        if aside is None:
            self.add(main)
        else:
            self.add(side_by_side(main, self._beside(aside), _ASIDE_WIDTH, wide=stage.wide))
        self.add(None)
        self.primary(_("Continue"), self._continue)
        self.focus = None if isinstance(self.inputs[0], StatementInput) else self.inputs[0].focus  # what is signed is read first

    @property
    def title(self) -> Said:
        """The question."""
        return self._title

    @property
    def has_errors(self) -> bool:
        """Whether Continue found something."""
        return bool(self.session.journey.shown)

    def entered(self) -> None:
        """Show what is wrong, with the focus on it; else begin to answer."""
        problems = self.session.journey.shown
        if not problems:
            super().entered()
            return
        errors = []
        service = self.session.journey.service
        for problem in problems:
            words = service.words_for(problem)
            target, group = self._owner(problem)
            if group is not None and not group.message.isVisibleTo(group):
                group.set_error(words)
            errors.append((words, target))
        self.show_errors(self._summary, errors)

    def slot_for(self, widget: QWidget) -> QBoxLayout | None:
        """Beside the field."""
        return slot_of(self.inputs, widget)

    def keyboard_changed(self, *, is_open: bool, tight: bool) -> None:
        """The heading gives room; where there is none left, so do the hints."""
        self._heading.set_style(Role.SUBHEADING if is_open else Role.HEADING)
        self._keep_free(is_open=is_open)
        for hint in self._hints:
            hint.setVisible(not (is_open and tight and self.looks.largest))
        limit = self.stage.content_width - (BESIDE_FIELD if self.looks.largest or (is_open and tight) else BESIDE_BAR)
        for each in self.inputs:
            each.limit(limit)

    def _keep_free(self, *, is_open: bool) -> None:
        """Less above the summary than above a heading, and less below while the keyboard is there."""
        top = 0 if self.has_errors else self.top * (2 if self.looks.largest and not is_open else 1)
        self.set_margins(top, _BESIDE_KEYBOARD if is_open else self.bottom)

    def _main(self) -> QVBoxLayout:
        main = column(self._summary, 16 if self.has_errors else 0)
        first = self._group(self._page.fields[0])
        alone = len(self._page.fields) == 1
        if alone and not isinstance(self._page.fields[0], ChoiceField):
            first.add(self._heading)
            self._lead(first)
            self._field(self._page.fields[0], first, label=False)
            main.addWidget(first)
            return main
        main.addWidget(self._heading)
        main.addSpacing(8)
        if self._page.lead is not None:
            lead = TextBlock(self.looks, self._page.lead, ink="secondary")
            self._hints.append(lead)
            main.addWidget(lead)
            main.addSpacing(12)
        self._reuse(main)
        for number, field in enumerate(self._page.fields):
            group = self._group(field) if number else first
            self._field(field, group, label=not alone)
            main.addSpacing(16 if number or field.hint is None else 0)
            main.addWidget(group)
        return main

    def _group(self, field: AnyField) -> ErrorGroup:
        group = ErrorGroup(self.looks)
        group.setObjectName(f"group:{self._step.path(field.path)}")
        self._groups.append(group)
        return group

    def _lead(self, group: ErrorGroup) -> None:
        if self._page.lead is not None:
            lead = TextBlock(self.looks, self._page.lead, ink="secondary")
            self._hints.append(lead)
            group.add(lead)

    def _field(self, field: AnyField, group: ErrorGroup, *, label: bool) -> None:
        made = self._input(field)
        self.inputs.append(made)
        if label:
            group.add(TextBlock(self.looks, field.label, weight=BOLD))
        if field.hint is not None:
            hint = TextBlock(self.looks, field.hint, ink="secondary")
            self._hints.append(hint)
            group.add(hint)
        group.add(group.message, made.widget)
        for part in made.fields:
            if isinstance(part, LineField):
                part.returnPressed.connect(self.enter)

    def _before(self, field: TextField) -> list[TextInput]:
        """The inputs of this page that count with a field."""
        made = zip(self._page.fields, self.inputs, strict=False)  # those that are made so far
        return [each for other, each in made if other.path in field.counted_with and isinstance(each, TextInput)]

    def _input(self, field: AnyField) -> Input:
        way = self.session.journey
        path = self._step.path(field.path)
        if isinstance(field, MoneyField):
            return MoneyInput(self.looks, field, way.draft, path)
        if isinstance(field, TextField):
            return TextInput(self.looks, field, way.draft, path, self._before(field))
        if isinstance(field, DateField):
            return DateInput(self.looks, field, way.draft, path)
        assert isinstance(field, ChoiceField)  # noqa: S101 - times are another screen
        if isinstance(field, StatementField):
            (option,) = field.choices(self._answers, way.context)
            return StatementInput(self.looks, field, option, way.draft, path, way.service.words_for(Problem(path, CHANGED)))
        if field.search:
            view = self.session.view
            return SearchInput(
                self.looks,
                field,
                field.listed(self._answers, way.context),
                way.draft,
                path,
                remember=lambda text: view.update({_TYPED: text}),
                typed=view.get(_TYPED, ""),
            )
        return RadioInput(self.looks, field, field.choices(self._answers, way.context), way.draft, path)

    def _owner(self, problem: Problem) -> tuple[QWidget, ErrorGroup | None]:
        for field, made, group in zip(self._page.fields, self.inputs, self._groups, strict=True):
            path = self._step.path(field.path)
            if problem.path == path or problem.path.startswith(f"{path}."):
                made.set_error(self.looks.say(self.session.journey.service.words_for(problem)), problem.parts)
                return made.at_fault(problem.parts), group
        return self.inputs[0].focus, None

    def _beside(self, aside: Aside) -> QVBoxLayout:
        small = self.looks.look.compact and self.looks.look.size is TextSize.STANDARD
        scale = _COMPACT_DRAWING if small else self.looks.look.size / 100
        beside = column()
        beside.addWidget(Drawing(self.looks, aside.drawing, scale=scale), 0, Qt.AlignmentFlag.AlignLeft)
        beside.addSpacing(10)
        if not small:
            beside.addWidget(TextBlock(self.looks, aside.title, weight=BOLD))
        beside.addWidget(TextBlock(self.looks, aside.text))
        return beside

    def _help(self, main: QVBoxLayout) -> None:
        if self._page.help is None:
            return
        link = LinkButton(self.looks, self._page.help.link, icon=Icon.HELP)
        link.setObjectName("question-help")
        link.clicked.connect(lambda: self.session.over(Place.HINT))
        if self.looks.largest or self.looks.look.compact:
            main.addSpacing(14)
            main.addWidget(link)
        else:
            self.far = link

    def _reuse(self, main: QVBoxLayout) -> None:
        for path, name in people_to_reuse(self._page, self._answers, self._step):
            button = Button(self.looks, _("Use {name}", name=name), Kind.SECONDARY, icon=Icon.PERSON)
            button.setObjectName(f"reuse:{path}")
            button.in_the_open = _("Use somebody you have named")
            button.clicked.connect(lambda _checked, source=path: self._use(source))
            main.addWidget(boxed(column(button)))
            main.addSpacing(12)

    def _use(self, source: str) -> None:
        use_person(self.session.journey.draft, self._step, source)
        self.session.redraw()

    def _continue(self) -> None:
        for each in self.inputs:
            each.settle()
        self.session.advance()
