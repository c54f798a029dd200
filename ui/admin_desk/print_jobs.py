"""What was to be printed: each job with what became of it and why, and printing again what did not come out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from kiosk_app.ports.printing import PrintJob, PrintState
from kiosk_app.queue_words import PAPERS, PRINT_STATES, print_reason
from kiosk_app.use_cases.print_jobs import MADE_AGAIN, JobList
from services.common.references import grouped
from services.forms.words import Words
from ui.admin_desk.notices import notice
from ui.admin_desk.parts import key_button
from ui.admin_desk.print_asking import PrintAsking
from ui.admin_desk.short_list import ShortList
from ui.components.containers import Section
from ui.components.notes import Panel
from ui.components.row_list import Row, Rows
from ui.components.staff import Shortcut
from ui.components.status import Status, StatusMark
from ui.components.text import BOLD, TextBlock
from ui.desk.layout import boxed, column, fill, row
from ui.desk.screen import Stage
from ui.desk.staff_page import StaffScreen
from ui.desk.words import _, _n, instant_words
from ui.theme import Role, Said

_CHOSEN = "print-job"
_MOST_SEEN, _RENEW_SECONDS = 8, 5.0
_PADDING, _BETWEEN = 24, 14
_SHAPES = {
    PrintState.QUEUED: Status.NOT_STARTED,
    PrintState.PRINTING: Status.UNDER_WAY,
    PrintState.PRINTED: Status.DONE,
    PrintState.FAILED: Status.NOT_WORKING,
    PrintState.UNKNOWN: Status.ACT_SOON,
    PrintState.EXPIRED: Status.CANNOT_START,
}
_HINTS = (
    Shortcut("↑ ↓", _("Print job")),
    Shortcut("P", _("Print again")),
    Shortcut("F1", _("All")),
)


class PrintJobsScreen(StaffScreen):
    """The list is one view; the job that is chosen is told in full below it."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._asking: PrintAsking = self.session.staff.admin.prints
        self._renewed = stage.time.seconds()
        found = self._asking.list
        self.add(TextBlock(self.looks, self.title, Role.SUBHEADING, of_page=True), 14, Section(self.looks))
        if found is None:
            return
        self._found = found
        said = notice(self.looks, self.session.view)
        if said is not None:
            self.add(14, said)
        self.add(14, *self._unprinted(found))
        if not found.jobs:
            self.add(TextBlock(self.looks, _("Nothing was printed here yet."), Role.LEAD), None)
            return
        self.focus = self._rows(found)
        self.add(self.focus, 20)
        if self._chosen is not None:
            self.add(self._detail(self._chosen))
        self.add(None)

    @property
    def title(self) -> Said:
        """What is listed."""
        return _("Print jobs")

    @property
    def hints(self) -> Sequence[Shortcut]:
        """The keys that work on the page."""
        return _HINTS

    def tick(self) -> None:
        """Look again now and then: the agent prints meanwhile."""
        super().tick()
        if self.stage.time.seconds() - self._renewed >= _RENEW_SECONDS:
            self._renewed = self.stage.time.seconds()
            self._asking.renew()

    @property
    def _chosen(self) -> PrintJob | None:
        jobs, wanted = self._found.jobs, self.session.view.get(_CHOSEN, "")
        return next((each for each in jobs if str(each.id) == wanted), jobs[0] if jobs else None)

    def _unprinted(self, found: JobList) -> list[QWidget | int]:
        """One press for all that did not come out."""
        number = len(found.unprinted)
        if not number:
            return []
        words = _n("Print the receipt that did not come out", "Print the {n} receipts that did not come out", number)
        self.shortcut("W", self._asking.print_unprinted)
        button = key_button(self.looks, words, "W", "print-unprinted", self._asking.print_unprinted)
        return [boxed(row(button, None)), 14]

    def _rows(self, found: JobList) -> ShortList:
        rows = Rows([str(each.id) for each in found.jobs], self._row)
        made = ShortList(self.looks, _("Papers that were asked for"), rows, _MOST_SEEN, compact=self.stage.wide)
        made.setObjectName("print-rows")
        if self._chosen is not None:
            made.choose(str(self._chosen.id))
        made.chosen.connect(self._choose)
        return made

    def _row(self, at: int) -> Row:
        each = self._found.jobs[at]
        return Row(
            str(each.id),
            _what(each),
            aside=instant_words(each.queued, self.stage.time.today()),
            line=grouped(each.reference),
            shape=_SHAPES[each.state],
            state=PRINT_STATES[each.state],
        )

    def _choose(self, key: str) -> None:
        self.session.view.update({_CHOSEN: key, "focus": "print-rows"})
        self.session.redraw()

    def _detail(self, job: PrintJob) -> Panel:
        panel = Panel(self.looks, border=3, padding=_PADDING)
        size = self.looks.measures.status + 12
        mark = StatusMark(
            self.looks, _SHAPES[job.state], PRINT_STATES[job.state], role=Role.SECTION, weight=BOLD, size=size, gap=14
        )
        asked = _("Asked for {when}.", when=instant_words(job.queued, self.stage.time.today()))
        lines = [TextBlock(self.looks, words) for words in (asked, print_reason(job)) if words is not None]
        fill(panel.content, (mark, 10, TextBlock(self.looks, self._named(job), weight=BOLD), *lines))
        if job.state is PrintState.UNKNOWN:
            panel.content.addWidget(TextBlock(self.looks, _("Another copy says DUPLICATE, because this one may be out.")))
        ways = self._ways(job)
        spaced = [part for way in ways for part in (way, _BETWEEN)]
        if ways:
            fill(panel.content, (18, row(*spaced, None) if self.stage.wide else column(*spaced)))
        elif job.state is not PrintState.PRINTING:
            fill(panel.content, (6, TextBlock(self.looks, _("It cannot be made again here: what it says is no longer kept."))))
        return panel

    def _named(self, job: PrintJob) -> Words:
        if not job.reference:
            return _what(job)
        return _("{paper} of {reference}", paper=_what(job), reference=grouped(job.reference))

    def _ways(self, job: PrintJob) -> list[QWidget]:
        ways: list[tuple[Words, str, str, Callable[[], object]]] = []
        if job.state is PrintState.QUEUED:
            ways.append((_("Take out of the queue"), "X", "cancel", partial(self._asking.cancel, job.id)))
        elif job.paper in MADE_AGAIN and job.state is not PrintState.PRINTING:
            ways.append((_("Print again"), "P", "print-again", partial(self._asking.again, job.id)))
        for _words, key, _name, act in ways:
            self.shortcut(key, act)
        return [key_button(self.looks, *way) for way in ways]


def _what(job: PrintJob) -> Words:
    """The paper, and which copy of it."""
    if job.copy == 1:
        return PAPERS[job.paper]
    return _("{paper}, copy {number}", paper=PAPERS[job.paper], number=job.copy)
