"""Fields to type into. Qt's own line editor under our paint: a thick border, a tall still caret, room between letters."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from services.forms.words import Domain
from ui.components.base import Ring, RingKind, Themed, frame
from ui.components.keyboard.layouts import KeyboardKind
from ui.components.text import MEDIUM, TextBlock
from ui.theme import LookSource, Role, Said

_ = Domain("ui")

_EDGE, _FOCUSED_EDGE = 3, 5
_PADDING = 14
_CARET, _CARET_SHIFT = 2, 1
_CARET_SLACK = 5  # QLineEdit's cursor rectangle begins this far left of the caret
_IN_WORDS = frozenset({KeyboardKind.TEXT, KeyboardKind.NAME})  # all others are read from the left in every language
_CLEAR = QColor(0, 0, 0, 0)


class TextField(Themed, QLineEdit):
    """One line to type into. `chars` sets the width to about that many characters; 0 takes the whole column.

    The name is what assistive technology calls it; a visible label stands above it. `prefix` is a sign before what is typed,
    such as £, which the label says in words.
    """

    def __init__(
        self,
        looks: LookSource,
        name: Said,
        *,
        hint: Said = "",
        keyboard: KeyboardKind = KeyboardKind.TEXT,
        chars: int = 0,
        most: int = 0,
        prefix: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.keyboard = keyboard
        self._prefix = prefix
        self._name, self._hint = name, hint
        self._error: Said = ""
        self._chars = chars
        self.setFrame(False)
        if keyboard not in _IN_WORDS:
            self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        if most:
            self.setMaxLength(most)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setSizePolicy(QSizePolicy.Policy.Fixed if chars else QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow(looks)
        self._dress()

    def error(self) -> str:
        """The error shown now."""
        return self.looks.say(self._error)

    def set_error(self, error: Said) -> None:
        """Mark the field as wrong, with what to do; "" when it is right."""
        self._error = error
        self.look_changed()

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
        width = QFontMetricsF(self.font()).horizontalAdvance("0" * self._chars) if self._chars else 400.0
        return QSize(int(width) + self._before() + 2 * _PADDING + 2 * _FOCUSED_EDGE, self.looks.measures.field)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return hint if self._chars else QSize(200, hint.height())

    def ring(self) -> Ring:
        """4 px outside; the border itself is the dark part."""
        return Ring(RingKind.FIELD, QRectF(self.rect()))

    def paintEvent(self, event: QPaintEvent) -> None:
        focused = self.looks_focused()
        painter = QPainter(self)
        box = QRectF(self.rect())
        painter.fillRect(box, self.looks.colour("bg"))
        wrong = bool(self._error) and not focused
        edge = _FOCUSED_EDGE if focused or wrong else _EDGE
        if self._prefix:
            self._paint_prefix(painter)
        frame(painter, box, self.looks.colour("error" if wrong else "text"), edge)
        painter.end()
        super().paintEvent(event)
        if focused:
            caret = self.cursorRect()
            painter = QPainter(self)
            painter.fillRect(
                caret.x() + _CARET_SLACK + _CARET_SHIFT, caret.y(), _CARET, caret.height(), self.looks.colour("text")
            )
            painter.end()

    def _before(self) -> int:
        """How wide the sign is that stands before what is typed."""
        return self.looks.measures.field if self._prefix else 0

    def _paint_prefix(self, painter: QPainter) -> None:
        box = QRectF(0, 0, self._before(), self.height())
        painter.fillRect(box, self.looks.colour("surface"))
        painter.fillRect(QRectF(box.right(), 0, 2, box.height()), self.looks.colour("border"))
        painter.setFont(self.font())
        painter.setPen(self.looks.colour("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._prefix)

    def _dress(self) -> None:
        self.setFont(self.looks.font(Role.FIELD, MEDIUM))
        palette = self.palette()
        for role, colour in (
            (QPalette.ColorRole.Base, _CLEAR),
            (QPalette.ColorRole.Text, self.looks.colour("text")),
            (QPalette.ColorRole.Highlight, self.looks.colour("fill")),
            (QPalette.ColorRole.HighlightedText, self.looks.colour("on_fill")),
        ):
            palette.setColor(role, colour)
        self.setPalette(palette)
        self.setTextMargins(self._before() + _PADDING, 0, _PADDING, 0)


class DateParts(Themed, QWidget):
    """Day, month and year, each with its own label. Never moves to the next field by itself."""

    edited = Signal()

    def __init__(self, looks: LookSource, name: Said, *, hint: Said = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._hint = name, hint
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(20)
        self.day = self._part(looks, _("Day"), 3, hint)
        self.month = self._part(looks, _("Month"), 5, hint)
        self.year = self._part(looks, _("Year"), 5, hint)
        self._row.addStretch(1)
        self.follow(looks)

    def accessible_role(self) -> QAccessible.Role:
        """A group."""
        return QAccessible.Role.Grouping

    def ring(self) -> Ring | None:
        """The fields have the focus, never the group."""
        return None

    def words_changed(self) -> None:
        """Named by the question."""
        self.setAccessibleName(self.looks.say(self._name))
        self.setAccessibleDescription(self.looks.say(self._hint))

    def parts(self) -> tuple[str, str, str]:
        """Day, month and year as typed."""
        return self.day.text(), self.month.text(), self.year.text()

    def set_error(self, error: Said, wrong: Iterable[TextField] = ()) -> None:
        """Mark the fields that are wrong; all of them when none is named."""
        chosen = tuple(wrong) or (self.day, self.month, self.year)
        for field in (self.day, self.month, self.year):
            field.set_error(error if field in chosen else "")

    def _part(self, looks: LookSource, name: Said, chars: int, hint: Said) -> TextField:
        column = QVBoxLayout()
        column.setSpacing(4)
        field = TextField(looks, name, hint=hint, keyboard=KeyboardKind.DATE, chars=chars, parent=self)
        field.textEdited.connect(self.edited)
        column.addWidget(TextBlock(looks, name))
        column.addWidget(field)
        self._row.addLayout(column)
        return field
