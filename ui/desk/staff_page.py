"""What the pages of staff have in common: their own head and foot, the pages beside each other at the left, and Lock.

Where nobody is signed in a page stands in the frame of the public desk, as it always did.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk_app.ports.operators import Permission
from kiosk_app.use_cases.line import Line
from services.forms.words import Words
from ui.components.base import margins
from ui.components.staff import Edge, Shortcut, StaffButton, StaffFoot, StaffHead
from ui.components.status import Status
from ui.desk.idle import Presence
from ui.desk.layout import boxed, column
from ui.desk.places import Place
from ui.desk.screen import Bars, Screen, Stage
from ui.desk.staff_keys import PageKey
from ui.desk.words import _, staff_line_words
from ui.theme import Said

DETAIL_MARGIN = 40
_NAV_WIDTH, _BETWEEN = 228, 8
_LOCK = QKeySequence("F12")
_HINTS = (Shortcut("Tab", _("Next")), Shortcut("Enter", _("Press")), Shortcut("Esc", _("Back")), Shortcut("F1", _("All")))


@dataclass(frozen=True, slots=True)
class _Way:
    """One of the pages at the left."""

    place: Place
    key: str
    words: Words
    needs: Permission


_WAYS = (
    _Way(Place.ADMIN, "1", _("Readiness"), Permission.STAFF_PAGES),
    _Way(Place.QUEUE, "2", _("Waiting to send"), Permission.QUEUE),
    _Way(Place.PRINT_JOBS, "3", _("Print jobs"), Permission.QUEUE),
    _Way(Place.DATES, "4", _("Timetables"), Permission.LOCAL_DATES),
    _Way(Place.PEOPLE, "5", _("People"), Permission.MANAGE_OPERATORS),
    _Way(Place.RECORDS, "6", _("Records"), Permission.RECORDS),
    _Way(Place.SETTINGS, "7", _("Settings"), Permission.SETTINGS),
    _Way(Place.BACKUPS, "8", _("Copies"), Permission.BACKUPS),
    _Way(Place.OWN_SECRET, "9", _("Your PIN"), Permission.STAFF_PAGES),
)


class StaffScreen(Screen):
    """Subclasses fill `page`, which stands beside the list of pages where somebody is signed in."""

    ways = True  # whether somebody is at work on it, and the pages at the left are shown
    beside_ways = True  # pages of the other desks have the whole width

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.operators = self.session.staff.operators
        at_work = self.operators.at_work
        if self.framed:
            self.strip = None
            name = at_work.name if at_work is not None and self.ways else ""
            head = StaffHead(
                self.looks,
                organisation=stage.site.organisation,
                desk=self.desk_name,
                site=stage.site.name,
                operator=name,
                roomy=stage.wide,
            )
            self._foot = StaffFoot(self.looks, self.hints, roomy=stage.wide)
            head.language_chosen.connect(self.session.speak)
            head.lock.clicked.connect(self._lock)
            self.bars = Bars(head, self._foot, self._foot.pressed)
            self._lay_out()
        if at_work is not None and self.ways:
            self.presence = Presence.STAFF

    @property
    def framed(self) -> bool:
        """Whether the page has the head and foot of staff desks."""
        return self.operators.at_work is not None

    @property
    def desk_name(self) -> Said:
        """Whose desk it is."""
        return _("Kiosk admin")

    @property
    def hints(self) -> Sequence[Shortcut]:
        """The keys that work on the page."""
        return _HINTS

    @property
    def name(self) -> Said:
        """Also in the header."""
        return self.desk_name

    def tick(self) -> None:
        """The truth about the line."""
        if self.bars is None:
            return
        show_line(self._foot, self.session.line)

    def keyboard_changed(self, *, is_open: bool, tight: bool) -> None:
        """The foot gives room to the keys."""
        del tight
        if self.bars is not None:
            self._foot.setVisible(not is_open)

    def shortcut(self, key: QKeySequence | str, act: Callable[[], object], does: Said = "") -> PageKey:
        """Have a key do something while this page is shown; a letter or a number once, however long it is held.

        Where the key stands nowhere on the page, `does` says what it does, for the list of keys.
        """
        made = PageKey(QKeySequence(key), self.body)
        made.does = does
        made.setAutoRepeat(len(made.key().toString()) > 1)
        made.activated.connect(act)
        return made

    def _lay_out(self) -> None:
        self.page.setContentsMargins(0, 0, 0, 0)
        inner = QWidget()
        inside = QVBoxLayout(inner)
        margin = max(DETAIL_MARGIN, self.looks.measures.margin)  # beside it stands the rail of a page that scrolls
        inside.setContentsMargins(*margins(self.looks, DETAIL_MARGIN, 20, margin, 20))
        inside.setSpacing(0)
        outer, self.page = self.page, inside
        if not self.ways:
            outer.addWidget(inner)
            return
        self.shortcut(_LOCK, self._lock)
        if not self.beside_ways:
            outer.addWidget(inner)
            return
        buttons = [self._way(way) for way in _WAYS if self.operators.may(way.needs)]
        if not buttons:
            outer.addWidget(inner)
            return
        spaced = [part for button in buttons for part in (button, _BETWEEN)]
        if self.stage.wide:
            left = boxed(column(20, *spaced, None))
            left.setFixedWidth(max(_NAV_WIDTH, *(button.sizeHint().width() for button in buttons)))
            beside = QHBoxLayout()
            beside.setSpacing(0)
            beside.addWidget(left)
            beside.addWidget(Edge(self.looks))
            beside.addWidget(inner, 1)
            outer.addLayout(beside)
        else:
            top = column(*spaced)
            top.setContentsMargins(margin, 10, margin, 0)
            outer.addLayout(top)
            outer.addWidget(inner, 1)

    def _lock(self) -> None:
        self.operators.lock()

    def _way(self, way: _Way) -> StaffButton:
        button = StaffButton(self.looks, way.words, key=way.key, wide=True, edged=False)
        button.setObjectName(f"way:{way.place.name.lower()}")
        button.set_current(current=way.place is self.session.place)
        button.clicked.connect(partial(self._go, way.place))
        self.shortcut(way.key, button.click)
        return button

    def _go(self, place: Place) -> None:
        if place is self.session.place:
            return
        if self.session.place is not Place.ADMIN:
            self.session.leave()
        if place is not self.session.place:
            self.session.staff.open(place)


def show_line(foot: StaffFoot, line: Line | None) -> None:
    """Say in a foot of staff how the line is; `line` None while that is not known."""
    status = Status.UNDER_WAY if line is None else Status.CONNECTED if line.connected else Status.NOT_CONNECTED
    foot.set_status(status, staff_line_words(line))
