"""The screen is the client's: what happens now, in the size and words of the public desk. The helper's work is out of reach."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout

from ui.components.buttons import Button, Kind, LinkButton, Scale
from ui.components.containers import STRONG_RULE, Container, Picture
from ui.components.notes import IconNote
from ui.components.text import BOLD, Span, TextBlock
from ui.desk.idle import Presence
from ui.desk.layout import Rule, boxed, column, row
from ui.desk.screen import Screen, Stage
from ui.desk.words import _
from ui.helper_desk.banner import ClientBanner
from ui.helper_desk.words import agreed_words, first_name
from ui.theme import Icon, LookSource, Role, Said


class _Step(Container):
    """One of the things to do, with its number."""

    def __init__(self, looks: LookSource, number: int, icon: Icon, title: Said, line: Said) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, STRONG_RULE + 20, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row(TextBlock(looks, f"{number}", Role.SECTION, weight=BOLD), 16, Picture(looks, icon, 44), None))
        layout.addSpacing(14)
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
    top = 40

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.banner = ClientBanner(stage)
        self._helping = helping = self.session.staff.helping
        helper = self.session.staff.operators.at_work
        self._helper = "" if helper is None else first_name(helper.name)
        lead = _("{helper} typed this with you. Now you check it.", helper=self._helper)
        self.add(TextBlock(self.looks, self.title, Role.HEADING, heading=True), 10, TextBlock(self.looks, lead, Role.LEAD), 40)
        self.add(self._steps(wide=stage.wide), 30, Rule(self.looks), 20, self._promises(wide=stage.wide), 34)
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
        self.add(self._beside(show, back, wide=stage.wide), 24, self._agreed(), None)
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
        sent = [
            Span(_("Nothing is sent until you say so."), bold=True),
            Span(" "),
            Span(_("You can stop at any time and nothing happens.")),
        ]
        away = [
            Span(_("You can ask {helper} to look away.", helper=self._helper), bold=True),
            Span(" "),
            Span(_("You can also ask for a different helper.")),
        ]
        left, right = IconNote(self.looks, Icon.LOCK, sent), IconNote(self.looks, Icon.HELP, away)
        return self._beside(left, right, wide=wide)

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
