"""How this kiosk stands, at a glance: each thing with a shape, a word, the fact and the next step, the worst first.

No answers, no names. Where nobody is an operator it is the staff corner of the public desk, in that desk's frame. Where the
kiosk's owner allows it, the list of a day's visits can be printed here; nothing of it is shown.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk_app.ports.operators import Permission
from kiosk_app.use_cases.checking.finding import Action, Level
from kiosk_app.use_cases.readiness import CONNECTION, LEVELS, Check, Report, of_line
from kiosk_app.wording import error_words
from services.forms.words import Words
from ui.admin_desk.asking import ReadinessAsking
from ui.admin_desk.notices import notice
from ui.admin_desk.parts import key_button
from ui.components.buttons import Button, Kind, Scale
from ui.components.containers import Picture, RuledRow, Section
from ui.components.staff import Shortcut
from ui.components.status import Status, StatusMark
from ui.components.text import BOLD, TextBlock
from ui.desk.layout import boxed, column, row
from ui.desk.screen import Stage, Strip
from ui.desk.staff import DAY, FAILED, PRINTING
from ui.desk.staff_page import StaffScreen
from ui.desk.words import _, _n, instant_words
from ui.theme import Icon, Role, Said

_ROW, _LOW_ROW, _SHAPE, _WORD, _GAP = 104, 64, 34, 136, 16
_BETWEEN_BUTTONS, _BETWEEN, _NEXT_ICON = 14, 24, 16
_TITLE_SHAPE = 50
_DAYS = (_("Print today’s visits"), _("Print tomorrow’s visits"))
SHAPES = {Level.READY: Status.DONE, Level.ACT_SOON: Status.ACT_SOON, Level.NOT_WORKING: Status.NOT_WORKING}
_ACTIONS = {
    Action.NETWORK_ON: _("Switch the network on"),
    Action.SEE_QUEUE: _("See what waits"),
    Action.MAKE_COPY: _("Make a copy"),
    Action.LOAD_STICK: _("Load from a stick"),
    Action.COURIER_STICK: _("Make a courier stick"),
}
_NEEDS = {
    Action.PRINT_WAITING: Permission.QUEUE,
    Action.SEE_QUEUE: Permission.QUEUE,
    Action.MAKE_COPY: Permission.BACKUPS,
    Action.LOAD_STICK: Permission.QUEUE,
    Action.COURIER_STICK: Permission.QUEUE,
}
_HINTS = (
    Shortcut("↑ ↓", _("Item")),
    Shortcut("Enter", _("Do the next step")),
    Shortcut("F1", _("All")),
)


class AdminScreen(StaffScreen):
    """Each check is a row; the rows are few, and made anew only when something changed."""

    strip = Strip(back=True, stop=False)

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._line = self.session.line
        self._asking: ReadinessAsking = self.session.staff.admin.readiness
        self._asking.tick(stage.time.seconds())
        self._steps: list[QWidget] = []
        report = self._report()
        self.add(self._top(report), 14, Section(self.looks))
        said = notice(self.looks, self.session.view)
        if said is not None:
            self.add(14, said)
        if report is None:
            self.add(20, TextBlock(self.looks, _("Checking…"), Role.LEAD))
        else:
            self.add(*map(self._check, report.checks))
        if self.session.staff.may_print_days and self.operators.may(Permission.PRINT_DAYS):
            self.add(self._days())
        self.add(None)
        if self.framed:
            out = self._button(_("Sign out"), "sign-out")
            out.clicked.connect(self.session.leave)
            self.add(16, row(out, None))
            self.shortcut("P", self._print_list)
        else:
            self.primary(_("Go back"), self.session.leave)
        self.shortcut("F5", self._look_again)
        if self._steps:
            self.shortcut("Down", partial(self._step, 1))
            self.shortcut("Up", partial(self._step, -1))

    @property
    def title(self) -> Said:
        """In one line, how it stands."""
        report = self._report()
        return _("For staff") if report is None else report.heading

    @property
    def name(self) -> Said:
        """Whose page this is."""
        return self.desk_name if self.framed else _("For staff")

    @property
    def hints(self) -> tuple[Shortcut, ...]:
        """The keys that work on the page."""
        return _HINTS

    def tick(self) -> None:
        """Look again when it is time; draw it again when the line has news."""
        super().tick()
        if self.session.line != self._line:
            self._asking.renew(self.stage.time.seconds())
            self.session.redraw()
        else:
            self._asking.tick(self.stage.time.seconds())

    def _report(self) -> Report | None:
        """What is known: of everything, or of the line alone until everything was looked at."""
        if self._asking.report is not None:
            return self._asking.report
        line = self._line
        return None if line is None else of_line(line, self.stage.time.now(), self.stage.site.desk)

    def _top(self, report: Report | None) -> QWidget:
        heading = TextBlock(self.looks, self.title, Role.SUBHEADING, of_page=True)
        if report is None or self._asking.report is None:
            site = _("{site}, kiosk {kiosk}", site=self.stage.site.name, kiosk=self.session.kiosk)
            below = TextBlock(self.looks, site, ink="secondary")
        else:
            when = instant_words(report.at, self.stage.time.today())
            below = TextBlock(self.looks, _("Checked {when}. Checks run every minute.", when=when), ink="secondary")
        shape = [] if report is None or not self.stage.wide else [
            column(None, Picture(self.looks, SHAPES[report.worst].icon, _TITLE_SHAPE, ink=SHAPES[report.worst].ink), None)
        ]  # fmt: skip
        buttons = [key_button(self.looks, _("Check now"), "F5", "check-now", self._look_again)]
        if self.framed:
            buttons.append(key_button(self.looks, _("Print"), "P", "print-list", self._print_list))
        spaced = [part for button in buttons for part in (_BETWEEN_BUTTONS, button)][1:]
        words = boxed(column(heading, below))
        if self.stage.wide:
            parts = [part for each in shape for part in (each, 22)]
            return boxed(row(*parts, words, _BETWEEN, column(None, row(*spaced), None)))
        return boxed(column(words, 12, *spaced))

    def _look_again(self) -> None:
        self._asking.renew(self.stage.time.seconds())

    def _print_list(self) -> None:
        self._asking.print(self.session.language)

    def _step(self, by: int) -> None:
        """Go to the next thing that needs somebody."""
        focused = self.body.window().focusWidget()
        at = self._steps.index(focused) + by if focused in self._steps else (0 if by > 0 else -1)
        self._steps[at % len(self._steps)].setFocus()

    def _check(self, check: Check) -> RuledRow:
        lines: list[QWidget] = [TextBlock(self.looks, " ".join(map(self.looks.say, check.facts)), self._small)]
        if check.next_step is not None:
            lines.append(self._next(check.next_step))
        made = self._row(SHAPES[check.level], LEVELS[check.level], check.title, lines, _ROW if check.next_step else _LOW_ROW)
        buttons = [button for button in (self._switching(check), self._action(check)) if button is not None]
        if buttons:
            self._steps += buttons
            beside = [row(None, button) if self.stage.wide else row(button, None) for button in buttons]
            made.parts.addLayout(column(None, *[part for each in beside for part in (_BETWEEN_BUTTONS, each)][1:], None))
        return made

    def _switching(self, check: Check) -> Button | None:
        """The switch of the network, where staff may have one."""
        if check.key != CONNECTION or not (self.session.staff.may_switch_network and self.operators.may(Permission.NETWORK)):
            return None
        off = self._line is not None and self._line.reason == "network-off"
        button = self._button(_("Switch the network on") if off else _("Switch the network off"), "switch-network")
        button.clicked.connect(lambda: self._switch(on=off))
        return button

    def _action(self, check: Check) -> Button | None:
        """What can be done about it here and now, by whoever is at work."""
        action = check.action
        if action is None or action is Action.NETWORK_ON or not self.framed or not self.operators.may(_NEEDS[action]):
            return None
        words = _ACTIONS.get(action) or _n("Print the waiting receipt", "Print the {n} waiting receipts", check.number)
        button = Button(self.looks, words, scale=self._scale, spoken=_("{what}: {name}", what=words, name=check.title))
        button.setObjectName(f"do:{check.key}")
        button.clicked.connect(partial(self._asking.act, action))
        return button

    def _switch(self, *, on: bool) -> None:
        self.session.staff.switch_network(on=on)
        self._asking.forget()

    def _next(self, words: Words) -> QWidget:
        line = QHBoxLayout()
        line.setContentsMargins(0, 2, 0, 0)
        line.setSpacing(8)
        arrow = QVBoxLayout()
        arrow.addSpacing(max(0, (self.looks.type(self._small).line - _NEXT_ICON) // 2))
        arrow.addWidget(Picture(self.looks, Icon.NEXT, _NEXT_ICON, line=3.0))
        arrow.addStretch(1)
        line.addLayout(arrow)
        line.addWidget(TextBlock(self.looks, words, self._small, weight=BOLD), 1)
        return boxed(line)

    def _days(self) -> RuledRow:
        """Today's list and tomorrow's, each on a button."""
        told, failed = self.session.view.get(DAY, ""), self.session.view.get(FAILED, "")
        fact: Words = _("The list names people. Stand by the printer.")
        shape, word = Status.DONE, _("Ready")
        if failed:
            fact, shape, word = error_words(failed), Status.NOT_WORKING, _("Not printed")
        elif told:
            fact = _("Printing the list…") if told == PRINTING else _("The list is printed. Take it from the printer.")
        made = self._row(shape, word, _("Visits"), [TextBlock(self.looks, fact, self._small)], _ROW)
        buttons = [self._day_button(ahead, label, told, fact) for ahead, label in enumerate(_DAYS)]
        for button in buttons:
            button.setMinimumWidth(max(each.sizeHint().width() for each in buttons))
        made.parts.addLayout(column(None, buttons[0], _BETWEEN_BUTTONS, buttons[1], None))
        return made

    def _day_button(self, ahead: int, label: Words, told: str, reason: Words) -> Button:
        button = self._button(label, f"print-day:{ahead}")
        button.set_available(available=told != PRINTING, reason=reason)
        button.clicked.connect(partial(self._print_day, ahead))
        return button

    def _print_day(self, ahead: int) -> None:
        self.session.staff.print_day(self.stage.time.today() + timedelta(days=ahead), self.session.language)

    def _button(self, words: Words, name: str) -> Button:
        button = Button(self.looks, words, Kind.SECONDARY, scale=self._scale)
        button.setObjectName(name)
        return button

    def _row(self, shape: Status, word: Words, title: Words, lines: list[QWidget], least: int) -> RuledRow:
        made = RuledRow(self.looks, least, spacing=_BETWEEN)
        mark = StatusMark(self.looks, shape, word, weight=BOLD, size=max(_SHAPE, self.looks.measures.status), gap=_GAP)
        if self.stage.wide:
            mark.setFixedWidth(_SHAPE + _GAP + _WORD)
        made.parts.addWidget(mark)
        heading = TextBlock(self.looks, title, Role.BODY if self.framed else Role.LEAD, weight=BOLD)
        made.parts.addWidget(boxed(column(None, heading, *lines, None)), 1)
        return made

    @property
    def _scale(self) -> Scale:
        return Scale.STAFF if self.framed else Scale.NORMAL

    @property
    def _small(self) -> Role:
        return Role.STAFF if self.framed else Role.BODY
