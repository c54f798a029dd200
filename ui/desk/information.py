"""What there is to read: a list of topics, and how the kiosk works."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLayout

from services.forms.receipt import Line, Section
from ui.components.text import TextBlock
from ui.components.tiles import Tile
from ui.desk.guides import TOPIC
from ui.desk.layout import boxed, column, side_by_side
from ui.desk.messages import section_block
from ui.desk.places import MOVED_UP, Place
from ui.desk.screen import Screen, Stage, Strip
from ui.desk.words import _
from ui.theme import Icon, Role, Said

if TYPE_CHECKING:
    from services.guidance import Topic

_TILE, _ICON = 96, 44


class InformationScreen(Screen):
    """A tile for each topic; below them what this kiosk tells of itself."""

    strip = Strip(back=True, stop=False)

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.add(TextBlock(self.looks, self.title, Role.HEADING, heading=True), 20)
        library = self.session.guides.library
        topics = tuple(each for each in library.topics if stage.offering.tells_of(each.services)) if library is not None else ()
        if topics:
            self.add(self._tiles(topics), 40)
        self.add(self._of_the_kiosk(told={key for topic in topics for key in topic.services}), None)
        self.primary(_("Go back"), self.session.leave)

    @property
    def title(self) -> Said:
        """As on the tile that leads here."""
        return _("Information")

    def entered(self) -> None:
        """What is not loaded yet comes in a moment."""
        super().entered()
        if self.session.guides.library is None:
            self.session.view[MOVED_UP] = "yes"
            self.session.guides.load()

    def _tiles(self, topics: Sequence[Topic]) -> QLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(20)
        columns = 2 if self.stage.wide else 1
        for number, topic in enumerate(topics):
            icon = Icon(topic.picture) if topic.picture in set(Icon) else Icon.INFO
            tile = Tile(
                self.looks, topic.title.words, icon=icon, promise=topic.summary.words, chevron=True, icon_size=_ICON, height=_TILE
            )
            tile.setObjectName(f"topic:{topic.key}")
            tile.clicked.connect(self._opening(topic))
            grid.addWidget(tile, number // columns, number % columns)
        for number in range(columns):
            grid.setColumnStretch(number, 1)
        return grid

    def _opening(self, topic: Topic) -> Callable[[], None]:
        """A topic; where there is a page for each prison, the choice of one comes first."""
        library = self.session.guides.library
        by_prison = library is not None and library.guidance.visiting_day is topic
        place = Place.PRISONS if by_prison else Place.TOPIC
        return lambda: self.session.over(place, {TOPIC: topic.key})

    def _of_the_kiosk(self, told: set[str]) -> QLayout:
        """What the main service tells of itself where no topic does, and what is true of every kiosk."""
        how = Section(
            _("How this kiosk works"),
            (
                Line(_("You answer one question at a time. You can go back and change answers.")),
                Line(_("At the end you get a reference and a printed receipt.")),
                Line(_("It works without a connection. Requests are kept here and sent later.")),
            ),
        )
        private = Section(
            _("Your privacy"),
            (
                Line(_("You do not need an account or an email address.")),
                Line(_("Your answers are cleared from this screen when you finish.")),
                Line(_("Saved requests are locked. This kiosk cannot read them again.")),
                *((Line(_("We count how this kiosk is used, without names or answers.")),) if self.session.opinion.asked else ()),
            ),
        )
        own = () if self.stage.offering.main.key in told else self.stage.information.sections
        return sections_side_by_side(self, (*own, how, private))


def sections_side_by_side(screen: Screen, sections: Sequence[Section]) -> QLayout:
    """Sections in two columns of about the same length, in their order; in one where there is no room."""
    stage = screen.stage
    weights = [2 + len(section.lines) for section in sections]
    half = min(range(1, len(sections) + 1), key=lambda end: abs(sum(weights[:end]) - sum(weights[end:])))
    left, right = (_stack(screen, part) for part in (sections[:half], sections[half:]))
    return side_by_side(left, right, (stage.content_width - 20) // 2, wide=stage.wide)


def _stack(screen: Screen, sections: Sequence[Section]) -> QBoxLayout:
    stack = column()
    for section in sections:
        stack.addWidget(boxed(section_block(screen.looks, section)))
        stack.addSpacing(30)
    return stack
