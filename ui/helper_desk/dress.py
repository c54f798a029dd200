"""Pages of the public desk as they look while somebody is helped: the same questions, in the frame of whoever has the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from ui.components.staff import Shortcut, StaffFoot, StaffHead
from ui.desk.idle import Presence
from ui.desk.places import Place
from ui.desk.screen import Bars, Screen, Stage, Strip
from ui.desk.staff_page import show_line
from ui.desk.words import _
from ui.helper_desk.banner import CaseBanner, ClientBanner

if TYPE_CHECKING:
    from collections.abc import Callable

HELPER_DESK = _("Helper desk")
_HINTS = (Shortcut("Tab", _("Next")), Shortcut("Esc", _("Sections")), Shortcut("F6", _("Hand over")), Shortcut("F1", _("All")))
_LEADS_BACK = frozenset({Place.QUESTION, Place.HINT, Place.ANSWERS})


class _CaseFoot(StaffFoot):
    """A staff foot that follows the line by itself."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage.looks, _HINTS, roomy=stage.wide)
        self._session = stage.session
        stage.session.updated.connect(self.tell)
        self.tell()

    def tell(self) -> None:
        """The truth about the line."""
        show_line(self, self._session.line)


def dress(screen: Screen, stage: Stage) -> None:
    """Give a page the head, foot, banner and keys of whoever has the screen. Nobody's time runs out but by locking."""
    helping = stage.session.staff.helping
    screen.presence = Presence.STAFF
    if helping.client_has_it:
        screen.banner = ClientBanner(stage)
        if screen.strip is not None:
            screen.strip = Strip(back=screen.strip.back, answers=False, stop=False)
        return
    operators = stage.session.staff.operators
    screen.banner = CaseBanner(stage)
    head = StaffHead(
        stage.looks,
        organisation=stage.site.organisation,
        desk=HELPER_DESK,
        site=stage.site.name,
        operator="" if operators.at_work is None else operators.at_work.name,
        roomy=stage.wide,
    )
    head.language_chosen.connect(stage.session.speak)
    head.lock.clicked.connect(helping.lock)
    foot = _CaseFoot(stage)
    screen.bars = Bars(head, foot, foot.pressed)
    screen.strip = Strip(back=True, answers=True, stop=False) if stage.session.place in _LEADS_BACK else screen.strip
    _key(screen, "F12", helping.lock)
    _key(screen, "F6", helping.hand_over)
    if stage.session.place is Place.QUESTION:
        _key(screen, "Esc", helping.to_tasks)


def _key(screen: Screen, key: str, act: Callable[[], object]) -> None:
    QShortcut(QKeySequence(key), screen.body).activated.connect(act)
