"""Another PIN or passphrase for whoever is signed in."""

from __future__ import annotations

from kiosk_app.ports.operators import Permission
from kiosk_app.site import DeskKind
from ui.components.status import Status, StatusMark
from ui.desk.screen import Stage
from ui.desk.staff_form import Asked, StaffForm, done_words
from ui.desk.words import _
from ui.theme import Said

_DESKS = {DeskKind.PUBLIC: _("Kiosk admin"), DeskKind.HELPER: _("Helper desk"), DeskKind.COURT: _("Court capture")}
STRENGTH = _("6 numbers or more, not in a row and not repeated; or 10 characters or more without your name")


class OwnSecretScreen(StaffForm):
    """The present one, and the new one twice."""

    asked = (
        Asked("present", _("Your PIN or passphrase now")),
        Asked("new", _("New PIN or passphrase"), STRENGTH),
        Asked("again", _("The new one again")),
    )

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        done = done_words(self.session.view)
        if done is not None:
            self.add(StatusMark(self.looks, Status.DONE, done), 16)
        self.close_form(_("Change it"))

    @property
    def desk_name(self) -> Said:
        """Whoever has no other page of the kiosk's own is at their desk."""
        return super().desk_name if self.operators.may(Permission.STAFF_PAGES) else _DESKS[self.stage.site.desk]

    @property
    def title(self) -> Said:
        """What to do."""
        return _("Change your PIN or passphrase")

    @property
    def sentence(self) -> Said:
        """Who will know it; or why it must be changed."""
        if self.operators.at_work is not None and self.operators.at_work.renew:
            return _("You came in with a one-time code. Type it once more, and choose a PIN or passphrase of your own to go on.")
        return _("Nobody else can see it, and it is kept in a form that cannot be turned back.")

    def enter(self) -> None:
        """Ask for it."""
        if self.typed("new") != self.typed("again"):
            self.refuse("not-the-same")
        else:
            self.operators.change_secret(self.typed("present"), self.typed("new"))
