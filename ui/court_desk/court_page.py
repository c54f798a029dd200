"""What the pages of batches have in common: the desk's name, what went wrong at the top, and buttons with their keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtWidgets import QVBoxLayout

from ui.components.errors import ErrorSummary
from ui.components.staff import StaffButton
from ui.components.status import Status, StatusMark
from ui.components.text import TextBlock
from ui.court_desk.batch_words import failure_words
from ui.court_desk.batches import DONE, EXPORTING, FAILED
from ui.court_desk.dropping import FileDrop
from ui.desk.layout import Part, column, row
from ui.desk.screen import Stage
from ui.desk.staff_page import StaffScreen
from ui.desk.words import _
from ui.theme import Role, Said

_BETWEEN = 10


class CourtScreen(StaffScreen):
    """See the module."""

    beside_ways = False
    done: Mapping[str, Said] = MappingProxyType({})  # what to say of something that was done, by its code

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.batches = self.session.staff.batches
        FileDrop(self.body, self.session.staff.scans.drop)
        self.summary = ErrorSummary(self.looks)
        self.summary.setObjectName("error-summary")

    @property
    def desk_name(self) -> Said:
        """The court's desk."""
        return _("Court capture")

    @property
    def has_errors(self) -> bool:
        """Whether something was not done."""
        return bool(self.session.view.get(FAILED))

    def entered(self) -> None:
        """Show why it was not."""
        if self.has_errors and self.focus is not None:
            self.summary.show_errors([(failure_words(self.session.view[FAILED]), self.focus)])
        else:
            super().entered()

    def opening(self, heading: Said) -> list[Part]:
        """What stands at the top of the page."""
        told = self.done.get(self.session.view.get(DONE, ""))
        shape = Status.UNDER_WAY if self.session.view.get(DONE) == EXPORTING else Status.DONE
        says: list[Part] = [] if told is None or self.has_errors else [StatusMark(self.looks, shape, told), 12]
        return [
            self.summary,
            16 if self.has_errors else 0,
            TextBlock(self.looks, heading, Role.SUBHEADING, of_page=True),
            12,
            *says,
        ]

    def button(self, words: Said, key: str, name: str, act: Callable[[], object]) -> StaffButton:
        """A button that a key presses too."""
        made = StaffButton(self.looks, words, key=key)
        made.setObjectName(name)
        made.clicked.connect(lambda _checked=False: act())
        self.shortcut(key, made.click)
        return made

    def buttons(self, *made: StaffButton, room: int = 500) -> QVBoxLayout:
        """Buttons beside one another, as many in a row as have room; below one another in the largest text."""
        lines: list[list[StaffButton]] = []
        left = 0
        for button in made:
            needed = button.sizeHint().width() + _BETWEEN
            if not lines or not self.stage.wide or needed > left:
                lines.append([])
                left = room
            lines[-1].append(button)
            left -= needed
        rows = [row(*(part for button in line for part in (button, _BETWEEN)), None) for line in lines]
        return column(*(part for line in rows for part in (line, _BETWEEN)))
