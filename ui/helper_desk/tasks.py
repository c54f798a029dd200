"""The sections of one application: which are done, which is next, what it comes to, and when it is the client's turn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from string import ascii_uppercase
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from services.forms.sections import FormSection, FormSections, SectionState
from ui.components.buttons import Button, Kind, Scale
from ui.components.containers import RuledRow, Section
from ui.components.staff import Shortcut, StaffButton
from ui.components.status import Status, StatusMark
from ui.components.text import BOLD, TextBlock
from ui.desk.layout import boxed, column, row, side_by_side
from ui.desk.screen import Stage
from ui.desk.staff_page import StaffScreen
from ui.desk.words import _, instant_words
from ui.helper_desk.banner import CaseBanner
from ui.helper_desk.dress import HELPER_DESK
from ui.helper_desk.task_row import TaskRow
from ui.helper_desk.words import STATES, done_words, first_name
from ui.theme import Icon, Role, Said

_BESIDE, _GUTTER, _FIGURE, _APART = 360, 40, 44, 8
_KEYS: Final = f"1234567890{ascii_uppercase}"
_DIGITS: Final = 10
_NOTHING: Final = FormSections((), ())


class TasksScreen(StaffScreen):
    """One client's application."""

    beside_ways = False

    def __init__(self, stage: Stage) -> None:
        self._helping = stage.session.staff.helping
        way = self._helping.way
        self._sections = way.sections() if way is not None else _NOTHING
        self._keys_in_use = _KEYS[: len(self._sections.sections)]  # known before the foot is made, which shows them
        super().__init__(stage)
        self.banner = CaseBanner(stage)
        self._rows = [self._row(number, each) for number, each in enumerate(self._sections.sections)]
        back = StaffButton(self.looks, _("Your clients"), key="Esc", icon=Icon.BACK, edged=False)
        back.setObjectName("your-clients")
        back.clicked.connect(self.session.back)
        tasks = column(row(back, None), 4, TextBlock(self.looks, self.title, Role.SUBHEADING, of_page=True), 2)
        tasks.addWidget(TextBlock(self.looks, done_words(self._sections.done, self._sections.counted), ink="secondary"))
        tasks.addSpacing(14)
        tasks.addWidget(Section(self.looks))
        tasks.addSpacing(_APART)
        for each in self._rows:
            tasks.addWidget(each)
            tasks.addSpacing(_APART)
        tasks.addStretch(1)
        self.add(side_by_side(tasks, self._beside(), _BESIDE, wide=stage.wide, gutter=_GUTTER), None)
        self.focus = self._next()
        self.shortcut("F6", self._helping.hand_over)

    @property
    def desk_name(self) -> Said:
        """Whose desk it is."""
        return HELPER_DESK

    @property
    def title(self) -> Said:
        """Whose application, and to what."""
        way = self.session.way
        return "" if way is None else _("{name}: {service}", name=first_name(self._client), service=way.service.title)

    @property
    def hints(self) -> Sequence[Shortcut]:
        """The keys of the page."""
        letters = self._keys_in_use[_DIGITS:]
        return (
            Shortcut(f"0–9 A–{letters[-1]}" if letters[1:] else f"0–9 {letters}".strip(), _("Open section")),
            Shortcut("Enter", _("Continue")),
            Shortcut("F6", _("Hand over")),
            Shortcut("F1", _("All")),
        )

    @property
    def _client(self) -> str:
        return self.session.staff.helping.client

    def _row(self, number: int, section: FormSection) -> TaskRow:
        key = self._keys_in_use[number : number + 1]
        made = TaskRow(self.looks, section.label, self._value(section), STATES[section.state], key=key)
        made.setObjectName(f"task:{number + 1}")
        if section.stated:
            made.set_available(available=False, reason=_("Only {name} can do this", name=first_name(self._client)))
        elif section.state is SectionState.CANNOT_START:
            made.set_available(available=False, reason=self._value(section))
        made.clicked.connect(partial(self._helping.open_section, section.pages))
        if key:
            self.shortcut(key, made.click)
        return made

    def _value(self, section: FormSection) -> Said:
        """What stands beside a section: what comes first, what is missing, what was answered."""
        way = self.session.way
        if section.stated:
            return _("Only {name} can do this", name=first_name(self._client))
        if section.after is not None:
            return _("After section {number}", number=section.after)
        if section.problem is not None and way is not None:
            return way.service.words_for(section.problem)
        if section.optional:
            return _("This can be left out")
        return ", ".join(self.looks.say(line) for line in section.lines[:2])

    def _next(self) -> QWidget:
        """Where work goes on: what was begun, what was not, else handing over."""
        for wanted in (SectionState.IN_PROGRESS, SectionState.NOT_STARTED):
            for section, made in zip(self._sections.sections, self._rows, strict=True):
                if section.state is wanted and not section.optional and made.is_available():
                    return made
        return self._hand_over

    def _beside(self) -> QVBoxLayout:
        name = first_name(self._client)
        beside = column()
        if self._sections.figures:
            beside.addWidget(Section(self.looks, _("What it comes to"), role=Role.SECTION))
            for figure in self._sections.figures:
                line = RuledRow(self.looks, _FIGURE)
                line.parts.addWidget(TextBlock(self.looks, figure.label), 1)
                line.parts.addWidget(boxed(column(*(TextBlock(self.looks, each, weight=BOLD) for each in figure.lines))))
                beside.addWidget(line)
            beside.addSpacing(30)
        beside.addWidget(Section(self.looks, _("{name}’s turn to check", name=name), role=Role.SECTION))
        beside.addSpacing(6)
        ready = self._sections.ready
        words = (
            _("Everything is filled in. Hand the screen to {name} to check it and to send it.", name=name)
            if ready
            else _("When all sections are completed, hand the screen to {name}. You cannot agree or send for them.", name=name)
        )
        beside.addWidget(TextBlock(self.looks, words))
        beside.addSpacing(16)
        kind = Kind.PRIMARY if ready else Kind.SECONDARY
        self._hand_over = Button(self.looks, _("Hand the screen to {name}", name=name), kind, scale=Scale.STAFF, key="F6")
        self._hand_over.setObjectName("hand-over")
        self._hand_over.clicked.connect(self._helping.hand_over)
        beside.addWidget(self._hand_over)
        beside.addSpacing(24)
        beside.addWidget(self._saved())
        beside.addStretch(1)
        return beside

    def _saved(self) -> StatusMark:
        file = self._helping.file
        if file is None or file.failed:
            return StatusMark(self.looks, Status.NOT_WORKING, _("Not saved. Nothing was sent."), weight=BOLD)
        when = instant_words(file.opened.kept.changed, self.stage.time.today())
        return StatusMark(self.looks, Status.SAVED, _("Saved here {when}. Not sent.", when=when), weight=BOLD)
