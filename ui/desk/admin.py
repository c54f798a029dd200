"""The staff corner: how this kiosk is connected, what waits to be sent, whether the centre knows it. No answers, no names.

Where the kiosk's owner allows it, the list of a day's visits can be printed here; nothing of it is shown.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from kiosk_app.ports.operators import Permission
from kiosk_app.use_cases.line import Line
from kiosk_app.wording import error_words, line_trouble, unsent_words
from services.forms.words import Words
from ui.components.buttons import Button, Kind, Scale
from ui.components.containers import RuledRow, Section
from ui.components.status import Status, StatusMark
from ui.components.text import BOLD, TextBlock
from ui.desk.layout import boxed, column, row
from ui.desk.screen import Stage, Strip
from ui.desk.staff import DAY, FAILED, PRINTING
from ui.desk.staff_page import StaffScreen
from ui.desk.words import _, instant_words
from ui.theme import Role, Said

_ROW, _STATUS_WIDTH = 104, 210
_BETWEEN_BUTTONS = 14
_DAYS = (_("Print today’s visits"), _("Print tomorrow’s visits"))


class AdminScreen(StaffScreen):
    """Each thing with a shape, a word, the fact, and what to do next. Of those that need a role, what it allows."""

    strip = Strip(back=True, stop=False)

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._line = self.session.line
        self.add(
            TextBlock(self.looks, self.title, Role.HEADING, heading=True),
            TextBlock(self.looks, _("{site}, kiosk {kiosk}", site=stage.site.name, kiosk=self.session.kiosk), ink="secondary"),
            20,
            Section(self.looks),
        )
        if self._line is None:
            self.add(20, TextBlock(self.looks, _("Checking…"), Role.LEAD))
        else:
            self.add(self._connection(self._line), self._waiting(self._line), self._enrolment(self._line))
        if self.session.staff.may_print_days and self.operators.may(Permission.PRINT_DAYS):
            self.add(self._days())
        self.add(None)
        if self.framed:
            out = Button(self.looks, _("Sign out"), Kind.SECONDARY, scale=Scale.STAFF)
            out.setObjectName("sign-out")
            out.clicked.connect(self.session.leave)
            self.add(row(out, None))
        else:
            self.primary(_("Go back"), self.session.leave)

    @property
    def title(self) -> Said:
        """Whose page this is."""
        return _("For staff")

    def tick(self) -> None:
        """Draw it again when the line has news."""
        super().tick()
        if self.session.line != self._line:
            self.session.redraw()

    @property
    def _scale(self) -> Scale:
        return Scale.STAFF if self.framed else Scale.NORMAL

    def _connection(self, line: Line) -> RuledRow:
        today = self.stage.time.today()
        facts: list[Words] = []
        if line.last_contact is not None:
            facts.append(_("Last heard from the centre {when}.", when=instant_words(line.last_contact, today)))
        else:
            facts.append(_("Never heard from the centre."))
        off = line.reason == "network-off"
        if line.reason:
            trouble = line_trouble(line.reason)
            facts += [trouble.fact, trouble.next_step]
        shape, word = (Status.DONE, _("Connected")) if line.connected else (Status.ACT_SOON, _("Not connected"))
        if line.connected and line.reason:
            shape = Status.ACT_SOON
        button = None
        if self.session.staff.may_switch_network and self.operators.may(Permission.NETWORK):
            button = Button(
                self.looks, _("Switch the network on") if off else _("Switch the network off"), Kind.SECONDARY, scale=self._scale
            )
            button.setObjectName("switch-network")
            button.clicked.connect(lambda: self.session.staff.switch_network(on=off))
        return self._row(shape, word, _("Connection"), facts, button)

    def _waiting(self, line: Line) -> RuledRow:
        facts = list(unsent_words(line.counts))
        if line.all_sent is not None:
            facts.append(_("Everything was last sent {when}.", when=instant_words(line.all_sent, self.stage.time.today())))
        shape, word = (Status.SAVED, _("Waiting")) if line.waiting else (Status.DONE, _("Ready"))
        if line.counts.needing_staff:
            shape, word = Status.PUT_ASIDE, _("Put aside")
        return self._row(shape, word, _("Waiting to send"), facts, None)

    def _enrolment(self, line: Line) -> RuledRow:
        if line.enrolled:
            return self._row(Status.DONE, _("Ready"), _("Enrolment"), [_("This kiosk is known to the centre.")], None)
        facts = [_("This kiosk is not known to the centre."), _("Next: enrol it with a code from the centre.")]
        return self._row(Status.NOT_WORKING, _("Not working"), _("Enrolment"), facts, None)

    def _days(self) -> RuledRow:
        """Today's list and tomorrow's, each on a button."""
        told, failed = self.session.view.get(DAY, ""), self.session.view.get(FAILED, "")
        facts = [_("The list names people. Stand by the printer.")]
        shape, word = Status.DONE, _("Ready")
        if failed:
            facts, shape, word = [error_words(failed)], Status.NOT_WORKING, _("Not printed")
        elif told:
            facts = [_("Printing the list…") if told == PRINTING else _("The list is printed. Take it from the printer.")]
        row = self._row(shape, word, _("Visits"), facts, None)
        made = [self._day_button(ahead, label, told, facts[0]) for ahead, label in enumerate(_DAYS)]
        for button in made:
            button.setMinimumWidth(max(each.sizeHint().width() for each in made))
        row.parts.addLayout(column(None, made[0], _BETWEEN_BUTTONS, made[1], None))
        return row

    def _day_button(self, ahead: int, label: Words, told: str, reason: Words) -> Button:
        button = Button(self.looks, label, Kind.SECONDARY, scale=self._scale)
        button.setObjectName(f"print-day:{ahead}")
        button.set_available(available=told != PRINTING, reason=reason)
        button.clicked.connect(partial(self._print, ahead))
        return button

    def _print(self, ahead: int) -> None:
        day = self.stage.time.today() + timedelta(days=ahead)
        self.session.staff.print_day(day, self.session.language)

    def _row(self, shape: Status, word: Words, title: Words, facts: list[Words], button: Button | None) -> RuledRow:
        row = RuledRow(self.looks, _ROW, spacing=24)
        mark = StatusMark(self.looks, shape, word, weight=BOLD, size=self.looks.measures.status + 10, gap=16)
        if self.stage.wide:
            mark.setFixedWidth(_STATUS_WIDTH)
        row.parts.addWidget(mark)
        words = column(
            None, TextBlock(self.looks, title, Role.LEAD, weight=BOLD), *(TextBlock(self.looks, fact) for fact in facts), None
        )
        row.parts.addWidget(boxed(words), 1)
        if button is not None:
            row.parts.addLayout(column(None, button, None))
        return row
