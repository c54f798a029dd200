"""Which roles somebody has, as checkboxes that a page remembers while it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from kiosk_app.ports.operators import Role
from kiosk_app.wording import ROLES
from services.forms.words import Words
from ui.components.marks import CheckRow
from ui.desk.words import _
from ui.theme import LookSource

_BETWEEN = 10
_DOES: dict[Role, Words] = {
    Role.HELPER: _("Helps people with their applications"),
    Role.CLERK: _("Types in what comes on paper"),
    Role.SUPERVISOR: _("Types too, releases what others typed, sees what waits to be sent, and changes visit times"),
    Role.ADMINISTRATOR: _("Decides who may sign in, reads the records, changes settings and makes copies"),
}


class RoleMarks:
    """One checkbox a role, with the gaps between them. `view` remembers what was ticked, under the name of what it is for."""

    def __init__(self, looks: LookSource, view: dict[str, str], whose: str, roles: Iterable[Role] = ()) -> None:
        self._view, self._key = view, f"roles:{whose}"
        view.setdefault(self._key, " ".join(sorted(roles)))
        self.rows = [part for role in Role for part in (self._row(looks, role), _BETWEEN)]

    @property
    def chosen(self) -> frozenset[Role]:
        """What is ticked."""
        return frozenset(map(Role, self._view[self._key].split()))

    def _row(self, looks: LookSource, role: Role) -> CheckRow:
        made = CheckRow(looks, ROLES[role], _DOES[role])
        made.setObjectName(f"role:{role.value}")
        made.setChecked(role in self.chosen)
        made.toggled.connect(partial(self._toggled, role))
        return made

    def _toggled(self, role: Role, on: bool) -> None:  # noqa: FBT001 - Qt's own order
        chosen = self.chosen | {role} if on else self.chosen - {role}
        self._view[self._key] = " ".join(sorted(chosen))
