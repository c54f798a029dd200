"""Are you still there? Asked before anything is cleared; answered with one press, as often as anybody likes."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from ui.a11y import announce
from ui.components.buttons import Button, Kind, Scale
from ui.components.dial import Dial
from ui.components.notes import IconNote
from ui.components.text import REGULAR, TextBlock
from ui.desk.idle import Presence
from ui.desk.layout import boxed, column
from ui.desk.screen import Screen, Stage
from ui.desk.words import _, span_words
from ui.theme import Icon, Role, Said, TextSize

_DIAL, _SMALL_DIAL = 420, 250
_YES_WIDTH, _FINISH_WIDTH = 680, 480


class IdleScreen(Screen):
    """The question, the seconds that are left, yes, and finish."""

    strip = None
    presence = Presence.ASKED
    dark = True
    top = 85

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        compact, largest = self.looks.look.compact, self.looks.largest
        tight = compact or self.looks.look.size is not TextSize.STANDARD
        left = stage.watch.left()
        role = Role.HEADING if tight else Role.GREETING
        self._question = TextBlock(self.looks, _("Are you\nstill there?") if stage.wide else self.title, role, heading=True)
        role = Role.LEAD if largest else Role.SECTION
        self._sentence = TextBlock(self.looks, self._words(left), role, weight=REGULAR)
        self._dial = Dial(self.looks, left, side=_SMALL_DIAL if tight else _DIAL)
        low = compact and largest
        words = column(0 if low else 11, self._question, 8 if low else 14 if largest else 28, self._sentence, None)
        head = QHBoxLayout()
        head.setSpacing(40)
        head.addLayout(words, 1)
        if stage.wide or not largest:
            head.addWidget(self._dial)
        if tight:  # both answers are in sight
            self.page.setContentsMargins(self.looks.measures.margin, 8 if low else 20, self.looks.measures.margin, 16)
        note = _("You can ask for more time as often as you like. Nothing has been saved or sent yet.")
        if not self.session.has_answers:
            note = _("You can ask for more time as often as you like.")
        around = (16, 20) if low else (24, 24) if tight else (55, 40)
        self.add(head, around[0], self._buttons(), around[1], IconNote(self.looks, Icon.INFO, note), None)

    @property
    def title(self) -> Said:
        """The question."""
        return _("Are you still there?")

    def entered(self) -> None:
        """The focus is on yes: what happens without it is said at once."""
        super().entered()
        announce(self.body, self._sentence.text(), assertive=True)

    def tick(self) -> None:
        """The seconds."""
        left = self.stage.watch.left()
        self._dial.set_seconds(left)
        self._sentence.set_text(self._words(left))

    def _words(self, left: int) -> Said:
        if self.session.has_answers:
            return _("We will clear your answers in {time}, so the next person cannot see them.", time=span_words(left))
        return _("We will clear this screen in {time}, so the next person cannot see it.", time=span_words(left))

    def _buttons(self) -> QHBoxLayout | QVBoxLayout:
        scale = Scale.NORMAL if self.looks.largest and self.looks.look.compact else Scale.BIG
        yes = Button(self.looks, _("Yes, I need more time"), Kind.PRIMARY, scale=scale)
        yes.setObjectName("more-time")
        yes.clicked.connect(self.session.leave)
        finish = Button(self.looks, _("Finish and clear my answers"), Kind.SECONDARY, scale=scale)
        finish.setObjectName("finish")
        finish.clicked.connect(lambda: self.session.finish("stopped" if self.session.keeping is None else "finished"))
        self.focus = yes
        for button in (yes, finish):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if not self.stage.wide:
            return column(yes, 16, finish)
        layout = QHBoxLayout()
        layout.setSpacing(20)
        layout.addWidget(yes, _YES_WIDTH)
        layout.addWidget(finish, _FINISH_WIDTH)
        return column(boxed(layout))
