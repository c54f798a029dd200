"""A list of things staff work on, however long: a model that asks for a row when it is seen, and a view that draws only those.

Rows are of one height, so that ten thousand are laid out at once: 88 px, or 48 px where the list is compact, and higher as soon
as one is seen whose words need more. Nothing is ever cut off. The arrow keys choose; Enter, or a second press, opens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QRect, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.components.base import Ring, RingKind, margins
from ui.components.focus import REACH
from ui.components.listing import AnyIndex, Listing
from ui.components.row_drawing import RowDrawing, RowInks
from ui.components.scroll import RAIL_TARGET, Rail, scroll_by_touch
from ui.components.status import Status
from ui.theme import LookSource, Said
from ui.theme.mirror import is_mirrored, mirrored

_WIDTH, _NARROWEST = 400, 160  # wanted, and the least
_LEAST_ROWS, _MOST_ROWS = 2, 8  # in sight at the least, and wanted at the most
_OPENS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


@dataclass(frozen=True, slots=True)
class Row:
    """One thing: what it is told from others by, its name, when or how much, what it is, and how it stands."""

    key: str
    title: Said
    aside: Said = ""
    line: Said = ""
    shape: Status | None = None
    state: Said = ""


class Rows:
    """Rows made when they are asked for: `make` is given a place in `keys`, of which each is another."""

    def __init__(self, keys: Sequence[str], make: Callable[[int], Row]) -> None:
        self._keys, self._make = keys, make

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Rows:
        """Rows that are there already."""
        return cls(tuple(row.key for row in rows), rows.__getitem__)

    def __len__(self) -> int:
        return len(self._keys)

    def __getitem__(self, at: int) -> Row:
        return self._make(at)

    def key(self, at: int) -> str:
        """Of a row, without making it."""
        return self._keys[at]

    def place(self, key: str) -> int:
        """Where a key stands; -1 for nowhere."""
        try:
            return self._keys.index(key)
        except ValueError:
            return -1


class RowModel(QStringListModel):
    """The rows as Qt asks for them. How many there are it asks for each of them, so that is left to a model of Qt's own."""

    def __init__(self, looks: LookSource, rows: Rows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = looks
        self.rows = rows
        self.setStringList([""] * len(rows))

    def replace(self, rows: Rows) -> None:
        """Other rows."""
        self.rows = rows
        self.setStringList([""] * len(rows))

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        del index
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own type
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            row = self.rows[index.row()]
            said = (self._looks.say(part) for part in (row.title, row.line, row.state, row.aside))
            return ". ".join(part for part in said if part)
        return None


class _RowDelegate(QStyledItemDelegate):
    """Draws a row in the height that all have."""

    def __init__(self, looks: LookSource, view: RowList) -> None:
        super().__init__(view)
        self._looks, self._view = looks, view

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        del option, index
        return QSize(self._view.viewport().width(), self._view.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        box = QRectF(option.rect)
        if self._view.isRightToLeft() and not is_mirrored(painter):
            with mirrored(painter, box):
                self.paint(painter, option, index)
            return
        inks = RowInks.of(self._looks, chosen=bool(option.state & QStyle.StateFlag.State_Selected))
        self._view.drawing(index.row()).paint(painter, box, inks)


class RowList(Listing):
    """The view. It scrolls within itself, with a rail of its own."""

    chosen = Signal(str)  # the key of another row, when a person chose it
    opened = Signal(str)  # the key of the row on which Enter, or a second press, was

    def __init__(
        self,
        looks: LookSource,
        name: Said,
        rows: Sequence[Row] | Rows = (),
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, parent=parent)
        self.looks, self._compact = looks, compact
        self._chosen, self._setting, self._making_room = "", False, False
        self._items = RowModel(looks, _lazy(rows), self)
        self.row_height = RowDrawing.least(looks, compact=compact)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setLayoutMode(QListView.LayoutMode.SinglePass)
        self.setModel(self._items)
        self.setItemDelegate(_RowDelegate(looks, self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        scroll_by_touch(self.viewport())
        self._rail = Rail(looks, self, self)
        self.clicked.connect(self._pressed)
        self.follow(looks)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._items.rows)

    @property
    def current(self) -> str:
        """The key of the row that is chosen; "" while none is."""
        return self._chosen

    def set_rows(self, rows: Sequence[Row] | Rows) -> None:
        """Show other rows; what was chosen stays chosen, if it is among them."""
        self._items.replace(_lazy(rows))
        self._measure_anew()
        self._show_chosen()

    def choose(self, key: str) -> None:
        """Choose a row, and bring it into sight, without saying so; "" for none."""
        self._chosen = key
        self._show_chosen()

    def drawing(self, at: int) -> RowDrawing:
        """A row, laid out for the width there is."""
        row, width = self._items.rows[at], self.viewport().width()
        texts = tuple(self.looks.say(part) for part in (row.title, row.aside, row.line, row.state))
        key = (RowDrawing, texts, row.shape, width, self._compact)
        return self.looks.once(key, lambda: RowDrawing(self.looks, row, width, compact=self._compact))

    def make_room(self) -> None:
        """Keep the words from below the rail, while it shows."""
        if self._making_room or not hasattr(self, "_rail"):
            return
        self._making_room = True
        shown = self.verticalScrollBar().maximum() > 0
        self.setViewportMargins(*margins(self.looks, 0, 0, RAIL_TARGET if shown else 0, 0))
        self._making_room = False
        self.scheduleDelayedItemsLayout()

    def look_changed(self) -> None:
        """Also the rows, and the side of the rail."""
        super().look_changed()
        self.make_room()
        self._measure_anew()
        self._place_rail()

    def ring(self) -> Ring | None:
        """Within the row where the focus is, so that its neighbours stay as they are."""
        row = self.focused_part().adjusted(REACH, REACH, -REACH, -REACH)
        inside = row.intersected(self.viewport().geometry())
        if self.isRightToLeft():
            inside.moveLeft(self.width() - inside.right() - 1)
        return None if inside.height() <= REACH else Ring(RingKind.BOX, QRectF(inside))

    def focused_part(self) -> QRect:
        """The row where the focus is; all of it while there is none."""
        index = self.currentIndex()
        if not index.isValid():
            return self.viewport().geometry()
        return self.visualRect(index).translated(self.viewport().pos())

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, self.row_height * max(_LEAST_ROWS, min(self.count, _MOST_ROWS)))

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, self.row_height * max(1, min(self.count, _LEAST_ROWS)))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        rows = selected.indexes()
        if rows and not self._setting:
            self._chosen = self._items.rows.key(rows[0].row())
            self.chosen.emit(self._chosen)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        if current.isValid():
            self.scrollTo(self._items.index(current.row()))
        super().currentChanged(current, previous)

    def keyboardSearch(self, search: str) -> None:
        """Letters are shortcuts of the page, and search fields find."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in _OPENS:
            if index.isValid() and not event.isAutoRepeat():
                self._take(index)
                self.opened.emit(self._chosen)
        elif event.key() == Qt.Key.Key_Space:
            self._take(index)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_rail()
        if event.size().width() != event.oldSize().width():
            self._measure_anew()
        else:
            self._grow()
        self._keep_in_sight()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._grow()
        if self.hasFocus():
            self.tell_ring()

    def _pressed(self, index: AnyIndex) -> None:
        again = self._items.rows.key(index.row()) == self._chosen
        self._take(index)
        if again:
            self.opened.emit(self._chosen)

    def _take(self, index: AnyIndex) -> None:
        if index.isValid():
            self.selectionModel().setCurrentIndex(
                self._items.index(index.row()), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def _show_chosen(self) -> None:
        self._setting = True
        at = self._items.rows.place(self._chosen) if self._chosen else -1
        if at >= 0:
            self._take(self._items.index(at))
        else:
            self._chosen = ""
            self.clearSelection()
        self._setting = False

    def _measure_anew(self) -> None:
        """As high as the rows in sight need."""
        self.row_height = RowDrawing.least(self.looks, compact=self._compact)
        self.doItemsLayout()
        self._grow()
        self.updateGeometry()

    def _keep_in_sight(self) -> None:
        """The row that is chosen, with whole rows above it."""
        at, bar, height = self.currentIndex().row(), self.verticalScrollBar(), self.row_height
        first, seen = -(-bar.value() // height), max(1, self.viewport().height() // height)
        if at >= 0:
            bar.setValue(max(min(first, at), at - seen + 1) * height)

    def _grow(self) -> None:
        """Make all rows as high as those in sight need; the first of them stays where it is."""
        if not self.count or not hasattr(self, "_rail"):
            return
        bar, height = self.verticalScrollBar(), self.row_height
        first = bar.value() // height
        last = min(self.count, first + self.viewport().height() // height + 2)
        needed = max((self.drawing(at).height for at in range(first, last)), default=height)
        if needed > height:
            self.row_height = needed
            self.doItemsLayout()
            bar.setValue(first * needed)
            self.updateGeometry()

    def _place_rail(self) -> None:
        if hasattr(self, "_rail"):
            left = 0 if self.isRightToLeft() else self.width() - RAIL_TARGET
            self._rail.setGeometry(left, 0, RAIL_TARGET, self.height())
            self._rail.raise_()


def _lazy(rows: Sequence[Row] | Rows) -> Rows:
    return rows if isinstance(rows, Rows) else Rows.of(rows)
