"""Copies of the records on sticks: made, looked through, checked and put back, each step said in words."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk_app.ports.copies import CopyFacts, Fit
from kiosk_app.use_cases.copying import Found, Overview
from ui.a11y import announce
from ui.admin_desk.copies_words import (
    FITS,
    KEY_APART,
    NO_MEDIUM,
    TAKE_OUT,
    copy_age,
    failed_words,
    free_words,
    last_words,
    made_words,
    others_words,
    restored_words,
)
from ui.admin_desk.copying import CHOSEN, DONE, FAILED, STEP
from ui.admin_desk.parts import button
from ui.admin_desk.restore_steps import RestoreSteps
from ui.components.buttons import Kind
from ui.components.errors import ErrorSummary
from ui.components.row_list import Row, RowList
from ui.components.staff import Shortcut
from ui.components.status import Status, StatusMark
from ui.components.text import BOLD, TextBlock
from ui.desk.layout import column, row, side_by_side
from ui.desk.screen import Stage
from ui.desk.staff_page import StaffScreen
from ui.desk.words import _
from ui.theme import Role, Said

_DETAIL = 400


class CopiesScreen(StaffScreen):
    """Which sticks there are; then what is on one; then the steps of putting a copy back."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._copying = self.session.staff.copying
        self.session.view.update(self._copying.told())
        self._summary = ErrorSummary(self.looks)
        self._summary.setObjectName("error-summary")
        self._wrong: QWidget | None = None
        self._progress: TextBlock | None = None
        self._steps: RestoreSteps | None = None
        step, overview, found = self.session.view.get(STEP, ""), self._copying.overview, self._copying.found
        self.add(self._summary, 16 if self.has_errors else 0, TextBlock(self.looks, self.title, Role.SUBHEADING, of_page=True))
        if step:
            self._steps = RestoreSteps(stage, step)
            self.add(8, self._steps.layout, None)
            self._wrong = self.focus = self._steps.first
        elif found is not None:
            self._stick_page(found)
        elif overview is not None:
            self._sticks_page(overview)

    @property
    def title(self) -> Said:
        """What this is."""
        return _("Put a copy back") if self.session.view.get(STEP) else _("Copies")

    @property
    def hints(self) -> tuple[Shortcut, ...]:
        """The keys."""
        if self.session.view.get(STEP):
            return (Shortcut("Tab", _("Next")), Shortcut("Esc", _("Back")), Shortcut("F1", _("All")))
        return (
            Shortcut("↑ ↓", _("Choose")),
            Shortcut("F5", _("Look again")),
            Shortcut("C", _("Copy")),
            Shortcut("F1", _("All")),
        )

    @property
    def has_errors(self) -> bool:
        """Whether something did not work."""
        return bool(self.session.view.get(FAILED))

    def entered(self) -> None:
        """Show why."""
        if self.has_errors and self._wrong is not None:
            self._summary.show_errors([(failed_words(self.session.view[FAILED]), self._wrong)])
        else:
            super().entered()
        self._count()

    def enter(self) -> None:
        """Enter in the field of the last step."""
        if self._steps is not None:
            self._steps.go_on()

    def tick(self) -> None:
        """Also how much of a copy is made."""
        super().tick()
        self._count()

    def _count(self) -> None:
        part = self._copying.part
        if self._progress is None:
            return
        self._progress.setVisible(part is not None)
        if part is None:
            return
        done, of = part
        said = _("Copying: {n} per cent is done. Do not take the stick out.", n=100 * done // of if of else 0)
        if self.looks.say(said) != self._progress.text():
            self._progress.set_text(said)
            announce(self.body, self._progress.text())

    def _sticks_page(self, overview: Overview) -> None:
        today = self.stage.time.today()
        self.add(4, TextBlock(self.looks, last_words(overview.last, today), weight=BOLD))
        if overview.last_restore is not None:
            self.add(TextBlock(self.looks, restored_words(overview.last_restore, today)))
        again = button(self.looks, _("Look again"), "look-again", self._copying.look_again)
        self.shortcut("F5", again.click)
        self.focus = self._wrong = again
        self.add(TextBlock(self.looks, KEY_APART, ink="secondary"), 14, row(again, None), 14)
        if not overview.media:
            self.add(TextBlock(self.looks, NO_MEDIUM), None)
            return
        rows = [
            Row(
                str(each.path),
                each.name,
                free_words(each),
                str(each.path),
                Status.DONE if each.writable else Status.CANNOT_START,
                _("Can be written") if each.writable else _("Cannot be written"),
            )
            for each in overview.media
        ]
        listed = RowList(self.looks, _("Sticks"), rows)
        listed.setObjectName("sticks")
        listed.opened.connect(self._copying.choose_medium)
        listed.chosen.connect(lambda key: self.session.view.__setitem__("stick", key))
        listed.choose(self.session.view.get("stick", rows[0].key))
        look = button(self.looks, _("Open this stick"), "open-stick", lambda: self._copying.choose_medium(listed.current))
        self.focus = listed
        self.add(TextBlock(self.looks, _("Sticks"), Role.SECTION, heading=True), 4, listed, 14, row(look, None), None)

    def _stick_page(self, found: Found) -> None:
        medium, view = found.medium, self.session.view
        other = button(self.looks, _("Other sticks"), "other-sticks", self._copying.look_again)
        self.shortcut("F5", other.click)
        self.add(4, TextBlock(self.looks, _("{name}: {free}", name=medium.name, free=free_words(medium)), weight=BOLD), 10)
        make = button(self.looks, _("Make a copy"), "make-copy", lambda: self._copying.make(str(medium.path)), Kind.PRIMARY)
        self.shortcut("C", make.click)
        self.focus = self._wrong = make
        self._progress = TextBlock(self.looks, "", weight=BOLD)
        self._progress.setObjectName("progress")
        self.add(row(make, 16, other, None), 10, self._progress)
        if view.get(DONE) == "made":
            self.add(StatusMark(self.looks, Status.DONE, TAKE_OUT), 10)
        if found.others:
            self.add(TextBlock(self.looks, others_words(found.others), ink="secondary"))
        if not found.copies:
            self.add(TextBlock(self.looks, _("There is no copy on this stick.")), None)
            return
        rows = [self._row(each) for each in found.copies]
        listed = RowList(self.looks, _("Copies on this stick"), rows)
        listed.setObjectName("copies")
        listed.choose(view.get(CHOSEN, ""))
        listed.chosen.connect(self._choose)
        chosen = next((each for each in found.copies if each.file.name == view.get(CHOSEN, "")), None)
        detail = column(None) if chosen is None else self._detail(str(medium.path), chosen)
        heading = TextBlock(self.looks, _("Copies on this stick"), Role.SECTION, heading=True)
        self.add(14, heading, 4, side_by_side(column(listed), detail, _DETAIL, wide=self.stage.wide), None)

    def _row(self, facts: CopyFacts) -> Row:
        today = self.stage.time.today()
        shape, state = FITS[facts.fit]
        return Row(facts.file.name, made_words(facts, today), copy_age(facts, today) or "", facts.file.name, shape, state)

    def _detail(self, medium: str, facts: CopyFacts) -> QVBoxLayout:
        today = self.stage.time.today()
        shape, state = FITS[facts.fit]
        said = TextBlock(self.looks, made_words(facts, today), Role.SECTION, heading=True)
        if facts.fit is not Fit.FITS:
            return column(said, 8, StatusMark(self.looks, shape, state), None)
        check = button(self.looks, _("Check and put back…"), "weigh", lambda: self._copying.weigh(medium, facts.file.name))
        whose = _("Records of kiosk {kiosk}", kiosk=facts.kiosk or "-")
        return column(said, 4, TextBlock(self.looks, whose), 8, StatusMark(self.looks, shape, state), 14, row(check, None), None)

    def _choose(self, key: str) -> None:
        view = self.session.view
        view.update({CHOSEN: key, "focus": "copies"})
        for name in (DONE, FAILED):
            view.pop(name, None)
        self.session.redraw()
