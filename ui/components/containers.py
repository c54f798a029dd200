"""Parts that hold other parts: sections under a rule, rows over one, and pictures beside words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.components.base import Ring, Themed
from ui.components.text import BOLD, TextBlock
from ui.theme import Icon, LookSource, Role, Said, paint_icon
from ui.theme.mirror import painter_on

RULE, STRONG_RULE = 2, 4


class Container(Themed, QWidget):
    """A part made of other parts; the focus goes to those."""

    def ring(self) -> Ring | None:
        """None of its own."""
        return None


class Picture(Themed, QWidget):
    """An icon beside words that say the same."""

    for_eyes_only = True

    def __init__(
        self,
        looks: LookSource,
        icon: Icon,
        size: int = 0,
        *,
        ink: str = "text",
        line: float = 2.0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._size, self._ink, self._line = icon, size, ink, line
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow(looks)

    def set_icon(self, icon: Icon, *, ink: str = "text") -> None:
        """Show another icon."""
        self._icon, self._ink = icon, ink
        self.update()

    def accessible_role(self) -> QAccessible.Role:
        """Decoration."""
        return QAccessible.Role.Graphic

    def ring(self) -> Ring | None:
        """Takes no focus."""
        return None

    def sizeHint(self) -> QSize:
        side = self._size or self.looks.measures.icon
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        side = min(self.width(), self.height())
        ink, ground = self.looks.colour(self._ink), self.looks.colour("bg")
        paint_icon(painter_on(self), self._icon, QRectF(0, 0, side, side), ink, ground, line=self._line)


class Section(Container):
    """The head of a section: a thick rule, and perhaps a title below or above it."""

    def __init__(
        self,
        looks: LookSource,
        title: Said = "",
        *,
        role: Role = Role.SECTION,
        rule_first: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rule_first = rule_first
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(0)
        self._layout.setContentsMargins(0, STRONG_RULE if rule_first else 0, 0, 0 if rule_first else STRONG_RULE)
        if title:
            self.title = TextBlock(looks, title, role, weight=BOLD, heading=True)
            self._layout.addWidget(self.title)
            self._layout.insertSpacing(0 if rule_first else 1, 20 if rule_first else 14)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum if title else QSizePolicy.Policy.Maximum)
        self.follow(looks)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its title needs at its width, and no higher."""
        super().resizeEvent(event)
        if self.hasHeightForWidth():
            self.setMaximumHeight(self.heightForWidth(event.size().width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        top = 0 if self._rule_first else self.height() - STRONG_RULE
        QPainter(self).fillRect(0, top, self.width(), STRONG_RULE, self.looks.colour("text"))


class RuledRow(Container):
    """A row with a thin rule below it; its parts go one below the other in the largest text."""

    def __init__(self, looks: LookSource, least: int, *, spacing: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.parts.setContentsMargins(0, 12, 0, 12 + RULE)
        self.parts.setSpacing(spacing)
        self.setMinimumHeight(least)
        self.follow(looks)
        self._arrange()

    def look_changed(self) -> None:
        """Also the direction."""
        self._arrange()
        super().look_changed()

    def _arrange(self) -> None:
        directions = QBoxLayout.Direction
        self.parts.setDirection(directions.TopToBottom if self.looks.largest else directions.LeftToRight)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        QPainter(self).fillRect(0, self.height() - RULE, self.width(), RULE, self.looks.colour("rule"))
