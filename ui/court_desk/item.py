"""One item after it was keyed: where the two keyings differ, what was marked, what must be said yes to, and what happens with it.

The supervisor sees here what they let go, with the page beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QBoxLayout

from kiosk_app.ports.captures import ItemState
from kiosk_app.ports.operators import Permission
from kiosk_app.use_cases.court_items import ItemView
from services.forms.keyings import Difference
from services.forms.words import verbatim
from ui.components.row_list import Row, RowList, Rows
from ui.components.staff import Edge, Shortcut, StaffButton
from ui.components.status import Status, StatusMark
from ui.components.text import BOLD, TextBlock
from ui.court_desk.batch_words import ASIDE, ITEMS, MARKS, RELEASES
from ui.court_desk.court_form import CourtForm
from ui.court_desk.differences import AGAIN, KEEP_FIRST, KEEP_SECOND, UNREADABLE, DifferencePanel
from ui.court_desk.sheet_words import box_words, keyed_words, left_words
from ui.court_desk.viewer import PageViewer
from ui.desk.layout import Part, column
from ui.desk.places import Place
from ui.desk.screen import Stage
from ui.desk.words import _
from ui.theme import Role, Said

_VIEWER = 540
_AGAIN = "typing-again"  # in the page's view: whether a box is being typed again
_DECIDING = (
    Shortcut("F3 F4", _("Keep one")),
    Shortcut("F2", _("Type it again")),
    Shortcut("F5", _("Cannot read")),
    Shortcut("Esc", _("Back")),
    Shortcut("F1", _("All")),
)
_HINTS = (Shortcut("F9", _("Go on")), Shortcut("Esc", _("Back")), Shortcut("F1", _("All")))


class ItemScreen(CourtForm):
    """The page at the left, what was typed of it at the right."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.viewer = PageViewer(self.looks)
        view = self.batches.item
        if view is None:
            return
        parts = [*self.opening(self.title), *self._state(view)]
        parts += self._difference(view) if view.differences else []
        parts += [*self._warnings(view), self._ways(view), 6, self._typed_list(view)]
        self._lay_beside(column(*parts))
        for key, act in self.viewer.shortcuts():
            self.shortcut(key, act)
        self.session.staff.pages.show(self.viewer, view.line.scans if view.line.state is not ItemState.SUBMITTED else ())

    @property
    def title(self) -> Said:
        """Which one."""
        view = self.batches.item
        return _("Item") if view is None else _("{number} {title}", number=view.line.number, title=view.service.title)

    @property
    def hints(self) -> Sequence[Shortcut]:
        """The keys that work on the page."""
        view = self.session.staff.batches.item  # asked for while the page is made
        return _DECIDING if view is not None and view.differences else _HINTS

    def enter(self) -> None:
        """What was typed again stands."""
        view = self.batches.shown_item
        if view.differences:
            self.session.view.pop(_AGAIN, None)
            self.batches.type_again(view.differences[0].key, self.typed("again"))

    def _state(self, view: ItemView) -> list[Part]:
        shape, state = ITEMS[view.line.state]
        said = [_("First keyed by {name}.", name=view.names.get(view.line.keyed_by, ""))] if view.line.keyed_by else []
        said += [_("Keyed again by {name}.", name=view.names.get(view.line.second_by, ""))] if view.line.second_by else []
        said += [_("Released by {name}.", name=view.names.get(view.line.released_by, ""))] if view.line.released_by else []
        reasons = self.batches.reasons
        if view.line.state is ItemState.REJECTED and reasons is not None:
            said += [each.words for code, each in reasons.by_code.items() if str(code) == view.line.reason]
        said += [ASIDE[view.line.reason]] if view.line.reason in ASIDE else []
        parts: list[Part] = [StatusMark(self.looks, shape, state, weight=BOLD), 8]
        for words in (_("Came {day:long}.", day=view.line.received), *said):
            parts += [TextBlock(self.looks, words, Role.STAFF), 4]
        return [*parts, 8]

    def _difference(self, view: ItemView) -> list[Part]:
        differing = view.differences[0]
        panel = DifferencePanel(self.looks)
        panel.setObjectName("difference")
        box = box_words(differing)
        panel.show(box, view.names.get(view.line.keyed_by, ""), keyed_words(differing.first), keyed_words(differing.second))
        panel.kept.connect(lambda round_: self.batches.keep(differing.key, round_))
        panel.unreadable.connect(lambda: self.batches.unreadable(differing.key))
        panel.again.connect(lambda: self._type_again(differing))
        for key, act in (
            (KEEP_FIRST, panel.first.click),
            (KEEP_SECOND, panel.second.click),
            (UNREADABLE, lambda: self.batches.unreadable(differing.key)),
            (AGAIN, lambda: self._type_again(differing)),
        ):
            self.shortcut(key, act)
        self.focus = panel.second
        left = left_words(len(view.differences))
        parts: list[Part] = [panel, 8]
        if self.session.view.get(_AGAIN) == differing.key:
            field = self.line("again", box, chars=16)
            self.focus = field
            parts += self.labelled(field, _("What stands on the page. Enter keeps it."))
        return [*parts, StatusMark(self.looks, Status.ACT_SOON, left, role=Role.STAFF), 12]

    def _warnings(self, view: ItemView) -> list[Part]:
        parts: list[Part] = []
        to_release = view.line.state is ItemState.TO_RELEASE
        whys: list[Said] = [RELEASES[why] for why in view.release] if to_release else []
        if view.first is not None:  # of what nobody has typed yet, everything is missing
            said = (*view.blocked, *(self.batches.warnings or view.warnings))
            whys += [view.service.words_for(problem) for problem in said]
        for words in whys:
            parts += [StatusMark(self.looks, Status.ACT_SOON, words, role=Role.STAFF), 6]
        if self.batches.warnings:
            parts += [TextBlock(self.looks, _("Press F9 once more to say yes to this, and submit it."), weight=BOLD), 6]
        return [*parts, 6] if parts else []

    def _ways(self, view: ItemView) -> QBoxLayout:
        line, made = view.line, list[StaffButton]()
        if line.state is ItemState.TO_RELEASE and self.operators.may(Permission.RELEASE):
            made.append(self.button(_("Release"), "F9", "release", self.batches.release))
        if line.state is ItemState.READY:
            made.append(self.button(_("Submit"), "F9", "submit", lambda: self.batches.submit(line)))
        if not line.state.is_over:
            made.append(self.button(_("Key"), "F6", "key", lambda: self.batches.key(line.id)))
            if self.operators.may(Permission.RELEASE):
                made.append(self.button(_("Reject"), "F8", "reject", lambda: self.session.over(Place.REJECTION)))
        if made and self.focus is None:
            self.focus = made[0]
        return self.buttons(*made)

    def _typed_list(self, view: ItemView) -> RowList:
        boxes = [box for box in view.sheet.boxes if box.key in view.final.texts or box.key in view.final.marks]

        differing = {each.key for each in view.differences}

        def row(at: int) -> Row:
            box = boxes[at]
            read = view.read.boxes[box.key]
            mark = MARKS.get(view.final.marks.get(box.key, ""))
            said: Said = mark or read.said or verbatim(view.final.texts.get(box.key, ""))
            twice = box.key in view.twice and view.second is not None and view.second.finished
            shape = Status.ACT_SOON if mark or box.key in differing else Status.DONE if twice else None
            state: Said = _("Keyed twice") if shape is Status.DONE else _("Differs") if box.key in differing else ""
            return Row(box.key, _("{number} {title}", number=box.number, title=box.label), said, "", shape, state)

        listed = RowList(self.looks, _("What was typed"), Rows([box.key for box in boxes], row), compact=True)
        listed.setObjectName("typed")
        listed.choice_is_personal = True
        if self.focus is None:
            self.focus = listed
        return listed

    def _lay_beside(self, right: QBoxLayout) -> None:
        directions = QBoxLayout.Direction
        beside = QBoxLayout(directions.LeftToRight if self.stage.wide else directions.BottomToTop)
        beside.setSpacing(20)
        beside.addWidget(self.viewer)
        self.viewer.setMinimumHeight(520)
        if self.stage.wide:
            self.viewer.setFixedWidth(_VIEWER)
            beside.addWidget(Edge(self.looks))
        beside.addLayout(right, 1)
        self.page.addLayout(beside, 1)

    def _type_again(self, differing: Difference) -> None:
        self.session.view[_AGAIN] = differing.key
        self.session.view.update({"typed:again": "", "focus": "field:again"})
        self.session.redraw()
