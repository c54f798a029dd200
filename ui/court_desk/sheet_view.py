"""The boxes of a capture sheet, drawn, with one field to type into in the place of the box in question.

Only what is in sight is drawn and nothing but the field is a widget, so that a sheet with twenty defendants is as quick as one
with one. Each box is an object of its own to assistive technology all the same. The boxes scroll by themselves to keep the one
in question in sight. A press on a box goes to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QMouseEvent, QPaintEvent, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from services.forms.marks import Mark
from services.forms.paper import BoxKind
from services.forms.problem import Level
from services.forms.sheet import Sheet, SheetBox
from services.forms.sheet_reading import ReadBox
from ui.a11y import Told
from ui.components.containers import Container
from ui.components.scroll import ScrollRail
from ui.court_desk.sheet_drawing import draw_box, draw_head
from ui.court_desk.sheet_editor import BoxArea, BoxEditor, BoxLine
from ui.court_desk.sheet_layout import Laid, Placed, lay_out
from ui.court_desk.sheet_parts import Boxes, BoxParts
from ui.theme import LookSource, Role
from ui.theme.mirror import from_start, painter_on

RING = 8  # room for the ring around the field
_AROUND, _LINES, _WHEEL = 60, 6, 60
_RAIL, _SHORTEST = 6, 32


@dataclass(frozen=True, slots=True)
class BoxState:
    """What is drawn in one box."""

    text: str
    mark: Mark | None
    read: ReadBox
    said: str  # what it was read as, in the language now
    faulty: bool  # shown as wrong
    warned: bool = False  # shown as something to look at once more

    @property
    def is_right(self) -> bool:
        """Whether it has an answer that nothing is wrong with."""
        problem = self.read.problem
        return bool(self.said) and (problem is None or problem.level is Level.NOTE)


class SheetView(Container):
    """See the module. `states` are by key."""

    typed = Signal(str)
    entered = Signal()
    pressed = Signal(str)  # a box, by key

    def __init__(self, looks: LookSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self._states: Mapping[str, BoxState] = {}
        self._laid: Laid | None = None
        self._current = ""
        self._described: Callable[[], tuple[str, str]] = _nothing
        self._told: Callable[[str], Told] = Told
        self._parts = BoxParts(self, Boxes(self._told_of, self._seen, self.pressed.emit))
        self._top = 0.0
        self.painted = 0  # boxes that the last repaint drew
        self.line, self.area = BoxLine(looks, self), BoxArea(looks, self)
        self.line.setObjectName("sheet-line")
        self.area.setObjectName("sheet-area")
        self.line.textChanged.connect(lambda text: self._typed_in(self.line, text))  # assistive technology writes too
        self.line.returnPressed.connect(self.entered)
        self.area.textChanged.connect(lambda: self._typed_in(self.area, self.area.text()))
        self.area.entered.connect(self.entered)
        self.line.hide()
        self.area.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.follow(looks)

    @property
    def editor(self) -> BoxEditor:
        """The field that is shown."""
        return self.area if self._is_long() else self.line

    def accessible_role(self) -> QAccessible.Role:
        """A group."""
        return QAccessible.Role.Grouping

    def accessible_parts(self) -> Sequence[QObject]:
        """The boxes in the order of the paper; the field for the one that is typed in."""
        boxes = () if self._sheet is None else self._sheet.boxes
        typed_in = self._current if self.editor.isVisibleTo(self) else ""
        return [self.editor if box.key == typed_in else self._parts.of(box.key) for box in boxes]

    def describe(self, described: Callable[[], tuple[str, str]], told: Callable[[str], Told]) -> None:
        """Take the name and the description for assistive technology from here, and by its key how each box stands."""
        self._described, self._told = described, told
        self.words_changed()

    def words_changed(self) -> None:
        """The form, how many boxes, and what is wrong where."""
        name, description = self._described()
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(260, 3 * self.looks.type(Role.BODY).line + 2 * RING)

    def look_changed(self) -> None:
        """Also where everything stands."""
        self._laid = None
        super().look_changed()

    def show_sheet(self, sheet: Sheet, states: Mapping[str, BoxState]) -> None:
        """Show these boxes; the one in question stays."""
        if self._sheet is None or sheet.parts != self._sheet.parts:
            self._laid = None
        self._sheet, self._states = sheet, states
        self._place_editor()
        self.words_changed()
        self._parts.tell_news([box.key for box in sheet.boxes])
        self.update()

    def look_at(self, key: str) -> None:
        """Bring a box into sight that is not typed in now: the field goes."""
        self._current = key
        self.line.hide()
        self.area.hide()
        self._show_current()
        self.update()

    def go_to(self, key: str, text: str) -> None:
        """Put the field in the place of a box, with a text to go on with, and give it the focus."""
        fresh, self._current = self._current not in {"", key}, key
        editor = self.editor
        other: QWidget = self.line if isinstance(editor, BoxArea) else self.area
        with QSignalBlocker(editor):
            editor.setText(text)
        self._show_current()
        self._place_editor()
        editor.show()
        editor.raise_()
        if isinstance(editor, BoxLine) and fresh:
            editor.selectAll()  # what is typed next takes its place
        elif isinstance(editor, BoxArea):
            editor.moveCursor(QTextCursor.MoveOperation.End)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        other.hide()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the box."""
        at = from_start(self, QRect(event.position().toPoint(), QSize(1, 1)))
        point = QRectF(at).translated(-RING, self._top - RING)
        for placed in self._placed().boxes:
            if placed.field.united(placed.plate).intersects(point):
                self.pressed.emit(placed.box.key)
                return

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll."""
        self._scroll_to(self._top - event.angleDelta().y() / 120 * _WHEEL)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything is laid out for the width; a longer advice below takes height alone."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._laid = None
        self._show_current()
        self._place_editor()
        ScrollRail.show_again(self.editor)

    def paintEvent(self, event: QPaintEvent) -> None:
        laid, painter = self._placed(), painter_on(self)
        shown = QRectF(from_start(self, event.rect())).translated(-RING, self._top - RING)
        painter.save()
        painter.translate(RING, RING - self._top)
        self.painted = 0
        for head in laid.heads:
            if head.words.united(head.rule).intersects(shown) and self._has_room(head.words.united(head.rule)):
                draw_head(painter, self.looks, head)
        for placed in laid.boxes:
            if placed.whole.intersects(shown) and self._is_in_sight(placed):
                self.painted += 1
                typed_in = placed.box.key == self._current and self.editor.isVisibleTo(self)
                draw_box(painter, self.looks, placed, self._states.get(placed.box.key), current=typed_in)
        painter.restore()
        if laid.height > self.height() - 2 * RING:
            long = max(float(_SHORTEST), self.height() ** 2 / (laid.height + 2 * RING))
            at = (self.height() - long) * self._top / (laid.height + 2 * RING - self.height())
            painter.fillRect(QRectF(self.width() - _RAIL, at, _RAIL, long), self.looks.colour("border"))
        painter.end()

    def _placed(self) -> Laid:
        if self._laid is None:
            self._laid = lay_out(self.looks, self._sheet, self.width() - 2 * RING) if self._sheet else Laid((), (), 0)
        return self._laid

    def _told_of(self, key: str) -> Told:
        return self._told(key)

    def _seen(self, key: str) -> QRect:
        """Where a box is in this widget; empty where it is not drawn."""
        placed = self._placed().of(key)
        if placed is None or not self._is_in_sight(placed):
            return QRect()
        return from_start(self, placed.whole.translated(RING, RING - self._top).toAlignedRect())

    def _is_in_sight(self, placed: Placed) -> bool:
        return self._has_room(placed.whole, covers=placed.box.key != self._current)

    def _has_room(self, part: QRectF, *, covers: bool = True) -> bool:
        """Whether a part of the sheet is shown: what does not fit whole, or lies below a field of several lines, is not begun."""
        room = QRectF(-RING, self._top - RING, self.width(), self.height())
        inside = part.intersects(room) and part.top() >= room.top() and part.bottom() <= room.bottom()
        if not covers or not self.area.isVisibleTo(self):
            return inside
        area = from_start(self, self.area.geometry())
        return inside and not part.intersects(QRectF(area).translated(-RING, self._top - RING))

    def _is_long(self) -> bool:
        box = self._box()
        return box is not None and box.kind is BoxKind.LONG

    def _box(self) -> SheetBox | None:
        placed = self._placed().of(self._current)
        return placed.box if placed else None

    def _typed_in(self, field: BoxEditor, text: str) -> None:
        """Assistive technology can write into a field that is hidden, which belongs to no box."""
        if field is self.editor and field.isVisible():
            self.typed.emit(text)

    def _scroll_to(self, top: float) -> None:
        most = max(0.0, self._placed().height - (self.height() - 2 * RING))
        self._top = min(max(0.0, top), most)
        self._place_editor()
        self.update()

    def _show_current(self) -> None:
        """Scroll as little as shows the box in question, with what stands around it."""
        laid = self._placed()
        placed = laid.of(self._current)
        if placed is None:
            return
        room = self.height() - 2 * RING
        bottom = placed.field.top() + self._height(placed)
        spare = (room - (bottom - placed.whole.top())) / 2  # a low window shows the box itself before what is around it
        around = 0.0 if self._is_long() else min(float(_AROUND), max(0.0, spare))
        top, bottom = placed.whole.top() - around, bottom + around
        self._scroll_to(min(max(self._top, bottom - room), top))

    def _height(self, placed: Placed) -> float:
        """How high the field is that is typed in: several lines where the answer is long, as far as there is room."""
        field = placed.field
        if not self._is_long():
            return field.height()
        room = self.height() - 2 * RING - (field.top() - placed.whole.top())
        return max(field.height(), min(float(_LINES * self.looks.type(Role.BODY).line + 16), room))

    def _place_editor(self) -> None:
        laid = self._placed()
        placed = laid.of(self._current)
        if placed is not None:
            field = placed.field
            top = field.y() - self._top + RING
            high = self._height(placed)
            left = field.x() + RING
            if self.isRightToLeft():
                left = self.width() - left - field.width()
            self.editor.setGeometry(round(left), round(top), round(field.width()), round(high))


def _nothing() -> tuple[str, str]:
    """Nothing is shown yet."""
    return "", ""
