"""A field for several lines."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from ui.components.base import Ring, RingKind, Themed, frame, margins
from ui.components.keyboard.layouts import KeyboardKind
from ui.components.scroll import RAIL_TARGET, Rail
from ui.desk.words import _
from ui.theme import LookSource, Role, Said, TextSize
from ui.theme.mirror import from_start

_EDGE, _FOCUSED_EDGE, _PADDING = 3, 5, 14
_LINES, _FEW_LINES = 4, 2
_MANY_LINES = {TextSize.STANDARD: 9, TextSize.LARGE: 6, TextSize.LARGEST: 4}  # where a page of text is expected


class TextArea(Themed, QPlainTextEdit):
    """Four lines to type into, or two above the keyboard; more where it is `roomy`. Tab leaves it, Enter begins a new line.

    What does not fit scrolls, by the rail at its end too.
    """

    keyboard = KeyboardKind.TEXT

    def __init__(self, looks: LookSource, name: Said, *, hint: Said = "", most: int = 0, roomy: bool = False) -> None:
        super().__init__()
        self._name, self._hint, self._most, self._roomy = name, hint, most, roomy
        self._error: Said = ""
        self._keyboard = self._tight = False
        self.setTabChangesFocus(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursorWidth(3)
        self.textChanged.connect(self._shorten)
        self.looks = looks
        self.rail = _AreaRail(looks, self)
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

    def fit(self, *, keyboard: bool, tight: bool) -> None:
        """Be as high as there is room for while the keyboard is there, which may be `tight`, or in full again."""
        if (keyboard, tight) != (self._keyboard, self._tight):
            self._keyboard, self._tight = keyboard, tight
            self.updateGeometry()

    def make_room(self) -> None:
        """Keep the text from the rail, while there is one."""
        room = RAIL_TARGET if self.verticalScrollBar().maximum() > 0 else 0
        self.setViewportMargins(*margins(self.looks, 0, 0, room, 0))

    def wrong(self) -> bool:
        """Whether its error is to be seen: not while somebody mends it."""
        return bool(self._error) and not self.looks_focused()

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
        return QSize(780, self._line_count() * self.looks.type(Role.LEAD).line + 2 * _PADDING)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def ring(self) -> Ring:
        """4 px outside; the border itself is the dark part."""
        return Ring(RingKind.FIELD, QRectF(self.rect()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.rail.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.rail.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.setGeometry(from_start(self, QRect(self.width() - RAIL_TARGET, 0, RAIL_TARGET, self.height())))
        self.rail.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.paint_edge(QPainter(self.viewport()), self.viewport().x())

    def paint_edge(self, painter: QPainter, left: int) -> None:
        """Draw the border as far as it goes through a part that begins at `left`."""
        box = QRectF(self.rect()).translated(-left, 0)
        thick = self.looks_focused() or self.wrong()
        frame(painter, box, self.looks.colour("error" if self.wrong() else "text"), _FOCUSED_EDGE if thick else _EDGE)

    def _line_count(self) -> int:
        if self._keyboard and self._tight:
            return _FEW_LINES
        return _MANY_LINES[self.looks.look.size] if self._roomy and not self._keyboard else _LINES

    def _shorten(self) -> None:
        if self._most and self.document().characterCount() - 1 > self._most:
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


class _AreaRail(Rail):
    """The rail of a text area, within its border."""

    def __init__(self, looks: LookSource, area: TextArea) -> None:
        self._text = area
        super().__init__(looks, area, area)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._text.paint_edge(QPainter(self), self.x())
