"""What stands above every page while somebody is helped: that they agreed, or, for the client, that the screen is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QBoxLayout, QSizePolicy

from kiosk_app.wording import error_words
from ui.components.containers import Container, Picture
from ui.components.staff import StaffButton
from ui.components.text import BOLD, Span, TextBlock
from ui.desk.layout import boxed, column
from ui.desk.places import Place
from ui.desk.words import _
from ui.helper_desk.helping import FAILED
from ui.helper_desk.words import agreed_words, first_name
from ui.theme import Icon, Role

if TYPE_CHECKING:
    from ui.desk.screen import Stage

_HIGH, _CLIENT_HIGH, _EDGE, _MARGIN, _ICON, _GAP = 76, 62, 2, 40, 30, 16


class _Banner(Container):
    """A row across the window on a quiet ground, with a line below it; its parts go below one another in larger text."""

    def __init__(self, stage: Stage, high: int, margin: int = _MARGIN) -> None:
        super().__init__()
        wide = stage.wide
        directions = QBoxLayout.Direction
        self.parts = QBoxLayout(directions.LeftToRight if wide else directions.TopToBottom, self)
        self.parts.setContentsMargins(margin, 8, margin, 8 + _EDGE)
        self.parts.setSpacing(_GAP if wide else 8)
        self.setMinimumHeight(high)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAutoFillBackground(True)
        self.follow(stage.looks)
        self._paint_ground()

    def say(self, icon: Icon, ink: str, *blocks: TextBlock) -> None:
        """An icon with lines beside it."""
        beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        beside.setSpacing(_GAP)
        beside.addWidget(Picture(self.looks, icon, _ICON, ink=ink), 0, Qt.AlignmentFlag.AlignVCenter)
        beside.addWidget(boxed(column(None, *blocks, None)), 1)
        self.parts.addLayout(beside, 1)

    def look_changed(self) -> None:
        """Also the ground."""
        self._paint_ground()
        super().look_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(0, self.height() - _EDGE, self.width(), _EDGE, self.looks.colour("text"))

    def _paint_ground(self) -> None:
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, self.looks.colour("surface"))
        self.setPalette(palette)


class CaseBanner(_Banner):
    """For the helper: who agreed, and the ways to look at that and to stop. Also when what is typed cannot be kept."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, _HIGH)
        session = stage.session
        file = session.staff.helping.file
        if file is None:
            return
        client = file.client
        title = TextBlock(self.looks, _("{client} agreed that you help with this", client=client), weight=BOLD)
        refused = session.view.get(FAILED, "")  # what was asked for just now
        if file.failed or refused:
            words = _("Not saved: {why}", why=error_words(file.failed)) if file.failed else error_words(refused)
            self.say(Icon.STOP, "error", title, TextBlock(self.looks, words, Role.STAFF, weight=BOLD))
        else:
            line = [Span(agreed_words(file.opened.case.agreement, stage.time.today()))]
            line += [Span(" "), Span(_("Whoever decides is told that you helped."))] if stage.wide else []
            self.say(Icon.TICK_DISC, "success", title, TextBlock(self.looks, line, Role.STAFF))
        buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        buttons.setSpacing(_GAP)
        self.parts.addLayout(buttons)
        for words, place, name in (
            (_("View the agreement"), Place.AGREEMENT, "view-agreement"),
            (_("{name} wants to stop", name=first_name(client)), Place.STOP, "wants-to-stop"),
        ):
            button = StaffButton(self.looks, words)
            button.setObjectName(name)
            button.clicked.connect(lambda _=False, place=place: session.over(place))
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        if not stage.wide:
            buttons.addStretch(1)


class ClientBanner(_Banner):
    """For the client: that the screen is theirs, and the helper's other work out of reach."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, _CLIENT_HIGH, stage.looks.measures.margin)
        staff = stage.session.staff
        helper = staff.operators.at_work
        line = [Span(_("{name}, you have the screen now.", name=first_name(staff.helping.client)), bold=True)]
        if helper is not None and not self.looks.largest:
            here = _("{helper} is here to help.", helper=first_name(helper.name))
            line += [Span(" "), Span(here), Span(" "), Span(_("Work for other people is locked."))]
        self.say(Icon.PERSON_FILLED, "text", TextBlock(self.looks, line))
        refused = stage.session.view.get(FAILED, "")
        if refused:
            self.say(Icon.STOP, "error", TextBlock(self.looks, error_words(refused), weight=BOLD))
