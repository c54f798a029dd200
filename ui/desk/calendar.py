"""Choosing times: days as a strip, the times of a day in columns, the choices in order at the side."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from services.forms.fields import RankedTimesField, TimedOption
from services.forms.page import Page
from services.forms.words import Words
from ui.components.containers import Section
from ui.components.errors import ErrorSummary
from ui.components.notes import IconNote
from ui.components.text import BOLD, TextBlock
from ui.components.times import ArrowButton, ChoiceRow, DayButton, TimeButton
from ui.desk.answers import problem_words
from ui.desk.layout import boxed, column, side_by_side
from ui.desk.screen import Screen, Stage, Strip
from ui.desk.times import Day, PartOfDay, Ranking
from ui.desk.words import _, _n, addable_words, chosen_words, free_place_words, timetable_words
from ui.theme import Icon, Role, Said

_ASIDE_WIDTH = 380
_DAY_WIDTH, _ARROW_WIDTH, _GAP = 138, 67, 10
_DAY = "day"  # remembered: the day that is open
_PARTS = {
    PartOfDay.MORNING: _("Morning"),
    PartOfDay.AFTERNOON: _("Afternoon"),
    PartOfDay.EVENING: _("Evening"),
}


class TimesScreen(Screen):
    """First, second, third choice: a press adds or takes out, Up and Down change the order."""

    strip = Strip(back=True, answers=True, stop=True)
    top = 0
    bottom = 8

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        way = self.session.journey
        step = way.step
        assert step is not None  # noqa: S101 - times are a step
        self._page = cast("Page", step.page)
        self._field = cast("RankedTimesField", self._page.fields[0])
        self._path = step.path(self._field.path)
        answers = way.checked().answers
        self._ranking = Ranking(way.draft, self._path, self._field.options(answers, way.context), self._field.maximum)
        self._title = self._page.title_for(answers, step.index)
        self._open = self._open_day()
        self._open_button: DayButton | None = None
        self._summary = ErrorSummary(self.looks)
        self._summary.setObjectName("error-summary")
        self.add(self._summary, 16 if self.has_errors else 0, TextBlock(self.looks, self._title, Role.HEADING, heading=True))
        if self._page.lead is not None:
            self.add(TextBlock(self.looks, self._page.lead, ink="secondary"))
        if self._open is None:
            self.add(20, TextBlock(self.looks, _("There are no times to ask for now. Ask a member of staff."), Role.LEAD), None)
        else:
            self.add(
                18, self._strip(), 22, side_by_side(self._day(self._open), self._choices(), _ASIDE_WIDTH, wide=stage.wide), None
            )
        self.primary(_("Continue"), self.session.advance)

    @property
    def title(self) -> Said:
        """The question."""
        return self._title

    @property
    def has_errors(self) -> bool:
        """Whether Continue found something."""
        return bool(self.session.journey.shown)

    def entered(self) -> None:
        """Show what is wrong; else begin at the open day."""
        way = self.session.journey
        target = self._open_button or self.body
        if way.shown:
            self._summary.show_errors([(problem_words(way, problem), target) for problem in way.shown])
        else:
            super().entered()

    def _open_day(self) -> Day | None:
        """The day remembered, else that of the first choice, else the first."""
        days = self._ranking.days
        wanted = self.session.view.get(_DAY, "")
        chosen = self._ranking.option(self._ranking.chosen[0]) if self._ranking.chosen else None
        by_date = {each.day.isoformat(): each for each in days}
        if wanted in by_date:
            return by_date[wanted]
        if chosen is not None:
            return by_date.get(chosen.day.isoformat())
        return days[0] if days else None

    def _strip(self) -> QLayout:
        days = self._ranking.days
        per_page = self._per_page()
        at = next(number for number, day in enumerate(days) if day is self._open)
        first = at // per_page * per_page
        shown = days[first : first + per_page]
        line = QHBoxLayout()
        line.setSpacing(_GAP)
        earlier = self._arrow(Icon.BACK, _("Earlier days"), "earlier-days", days[first - per_page] if first else None)
        later = self._arrow(
            Icon.NEXT, _("Later days"), "later-days", days[first + per_page] if first + per_page < len(days) else None
        )
        holder = QWidget()  # arrow keys move within one parent
        inside = QHBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(_GAP)
        for day in shown:
            inside.addWidget(self._day_button(day), 1)
        for _empty in range(per_page - len(shown)):
            inside.addWidget(QWidget(), 1)
        line.addWidget(earlier)
        line.addWidget(holder, 1)
        line.addWidget(later)
        return line

    def _per_page(self) -> int:
        sample = DayButton(self.looks, *self._day_words(self._ranking.days[0]))
        width = max(_DAY_WIDTH, sample.sizeHint().width())
        sample.deleteLater()
        room = self.stage.content_width - 2 * (_ARROW_WIDTH + _GAP)
        return max(1, (room + _GAP) // (width + _GAP))

    def _arrow(self, icon: Icon, words: Words, name: str, leads_to: Day | None) -> ArrowButton:
        arrow = ArrowButton(self.looks, icon, words)
        arrow.setObjectName(name)
        if leads_to is None:
            arrow.set_available(available=False, reason=_("There are no more days."))
        else:
            arrow.clicked.connect(lambda: self._show_day(leads_to))
        return arrow

    @staticmethod
    def _day_words(day: Day) -> tuple[Words, Words, Words]:
        count = _n("{n} time", "{n} times", len(day.options))
        return _("{day:short-name}", day=day.day), _("{day:short}", day=day.day), count

    def _day_button(self, day: Day) -> DayButton:
        ranks = self._ranking.ranks_on(day)
        spoken = _("{day:weekday}", day=day.day)
        button = DayButton(self.looks, *self._day_words(day), spoken=spoken, choice=ranks[0] if ranks else 0)
        button.setObjectName(f"day:{day.day.isoformat()}")
        button.setChecked(day is self._open)
        button.clicked.connect(lambda: self._show_day(day))
        if day is self._open:
            self._open_button = button
        return button

    def _show_day(self, day: Day) -> None:
        if day is not self._open:
            self.session.view[_DAY] = day.day.isoformat()
            self.session.view["focus"] = f"day:{day.day.isoformat()}"
            self.session.redraw()

    def _day(self, day: Day) -> QVBoxLayout:
        times = QGridLayout()
        times.setContentsMargins(0, 0, 0, 0)
        times.setHorizontalSpacing(20)
        times.setVerticalSpacing(8)
        across = 2 if self.stage.wide else 1
        for number, (part, options) in enumerate(day.columns()):
            stack = column(Section(self.looks), 10, TextBlock(self.looks, _PARTS[part], weight=BOLD), 10)
            for option in options:
                stack.addWidget(self._time_button(option))
                stack.addSpacing(8)
            stack.addStretch(1)
            times.addWidget(boxed(stack), number // across, number % across, Qt.AlignmentFlag.AlignTop)
        for place in range(across):
            times.setColumnStretch(place, 1)
        return column(
            TextBlock(self.looks, _("{day:weekday}", day=day.day), Role.SECTION, heading=True), 14, times, 16, self._age(), None
        )

    def _time_button(self, option: TimedOption) -> TimeButton:
        rank = self._ranking.rank(option.value)
        coming = self._ranking.next_rank
        if rank:
            line = chosen_words(rank)
        else:
            line = (
                addable_words(coming)
                if coming
                else _n("You have chosen {n} time", "You have chosen {n} times", self._ranking.maximum)
            )
        button = TimeButton(self.looks, _("{span}", span=option.span), line, badge=rank or coming, chosen=bool(rank))
        button.setObjectName(f"time:{option.value}")
        if not rank and not coming:
            button.set_available(available=False, reason=_("Take out a choice first."))
        button.clicked.connect(lambda: self._act(lambda: self._ranking.press(option.value), f"time:{option.value}"))
        return button

    def _age(self) -> IconNote:
        catalogue = self.session.catalogue
        as_of = self._field.as_of(self.session.journey.context)
        age = timetable_words(as_of, catalogue.received if catalogue is not None else None, self.session.journey.context.today)
        lines = "\n".join(self.looks.say(each) for each in self._field.stale)
        note = IconNote(self.looks, Icon.CALENDAR, lines, size=self.looks.measures.icon + 10, gap=16)
        note.set(Icon.CALENDAR, lines, title=age)
        return note

    def _choices(self) -> QVBoxLayout:
        made = self._ranking.chosen
        choices = column(TextBlock(self.looks, _("Your choices"), Role.SECTION, heading=True), 14, Section(self.looks), 4)
        for number, value in enumerate(made, 1):
            choices.addWidget(self._choice(number, value, last=number == len(made)))
        coming = self._ranking.next_rank
        if coming:
            line = _("More choices, more chance") if coming > 1 else _("Press a time to choose it")
            choices.addWidget(ChoiceRow(self.looks, coming, free_place_words(coming), line, made=False))
        choices.addStretch(1)
        return choices

    def _choice(self, number: int, value: str, *, last: bool) -> ChoiceRow:
        option = self._ranking.option(value)
        if option is None:
            title, line = _("No longer on offer"), _("Remove it and choose another time")
        else:
            title, line = _("{day:weekday}", day=option.day), _("{span}", span=option.span)
        choice = ChoiceRow(self.looks, number, title, line, first=number == 1, last=last)
        for button, name in zip(choice.buttons, ("up", "down", "remove"), strict=True):
            button.setObjectName(f"{name}:{value}")
        choice.up.connect(lambda: self._act(lambda: self._ranking.move(value, -1), f"up:{value}"))
        choice.down.connect(lambda: self._act(lambda: self._ranking.move(value, 1), f"down:{value}"))
        choice.remove.connect(lambda: self._act(lambda: self._ranking.remove(value), self._beside_choice(value)))
        return choice

    def _beside_choice(self, value: str) -> str:
        """Where the focus goes when this choice is taken out: the next choice, else the one before, else the first time."""
        made = self._ranking.chosen
        at = made.index(value)
        left = made[at + 1 :] or made[:at][-1:]
        if left:
            return f"remove:{left[0]}"
        return f"time:{self._open.options[0].value}" if self._open is not None else ""

    def _act(self, change: Callable[[], None], focus: str) -> None:
        """Change the ranking and draw it again, the focus where it was."""
        if self._open is not None:
            self.session.view[_DAY] = self._open.day.isoformat()
        change()
        self.session.journey.shown = ()
        self.session.view["focus"] = focus
        self.session.redraw()
