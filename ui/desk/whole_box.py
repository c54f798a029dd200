"""The printing of the whole of what was submitted, on the last page: what it is doing, and the button that asks for it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from kiosk_app.ports.printing import PrintState
from services.forms.words import Words
from ui.components.buttons import Button, Scale
from ui.components.containers import Container
from ui.components.notes import StateBox
from ui.desk.whole import Whole
from ui.desk.words import MORE_COPIES, _, printer_words
from ui.speech.words import sentence
from ui.theme import Icon, LookSource

_LEAST, _GAP = 84, 8


class WholeBox(Container):
    """Follows one `Whole`. The box shows itself once it was asked for."""

    def __init__(self, looks: LookSource, whole: Whole) -> None:
        super().__init__(None)
        self._whole = whole
        icon, said, line, points = self._said()
        self._box = StateBox(looks, icon, said, line, points=points, parent=self)
        self._box.setObjectName("printing-whole")
        self._box.setMinimumHeight(_LEAST)
        words = _("Print the whole claim again") if whole.state is not None else _("Print the whole claim")
        self._button = Button(looks, words, scale=Scale.SMALL)
        self._button.setObjectName("print-whole")
        self._button.clicked.connect(self._ask)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addWidget(self._box)
        layout.addWidget(self._button)
        self.follow(looks)
        self.tick()

    def tick(self) -> None:
        """What it is doing now."""
        whole = self._whole
        icon, words, line, points = self._said()
        self._box.setVisible(whole.waits or whole.state is not None)
        self._box.set(icon, words, line, points=points)
        self._box.setAccessibleName(f"{sentence(self.looks.say(words))} {self.looks.say(line)}")
        reason = words if whole.waits else MORE_COPIES if whole.spent else None
        if reason is None:
            self._button.set_available(available=True)
        else:
            self._button.set_available(available=False, reason=reason)

    def news(self) -> tuple[Words, ...]:
        """What to say of it, once it was asked for."""
        _icon, words, line, _points = self._said()
        return (words, line) if self._whole.waits or self._whole.state is not None else ()

    def _ask(self) -> None:
        self._whole.ask()
        self.tick()

    def _said(self) -> tuple[Icon, Words, Words, Icon | None]:
        if self._whole.waits:
            return Icon.TAKE_PAPER, _("Printing the whole claim…"), _("Take all its pages below"), Icon.DOWN
        match self._whole.state:
            case PrintState.PRINTED:
                return Icon.TICK_DISC, _("The whole claim is printed"), _("Take all its pages with you"), Icon.DOWN
            case PrintState.UNKNOWN:
                return Icon.PENCIL, _("The printer stopped"), _("Look if all pages of the claim came out."), None
            case _:
                return Icon.PENCIL, _("The whole claim was not printed"), self._why(), None

    def _why(self) -> Words:
        reason = self._whole.reason
        return printer_words(reason) if reason.startswith("printer-") else _("Your claim is still saved. Ask staff for help.")
