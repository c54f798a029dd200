"""The page on which a paper form is typed: the scanned page at the left, the boxes of the sheet at the right, keys for all of it.

Nothing here is asked of a mouse, and no other page comes in between. In the largest text the scanned page and the boxes take
turns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from services.forms.marks import Mark
from services.forms.problem import Level
from services.forms.sheet import SheetBox
from services.forms.words import Words
from ui.a11y import Told, announce
from ui.components.staff import Edge, Shortcut, StaffButton
from ui.components.status import Status
from ui.components.text import SEMIBOLD, TextBlock
from ui.court_desk.differences import AGAIN, KEEP_FIRST, KEEP_SECOND, UNREADABLE, DifferencePanel
from ui.court_desk.dropping import FileDrop
from ui.court_desk.sheet_bars import Advice, ItemBar
from ui.court_desk.sheet_editor import BoxLine
from ui.court_desk.sheet_view import RING, BoxState, SheetView
from ui.court_desk.sheet_words import (
    advice_words,
    box_words,
    by_words,
    fact_words,
    far_words,
    form_words,
    hint_words,
    keyed_words,
    keying_words,
    left_words,
    problem_words,
    sheet_words,
    state_words,
    told_of,
)
from ui.court_desk.viewer import WIDTH, PageViewer
from ui.court_desk.viewer_bar import Keys
from ui.desk.layout import boxed, column, row
from ui.desk.screen import Stage
from ui.desk.staff_page import StaffScreen
from ui.desk.words import _
from ui.theme import Role, Said

_GO_TO, _LEAST = 90, 44
_MARGIN, _BETWEEN = 12, 8
_TALL = 1500
_TURN, _TURN_CAP = "Ctrl+Tab", "Ctrl Tab"
_FROM_RAIL = 24  # where the page scrolls too
_STATUS = {Level.BLOCK: Status.PUT_ASIDE, Level.CONFIRM: Status.ACT_SOON, Level.NOTE: Status.INFO}
_HINTS = (
    Shortcut("Enter", _("Next box")),
    Shortcut("F2", _("Same as last")),
    Shortcut("Ctrl G", _("Go to box")),
    Shortcut("F1", _("All")),
)
_DECIDING = (Shortcut("F3 F4", _("Keep one")), Shortcut("F2", _("Type it again")), Shortcut("F1", _("All")))


class SheetScreen(StaffScreen):
    """See the module. What is shown is in `Keying`, which outlives the page."""

    beside_ways = False

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.keying = self.session.staff.keying
        FileDrop(self.body, self.session.staff.scans.drop)
        self.viewer = PageViewer(self.looks, ways=() if self._both else (Keys((_TURN_CAP,), _("Boxes")),))
        self.panel = DifferencePanel(self.looks)
        self.panel.setObjectName("difference")
        self.view = SheetView(self.looks)
        self._box_shown = ""
        self._advice = Advice(self.looks)
        self._left = TextBlock(self.looks, "", Role.STAFF, weight=SEMIBOLD)
        self._go_to = BoxLine(self.looks)
        self._go_to.describe(lambda: (self.looks.say(name := _("Number of the box to go to")), "", self.looks.say(name)))
        self._go_to.setObjectName("go-to")
        self._go_to.setFixedWidth(_GO_TO * self.looks.type(Role.STAFF).pixels // 16)
        self._go_to.setMinimumHeight(max(_LEAST, self.looks.type(Role.BODY).line + 16))
        self._go_to.hide()
        self.page.setContentsMargins(0, 0, 0, 0)
        if self.keying.is_open:
            self._fill()

    @property
    def _both(self) -> bool:
        """Whether there is room for the page and the boxes: beside one another, or on a tall screen one above the other."""
        return self.stage.wide or (self.stage.height >= _TALL and not self.looks.largest)

    @property
    def desk_name(self) -> Said:
        """The court's desk."""
        return _("Court capture")

    @property
    def title(self) -> Said:
        """The form."""
        return form_words(self.keying.form.opened) if self.keying.is_open else self.desk_name

    @property
    def hints(self) -> Sequence[Shortcut]:
        """The keys that work wherever one is on the sheet."""
        keying = self.session.staff.keying  # asked for while the page is made
        decides = keying.is_open and keying.form.deciding is not None
        return _DECIDING if decides else _HINTS

    def entered(self) -> None:
        """The focus is in the box in question."""
        if self.keying.is_open:
            self.show_again()
        else:
            super().entered()

    def show_again(self) -> None:
        """Show what is in the boxes now, and go to the one in question."""
        keying = self.keying
        if not keying.is_open:
            return
        form, deciding, moves = keying.form, keying.form.deciding, False
        self._go_to.hide()
        self._show_difference()
        self.view.show_sheet(form.sheet, {box.key: self._state(box) for box in form.sheet.boxes})
        self.viewer.setVisible(self._both or keying.on_page)
        self._right.setVisible(self._both or not keying.on_page)
        if not self._right.isVisibleTo(self.body):
            self.viewer.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        elif deciding is None or deciding.again:
            moves = self.view.editor.hasFocus() and self._box_shown != form.current
            self.view.go_to(form.current, form.text)
        else:
            self.panel.second.setFocus(Qt.FocusReason.OtherFocusReason)
            self.view.look_at(form.current)
        self._left.set_text(far_words(form) if deciding is None else left_words(len(deciding.view.differences)))
        self._say(aloud=not moves)
        self._box_shown = form.current
        if moves:
            self._tell()

    def _tell(self) -> None:
        """The field stands elsewhere, with the focus: say where. What is in it is for a screen reader alone."""
        editor, form = self.view.editor, self.keying.form
        problem, states = form.problem, (self.looks.say(each) for each in state_words(form, form.box))
        wrong = [self.looks.say(problem_words(form, problem))] if problem is not None and self._is_wrong() else []
        announce(editor, ". ".join((self._told(form.current).name, *wrong)))
        inside = ". ".join((form.text or self.looks.say(_("empty")), *states))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(editor, inside))

    def _is_wrong(self) -> bool:
        form = self.keying.form
        return form.is_faulty(form.box) or form.is_warned(form.box)

    def _show_difference(self) -> None:
        """The panel, and the keys that decide, in the place of what typing needs."""
        deciding = self.keying.form.deciding
        for key in self._typing_keys:
            key.setEnabled(deciding is None)
        for key in self._deciding_keys:
            key.setEnabled(deciding is not None)
        for widget in self._for_typing:
            widget.setVisible(deciding is None)
        self._differs.setVisible(deciding is not None)
        self._accept.set_available(deciding is None, _("Decide first what differs."))
        if deciding is not None:
            each, first_by = deciding.difference, self.keying.form.opened.first_by
            self.panel.show(box_words(each), first_by, keyed_words(each.first), keyed_words(each.second), _("You keyed"))

    def _fill(self) -> None:
        keying, opened = self.keying, self.keying.form.opened
        keying.changed = self.show_again
        facts, keying_is = fact_words(opened), keying_words(opened)
        line = self.stage.width if self.stage.wide else 0
        bar = ItemBar(self.looks, form_words(opened), facts, keying_is, hint_words(opened), keyed_by=by_words(opened), room=line)
        self._differs = boxed(column(6, self.panel, 4))
        below = column(10, self._advice_row(), self._differs, 6, self._actions())
        below.setContentsMargins(RING, 0, RING, 0)
        whole = column(self.view, below)
        self._right = boxed(whole)
        margin = _MARGIN if self.stage.wide else max(_FROM_RAIL, self.looks.measures.margin - RING)
        whole.setContentsMargins(margin, 12, margin, 10)
        self.viewer.canvas.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # as high as the page is
        if self.stage.wide:
            self.viewer.setFixedWidth(WIDTH - 2)
        beside = QHBoxLayout() if self.stage.wide or not self._both else QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.viewer, 0 if self.stage.wide else 1)
        if self.stage.wide:
            beside.addWidget(Edge(self.looks))
        beside.addWidget(self._right, 1)
        self.page.addWidget(bar)
        self.page.addLayout(beside, 1)
        self.view.typed.connect(self._typed)
        self.view.entered.connect(keying.forward)
        self.view.pressed.connect(keying.go)
        self._go_to.returnPressed.connect(self._go_there)
        for editor in (self.view.line, self.view.area):
            editor.go = keying.step
            editor.describe(self._described)
        self.panel.kept.connect(keying.keep)
        self.panel.again.connect(keying.type_again)
        self.panel.unreadable.connect(keying.unreadable)
        self.view.describe(self._sheet_described, self._told)
        self._bind()
        self.session.staff.pages.show(self.viewer, opened.line.scans)
        self.focus = self.view.line

    def _bind(self) -> None:
        keying = self.keying
        typing: tuple[tuple[str, Callable[[], object]], ...] = (
            ("F2", keying.same_as_last),
            ("F5", lambda: keying.mark(Mark.ILLEGIBLE)),
            ("F7", lambda: keying.mark(Mark.MISSING)),
            ("F6", keying.one_more),
            ("F9", keying.accept),
            ("F11", keying.acknowledge),
            ("Ctrl+G", self._ask_where),
            ("Up", lambda: keying.step(-1)),
            ("Down", lambda: keying.step(1)),
        )
        deciding: tuple[tuple[str, Callable[[], object]], ...] = (
            (KEEP_FIRST, lambda: keying.keep(1)),
            (KEEP_SECOND, lambda: keying.keep(2)),
            (AGAIN, keying.type_again),
            (UNREADABLE, keying.unreadable),
        )
        self._typing_keys = [self._key(key, act) for key, act in typing]
        self._deciding_keys = [self._key(key, act) for key, act in deciding]
        for key, act in (("F8", keying.put_aside), *self.viewer.shortcuts()):
            self.shortcut(key, act)
        if not self._both:
            self.shortcut(_TURN, self._turn_over)
        away = QShortcut(QKeySequence("Esc"), self._go_to)
        away.setContext(Qt.ShortcutContext.WidgetShortcut)
        away.activated.connect(self.show_again)

    def _key(self, key: str, act: Callable[[], object]) -> QShortcut:
        made = QShortcut(QKeySequence(key), self.body)
        made.activated.connect(act)
        return made

    def _advice_row(self) -> QHBoxLayout:
        return row(self._go_to, 10, self._advice)

    def _actions(self) -> QVBoxLayout | QGridLayout:
        keying = self.keying
        marks = [
            self._button("cannot-read", _("Cannot read it"), "F5", lambda: keying.mark(Mark.ILLEGIBLE)),
            self._button("not-there", _("Not there"), "F7", lambda: keying.mark(Mark.MISSING)),
            self._button("one-more", _("One more"), "F6", keying.one_more),
        ]
        self._yes = self._button("acknowledge", _("Yes, seen"), "F11", keying.acknowledge)
        aside = self._button("put-aside", _("Put this aside"), "F8", keying.put_aside)
        self._accept = accept = self._button("accept", _("Accept and next"), "F9", keying.accept)
        self._for_typing = (*marks, self._yes)
        if self._both:
            below = row(aside, None, 12, accept)
            below.insertWidget(2, self._left, 0, Qt.AlignmentFlag.AlignVCenter)
            return column(*self._wrapped(*marks, self._yes), below)
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        turn = self._button("turn-over", _("Scanned page"), _TURN_CAP, self._turn_over)
        for at, each in enumerate((*marks, turn, aside, accept, self._left, self._yes)):
            grid.addWidget(each, at // 2, at % 2)
        return grid

    def _wrapped(self, *buttons: StaffButton) -> list[QHBoxLayout | int]:
        """As many side by side as there is room for."""
        room = self.stage.width - (WIDTH if self.stage.wide else 0) - 2 * (_MARGIN + RING)
        lines: list[list[StaffButton]] = [[]]
        for button in buttons:
            if sum(each.sizeHint().width() + _BETWEEN for each in lines[-1]) + button.sizeHint().width() > room:
                lines.append([])
            lines[-1].append(button)
        return [part for line in lines for part in (row(*_spaced(*line), None), _BETWEEN)]

    def _button(self, name: str, words: Words, key: str, act: Callable[[], object]) -> StaffButton:
        made = StaffButton(self.looks, words, key=key)
        made.setObjectName(name)
        made.clicked.connect(act)
        return made

    def _typed(self, text: str) -> None:
        self.keying.form.type(text)
        self._say()

    def _say(self, *, aloud: bool = True) -> None:
        """What is to be said of the box in question; what it was read as belongs to the text that was there when it was left."""
        form = self.keying.form
        problem = form.problem
        self._advice.setVisible(form.deciding is None or form.deciding.again or bool(form.message))
        self._yes.setVisible(form.deciding is None and form.is_warned(form.box))
        if form.message:
            self._advice.say(Status.PUT_ASIDE, form.message)
        elif form.deciding is not None:
            self._advice.say(None, _("What stands on the page. Enter keeps it.") if form.deciding.again else "")
        elif problem is not None and (form.is_faulty(form.box) or problem.level is not Level.BLOCK):
            self._advice.say(_STATUS[problem.level], problem_words(form, problem), aloud=aloud)
        else:
            self._advice.say(None, advice_words(form), personal=bool(form.text))
        self.view.editor.words_changed()

    def _described(self) -> tuple[str, str, str]:
        if not self.keying.is_open:
            return "", "", ""
        form = self.keying.form
        told, states = self._told(form.current), state_words(form, form.box)
        return told.name, told.description, ", ".join((told.name, *map(self.looks.say, states)))

    def _told(self, key: str) -> Told:
        form = self.keying.form if self.keying.is_open else None
        box = None if form is None else next((each for each in form.sheet.boxes if each.key == key), None)
        return Told("") if form is None or box is None else told_of(form, box, self.looks)

    def _state(self, box: SheetBox) -> BoxState:
        form = self.keying.form
        read = form.read_of(box)
        mark = Mark(form.marks[box.key]) if box.key in form.marks else None
        said = "" if read.said is None else " ".join(self.looks.say(read.said).split())
        differs = form.deciding is not None and box.key in form.deciding.keys
        warned = differs or form.is_warned(box)
        return BoxState(form.texts.get(box.key, ""), mark, read, said, faulty=form.is_faulty(box), warned=warned)

    def _sheet_described(self) -> tuple[str, str]:
        if not self.keying.is_open:
            return "", ""
        form = self.keying.form
        return self.looks.say(form_words(form.opened)), ". ".join(self.looks.say(each) for each in sheet_words(form))

    def _ask_where(self) -> None:
        self._go_to.clear()
        self._go_to.show()
        self._go_to.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._advice.say(None, _("Type the number of the box, then Enter."))

    def _go_there(self) -> None:
        number = self._go_to.text()
        if not self.keying.go_to_number(number):
            self._advice.say(Status.PUT_ASIDE, _("There is no box {number}.", number=number))

    def _turn_over(self) -> None:
        self.keying.on_page = not self.keying.on_page
        self.show_again()


def _spaced(*widgets: QWidget) -> list[QWidget | int]:
    return [part for widget in widgets for part in (widget, _BETWEEN)]
