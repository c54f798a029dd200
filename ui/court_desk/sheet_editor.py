"""The one field of a capture sheet into which something is typed: it stands in the place of the box in question.

A line, or for long answers several lines laid over the boxes below. Enter and Tab go on to another box; what else a key does is
the page's affair.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.components.base import Mixed, Ring, RingKind, Themed, frame
from ui.components.text import MEDIUM
from ui.theme import LookSource, Role

EDGE, PADDING = 2, 10
_FOCUSED_EDGE, _CARET, _CARET_SLACK = 4, 2, 5
_CLEAR = QColor(0, 0, 0, 0)
_BREAKS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class _BoxEditor(Themed, Mixed):
    """What both have in common: no widget by itself."""

    _said: Callable[[], tuple[str, str, str]] = staticmethod(lambda: ("", "", ""))
    go: Callable[[int], bool] = staticmethod(lambda _distance: False)
    """Goes to the next box (1) or the one before (-1); False where there is none."""

    def describe(self, said: Callable[[], tuple[str, str, str]]) -> None:
        """Take the name and the description for assistive technology from here, and what is said where others can hear."""
        self._said = said
        self.words_changed()

    def words_changed(self) -> None:
        """The number and label of the box; how it is marked, what it was read as, or what is wrong."""
        name, description, self.in_the_open = self._said()  # the last without what was read
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def ring(self) -> Ring:
        """4 px outside; the border itself is the dark part."""
        return Ring(RingKind.FIELD, QRectF(self.rect()))

    def focusNextPrevChild(self, following: bool) -> bool:  # noqa: FBT001 - Qt's
        """Tab goes to the next box, and leaves the sheet after the last."""
        return self.go(1 if following else -1) or bool(super().focusNextPrevChild(following))

    def dress(self) -> None:
        """The font and colours of what is typed."""
        self.setFont(self.looks.font(Role.BODY, MEDIUM))
        palette = self.palette()
        for role, colour in (
            (QPalette.ColorRole.Base, _CLEAR),
            (QPalette.ColorRole.Text, self.looks.colour("text")),
            (QPalette.ColorRole.WindowText, self.looks.colour("text")),
            (QPalette.ColorRole.Highlight, self.looks.colour("fill")),
            (QPalette.ColorRole.HighlightedText, self.looks.colour("on_fill")),
        ):
            palette.setColor(role, colour)
        self.setPalette(palette)


class BoxLine(_BoxEditor, QLineEdit):
    """One line."""

    def __init__(self, looks: LookSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setTextMargins(PADDING - 2, 0, PADDING, 0)
        self.follow(looks)
        self.dress()

    def look_changed(self) -> None:
        """Also the font and colours."""
        self.dress()
        super().look_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        focused = self.looks_focused()
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.looks.colour("bg"))
        frame(painter, QRectF(self.rect()), self.looks.colour("text"), _FOCUSED_EDGE if focused else EDGE)
        painter.end()
        super().paintEvent(event)
        if focused:
            caret = self.cursorRect()
            painter = QPainter(self)
            painter.fillRect(caret.x() + _CARET_SLACK, caret.y(), _CARET, caret.height(), self.looks.colour("text"))
            painter.end()


class BoxArea(_BoxEditor, QPlainTextEdit):
    """Several lines. Enter goes on to the next box; with Shift or Ctrl it begins a new line."""

    entered = Signal()

    def __init__(self, looks: LookSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameStyle(QPlainTextEdit.Shape.Box.value | QPlainTextEdit.Shadow.Plain.value)
        self.setLineWidth(_FOCUSED_EDGE)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setCursorWidth(_CARET)
        self.setViewportMargins(4, 2, 4, 2)
        self.follow(looks)
        self.dress()

    def text(self) -> str:
        """What was typed."""
        return self.toPlainText()

    def setText(self, text: str) -> None:
        """Show a text."""
        self.setPlainText(text)

    def look_changed(self) -> None:
        """Also the font and colours."""
        self.dress()
        super().look_changed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif event.modifiers() & _BREAKS:
            self.insertPlainText("\n")
        else:
            self.entered.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self.looks.colour("bg"))
        painter.end()
        super().paintEvent(event)


BoxEditor: TypeAlias = BoxLine | BoxArea
