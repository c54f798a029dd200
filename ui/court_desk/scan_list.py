"""The scans that wait: those of the scanner and those taken from files, with the pages of the chosen one beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from kiosk_app.ports.attachments import ScanLine
from kiosk_app.ports.scan_files import ScanFile
from kiosk_app.use_cases.scan_pages import WhyDiscarded
from services.common.civil import local
from services.forms.words import Words
from services.scans import ScanKind
from ui.components.errors import ErrorSummary
from ui.components.row_list import Row, RowList
from ui.components.staff import Edge, Shortcut, StaffButton
from ui.components.status import Status, StatusMark
from ui.components.text import BOLD, TextBlock
from ui.court_desk.dropping import FileDrop
from ui.court_desk.scans import CHOSEN, DISCARDED, DOING, DONE, FAILED, FILES, REASONS, TAKEN, failure_words
from ui.court_desk.viewer import PageViewer
from ui.desk.layout import Part, column, row
from ui.desk.screen import Stage
from ui.desk.staff_page import StaffScreen
from ui.desk.words import _
from ui.theme import Role, Said

_LIST: Final = 560
_LEAST_VIEW: Final = 520
_LOOK_AGAIN: Final = 5_000  # milliseconds: a scanner saves at any time
_KINDS: Final = {
    ScanKind.PDF: _("PDF"), ScanKind.TIFF: _("TIFF picture"), ScanKind.PNG: _("PNG picture"), ScanKind.JPEG: _("JPEG picture"),
}  # fmt: skip
_WHY: Final = (
    ("1", WhyDiscarded.BLANK, _("Nothing is on it")),
    ("2", WhyDiscarded.TWICE, _("The same paper was scanned twice")),
    ("3", WhyDiscarded.NOT_LEGIBLE, _("It cannot be read and will be scanned again")),
    ("4", WhyDiscarded.NOT_OURS, _("It is not for this court")),
    ("5", WhyDiscarded.MISTAKE, _("It was scanned by mistake")),
)
_HINTS = (
    Shortcut("↑ ↓", _("Choose")),
    Shortcut("F6", _("Open a file")),
    Shortcut("Del", _("Discard")),
    Shortcut("Esc", _("Back")),
    Shortcut("F1", _("All")),
)


class ScanListScreen(StaffScreen):
    """One list at the left: what waits, or files to choose from. The pages of the chosen scan at the right."""

    beside_ways = False

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._scans, self._pages = self.session.staff.scans, self.session.staff.pages
        self.summary = ErrorSummary(self.looks)
        self.summary.setObjectName("error-summary")
        doing = self.session.view.get(DOING, "")
        left = self._files() if doing == FILES else self._reasons() if doing == REASONS else self._waiting()
        self.viewer = PageViewer(self.looks)
        self._lay_beside(left)
        for key, act in self.viewer.shortcuts():
            self.shortcut(key, act)
        self._drop = FileDrop(self.body, self._scans.drop)
        chosen = self._chosen if doing != FILES else None
        self._pages.show(self.viewer, () if chosen is None else (chosen.id,))
        self._again = QTimer(self.body)
        self._again.setInterval(_LOOK_AGAIN)
        self._again.timeout.connect(self._look_again)
        self._again.start()

    @property
    def title(self) -> Said:
        """What the list is of."""
        return _("Files on removable media") if self.session.view.get(DOING) == FILES else _("Scans that wait")

    @property
    def desk_name(self) -> Said:
        """Whose desk it is."""
        return _("Court capture")

    @property
    def hints(self) -> Sequence[Shortcut]:
        """The keys that work on the page."""
        return _HINTS

    @property
    def has_errors(self) -> bool:
        """Whether something was not done."""
        return bool(self.session.view.get(FAILED))

    def entered(self) -> None:
        """Show why it was not."""
        if self.has_errors and self.focus is not None:
            self.summary.show_errors([(failure_words(self.session.view[FAILED]), self.focus)])
        else:
            super().entered()

    @property
    def _chosen(self) -> ScanLine | None:
        waiting = self._scans.waiting
        wanted = self.session.view.get(CHOSEN, "")
        return next((line for line in waiting if str(line.id) == wanted), waiting[0] if waiting else None)

    def _lay_beside(self, left: QVBoxLayout) -> None:
        directions = QBoxLayout.Direction
        beside = QBoxLayout(directions.LeftToRight if self.stage.wide else directions.TopToBottom)
        beside.setSpacing(20)
        beside.addLayout(left, 0)
        if self.stage.wide:
            beside.addWidget(Edge(self.looks))
        beside.addWidget(self.viewer, 1)
        self.viewer.setMinimumHeight(_LEAST_VIEW)
        if not self.stage.wide:
            self.viewer.canvas.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # below the list: Tab brings it into sight
        self.page.addLayout(beside, 1)

    def _waiting(self) -> QVBoxLayout:
        rows = [self._row(line) for line in self._scans.waiting]
        self.list = self._list_of(self.title, "scans", rows)
        chosen = self._chosen
        if chosen is not None:
            self.list.choose(str(chosen.id))
        self.list.chosen.connect(self._choose)
        self.focus = self.list
        take = self._button(_("Open a file"), "F6", "open-file", self._scans.list_files)
        discard = self._button(_("Discard"), "Del", "discard", self._ask_why)
        discard.set_available(chosen is not None, _("There is no scan to discard."))
        done = {TAKEN: _("The scan is kept here. The file stays where it was."), DISCARDED: _("The scan is discarded.")}
        told = done.get(self.session.view.get(DONE, ""))
        says: list[Part] = [] if told is None or self.has_errors else [StatusMark(self.looks, Status.DONE, told), 10]
        none: list[Part] = [] if rows else [TextBlock(self.looks, _("No scan waits. What the scanner saves appears here."))]
        return self._column(row(take, 10, discard, None), 10, *says, *none, self.list)

    def _files(self) -> QVBoxLayout:
        files = self._scans.files
        rows = [self._file_row(number, file) for number, file in enumerate(files)]
        self.list = self._list_of(self.title, "files", rows)
        self.list.opened.connect(lambda key: self._scans.take(files[int(key)]))
        back = self._button(_("Back to the scans"), "F7", "back-to-scans", self._show_waiting)
        if rows:
            self.list.choose("0")
        self.focus = self.list if rows else back
        told = _("Press Enter to take a file. It stays on the medium.") if rows else _("No file that could be a scan was found.")
        return self._column(row(back, None), 10, TextBlock(self.looks, told), 10, self.list)

    def _reasons(self) -> QVBoxLayout:
        chosen = self._chosen
        asked = _("Why is this scan discarded? It is deleted here; nothing brings it back.")
        parts: list[Part] = [TextBlock(self.looks, asked, weight=BOLD), 10]
        for key, why, words in _WHY:
            button = self._button(words, key, f"why:{why.value}", partial(self._discard, chosen, why), wide=True)
            parts += [button, 8]
            self.focus = self.focus or button
        back = self._button(_("Keep the scan"), "F7", "back-to-scans", self._show_waiting)
        return self._column(*parts, 10, row(back, None), None)

    def _column(self, *parts: Part) -> QVBoxLayout:
        heading = TextBlock(self.looks, self.title, Role.SUBHEADING, of_page=True)
        return column(self.summary, 16 if self.has_errors else 0, heading, 10, *parts)

    def _list_of(self, name: Said, called: str, rows: Sequence[Row]) -> RowList:
        listed = RowList(self.looks, name, rows)
        listed.setObjectName(called)
        if self.stage.wide:
            listed.setFixedWidth(_LIST)
        return listed

    def _row(self, line: ScanLine) -> Row:
        taken = _("{at:short}, {at:time}", at=local(line.taken))
        beside = line.draft is not None
        state = _("Beside a draft") if beside else _("Not in a batch yet")
        return Row(
            str(line.id),
            line.name,
            taken,
            self._what(line.kind, line.length),
            Status.SAVED if beside else Status.NOT_STARTED,
            state,
        )

    def _file_row(self, number: int, file: ScanFile) -> Row:
        where = f"{file.medium}/{file.folder}" if file.folder else file.medium
        size = _("{kib} KB", kib=max(1, file.length // 1024))
        return Row(str(number), file.name, _("{at:short}, {at:time}", at=local(file.changed)), where, None, size)

    def _what(self, kind: ScanKind, length: int) -> Words:
        return _("{kind}, {kib} KB", kind=_KINDS[kind], kib=max(1, length // 1024))

    def _button(self, words: Said, key: str, name: str, act: Callable[[], object], *, wide: bool = False) -> StaffButton:
        button = StaffButton(self.looks, words, key=key, wide=wide)
        button.setObjectName(name)
        button.clicked.connect(lambda _checked=False: act())
        self.shortcut(key, button.click)
        return button

    def _choose(self, key: str) -> None:
        view = self.session.view
        view[CHOSEN] = key
        view.pop(DONE, None)
        self._pages.show(self.viewer, (UUID(key),))

    def _ask_why(self) -> None:
        self.session.view.pop(FAILED, None)
        self.session.view[DOING] = REASONS
        self.session.redraw()

    def _discard(self, chosen: ScanLine | None, why: WhyDiscarded) -> None:
        if chosen is not None:
            self._scans.discard(chosen.id, why)

    def _show_waiting(self) -> None:
        self.session.view.pop(DOING, None)
        self.session.view.pop(FAILED, None)
        self.session.redraw()

    def _look_again(self) -> None:
        """A scanner may have saved something."""
        if not self.session.view.get(DOING) and self.body.isVisible():
            self._scans.look_again(self._came)

    def _came(self, lines: Sequence[ScanLine]) -> None:
        self.list.set_rows([self._row(line) for line in lines])
