"""Choosing times: days as a strip, the times of a day in columns, the choices in order at the side."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import cast

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from services.forms.fields import RankedTimesField
from services.forms.page import Page
from services.forms.words import Words
from ui.a11y import announce
from ui.components.containers import Section
from ui.components.errors import ErrorSummary
from ui.components.notes import IconNote
from ui.components.text import BOLD, TextBlock
from ui.components.times import ArrowButton, ChoiceRow, DayButton, TimeButton
from ui.desk.answers import problem_words
from ui.desk.held import HeldNote
from ui.desk.layout import boxed, column, side_by_side
from ui.desk.screen import Screen, Stage, Strip
from ui.desk.times import Day, PartOfDay, Ranking
from ui.desk.times_model import DaysModel, TimesModel
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
        self._title = self._page.title_for(answers, way.context, step.index)
        self._open = self._open_day()
        self._open_button: DayButton | None = None
        self._days = DaysModel(self._ranking, self.body)
        self._times = TimesModel(self._ranking, self._open, self.body) if self._open is not None else None
        self._day_buttons: dict[int, DayButton] = {}  # by the row of the model; only the days that are seen
        self._time_buttons: dict[int, TimeButton] = {}
        self._rows = [self._row(number) for number in range(1, self._field.maximum + 1)]
        self._held = HeldNote(self.looks, self.body)
        self._summary = ErrorSummary(self.looks)
        self._summary.setObjectName("error-summary")
        self.add(self._summary, 16 if self.has_errors else 0, TextBlock(self.looks, self._title, Role.HEADING, heading=True))
        if self._page.lead is not None:
            self.add(TextBlock(self.looks, self._page.lead, ink="secondary"))
        if self._open is None:
            self.add(20, TextBlock(self.looks, _("There are no times to ask for now. Ask a member of staff."), Role.LEAD), None)
        else:
            self.add(
                17, self._strip(), 26, side_by_side(self._day(self._open), self._choices(), _ASIDE_WIDTH, wide=stage.wide), None
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

    def tick(self) -> None:
        """How long the first choice is still held."""
        self._held.tell(self.session.holding.shown)

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
        shown = range(first, min(first + per_page, self._days.rowCount()))
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
        for number in shown:
            inside.addWidget(self._day_button(number), 1)
        self._days.dataChanged.connect(self._day_changed)
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

    def _day_button(self, number: int) -> DayButton:
        day = self._days.day(number)
        spoken = _("{day:weekday}", day=day.day)
        button = DayButton(self.looks, *self._day_words(day), spoken=spoken, choice=self._days.rank(number))
        self._day_buttons[number] = button
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
        assert self._times is not None  # noqa: S101 - a day is open
        self._times.dataChanged.connect(lambda first, _last: self._show_time(first.row()))
        times = QGridLayout()
        times.setContentsMargins(0, 0, 0, 0)
        times.setHorizontalSpacing(20)
        times.setVerticalSpacing(8)
        across = 2 if self.stage.wide else 1
        row = count()
        for number, (part, options) in enumerate(day.columns()):
            stack = column(Section(self.looks), 10, TextBlock(self.looks, _PARTS[part], weight=BOLD), 10)
            for _option in options:
                stack.addWidget(self._time_button(next(row)))
                stack.addSpacing(8)
            stack.addStretch(1)
            times.addWidget(boxed(stack), number // across, number % across, Qt.AlignmentFlag.AlignTop)
        for place in range(across):
            times.setColumnStretch(place, 1)
        title = TextBlock(self.looks, _("{day:weekday}", day=day.day), Role.SECTION, heading=True)
        return column(title, 14, times, 16, self._held, self._age(), None)

    def _time_button(self, number: int) -> TimeButton:
        assert self._times is not None  # noqa: S101 - a day is open
        value, span = self._times.option(number).value, self._times.option(number).span
        day = self._times.option(number).day
        button = TimeButton(self.looks, _("{span}", span=span), "", spoken=_("{day:weekday}, {span}", day=day, span=span))
        button.setObjectName(f"time:{value}")
        button.clicked.connect(lambda: self._act(lambda: self._ranking.press(value), f"time:{value}"))
        self._time_buttons[number] = button
        self._show_time(number)
        return button

    def _show_time(self, number: int) -> None:
        assert self._times is not None  # noqa: S101 - a day is open
        rank, coming = self._times.state(number)
        full = _n("You have chosen {n} time", "You have chosen {n} times", self._ranking.maximum)
        line = chosen_words(rank) if rank else addable_words(coming) if coming else full
        button = self._time_buttons[number]
        button.set_available(bool(rank or coming), _("Take out a choice first."))
        button.show_choice(line, badge=rank or coming, chosen=bool(rank))

    def _day_changed(self, first: QModelIndex) -> None:
        if first.row() in self._day_buttons:
            self._day_buttons[first.row()].show_choice(self._days.rank(first.row()))

    def _age(self) -> IconNote:
        catalogue = self.session.catalogue
        as_of = self._field.as_of(self.session.journey.context)
        age = timetable_words(as_of, catalogue.received if catalogue is not None else None, self.session.journey.context.today)
        lines = "\n".join(self.looks.say(each) for each in self._field.stale)
        note = IconNote(self.looks, Icon.CALENDAR, lines, size=self.looks.measures.icon + 10, gap=16)
        note.set(Icon.CALENDAR, lines, title=age)
        return note

    def _choices(self) -> QVBoxLayout:
        choices = column(TextBlock(self.looks, _("Your choices"), Role.SECTION, heading=True), 14, Section(self.looks))
        for row in self._rows:
            choices.addWidget(row)
        choices.addStretch(1)
        self._show_choices()
        return choices

    def _row(self, number: int) -> ChoiceRow:
        """A place among the choices; which choice stands there is asked when it is pressed."""
        place = ChoiceRow(self.looks, number, "", "", made=False, parent=self.body)
        place.up.connect(lambda: self._move(number, -1))
        place.down.connect(lambda: self._move(number, 1))
        place.remove.connect(lambda: self._remove(number))
        return place

    def _show_choices(self) -> None:
        """The choices made, and the first place that is free."""
        made, coming = self._ranking.chosen, self._ranking.next_rank
        for number, place in enumerate(self._rows, 1):
            place.setVisible(number <= len(made) or number == coming)
            for button in place.buttons:
                button.setObjectName("")
            if number <= len(made):
                self._show_choice(place, number, made[number - 1], last=number == len(made))
            elif number == coming:
                line = _("More choices, more chance") if coming > 1 else _("Press a time to choose it")
                place.show_choice(free_place_words(coming), line, made=False)

    def _show_choice(self, place: ChoiceRow, number: int, value: str, *, last: bool) -> None:
        place.show_choice(*self._choice_words(value), first=number == 1, last=last)
        for button, name in zip(place.buttons, ("up", "down", "remove"), strict=True):
            button.setObjectName(f"{name}:{value}")

    def _choice_words(self, value: str) -> tuple[Words, Words]:
        option = self._ranking.option(value)
        if option is None:
            return _("No longer on offer"), _("Remove it and choose another time")
        return _("{day:weekday}", day=option.day), _("{span}", span=option.span)

    def _move(self, number: int, distance: int) -> None:
        value = self._ranking.chosen[number - 1]
        self._act(lambda: self._ranking.move(value, distance), f"{'up' if distance < 0 else 'down'}:{value}")

    def _remove(self, number: int) -> None:
        value = self._ranking.chosen[number - 1]
        self._act(lambda: self._ranking.remove(value), self._beside_choice(value))

    def _beside_choice(self, value: str) -> str:
        """Where the focus goes when this choice is taken out: the next choice, else the one before, else the first time."""
        made = self._ranking.chosen
        at = made.index(value)
        left = made[at + 1 :] or made[:at][-1:]
        if left:
            return f"remove:{left[0]}"
        return f"time:{self._open.options[0].value}" if self._open is not None else ""

    def _act(self, change: Callable[[], None], focus: str) -> None:
        """Change the ranking. What is another now is drawn anew; a page that begins with what is wrong, as a whole."""
        way = self.session.journey
        change()
        self.session.holding.follow()
        self.tick()
        if way.shown:
            if self._open is not None:
                self.session.view[_DAY] = self._open.day.isoformat()
            way.shown = ()
            self.session.view["focus"] = focus
            self.session.redraw()
            return
        self._days.refresh()
        if self._times is not None:
            self._times.refresh()
        self._show_choices()
        target = self.body.findChild(QWidget, focus)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self.body, self._said())

    def _said(self) -> str:
        """The choices in their order."""
        say, made = self.looks.say, self._ranking.chosen
        if not made:
            return say(_("Press a time to choose it"))
        ranked = ((say(chosen_words(rank)), map(say, self._choice_words(value))) for rank, value in enumerate(made, 1))
        return ". ".join(f"{rank}: {', '.join(words)}" for rank, words in ranked)
