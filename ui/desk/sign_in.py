"""Signing in to the staff pages, and coming back to a screen that is locked."""

from __future__ import annotations

from ui.desk.idle import Presence
from ui.desk.screen import Stage
from ui.desk.staff_form import Asked, StaffForm
from ui.desk.words import _
from ui.theme import Said

_NAME = Asked("name", _("Name"), secret=False)
_SECRET = Asked("secret", _("PIN or passphrase"), _("6 numbers or more, or a passphrase"))


class SignInScreen(StaffForm):
    """Name, and PIN or passphrase."""

    asked = (_NAME, _SECRET)
    ways = False

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.close_form(_("Sign in"))

    @property
    def framed(self) -> bool:
        """Always: there is nothing of the public desk behind it."""
        return True

    @property
    def title(self) -> Said:
        """What to do."""
        return _("Sign in")

    @property
    def sentence(self) -> Said:
        """Who it is for."""
        return _("For staff. This works without a connection.")

    def enter(self) -> None:
        """Ask whether they fit."""
        if not self.typed("name").strip() or not self.typed("secret"):
            self.refuse("nothing-entered")
        else:
            self.operators.sign_in(self.typed("name"), self.typed("secret"))


class LockedScreen(StaffForm):
    """Nothing of the work, nor whose it is. After a time without anybody the session ends, as anywhere else."""

    asked = (
        Asked("name", _("Name"), _("Leave this empty if you locked the screen"), secret=False),
        _SECRET,
    )
    ways = False
    presence = Presence.SOMEBODY

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.focus = self.lines["secret"]
        self.close_form(_("Unlock"), back=False)

    @property
    def title(self) -> Said:
        """Why nothing is shown."""
        return _("This screen is locked")

    @property
    def sentence(self) -> Said:
        """Who can do what."""
        return _("Whoever locked it comes back to where they were. An administrator can end their session.")

    def enter(self) -> None:
        """Ask whether they fit."""
        at_work = self.operators.at_work
        if not self.typed("secret") or at_work is None:
            self.refuse("nothing-entered")
        else:
            self.operators.unlock(self.typed("name").strip() or at_work.name, self.typed("secret"))
