"""A client wants no more of it: what that means, and a way on for who would rather go on."""

from __future__ import annotations

from services.forms.words import Words
from ui.components.buttons import Button, Kind
from ui.desk.messages import MessageScreen
from ui.desk.screen import Stage
from ui.desk.words import _
from ui.helper_desk.words import first_name


class StoppingScreen(MessageScreen):
    """Nothing goes before the red button is pressed."""

    def __init__(self, stage: Stage) -> None:
        helping = stage.session.staff.helping
        theirs = helping.client_has_it
        name = first_name(helping.client)
        lines: list[Words] = (
            [
                _("You can go on without help: read and change your answers here, and send them yourself."),
                _("Or you can stop. Then your answers are deleted for ever, and nothing is sent."),
            ]
            if theirs
            else [
                _("Everything that was typed for {name} is deleted for ever. Nothing is sent.", name=name),
                _("That {name} was here, agreed to be helped and stopped stays on this computer.", name=name),
            ]
        )
        super().__init__(stage, _("Stop, {name}?", name=name) if theirs else _("Does {name} want to stop?", name=name), lines)
        self.add(None)
        self.primary(_("Go on without help") if theirs else _("Go on"), self._go_on, "go-on")
        stop = Button(self.looks, _("Stop and delete the answers"), Kind.WARNING)
        stop.setObjectName("stop-and-delete")
        stop.clicked.connect(helping.stop)
        self.actions.append(stop)

    def _go_on(self) -> None:
        """Back to where they were; who has the screen goes to their answers."""
        helping = self.session.staff.helping
        if helping.client_has_it:
            self.session.show_step()
        else:
            self.session.leave()
