"""Making somebody an operator."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from kiosk_app.use_cases.operators import Wanted
from ui.components.text import BOLD, TextBlock
from ui.desk.layout import column
from ui.desk.own_secret import STRENGTH
from ui.desk.role_marks import RoleMarks
from ui.desk.screen import Stage
from ui.desk.staff_form import Asked, StaffForm
from ui.desk.words import _
from ui.theme import Said


class NewOperatorScreen(StaffForm):
    """A name, a first PIN or passphrase twice, and roles."""

    asked = (
        Asked("name", _("Name"), _("As they will type it to sign in"), secret=False),
        Asked("new", _("First PIN or passphrase"), STRENGTH),
        Asked("again", _("The same again")),
    )

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.close_form(_("Add this operator"))

    def beside(self) -> QVBoxLayout:
        """The roles."""
        self._roles = RoleMarks(self.looks, self.session.view, "new")
        return column(TextBlock(self.looks, _("Roles"), weight=BOLD), 4, *self._roles.rows)

    @property
    def title(self) -> Said:
        """What to do."""
        return _("Add an operator")

    @property
    def sentence(self) -> Said:
        """What comes next."""
        return _("They change the PIN or passphrase themselves, once they are signed in.")

    def enter(self) -> None:
        """Ask for it."""
        if self.typed("new") != self.typed("again"):
            self.refuse("not-the-same")
        else:
            self.operators.create(Wanted(self.typed("name"), self.typed("new"), self._roles.chosen))
