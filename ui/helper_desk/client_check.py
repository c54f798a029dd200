"""The answers as the client reads them: each can be changed, all of it can be sent, or given back because something is wrong."""

from __future__ import annotations

from services.forms.words import Words
from ui.components.buttons import Button
from ui.desk.check import CheckScreen
from ui.desk.layout import row
from ui.desk.screen import Stage
from ui.desk.words import _


class ClientCheckScreen(CheckScreen):
    """While something is still to be answered or stated, the green button leads there."""

    def __init__(self, stage: Stage) -> None:
        self._open = stage.session.journey.checked().blocked
        super().__init__(stage)
        helping = self.session.staff.helping
        green = next(action for action in self.actions if isinstance(action, Button))
        green.clicked.disconnect(self.session.submit)
        green.clicked.connect(helping.go_on)
        wrong = self.secondary(_("Something is wrong"), helping.wrong, "something-wrong")
        self.actions.remove(wrong)
        if self.looks.largest:  # there the bar has room for the green button alone
            self.add(20, row(wrong, None))
        else:
            self.actions.insert(1, wrong)

    def _button(self) -> Words:
        return _("These are right: continue") if self._open else super()._button()
