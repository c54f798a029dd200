"""A field for several lines."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from ui.components.base import Ring, RingKind, Themed, frame
from ui.components.keyboard.layouts import KeyboardKind
from ui.desk.words import _
from ui.theme import LookSource, Role, Said

_EDGE, _FOCUSED_EDGE, _PADDING = 3, 5, 14
_LINES, _FEW_LINES = 4, 2


class TextArea(Themed, QPlainTextEdit):
    """Four lines to type into, or two above the keyboard; more scroll. Tab leaves it, Enter begins a new line."""

    keyboard = KeyboardKind.TEXT

    def __init__(self, looks: LookSource, name: Said, *, hint: Said = "", most: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._hint, self._most = name, hint, most
        self._error: Said = ""
        self._lines = _LINES
        self.setTabChangesFocus(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursorWidth(3)
        self.textChanged.connect(self._shorten)
        self.follow(looks)
        self._dress()

    def text(self) -> str:
        """What was typed."""
        return self.toPlainText()

    def setText(self, text: str) -> None:
        """Show what was typed before."""
        self.setPlainText(text)

    def set_error(self, error: Said) -> None:
        """Mark the field as wrong, with what to do; "" when it is right."""
        self._error = error
        self.look_changed()

    def set_short(self, *, short: bool) -> None:
        """Be two lines high, or four again."""
        self._lines = _FEW_LINES if short else _LINES
        self.updateGeometry()

    def look_changed(self) -> None:
        """Also the font and the colours of what is typed."""
        self._dress()
        super().look_changed()

    def words_changed(self) -> None:
        """Name; error and hint as the description."""
        self.setAccessibleName(self.looks.say(self._name))
        error = self.looks.say(_("Error: {message}", message=self._error)) if self._error else ""
        self.setAccessibleDescription(". ".join(part for part in (error, self.looks.say(self._hint)) if part))

    def sizeHint(self) -> QSize:
        return QSize(780, self._lines * self.looks.type(Role.LEAD).line + 2 * _PADDING)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def ring(self) -> Ring:
        """4 px outside; the border itself is the dark part."""
        return Ring(RingKind.FIELD, QRectF(self.rect()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        focused = self.looks_focused()
        wrong = bool(self._error) and not focused
        painter = QPainter(self.viewport())
        box = QRectF(self.viewport().rect())
        frame(painter, box, self.looks.colour("error" if wrong else "text"), _FOCUSED_EDGE if focused or wrong else _EDGE)

    def _shorten(self) -> None:
        if self._most and len(self.toPlainText()) > self._most:
            cursor = self.textCursor()
            place = min(cursor.position(), self._most)
            self.setPlainText(self.toPlainText()[: self._most])
            cursor.setPosition(place)
            self.setTextCursor(cursor)

    def _dress(self) -> None:
        self.setFont(self.looks.font(Role.LEAD))
        self.document().setDocumentMargin(_PADDING)
        palette = self.palette()
        for role, colour in (
            (QPalette.ColorRole.Base, QColor(self.looks.theme.bg)),
            (QPalette.ColorRole.Text, self.looks.colour("text")),
            (QPalette.ColorRole.Highlight, self.looks.colour("fill")),
            (QPalette.ColorRole.HighlightedText, self.looks.colour("on_fill")),
        ):
            palette.setColor(role, colour)
        self.setPalette(palette)
