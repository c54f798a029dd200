"""The audit log: what happened here, newest first, with a row's details below; narrowed, checked and handed out by keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk_app.wording import error_words
from ui.admin_desk.record_book import CHOSEN, FAILED, PICKING
from ui.admin_desk.record_picks import NO_DAY, NO_DAY_WORDS, RecordPicks
from ui.admin_desk.records_words import detail_words, happened, narrowed_words, row_of, span_of_rows, walked_words
from ui.components.containers import Section
from ui.components.errors import ErrorSummary
from ui.components.row_list import RowList
from ui.components.staff import Shortcut, StaffButton
from ui.components.status import Status, StatusMark
from ui.components.text import BOLD, TextBlock
from ui.desk.layout import Part, column, row
from ui.desk.screen import Stage
from ui.desk.staff_page import StaffScreen
from ui.desk.words import _, _n
from ui.theme import Role, Said

_NARROWING = (("K", _("What"), "event"), ("W", _("Who"), "operator"), ("D", _("Day"), "day"), ("R", _("About"), "subject"))
_MOST_LINES = 16  # of the details of a row
_BETWEEN, _ON_A_LINE = 10, 2


class RecordsScreen(StaffScreen):
    """The list, with what one row says below; or, in its place, what to narrow it by or where to hand it out to."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._book = self.session.staff.record_book
        self._summary = ErrorSummary(self.looks)
        self._summary.setObjectName("error-summary")
        self._walk = TextBlock(self.looks, "", weight=BOLD)
        self._walk.setObjectName("walked")
        self._list: RowList | None = None
        self._picks: RecordPicks | None = None
        self.add(self._summary, 16 if self.has_errors else 0, TextBlock(self.looks, self.title, Role.SUBHEADING, of_page=True))
        picking = self.session.view.get(PICKING, "")
        if picking:
            self._picks = RecordPicks(stage, self._book, picking)
            self.focus = self._picks.first
            self.add(8, self._picks.layout(), None)
        elif self._book.page is not None:
            self._list_page()
        else:
            self.add(None)

    @property
    def title(self) -> Said:
        """What this is."""
        return _("Records")

    @property
    def hints(self) -> tuple[Shortcut, ...]:
        """The keys that have no button."""
        return (Shortcut("↑ ↓", _("Choose")), Shortcut("Esc", _("Back")), Shortcut("F1", _("All")))

    @property
    def has_errors(self) -> bool:
        """Whether something was refused."""
        return bool(self.session.view.get(FAILED))

    def entered(self) -> None:
        """Show why."""
        if self.has_errors:
            target: QWidget = self.focus or self._summary
            code = self.session.view[FAILED]
            self._summary.show_errors([(NO_DAY_WORDS if code == NO_DAY else error_words(code), target)])
        else:
            super().entered()

    def enter(self) -> None:
        """Enter in a field: narrow by it."""
        if self._picks is not None:
            self._picks.keep()

    def tick(self) -> None:
        """Also how far the chain is checked."""
        super().tick()
        self._tell_walk()

    def _list_page(self) -> None:
        book, page = self._book, self._book.page
        if page is None:
            return
        today = self.stage.time.today()
        listed = RowList(self.looks, _("Rows of the log"), [row_of(each, today) for each in page.records], compact=True)
        listed.setObjectName("records")
        listed.chosen.connect(self._choose)
        self._list = self.focus = listed
        self._title = TextBlock(self.looks, "", Role.LEAD, weight=BOLD)
        self._title.setObjectName("row-title")
        self._lines = [TextBlock(self.looks, "", Role.STAFF) for _line in range(_MOST_LINES)]
        self.add(10, self._narrowing(), 10)
        names = {str(each.id): each.name for each in book.people}
        for words in narrowed_words(book.wanted, names):
            self.add(TextBlock(self.looks, words, weight=BOLD))
        self.add(TextBlock(self.looks, span_of_rows(page), ink="secondary"), 6, self._walk)
        if book.handed is not None:
            handed = _n(
                "{n} row is in {file} on {medium}.",
                "{n} rows are in {file} on {medium}.",
                book.handed.rows,
                file=book.handed.file,
                medium=book.handed.medium,
            )
            self.add(StatusMark(self.looks, Status.DONE, handed), 6)
        self.add(6, listed, 10, self._turning(), 14, Section(self.looks), 8, self._title, 4, *self._lines, None)
        listed.choose(self.session.view.get(CHOSEN, str(page.records[0].row.number) if page.records else ""))
        self._tell(listed.current)
        self._tell_walk()

    def _narrowing(self) -> QVBoxLayout:
        buttons = [self._key(key, words, f"narrow:{name}", partial(self._pick, name)) for key, words, name in _NARROWING]
        buttons.append(self._key("V", _("Check"), "check", self._book.check))
        buttons.append(self._key("E", _("Hand out"), "export", self._book.look_for_media))
        return self._line_of(buttons)

    def _turning(self) -> QVBoxLayout:
        older = self._key("O", _("Older"), "older", self._book.older)
        newer = self._key(
            "N", _("Newest") if self._book.page and not self._book.page.newer else _("Newer"), "newer", self._book.newer
        )
        return self._line_of([older, newer])

    def _line_of(self, buttons: list[StaffButton]) -> QVBoxLayout:
        """Side by side; in larger text two on a line."""
        most = len(buttons) if self.stage.wide else _ON_A_LINE
        lines: list[Part] = []
        for first in range(0, len(buttons), most):
            parts: list[Part] = [part for each in buttons[first : first + most] for part in (each, _BETWEEN)]
            lines += [*([_BETWEEN] if first else []), row(*parts, None)]
        return column(*lines)

    def _key(self, key: str, words: Said, name: str, act: Callable[[], object]) -> StaffButton:
        button = StaffButton(self.looks, words, key=key)
        button.setObjectName(name)
        button.clicked.connect(act)
        self.shortcut(key, button.click)
        return button

    def _pick(self, what: str) -> None:
        self.session.view.update({PICKING: what, "focus": "picks"})
        self.session.redraw()

    def _choose(self, number: str) -> None:
        self.session.view[CHOSEN] = number
        self._tell(number)

    def _tell(self, number: str) -> None:
        """What the chosen row says, below the list."""
        page = self._book.page
        record = next((each for each in page.records if str(each.row.number) == number), None) if page else None
        words = detail_words(record) if record else ()
        title = _("Row {number}: {what}", number=record.row.number, what=happened(record)) if record else ""
        self._title.set_text(title)
        for at, line in enumerate(self._lines):
            line.set_text(words[at] if at < len(words) else "")
            line.setVisible(at < len(words))

    def _tell_walk(self) -> None:
        walked = self._book.walked
        if self._list is None:
            return
        self._walk.set_text(walked_words(walked, walking=self._book.walking) if walked else "")
        self._walk.setVisible(walked is not None)
