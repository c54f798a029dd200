"""A long list of answers of which one is chosen: a model, and a view that draws only the rows that are seen.

A hundred prisons are one widget. Each row is an accessible object of its own, with its name and whether it is chosen; the arrow
keys move and choose as among radio buttons, and a finger chooses when it lets go, so that a drag over the list only scrolls.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QItemSelection, QItemSelectionModel, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.a11y import announce
from ui.components.base import Exact, Ring, RingKind, exact_policy
from ui.components.listing import NO_INDEX, AnyIndex, Listing
from ui.components.marks import MarkedLine, MarkState, marked_height, paint_radio
from ui.components.text import Style, on_one_line
from ui.theme import LookSource, Role, Said
from ui.theme.mirror import is_mirrored, mirrored

_GAP = 8
_WIDTH = 400  # wanted; it takes the column
_BESIDE = 24  # between mark and words, and air after them
_WORDS, _BELOW = Style(Role.LEAD), Style()
_SCROLLS = frozenset({Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_CHOOSES = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_VALUE = int(Qt.ItemDataRole.UserRole)
_CHOOSABLE = _VALUE + 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer of a list: what is stored, its words, and by what it is found.

    With `instead` it is none: it is shown once something is typed that finds it, and says what to do instead. A `hint` stands
    below the words.
    """

    value: str
    words: Said
    found_by: str
    instead: Said = ""
    hint: Said = ""

    @property
    def below(self) -> Said:
        """What stands below the words."""
        return self.instead or self.hint


class OptionsModel(QAbstractListModel):
    """The answers that match what was typed, in their order."""

    def __init__(self, looks: LookSource, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = looks
        self._all = tuple(entries)
        self.shown = self._matching(())

    def narrow(self, wanted: Sequence[str]) -> None:
        """Keep the entries that are found by every one of `wanted`."""
        self.beginResetModel()
        self.shown = self._matching(wanted)
        self.endResetModel()

    def row_of(self, value: str) -> int:
        """Where an answer stands now; -1 while it is not shown."""
        return next((row for row, each in enumerate(self.shown) if each.value == value), -1)

    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own type
        entry = self.shown[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._looks.say(entry.words)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self._looks.say(entry.below)
        if role == _CHOOSABLE:
            return not entry.instead
        return entry.value if role == _VALUE else None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags & ~Qt.ItemFlag.ItemIsSelectable if index.isValid() and self.shown[index.row()].instead else flags

    def _matching(self, wanted: Sequence[str]) -> tuple[Entry, ...]:
        found = (each for each in self._all if all(part in each.found_by for part in wanted))
        return tuple(each for each in found if wanted or not each.instead)


def _below(index: AnyIndex) -> str:
    """What stands below the words of a row."""
    return str(index.data(Qt.ItemDataRole.AccessibleDescriptionRole))


class _RowDelegate(QStyledItemDelegate):
    """Draws a row as a radio button."""

    def __init__(self, looks: LookSource, view: QListView, options: OptionsModel) -> None:
        super().__init__(view)
        self._looks, self._view, self._options = looks, view, options

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        del option
        width = self._view.viewport().width()
        return QSize(width, self.height(self._options.shown[index.row()], width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        if self._view.isRightToLeft() and not is_mirrored(painter):
            with mirrored(painter, QRectF(option.rect)):
                self.paint(painter, option, index)
            return
        box = QRectF(option.rect)
        line = self.line(index, round(box.width()))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = self._view.hasFocus() and self._view.currentIndex() == index
        choosable = bool(index.data(_CHOOSABLE))
        paint_radio(painter, self._looks, line.mark().translated(box.topLeft()), MarkState(chosen, focused, available=choosable))
        ink = self._looks.colour("text" if choosable else "secondary")
        line.paint_words(painter, box.left(), box.top(), ink, self._looks.colour("bg"))

    def height(self, entry: Entry, width: int) -> int:
        """How high a row is, with the gap below it. Only words that may not fit on one line are laid out for that."""
        looks = self._looks
        words, below, room = looks.say(entry.words), looks.say(entry.below), width - looks.measures.mark - _BESIDE
        if on_one_line(looks, words, _WORDS, room) and (not below or on_one_line(looks, below, _BELOW, room)):
            lines = looks.type(_WORDS.role).line + (looks.type(_BELOW.role).line if below else 0)
            return marked_height(looks, lines) + _GAP
        return MarkedLine(looks, words, below, width).height + _GAP

    def line(self, index: AnyIndex, width: int) -> MarkedLine:
        """A row, laid out."""
        return MarkedLine(self._looks, str(index.data()), _below(index), width)


class OptionList(Exact, Listing):
    """The view. As high as its rows: the page scrolls, never the list within it."""

    chosen = Signal(str)  # the value, when a person chose it; "" when they went to a row that cannot be chosen

    def __init__(
        self, looks: LookSource, name: Said, entries: Sequence[Entry], value: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent=parent)
        self._value = value
        self._setting = False
        self._heights: dict[int, int] = {}  # of all rows, by width
        self.options = OptionsModel(looks, entries, self)
        self._rows = _RowDelegate(looks, self, self.options)
        self.setModel(self.options)
        self.setItemDelegate(self._rows)
        self.setSizePolicy(exact_policy(self.sizePolicy().Policy.Expanding))
        self.clicked.connect(self._take)
        self.follow(looks)
        self._show_chosen()

    def narrow(self, wanted: Sequence[str]) -> None:
        """Show only what is found by every one of `wanted`."""
        self.options.narrow(wanted)
        self._heights.clear()
        self._show_chosen()
        self._fit()

    def only(self) -> str:
        """The value of the one row that is left; "" while there are several, or none."""
        return self.options.shown[0].value if len(self.options.shown) == 1 else ""

    def choose(self, value: str) -> None:
        """Press a row that is shown."""
        self._take(self.options.index(self.options.row_of(value)))

    def look_changed(self) -> None:
        """Also the rows."""
        self._heights.clear()
        super().look_changed()
        self.doItemsLayout()

    def ring(self) -> Ring | None:
        """Around the mark of the row where the focus is."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        mark = self._rows.line(index, self.viewport().width()).mark()
        return Ring(RingKind.DISC, mark.translated(self.visualRect(index).topLeft()))

    def focused_part(self) -> QRect:
        """The row where the focus is."""
        index = self.currentIndex()
        return self.visualRect(index) if index.isValid() else QRect(0, 0, self.width(), self.looks.measures.mark_row)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.looks.measures.mark_row, self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = sum(self._rows.height(entry, width) for entry in self.options.shown)
        return self._heights[width]

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        rows = selected.indexes()
        if rows and not self._setting:
            self._value = str(rows[0].data(_VALUE))
            self.chosen.emit(self._value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _SCROLLS:
            event.ignore()
        elif event.key() in _CHOOSES:
            self._take(self.currentIndex())
        else:
            before = self.currentIndex().row()
            super().keyPressEvent(event)
            if self.currentIndex().row() != before:
                self._let_go(self.currentIndex())

    def _take(self, index: AnyIndex) -> None:
        if index.isValid():
            model = self.selectionModel()
            model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            if self._let_go(index):
                announce(self, f"{index.data()}. {_below(index)}")

    def _let_go(self, index: AnyIndex) -> bool:
        """Nothing is chosen once somebody went to a row that cannot be: what was chosen before is not what they look for."""
        if index.data(_CHOOSABLE):
            return False
        self._value = ""
        self.chosen.emit("")
        return True

    def _show_chosen(self) -> None:
        """The chosen answer is chosen still, if it is shown."""
        self._setting = True
        row = self.options.row_of(self._value)
        if row >= 0:
            self._take(self.options.index(row))
        self._setting = False

    def _fit(self) -> None:
        self.setMaximumHeight(self.heightForWidth(self.width()))
        self.updateGeometry()
