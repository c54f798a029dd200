"""What is known about a reference: where the request is, what was decided, and how it can still be taken back or changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from kiosk_app.ports.printing import Paper, PrintState
from kiosk_app.ports.submissions import Custody
from kiosk_app.wording import error_words
from services.common.receivers import Receiver
from services.common.references import grouped
from services.forms.receipt import Section as WordSection
from services.forms.words import Words
from ui.a11y import announce
from ui.components.buttons import Button, Scale
from ui.components.containers import Section
from ui.components.notes import IconNote, InsetNote, Panel
from ui.components.status import Status as Shape
from ui.components.status import StatusMark, Step, Track
from ui.components.text import BOLD, Span, TextBlock
from ui.components.ticket import Reference
from ui.desk.guides import PRISON
from ui.desk.layout import Part, Rule, boxed, column, row
from ui.desk.places import Place
from ui.desk.reprint import WAITING
from ui.desk.screen import Screen, Stage, Strip
from ui.desk.words import MORE_COPIES, _, dated_words, instant_words, printer_words
from ui.theme import Icon, Role, Said

_DONE_STATES = frozenset({"booked", "issued"})
_OVER_STATES = frozenset({"rejected", "withdrawn", "cancelled"})


class _Paper(NamedTuple):
    """What can be printed, in the words of its button and of what follows a press."""

    button: Words
    printing: Words
    take: Words
    printed: Words
    stopped: Words
    later: Words


_RECEIPT = _Paper(
    _("Print this"),
    _("Your receipt is being printed."),
    _("Printing… Take your receipt below"),
    _("Your receipt is printed. Take it with you."),
    _("The printer stopped. Look if your receipt came out."),
    _("This can be printed in a minute. Try again then."),
)
_PASS = _Paper(
    _("Print the visit pass"),
    _("Your visit pass is being printed."),
    _("Printing… Take your visit pass below"),
    _("Your visit pass is printed. Take it with you."),
    _("The printer stopped. Look if your visit pass came out."),
    _("The pass can be printed in a minute. Try again then."),
)
_PAPERS = {Paper.RECEIPT: _RECEIPT, Paper.ADMISSION: _PASS}


class StatusScreen(Screen):
    """Two questions, two halves: where is the request, and what was decided. No names."""

    strip = Strip(back=True, stop=True)
    top = 4

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        status = self.session.status
        assert status is not None  # noqa: S101 - the session shows this page only then
        self._status = status
        self._of_printing: TextBlock | None = None
        halves = (self._custody(), self._outcome())
        if stage.wide:
            body = QHBoxLayout()
            body.setSpacing(20)
            for half in halves:
                body.addWidget(half, 1, Qt.AlignmentFlag.AlignTop)
            middle: QLayout = body
        else:
            middle = column(halves[0], 30, halves[1])
        self.add(self._head(), 30, middle, *self._asked())
        self.primary(_("Finish"), lambda: self.session.finish("finished"), "finish")
        for step in status.later:
            if step.service in self.session.services:
                self.secondary(step.title, self._following(step.service, status.reference), f"later:{step.service}")
        if status.saved is not None:
            self._print(_PASS if status.has_pass else _RECEIPT)
        self._offer()
        if status.place:
            self.secondary(
                _("Your day at the prison"), lambda: self.session.guides.open(Place.TOPIC, {PRISON: status.place}), "the-day"
            )
        self.add(50, self._checked(), None)

    @property
    def title(self) -> Said:
        """What was asked."""
        return _("Your request")

    @property
    def name(self) -> Said:
        """As on the tile."""
        return _("I have a reference")

    def entered(self) -> None:
        """What became of the printing is also said aloud."""
        super().entered()
        if self._of_printing is not None:
            announce(self.body, self._of_printing.text())

    def _print(self, paper: _Paper) -> None:
        """The button, whether it can be pressed now, and beside it what became of the last copy."""
        copy = self.session.lookup.copy
        again = self.secondary(paper.button, lambda: copy.ask(self._status.reference), "print")
        ink, said = self._last_copy()
        kept_from = self._kept_from_printing(paper)
        if kept_from is not None:
            again.set_available(available=False, reason=kept_from)
            said = said or kept_from
        if said is not None:
            spans = [Span(said), Span(" "), Span(MORE_COPIES)] if ink == "error" and kept_from is MORE_COPIES else [Span(said)]
            self._of_printing = TextBlock(self.looks, spans, ink=ink)
            self._of_printing.setObjectName("of-printing")
            self.actions.append(self._of_printing)
        if self.looks.largest and self.looks.look.compact:  # the bar would leave the page no room
            self.actions.remove(again)
            self.add(20, row(again, None))
            if self._of_printing is not None:
                self.actions.remove(self._of_printing)
                self.add(10, self._of_printing)

    def _kept_from_printing(self, paper: _Paper) -> Words | None:
        job = self.session.lookup.copy.job(self._status.reference)
        if job is not None and job.state in WAITING:
            return _PAPERS[job.paper].printing
        if self._status.paper_waits:
            return paper.later
        return MORE_COPIES if self.session.copies.spent else None

    def _last_copy(self) -> tuple[str, Words | None]:
        """What to say of it, and in which ink."""
        copy, reference = self.session.lookup.copy, self._status.reference
        job = copy.job(reference)
        if refused := copy.refused(reference):
            return "error", error_words(refused)
        if job is None or job.state is PrintState.EXPIRED:
            return "secondary", None
        paper = _PAPERS[job.paper]
        match job.state:
            case PrintState.FAILED:
                return "error", printer_words(job.reason)
            case PrintState.UNKNOWN:
                return "error", paper.stopped
            case PrintState.PRINTED:
                return "secondary", paper.printed
            case _:
                return "secondary", paper.take

    def _following(self, key: str, reference: str) -> Callable[[], None]:
        return lambda: self.session.start(key, reference)

    def _offer(self) -> None:
        """How it can be taken back or changed: in the bar, or on the page where more rows of buttons would leave it no room."""
        for offer in self._status.offers:
            button = self.secondary(offer.words, self._following(offer.service, offer.reference), f"offer:{offer.service}")
            if self.looks.largest:
                self.actions.remove(button)
                self.add(20, row(button, None))

    def _head(self) -> QLayout:
        status = self._status
        reference = Reference(self.looks, grouped(status.reference), role=Role.SMALL_REFERENCE)
        reference.in_the_open = _("It is on the screen")  # whoever typed it knows it
        left = column(TextBlock(self.looks, _("Reference"), weight=BOLD), reference)
        align = Qt.AlignmentFlag.AlignRight if self.stage.wide else Qt.AlignmentFlag.AlignLeft
        right = column(8)
        if status.about:
            spans = [Span(status.about[0], bold=True), *(Span(part) for about in status.about[1:] for part in (", ", about))]
            right.addWidget(TextBlock(self.looks, spans, align=align))
        if status.saved is not None:
            right.addWidget(TextBlock(self.looks, _("Asked for on {when}", when=dated_words(status.saved)), align=align))
        right.addStretch(1)
        if not self.stage.wide:
            return column(left, right)
        return row(boxed(left), None, boxed(right))

    def _asked(self) -> list[Part]:
        """What was saved on this kiosk to take it back or change it."""
        return [part for words in self._status.asked for part in (30, InsetNote(self.looks, words))]

    def _custody(self) -> QWidget:
        status = self._status
        half = column(Section(self.looks), 26, TextBlock(self.looks, _("Where is the request?"), ink="secondary"), 2)
        half.addWidget(TextBlock(self.looks, _whereabouts(status.custody, status.receiver), Role.SUBHEADING, heading=True))
        half.addSpacing(26)
        half.addWidget(Track(self.looks, self._steps()))
        return boxed(half)

    def _steps(self) -> list[Step]:
        status = self._status
        done, waiting = Shape.DONE, Shape.NOT_STARTED
        steps = []
        if status.saved is not None:
            steps.append(Step(_("Saved on the kiosk"), dated_words(status.saved), done))
            if status.sent is not None:
                shape = done if status.received is not None else Shape.SENDING
                steps.append(Step(_("Sent") if status.received is not None else _("Being sent"), dated_words(status.sent), shape))
            elif status.received is None:  # the centre may have had it from elsewhere: then nothing is said of sending
                steps.append(Step(_("Sent"), _("Not yet. It is sent when this kiosk is connected."), waiting))
        if status.custody is Custody.QUARANTINED:
            steps.append(Step(_("Put aside"), _("Staff must look at it."), Shape.PUT_ASIDE))
        elif status.received is not None:
            steps.append(Step(status.receiver.step, dated_words(status.received), done))
        else:
            steps.append(Step(status.receiver.step, _("Not yet"), waiting))
        return steps

    def _outcome(self) -> QWidget:
        panel = Panel(self.looks)
        words = self._status.outcome
        panel.content.addWidget(TextBlock(self.looks, _("What was decided?"), ink="secondary"))
        if words is None:
            panel.content.addWidget(TextBlock(self.looks, _("Ask a member of staff"), Role.SUBHEADING, heading=True))
            panel.content.addWidget(TextBlock(self.looks, _("This kiosk does not have that service.")))
            return panel
        panel.content.addWidget(TextBlock(self.looks, words.title, Role.SUBHEADING, heading=True))
        panel.content.addSpacing(14)
        panel.content.addWidget(
            StatusMark(
                self.looks, self._shape(), words.state, role=Role.LEAD, weight=BOLD, size=self.looks.measures.track, gap=22
            )
        )
        indent = self.looks.measures.track + 22 if self.stage.wide else 0
        for line in words.detail:
            panel.content.addLayout(_indented(TextBlock(self.looks, line), indent))
        for section in words.lines:
            panel.content.addSpacing(24)
            panel.content.addWidget(Rule(self.looks))
            panel.content.addSpacing(16)
            self._lines(panel, section)
        return panel

    def _lines(self, panel: Panel, section: WordSection) -> None:
        panel.content.addWidget(TextBlock(self.looks, section.heading, weight=BOLD))
        panel.content.addSpacing(6)
        for line in section.lines:
            text = [Span(line.text)] + ([Span(", "), Span(line.more)] if line.more else [])
            words = TextBlock(self.looks, text)
            if line.number is None:
                panel.content.addWidget(words)
                continue
            rank = TextBlock(self.looks, str(line.number), weight=BOLD)
            rank.setFixedWidth(self.looks.measures.icon + 6)
            across = row(rank, words)
            across.setStretch(1, 1)
            across.setAlignment(rank, Qt.AlignmentFlag.AlignTop)
            panel.content.addLayout(across)

    def _shape(self) -> Shape:
        state = self._status.outcome_state
        if state in _DONE_STATES:
            return Shape.DONE
        if state in _OVER_STATES:
            return Shape.NOT_WORKING
        return Shape.ACT_SOON if state == "needs-action" else Shape.UNDER_WAY

    def _checked(self) -> QLayout:
        at = self._status.checked
        today = self.stage.time.today()
        title: Words = self._status.receiver.not_asked
        if at is not None:
            title = self._status.receiver.asked(when=instant_words(at, today))
        line = _("For privacy, full names are not shown here.")
        note = IconNote(self.looks, Icon.CLOCK, line, size=self.looks.measures.icon + 10, gap=16)
        note.set(Icon.CLOCK, line, title=title)
        again = Button(self.looks, _("Check again"), scale=Scale.SMALL)
        again.setObjectName("check-again")
        again.clicked.connect(lambda: self.session.look_up(self._status.reference))
        if not self.stage.wide:
            return column(note, 16, row(again, None))
        across = row(note, 20, again)
        across.setStretch(0, 1)
        return across


_CUSTODY = {
    Custody.HELD: _("It is saved here"),
    Custody.SENDING: _("It is being sent"),
    Custody.QUARANTINED: _("It was put aside"),
}


def _whereabouts(custody: Custody, receiver: Receiver) -> Words:
    return receiver.has_it if custody is Custody.ACKNOWLEDGED else _CUSTODY[custody]


def _indented(widget: QWidget, indent: int) -> QHBoxLayout:
    layout = row(indent, widget)
    layout.setStretch(1, 1)
    return layout
