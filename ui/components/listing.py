"""What our lists of rows have in common: one widget whose rows are a model, each an accessible object of its own.

A key chooses at once; a finger chooses when it lets go, so that a drag over the list only scrolls. The focus ring goes where the
focus is within.
"""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QWidget

from ui.components.base import Themed
from ui.components.scroll import ScrollRail
from ui.theme import Said

AnyIndex: TypeAlias = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class Listing(Themed, QListView):
    """Subclasses bring the model and the delegate, and call `follow` last."""

    def __init__(self, name: Said, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        viewport = QWidget(self)  # our own: PySide6 would look for the class of Qt's among all there are
        viewport.setBackgroundRole(QPalette.ColorRole.NoRole)
        self.setViewport(viewport)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSpacing(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAutoScroll(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def words_changed(self) -> None:
        """Named by what it lists."""
        self.setAccessibleName(self.looks.say(self._name))

    def selectionCommand(self, index: AnyIndex, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """A key chooses at once; a finger chooses when it lets go, which `clicked` says."""
        if event is not None and event.type() is not QEvent.Type.KeyPress:
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        self.tell_ring()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()
        self.tell_ring()

    def tell_ring(self) -> None:
        """The ring follows what has the focus; here it moves within."""
        QApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))
        ScrollRail.show_again(self)
