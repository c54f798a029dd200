"""The screen is the client's: what happens now, in the size and words of the public desk. The helper's work is out of reach."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout

from ui.components.badges import Badge
from ui.components.buttons import Button, Kind, LinkButton, Scale
from ui.components.containers import STRONG_RULE, Container, Picture
from ui.components.notes import IconNote
from ui.components.text import TextBlock
from ui.desk.idle import Presence
from ui.desk.layout import Rule, boxed, column, row
from ui.desk.screen import Screen, Stage
from ui.desk.words import _
from ui.helper_desk.banner import ClientBanner
from ui.helper_desk.words import agreed_words, first_name
from ui.theme import Icon, LookSource, Role, Said

_TOP, _HIGH, _LOW = 30, 26, 12  # above the page, and between its parts; less on a low screen, where all of it stands


class _Step(Container):
    """One of the things to do, with its number."""

    def __init__(self, looks: LookSource, number: int, icon: Icon, title: Said, line: Said) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, STRONG_RULE + (10 if looks.look.compact else 20), 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row(Badge(looks, number), 20, Picture(looks, icon, looks.measures.badge), None))
        layout.addSpacing(8 if looks.look.compact else 14)
        layout.addWidget(TextBlock(looks, title, Role.SECTION, heading=True))
        layout.addSpacing(4)
        layout.addWidget(TextBlock(looks, line))
        layout.addStretch(1)
        self.follow(looks)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        QPainter(self).fillRect(0, 0, self.width(), STRONG_RULE, self.looks.colour("text"))


class ClientViewScreen(Screen):
    """Before the answers: three steps, two promises, and the ways on."""

    strip = None
    presence = Presence.STAFF

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        low = self.looks.look.compact
        self.set_margins(self.top if low else _TOP, 0 if low else self.bottom)
        self.banner = ClientBanner(stage)
        self._helping = helping = self.session.staff.helping
        helper = self.session.staff.operators.at_work
        self._helper = "" if helper is None else first_name(helper.name)
        lead = _("{helper} typed this with you. Now you check it.", helper=self._helper)
        title = Role.GREETING if stage.wide and not low else Role.HEADING
        apart = _LOW if low else _HIGH
        self.add(TextBlock(self.looks, self.title, title, heading=True), 4, TextBlock(self.looks, lead, Role.LEAD), apart)
        self.add(self._steps(wide=stage.wide), apart, Rule(self.looks), apart, self._promises(wide=stage.wide), apart)
        show = Button(self.looks, _("Show me my answers"), Kind.PRIMARY, scale=Scale.BIG)
        show.setObjectName("show-answers")
        show.clicked.connect(helping.show_answers)
        back = Button(
            self.looks,
            _("Give the screen back to {helper}", helper=self._helper),
            Kind.SECONDARY,
            scale=Scale.BIG,
            note=_("They need their PIN"),
        )
        back.setObjectName("give-back")
        back.clicked.connect(helping.give_back)
        self.add(self._beside(show, back, wide=stage.wide), apart, self._agreed(), None)
        for button in (show, back):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, button.sizePolicy().verticalPolicy())
        self.focus = None if self.looks.largest else show

    @property
    def title(self) -> Said:
        """Whose turn it is."""
        return _("It is your turn, {name}", name=first_name(self.session.staff.helping.client))

    def _steps(self, *, wide: bool) -> QLayout:
        helper = self._helper
        steps = (
            _Step(self.looks, 1, Icon.LIST, _("Read each answer"), _("It can be read out to you.")),
            _Step(
                self.looks,
                2,
                Icon.PENCIL,
                _("Change what is wrong"),
                _("Ask {helper} to type, or do it yourself.", helper=helper),
            ),
            _Step(self.looks, 3, Icon.SIGN, _("Say if it is right"), _("Only you can do this. Take your time.")),
        )
        if not wide:
            return column(*(part for step in steps for part in (step, 20)))
        layout = QHBoxLayout()
        layout.setSpacing(20)
        for step in steps:
            layout.addWidget(step, 1)
        return layout

    def _promises(self, *, wide: bool) -> QLayout:
        stop, other = _("You can stop at any time and nothing happens."), _("You can also ask for a different helper.")
        sent = IconNote(self.looks, Icon.LOCK, stop, title=_("Nothing is sent until you say so."))
        away = IconNote(self.looks, Icon.HELP, other, title=_("You can ask {helper} to look away.", helper=self._helper))
        return self._beside(sent, away, wide=wide)

    def _beside(self, left: Container | Button, right: Container | Button, *, wide: bool) -> QLayout:
        if not wide:
            return column(left, 16, right)
        layout = QHBoxLayout()
        layout.setSpacing(20)
        layout.addWidget(left, 3)
        layout.addWidget(right, 2)
        return layout

    def _agreed(self) -> QLayout:
        file = self._helping.file
        refuse = LinkButton(self.looks, _("I do not want help any more"))
        refuse.setObjectName("refuse-help")
        refuse.clicked.connect(self._helping.refuse)
        if file is None:
            return row(refuse, None)
        words = TextBlock(self.looks, agreed_words(file.opened.case.agreement, self.stage.time.today()), ink="secondary")
        return (
            row(words, 20, refuse, None, align=Qt.AlignmentFlag.AlignVCenter)
            if self.stage.wide
            else column(words, 8, boxed(row(refuse, None)))
        )
