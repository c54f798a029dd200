"""Which scans become an item: each is given its document control number and said to be what it is, with its page beside it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QBoxLayout

from kiosk_app.ports.attachments import ScanLine
from kiosk_app.ports.captures import Paper
from services.bulk_scan.kinds import DocumentType
from services.common.civil import local
from ui.components.row_list import Row, RowList, Rows
from ui.components.staff import Edge, Shortcut
from ui.components.status import Status
from ui.components.text import TextBlock
from ui.court_desk.court_form import CourtForm
from ui.court_desk.viewer import PageViewer
from ui.desk.layout import Part, column
from ui.desk.screen import Stage
from ui.desk.words import _, _n
from ui.theme import Said

_LEFT = 560
_SCAN, _LAID = "papers:scan", "papers:laid"  # in the page's view: the chosen scan, and "scan number kind" for each that was laid
_KINDS: Sequence[tuple[DocumentType, Said]] = (
    (DocumentType.FORM, _("Form")),
    (DocumentType.SUPPORTING_DOCUMENTS, _("Supporting document")),
    (DocumentType.COVERSHEET, _("Cover sheet")),
    (DocumentType.OTHER, _("Other")),
)
_HINTS = (
    Shortcut("Enter", _("Lay the scan")),
    Shortcut("F9", _("Make the item")),
    Shortcut("F7", _("Take back")),
    Shortcut("Esc", _("Back")),
    Shortcut("F1", _("All")),
)


class PapersScreen(CourtForm):
    """The scans that wait at the left, with what is typed of the chosen one; its page at the right."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        shown = self.batches.shown
        self._waiting: tuple[ScanLine, ...] = () if shown is None else shown.waiting
        self._laid = {each[0]: (each[1], each[2]) for each in map(str.split, self.session.view.get(_LAID, "").splitlines())}
        self.viewer = PageViewer(self.looks)
        self._scans = RowList(
            self.looks, _("Scans that wait"), Rows([str(each.id) for each in self._waiting], self._row), compact=True
        )
        self._scans.setObjectName("scans")
        chosen = self._chosen
        if chosen:
            self._scans.choose(chosen)
        self._scans.chosen.connect(self._choose)
        number = self.line("number", _("Document control number"))
        kind = self.pick("kind", _("What this paper is"), [(each.value, words) for each, words in _KINDS])
        service = self.pick("service", _("Which form it is"), self.batches.forms)
        told = TextBlock(self.looks, _("No scan waits. Scan the papers of this item first."))
        none: list[Part] = [] if self._waiting else [told, 10]
        made = self.button(_("Make the item"), "F9", "make-item", self._make)
        back = self.button(_("Take back"), "F7", "take-back", self._take_back)
        left = column(
            *self.opening(self.title),
            *none,
            self._scans,
            10,
            *self.labelled(number, _("Document control number"), _("Digits, as they stand on it. Enter lays the scan.")),
            *self.labelled(kind, _("What this paper is")),
            *self.labelled(service, _("Which form it is")),
            TextBlock(self.looks, _n("{n} paper is laid.", "{n} papers are laid.", len(self._laid))),
            8,
            self.buttons(made, back),
        )
        self._lay_beside(left)
        for key, act in self.viewer.shortcuts():
            self.shortcut(key, act)
        self.session.staff.pages.show(self.viewer, (UUID(chosen),) if chosen else ())
        self.focus = number

    @property
    def title(self) -> Said:
        """What to do."""
        return _("Item from scans")

    @property
    def hints(self) -> Sequence[Shortcut]:
        """The keys that work on the page."""
        return _HINTS

    def enter(self) -> None:
        """Lay the chosen scan under the number that is typed, and go on to the next."""
        scan, number = self._chosen, self.typed("number").replace(" ", "")
        if not scan:
            self.batches.refuse("nothing-chosen")
        elif not number:
            self.batches.refuse("number-missing")
        elif not (number.isascii() and number.isdecimal()):
            self.batches.refuse("number-unreadable")
        else:
            self._laid[scan] = (number, DocumentType(self.picked("kind")).name)
            self._remember()
            following = next((str(each.id) for each in self._waiting if str(each.id) not in self._laid), scan)
            view = self.session.view
            view.update({_SCAN: following, "typed:number": "", "picked:kind": DocumentType.SUPPORTING_DOCUMENTS.value})
            self.session.redraw()

    @property
    def _chosen(self) -> str:
        ids = [str(each.id) for each in self._waiting]
        wanted = self.session.view.get(_SCAN, "")
        return wanted if wanted in ids else ids[0] if ids else ""

    def _lay_beside(self, left: QBoxLayout) -> None:
        directions = QBoxLayout.Direction
        beside = QBoxLayout(directions.LeftToRight if self.stage.wide else directions.TopToBottom)
        beside.setSpacing(20)
        beside.addLayout(left, 1)
        if self.stage.wide:
            beside.addWidget(Edge(self.looks))
            self.viewer.setFixedWidth(_LEFT)
        beside.addWidget(self.viewer, 1)
        self.viewer.setMinimumHeight(520)
        self.page.addLayout(beside, 1)

    def _row(self, at: int) -> Row:
        scan = self._waiting[at]
        laid = self._laid.get(str(scan.id))
        if laid is None:
            return Row(str(scan.id), scan.name, _("{at:short}, {at:time}", at=local(scan.taken)))
        words = dict(_KINDS)[DocumentType[laid[1]]]
        return Row(str(scan.id), scan.name, _("{number}, {what}", number=laid[0], what=words), "", Status.DONE, _("Laid"))

    def _choose(self, key: str) -> None:
        self.session.view[_SCAN] = key
        self.session.staff.pages.show(self.viewer, (UUID(key),))

    def _take_back(self) -> None:
        self._laid.pop(self._chosen, None)
        self._remember()
        self.session.redraw()

    def _remember(self) -> None:
        lines = [f"{scan} {number} {kind}" for scan, (number, kind) in self._laid.items()]
        self.session.view[_LAID] = "\n".join(lines)

    def _make(self) -> None:
        papers = [Paper(number, UUID(scan), DocumentType[kind]) for scan, (number, kind) in self._laid.items()]
        papers.sort(key=lambda paper: not paper.kind.is_form)  # the form first: its number is the item's
        self.batches.add_item(self.picked("service"), papers)
