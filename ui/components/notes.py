"""What is worth noticing: ways on after a failure, notes, and boxes around what matters now."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.components.base import frame, margins
from ui.components.containers import STRONG_RULE, Container, Picture
from ui.components.text import BOLD, Text, TextBlock
from ui.theme import Icon, LookSource, Role, Said
from ui.theme.mirror import painter_on

_BAR, _BAR_GAP = 8, 20


class WayOn(Container):
    """One way on after a failure: a rule, a large icon, what to do, and a line about it."""

    def __init__(self, looks: LookSource, icon: Icon, title: Said, line: Said, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, STRONG_RULE + 21, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Picture(looks, icon, 64))
        layout.addSpacing(13)
        layout.addWidget(TextBlock(looks, title, Role.SECTION, heading=True))
        layout.addSpacing(6)
        layout.addWidget(TextBlock(looks, line))
        layout.addStretch(1)
        self.follow(looks)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        QPainter(self).fillRect(0, 0, self.width(), STRONG_RULE, self.looks.colour("text"))


class InsetNote(Container):
    """A note with a thick bar where its lines begin."""

    def __init__(self, looks: LookSource, text: Text, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*margins(looks, _BAR + _BAR_GAP, 4, 0, 4))
        layout.addWidget(TextBlock(looks, text))
        self.follow(looks)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter_on(self).fillRect(0, 0, _BAR, self.height(), self.looks.colour("text"))


class IconNote(Container):
    """An icon with lines beside it; the first is bold when `title` is given."""

    def __init__(
        self,
        looks: LookSource,
        icon: Icon,
        text: Text,
        *,
        title: Said = "",
        ink: str = "text",
        icon_ink: str = "text",
        size: int = 0,
        gap: int = 12,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap)
        self.picture = Picture(looks, icon, size, ink=icon_ink)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.title = TextBlock(looks, title, weight=BOLD, parent=self)  # without a parent it would show as a window
        self.title.setVisible(bool(title))
        self.line = TextBlock(looks, text, ink=ink)
        words.addWidget(self.title)
        words.addWidget(self.line)
        row.addLayout(words, 1)
        self.follow(looks)

    def set(self, icon: Icon, text: Text, *, title: Said = "", icon_ink: str = "text") -> None:
        """Say something else."""
        self.picture.set_icon(icon, ink=icon_ink)
        self.title.set_text(title)
        self.title.setVisible(bool(title))
        self.line.set_text(text)


class Panel(Container):
    """A box with a thick border around what people came for, or what is happening now. Put parts into `content`."""

    def __init__(self, looks: LookSource, *, border: int = 4, padding: int = 30, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._border = border
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(padding, padding, padding, padding)
        self.content.setSpacing(0)
        self.follow(looks)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.looks.colour("bg"))
        frame(painter, QRectF(self.rect()), self.looks.colour("text"), self._border)


class StateBox(Panel):
    """What a device is doing: icon, words, a line, and perhaps where to look."""

    def __init__(
        self, looks: LookSource, icon: Icon, title: Said, line: Said, *, points: Icon | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(looks, border=3, padding=20, parent=parent)
        self.content.setContentsMargins(24, 16, 24, 16)
        row = QHBoxLayout()
        row.setSpacing(20)
        self._picture = Picture(looks, icon, looks.measures.tile_icon)
        row.addWidget(self._picture)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._title = TextBlock(looks, title, Role.SECTION)
        self._line = TextBlock(looks, line)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._line)
        words.addStretch(1)
        row.addLayout(words, 1)
        self._points = Picture(looks, points or Icon.DOWN, 36, line=3.0, parent=self)  # as above
        self._points.setVisible(points is not None)
        row.addWidget(self._points)
        self.content.addLayout(row)

    def accessible_role(self) -> QAccessible.Role:
        """A group."""
        return QAccessible.Role.Grouping

    def set(self, icon: Icon, title: Said, line: Said, *, points: Icon | None = None) -> None:
        """Show another state."""
        self._picture.set_icon(icon)
        self._title.set_text(title)
        self._line.set_text(line)
        self._points.setVisible(points is not None)
