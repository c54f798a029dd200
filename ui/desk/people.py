"""A list of people or things: what is in it so far, what it comes to, the rule beside it drawn as seats, and adding one more."""

from __future__ import annotations

from collections import Counter

from PySide6.QtWidgets import QBoxLayout

from services.forms.page import Limits, ListPage
from ui.a11y import announce
from ui.components.buttons import Button, Kind, LinkButton
from ui.components.containers import Section
from ui.components.errors import ErrorSummary
from ui.components.notes import InsetNote
from ui.components.people import PersonMeter
from ui.components.rows import ItemRow, TotalRow
from ui.components.status import Status, StatusMark
from ui.components.text import BOLD, TextBlock
from ui.desk.growth import Growth
from ui.desk.layout import Rule, boxed, column, row, side_by_side
from ui.desk.places import MOVED_UP
from ui.desk.screen import Screen, Stage, Strip
from ui.desk.words import _
from ui.theme import Icon, Role, Said

_ASIDE_WIDTH = 380
_AT_FIRST = 12  # rows of a long list that come with the page


class ListScreen(Screen):
    """Who is going? Each with Change, all but the first with Remove."""

    strip = Strip(back=True, answers=True, stop=True)

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        way = self.session.journey
        assert way.step is not None  # noqa: S101 - a list is a step
        assert isinstance(way.step.page, ListPage)  # noqa: S101
        self._page = way.step.page
        self._answers = way.checked().answers
        self._summary = ErrorSummary(self.looks)
        self._summary.setObjectName("error-summary")
        self._rows: list[ItemRow] = []
        self._limits = limits = self._page.limits(self._answers, way.context)
        self._add = self._add_button(limits)
        items = enumerate(self._answers.items(self._page.path))
        self._described = [self._page.describe(item, index, self._answers, way.context) for index, item in items]
        self._named = Counter(self.looks.say(words.name) for words in self._described)
        self._growth = Growth(self.body, [self._add_row] * len(self._described), self.session.view)
        self._list = column()
        self.add(
            self._summary,
            16 if self.has_errors else 0,
            TextBlock(self.looks, self._page.title, Role.HEADING, heading=True),
            28,
        )
        people = self._people()
        self.add(people if limits is None else side_by_side(people, self._beside(limits), _ASIDE_WIDTH, wide=stage.wide), None)
        self.primary(_("Continue"), self.session.advance)

    @property
    def title(self) -> Said:
        """The question."""
        return self._page.title

    @property
    def has_errors(self) -> bool:
        """Whether Continue found something."""
        return bool(self.session.journey.shown)

    def entered(self) -> None:
        """Show what is wrong with the list or with somebody in it."""
        self._growth.go_on()
        way = self.session.journey
        if not way.shown:
            super().entered()
            self._say_limits()
            return
        errors = [(way.service.words_for(problem), self._target(problem.path)) for problem in way.shown]
        self._summary.show_errors(errors)

    def _say_limits(self) -> None:
        """Who is counted, and who can still be added: said whenever the page comes, and when somebody was removed."""
        if self._limits is not None:
            said = (*(meter.words for meter in self._limits.meters), self._limits.sentence)
            announce(self.body, ". ".join(self.looks.say(each).replace("\n", " ").rstrip(".") for each in said))

    def _target(self, path: str) -> LinkButton | Button:
        index = path.removeprefix(f"{self._page.path}.").split(".", 1)[0]
        if index.isdigit() and int(index) < len(self._rows):
            return self._rows[int(index)].findChildren(LinkButton)[0]
        return self._rows[-1].findChildren(LinkButton)[-1] if self._rows else self._add

    @property
    def growing(self) -> bool:
        """Whether rows of a long list are still to come."""
        return self._growth.growing

    def _add_row(self) -> ItemRow:
        """The next row of the list."""
        index = len(self._rows)
        words = self._described[index]
        alike = self._named[self.looks.say(words.name)] > 1
        added = ItemRow(
            self.looks,
            words.name,
            words.line,
            icon=_icon(words.picture or self._page.picture),
            aloud=words.aloud,
            figure=words.figure or "",
            small=words.small,
            spoken=_("{number}. {what}", number=index + 1, what=words.name) if alike else "",
            removable=not (index == 0 and self._page.first_stays),
        )
        for link, name in zip(added.findChildren(LinkButton), ("change", "remove"), strict=False):
            link.setObjectName(f"{name}:{self._page.path}.{index}")
        added.change.connect(lambda: self._change(index))
        added.remove.connect(lambda: self._remove(index))
        self._rows.append(added)
        self._list.addWidget(added)
        return added

    def _people(self) -> QBoxLayout:
        way = self.session.journey
        people = column(Section(self.looks), self._list)
        self._growth.begin(_AT_FIRST, whole=self.has_errors)
        total = self._page.total(self._answers, way.context)
        if total is not None and self._rows:
            people.addWidget(TotalRow(self.looks, total.words, total.figure, beside=self._rows[-1].after_figure))
        people.addSpacing(24)
        people.addLayout(row(self._add, None))
        if self._page.note is not None:
            people.addSpacing(30)
            people.addWidget(InsetNote(self.looks, self._page.note))
        people.addStretch(1)
        return people

    def _add_button(self, limits: Limits | None) -> Button:
        button = Button(self.looks, self._page.add, Kind.SECONDARY, icon=Icon.PLUS)
        button.setObjectName("add")
        full = len(self._answers.items(self._page.path)) >= self._page.maximum
        if full or (limits is not None and not limits.room):
            button.set_available(available=False, reason=limits.sentence if limits is not None else _("The list is full."))
        button.clicked.connect(self._add_another)
        return button

    def _beside(self, limits: Limits) -> QBoxLayout:
        beside = column(Section(self.looks, limits.title, role=Role.SECTION), 22)
        for meter in limits.meters:
            beside.addWidget(PersonMeter(self.looks, meter.taken, meter.limit, meter.words, meter.note))
            beside.addSpacing(20)
            beside.addWidget(Rule(self.looks))
            beside.addSpacing(18)
        status = Status.DONE if limits.room else Status.ACT_SOON
        beside.addWidget(boxed(column(StatusMark(self.looks, status, limits.sentence, weight=BOLD, size=26, gap=14))))
        return beside

    def _change(self, index: int) -> None:
        self.session.journey.change_item(self._page, index)
        self.session.show_step()

    def _remove(self, index: int) -> None:
        """The focus goes to whoever moves up, else to the one before, else to adding somebody."""
        self.session.journey.remove_item(self._page, index)
        path, last = self._page.path, len(self._rows) - 2
        near = min(index, last)
        removable = near >= (1 if self._page.first_stays else 0)
        self.session.view["focus"] = f"remove:{path}.{near}" if removable else "add"
        self.session.view[MOVED_UP] = "yes"
        self.session.redraw()

    def _add_another(self) -> None:
        self.session.journey.add_item(self._page)
        self.session.show_step()


def _icon(picture: str) -> Icon:
    """The drawing of that name: a filled figure for people."""
    if picture == Icon.PERSON:
        return Icon.PERSON_FILLED
    return Icon(picture) if picture in set(Icon) else Icon.LIST
