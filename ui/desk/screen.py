"""What a page is to the window: its content, and what it wants in the strip, the action bar and the header."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, Qt, SignalInstance
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kiosk_app.site import Site
from services.common.civil import local
from services.forms.receipt import Section
from services.forms.words import Words
from ui.components.buttons import Button, Kind
from ui.components.errors import ErrorSummary
from ui.components.text import TextBlock
from ui.desk.idle import IdleWatch, Presence
from ui.desk.layout import Part, fill, is_wide
from ui.desk.offering import Offering
from ui.desk.session import Session
from ui.desk.words import _
from ui.theme import LookSource, Said

PRIMARY_WIDTH, WIDE_PRIMARY = 280, 380
RING = 8  # room for the focus around the error summary, which stands first on its page


@dataclass(frozen=True, slots=True)
class DeskTime:
    """Where the desk gets its time: the wall clock to show, and seconds to count with."""

    now: Callable[[], datetime]
    seconds: Callable[[], float]

    def today(self) -> date:
        """The civil date here."""
        return local(self.now()).date()


def real_time() -> DeskTime:
    """The computer's own clocks."""
    return DeskTime(lambda: datetime.now(UTC), time.monotonic)


@dataclass(frozen=True, slots=True)
class Information:
    """What the site tells its visitors: the line on the tile, and the page behind it."""

    line: Words = field(default_factory=lambda: _("How this kiosk works"))
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """What every page is built with."""

    looks: LookSource
    session: Session
    time: DeskTime
    watch: IdleWatch
    site: Site
    offering: Offering
    information: Information
    width: int  # of the window
    height: int
    read_out: Callable[[], None]  # the reference and the receipt, aloud
    by_jack: bool  # whether plugging in headphones has the screen read aloud
    slow_keys: Callable[[], None]  # make keys slower for this person, or as quick as before
    keys_are_slow: bool

    @property
    def wide(self) -> bool:
        """Whether two columns fit side by side."""
        return is_wide(self.looks, self.width)

    @property
    def content_width(self) -> int:
        """Between the margins."""
        return self.width - 2 * self.looks.measures.margin


@dataclass(frozen=True, slots=True)
class Strip:
    """The links above the heading."""

    back: bool = True
    answers: bool = False
    stop: bool = True


class Bars(NamedTuple):
    """A page's own head and foot, in the place of the window's; `pressed` says which of the window's foot buttons is meant."""

    head: QWidget
    foot: QWidget
    pressed: SignalInstance


class Body(QWidget):
    """What a page stands on: an alert where it says that something did not work, and otherwise of no meaning by itself."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen

    def accessible_role(self) -> QAccessible.Role:
        """An alert, or what only holds other things."""
        return QAccessible.Role.AlertMessage if self._screen.failure else QAccessible.Role.Client

    def accessible_full_name(self) -> str:
        """An alert is named by what did not work."""
        return self._screen.looks.say(self._screen.title) if self._screen.failure else ""


class Screen:
    """One page. Subclasses fill `page` in their constructor; the window takes the parts from here."""

    strip: Strip | None = Strip()
    presence = Presence.SOMEBODY
    dark = False  # in bar colours
    alone = False  # without header, action bar and foot
    failure = False  # says that something did not work
    top = 10  # between strip and content
    bottom = 20

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.looks = stage.looks
        self.session = stage.session
        self.body: QWidget = Body(self)
        self.body.setObjectName("page")
        self.page = QVBoxLayout(self.body)
        self.set_margins(self.top, self.bottom)
        self.page.setSpacing(0)
        self.bars: Bars | None = None
        self.banner: QWidget | None = None  # between head and page, whole width
        self.actions: list[QWidget] = []
        self.far: QWidget | None = None
        self.focus: QWidget | None = None
        self.focus_is_elsewhere = False  # already where it was before the page was made anew

    @property
    def title(self) -> Said:
        """The question or heading, for the window's title and for speech."""
        raise NotImplementedError

    @property
    def name(self) -> Said:
        """What stands beside the organisation in the header."""
        way = self.session.way
        keeping = self.session.keeping
        if way is not None:
            return way.service.title
        return keeping.service.title if keeping is not None else self.title

    @property
    def has_errors(self) -> bool:
        """Whether the page opens with an error summary."""
        return False

    @property
    def growing(self) -> bool:
        """Whether parts of the page are still to come, between two events."""
        return False

    def set_margins(self, top: int, bottom: int) -> None:
        """Keep `top` and `bottom` free, and room for the focus ring around an error summary."""
        margin = self.looks.measures.margin
        self.page.setContentsMargins(margin, max(top, RING) if self.has_errors else top, margin, bottom)

    def heading(self) -> TextBlock | None:
        """What is read first."""
        blocks = (block for block in self.body.findChildren(TextBlock) if not isinstance(block.parentWidget(), ErrorSummary))
        return next((block for block in blocks if block.accessible_role() == QAccessible.Role.Heading), None)

    def entered(self) -> None:
        """The page is on the screen: give the focus to where work begins, or to the heading, which shows no ring."""
        if not self.focus_is_elsewhere:
            (self.focus or self.heading() or self.body).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_errors(self, summary: ErrorSummary, errors: Sequence[tuple[Said, QWidget]]) -> None:
        """Show what is wrong, with the focus on it.

        In the largest text little fits below a summary: where the first answer to mend would be out of sight, the focus is there.
        """
        first = errors[0][1]
        summary.show_errors(errors, lambda: first if self.looks.largest and self._is_below(first) else None)

    def _is_below(self, widget: QWidget) -> bool:
        """Whether some of a widget is out of sight while the page shows its top."""
        for _turn in range(2):  # what has its width may stand in another way then
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        room = self.body.parentWidget()
        return room is not None and widget.mapTo(self.body, widget.rect().bottomLeft()).y() >= room.height()

    def tick(self) -> None:
        """Refresh what changes by itself: once a second, and whenever the session has news."""

    def enter(self) -> None:
        """Enter in a text field: do what the first button does."""
        for action in self.actions:
            if isinstance(action, Button):
                action.click()
                return

    def slot_for(self, widget: QWidget) -> QBoxLayout | None:
        """Where Continue stands beside `widget` while there is no room for an action bar."""
        del widget
        return None

    def keyboard_changed(self, *, is_open: bool, tight: bool) -> None:
        """The keyboard came or went; `tight` when there is no room for an action bar any more."""

    def add(self, *parts: Part) -> None:
        """Put parts below one another on the page."""
        fill(self.page, parts)

    def primary(self, words: Said, act: Callable[[], None], name: str = "continue", *, least: int = PRIMARY_WIDTH) -> Button:
        """The one green button, first in the action bar."""
        button = Button(self.looks, words, Kind.PRIMARY, minimum=least * 3 // 2 if self.looks.largest else least)
        button.setObjectName(name)
        button.clicked.connect(act)
        self.actions.append(button)
        return button

    def secondary(self, words: Said, act: Callable[[], None], name: str) -> Button:
        """Another way on, beside the green button."""
        button = Button(self.looks, words, Kind.SECONDARY)
        button.setObjectName(name)
        button.clicked.connect(act)
        self.actions.append(button)
        return button
