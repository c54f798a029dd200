"""Putting a copy back: what it means and what is left behind; then the PIN; then what happens next. Each step can be left."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget

from kiosk_app.ports.copies import Fit
from ui.admin_desk.copies_words import CHECKED, FITS, WHAT_HAPPENS, left_words, made_words
from ui.admin_desk.copying import ASKED, WEIGHED
from ui.admin_desk.parts import button
from ui.components.buttons import Kind
from ui.components.secret import SecretField
from ui.components.status import Status, StatusMark
from ui.components.text import BOLD, TextBlock
from ui.desk.layout import Part, column, row
from ui.desk.screen import Stage
from ui.desk.words import _
from ui.theme import Role

_CHARS = 22


class RestoreSteps:
    """`layout` is put on the page. `first` is where the focus begins, and what a refusal is about."""

    def __init__(self, stage: Stage, step: str) -> None:
        self._stage = stage
        self._looks = stage.looks
        self._copying = stage.session.staff.copying
        self._secret: SecretField | None = None
        if step == ASKED:
            self._no = button(self._looks, _("Close this desk"), "close-desk", lambda: stage.session.finish("stopped"))
            self.layout: QLayout = self._asked()
        else:
            self._no = button(self._looks, _("Do not put it back"), "cancel-restore", self._copying.stop)
            self.layout = self._weighed() if step == WEIGHED else self._confirming()
        self.first: QWidget = self._secret or self._no

    def go_on(self) -> None:
        """Enter in the field: ask for it."""
        if self._secret is not None:
            self._copying.ask_to_restore(self._secret.text())

    def _weighed(self) -> QLayout:
        weighed = self._copying.weighed
        if weighed is None:
            return column(row(self._no, None))
        facts, today = weighed.facts, self._stage.time.today()
        heading = TextBlock(self._looks, made_words(facts, today), Role.SECTION, heading=True)
        if facts.fit is not Fit.FITS:
            shape, state = FITS[facts.fit]
            return column(heading, 8, StatusMark(self._looks, shape, state), 14, row(self._no, None))
        left = Status.DONE if weighed.unsent == 0 else Status.PUT_ASIDE
        yes = button(self._looks, _("Go on"), "go-on", self._copying.go_on)
        return column(
            heading,
            8,
            StatusMark(self._looks, Status.DONE, CHECKED),
            6,
            StatusMark(self._looks, left, left_words(weighed.unsent)),
            14,
            TextBlock(self._looks, _("If you put it back:"), weight=BOLD),
            *self._lines(),
            14,
            row(self._no, 16, yes, None),
        )

    def _confirming(self) -> QLayout:
        self._secret = SecretField(self._looks, _("Your PIN or passphrase"), hint="", chars=_CHARS)
        self._secret.setObjectName("field:secret")
        self._secret.returnPressed.connect(self.go_on)
        yes = button(self._looks, _("Put this copy back"), "restore", self.go_on, Kind.WARNING)
        sure = _("Do you want to put this copy in the place of all records of this kiosk? Nobody can undo it on this screen.")
        return column(
            TextBlock(self._looks, sure, weight=BOLD),
            12,
            TextBlock(self._looks, _("Your PIN or passphrase"), weight=BOLD),
            4,
            self._secret,
            16,
            row(yes, 16, self._no, None),
        )

    def _asked(self) -> QLayout:
        return column(
            StatusMark(self._looks, Status.UNDER_WAY, _("The copy is on this kiosk now. You can take the stick out.")),
            8,
            TextBlock(self._looks, _("This kiosk closes by itself, puts the copy back, and opens again.")),
            TextBlock(self._looks, _("Then sign in and look here: this page says what came of it.")),
            14,
            row(self._no, None),
        )

    def _lines(self) -> list[Part]:
        return [part for line in WHAT_HAPPENS for part in (4, TextBlock(self._looks, line))]
