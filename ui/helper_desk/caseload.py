"""The caseload: whom an operator helps and what became of it at the left, one of them at the right.

Everything has a key. What is typed finds at once, in memory; what is chosen is shown at once, and the rest of it as it comes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk_app.use_cases.case_index import CaseLine, CaseState, Show
from kiosk_app.use_cases.caseload import CaseDetail
from kiosk_app.wording import error_words
from ui.components.base import margins
from ui.components.row_list import RowList
from ui.components.scroll import RAIL_TARGET, ScrollRail
from ui.components.search import SearchField
from ui.components.segments import Segments, Shown
from ui.components.staff import STAFF_MARGIN, Edge, Shortcut, StaffButton
from ui.components.status import Status, StatusMark
from ui.components.text import BOLD, TextBlock
from ui.desk.layout import boxed, column, row
from ui.desk.places import Place
from ui.desk.screen import Stage
from ui.desk.staff_page import StaffScreen
from ui.desk.words import _
from ui.helper_desk.case_detail import CaseDetailPanel, Does
from ui.helper_desk.case_rows import rows_of
from ui.helper_desk.case_words import EMPTY, SHOWS
from ui.helper_desk.cases import COPY_DONE, FAILED, LIST_DONE, LIST_UNDER_WAY, PRINTING
from ui.theme import Icon, Role, Said

_TYPED, _SHOW, _CASE = "typed", "show", "case"  # what the page remembers
_LIST, _GAP = 460, 40
_ROWS_IN_SIGHT: Final = 3  # at least, of a list that has the page's width
_SHARE: Final = 4  # of the window's height goes to such a list: one part of so many
_READ_AGAIN: Final = 60.0  # seconds after which the list is read anew by itself
_HINTS = (
    Shortcut("↑ ↓", _("Client")), Shortcut("Enter", _("Continue")), Shortcut("Tab", _("Next area")), Shortcut("F1", _("All"))
)  # fmt: skip
_PRINTED = {
    LIST_UNDER_WAY: (Status.UNDER_WAY, _("Your list is being printed.")),
    LIST_DONE: (Status.DONE, _("Your list is printed. It is confidential.")),
    COPY_DONE: (Status.DONE, _("It waits for the printer. A second copy says that it is one.")),
}


class CaseloadScreen(StaffScreen):
    """See the module."""

    beside_ways = False

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._cases = self.session.staff.cases
        self._turn = -1
        self._drawn: object = None
        self._read_at = stage.time.seconds()
        self._heading = TextBlock(self.looks, self.title, Role.SECTION, weight=BOLD, of_page=True)
        self._search = SearchField(self.looks, _("Name, reference or date"), "/")
        self._search.setObjectName("search")
        self._search.setText(self.session.view.get(_TYPED, ""))
        self._search.textChanged.connect(self._typed)
        self._search.returnPressed.connect(self._to_found)
        self._segments = Segments(self.looks, _("Which are listed"), [self._segment(show) for show in Show], self._show.value)
        self._segments.chosen.connect(self._choose_show)
        self._list = RowList(self.looks, self.title)
        self._list.choice_is_personal = True
        self._list.setObjectName("cases")
        self._list.chosen.connect(self._choose)
        self._list.opened.connect(self._open)
        self._empty, self._then = TextBlock(self.looks, "", weight=BOLD), TextBlock(self.looks, "", ink="secondary")
        self._printed = StatusMark(self.looks, Status.UNDER_WAY, "")
        self._printed.setObjectName("printed")
        self._right = QVBoxLayout()
        self._panel: QWidget | None = None
        self._right.addWidget(self._printed)
        self._right.addStretch(1)
        self._lay_parts()
        self._shortcuts()
        self._cases.read()
        self._cases.look_at(self._case)
        self._fill()
        self.focus = self._list if stage.wide and self._list.count else None  # in larger text the page begins at its top

    @property
    def title(self) -> Said:
        """Whose they are."""
        return _("Your clients")

    @property
    def desk_name(self) -> Said:
        """Whose desk it is."""
        return _("Helper desk")

    @property
    def hints(self) -> Sequence[Shortcut]:
        """The keys that work on the page."""
        return _HINTS

    def tick(self) -> None:
        """Also what has come since, and everything anew once in a while."""
        super().tick()
        if self.stage.time.seconds() - self._read_at >= _READ_AGAIN:
            self._read_at = self.stage.time.seconds()
            self._cases.read()
        if self._turn != self._cases.turn:
            self._fill()

    @property
    def _show(self) -> Show:
        return Show(self.session.view.get(_SHOW, Show.MINE))

    @property
    def _case(self) -> str:
        return self.session.view.get(_CASE, "")

    def _segment(self, show: Show) -> Shown:
        count = 0 if self._cases.index is None else self._cases.index.count(show)
        if show is Show.NEEDS_ACTION:
            return Shown(show, SHOWS[show], count, Icon.TRIANGLE, "attention")
        return Shown(show, SHOWS[show], count)

    def _lay_parts(self) -> None:
        """Side by side, each scrolling by itself; in larger text one below the other, and the page scrolls."""
        new = self._key(_("New"), "new", "N", Icon.PLUS)
        new.clicked.connect(self._cases.begin)
        paper = self._key(_("Print my list"), "print-list", "L", Icon.PRINTER)
        paper.clicked.connect(self._print_list)
        secret = self._key(_("Your PIN"), "own-secret", "9")
        secret.clicked.connect(lambda: self.session.over(Place.OWN_SECRET))
        top = column(
            *((row(self._heading, 8, new),) if self.stage.wide else (self._heading, 8, row(new, None))),
            12,
            self._search,
            12,
            self._segments,
            12,
        )
        nothing, below = (
            column(self._empty, self._then),
            column(8, row(paper, 8, secret, None) if self.stage.wide else column(paper, 8, secret), 12),
        )
        margin = STAFF_MARGIN if self.stage.wide else self.looks.measures.margin
        for part, above in ((top, 16), (nothing, 0), (below, 12)):
            part.setContentsMargins(margin, above, margin, 0)
        if not self.stage.wide:
            seen = max(_ROWS_IN_SIGHT, self.stage.height // _SHARE // self._list.row_height)
            self._list.setFixedHeight(self._list.row_height * seen)
            self._right.setContentsMargins(margin, 16, margin, 20)
            self.page.setContentsMargins(0, 0, 0, 0)
            middle = column(self._list)
            middle.setContentsMargins(margin, 0, margin, 0)
            self.add(top, middle, nothing, below, self._right, None)
            return
        self._list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # it takes what is left
        column_of_list = column(top)
        column_of_list.addWidget(self._list, 1)
        column_of_list.addStretch(0)  # where there is no list, what is said in its place stands together at its top
        column_of_list.insertLayout(1, nothing)
        column_of_list.addLayout(below)
        left = boxed(column_of_list)
        left.setFixedWidth(_LIST)
        content = QWidget()
        content.setLayout(self._right)
        self._right.setContentsMargins(*margins(self.looks, _GAP, 20, RAIL_TARGET, 20))
        rail = ScrollRail(self.looks)
        rail.setWidget(content)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(left)
        beside.addWidget(Edge(self.looks))
        beside.addWidget(rail, 1)
        self.page.setContentsMargins(0, 0, 0, 0)
        self.page.addLayout(beside)

    def _key(self, words: Said, name: str, key: str, icon: Icon | None = None) -> StaffButton:
        button = StaffButton(self.looks, words, key=key, icon=icon)
        button.setObjectName(name)
        self.shortcut(key, button.click)
        return button

    def _shortcuts(self) -> None:
        self.shortcut("/", self._search.setFocus)
        self._keys = {"print-again": self.shortcut("P", self._print_again), "hand-over": self.shortcut("F6", self._hand_over)}

    def _fill(self) -> None:
        """Show what is known now."""
        self._turn, index, show = self._cases.turn, self._cases.index, self._show
        if index is None:
            self._say_empty(_("Your clients are being found."), "")
        else:
            found = index.find(show, self._search.text())
            if found and not self._case:
                self._look_at(index.lines[found[0]].key)
            self._list.set_rows(rows_of(index, show, found))
            self._list.choose(self._case)
            self._segments.count([index.count(each) for each in Show])
            words: tuple[Said, Said] = EMPTY[show] if not index.count(show) else (_("Nothing is found."), _("Type less of it."))
            self._say_empty(*(("", "") if found else words))
        self._show_list()
        self._show_printed()
        self._show_detail()

    def _show_list(self) -> None:
        """Work begins in the list as soon as there is one, unless it has begun elsewhere."""
        was_there, is_there = not self._list.isHidden(), self._list.count > 0
        self._list.setVisible(is_there)
        if is_there and not was_there and self.stage.wide and self.body.window().focusWidget() in {None, self._heading}:
            self._list.setFocus()

    def _say_empty(self, words: Said, then: Said) -> None:
        for block, said in ((self._empty, words), (self._then, then)):
            if block.text() != self.looks.say(said):  # each letter that is typed comes by here
                block.set_text(said)
            block.setVisible(bool(said))

    def _show_printed(self) -> None:
        view = self.session.view
        failed, printing = view.get(FAILED, ""), view.get(PRINTING, "")
        self._printed.setVisible(bool(failed or printing))
        if failed:
            self._printed.set(Status.NOT_WORKING, error_words(failed))
        elif printing:
            self._printed.set(*_PRINTED[printing])

    def _show_detail(self) -> None:
        """Made anew only where it says something else now; the focus stays on what had it."""
        line = self._cases.line(self._case)
        detail = self._cases.detail if line is not None else None
        drawn = (line, detail)
        if self._panel is not None and drawn == self._drawn:
            return
        focused = self.body.window().focusWidget()
        name = focused.objectName() if focused is not None else ""
        self._drawn = drawn
        panel = self._panel_of(line, detail)
        if self._panel is not None:
            self._right.removeWidget(self._panel)
            self._panel.hide()
            self._panel.deleteLater()
        self._panel = panel
        self._right.insertWidget(1, panel)
        for button, key in self._keys.items():
            key.setEnabled(panel.findChild(QWidget, button) is not None)
        again = panel.findChild(QWidget, name) if name else None
        if again is not None:
            again.setFocus()

    def _panel_of(self, line: CaseLine | None, detail: CaseDetail | None) -> QWidget:
        if line is None:
            words = _("Choose somebody from the list, or press N to help somebody new.")
            return TextBlock(self.looks, words, ink="secondary")
        does = Does(self._resume, self._hand_over, self._print_again)
        return CaseDetailPanel(self.looks, self.stage.time.today(), does, wide=self.stage.wide).of(line, detail)

    def _typed(self, text: str) -> None:
        self.session.view[_TYPED] = text
        self._fill()

    def _to_found(self) -> None:
        """Enter in the search: on to what it found, the first of it where nothing of it is chosen yet."""
        if not self._list.count or self._cases.index is None:
            return
        found = self._cases.index.find(self._show, self._search.text())
        if not self._list.current:
            key = self._cases.index.lines[found[0]].key
            self._list.choose(key)
            self._choose(key)
        self._list.setFocus()

    def _choose_show(self, show: str) -> None:
        self.session.view[_SHOW] = show
        self._fill()

    def _choose(self, key: str) -> None:
        view = self.session.view
        for name in (PRINTING, FAILED):
            view.pop(name, None)
        self._look_at(key)
        self._show_printed()
        self._show_detail()

    def _look_at(self, key: str) -> None:
        self.session.view[_CASE] = key
        self._cases.look_at(key)

    def _open(self, key: str) -> None:
        """Enter: go on with a draft, or to what can be done about what was submitted."""
        line = self._cases.line(key)
        if line is not None and line.state is CaseState.DRAFT:
            self._cases.resume(line)
        elif self._panel is not None and (button := self._panel.findChild(QWidget, "print-again")) is not None:
            button.setFocus()

    def _resume(self) -> None:
        self._with_case(self._cases.resume)

    def _hand_over(self) -> None:
        self._with_case(self._cases.hand_over)

    def _print_again(self) -> None:
        line = self._cases.line(self._case)
        if line is not None and line.mine and line.reference:
            self._cases.print_again(line)

    def _print_list(self) -> None:
        self._cases.print_list(self.session.language)

    def _with_case(self, act: Callable[[CaseLine], None]) -> None:
        line = self._cases.line(self._case)
        if line is not None:
            act(line)
