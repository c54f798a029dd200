"""A page that is longer than its room. The rail at its end shows that there is more, and is a target 44 px wide.

It scrolls by touch (without coasting), by pressing the rail, by Page Up and Page Down, and by itself to keep the focus in view.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QScrollBar, QScroller, QScrollerProperties, QWidget

from ui.components.base import Ring, Themed, frame, margins
from ui.theme import LookSource
from ui.theme.mirror import from_start

RAIL_TARGET, _APART = 44, 8  # the width of the rail as a target, and from it to what else is pressed
_INSET = 14  # from the outer edge to the painted rail
_SHORTEST = 44
_AROUND = 24  # kept in view around what has the focus
_OVERLAP = 0.85  # of a page, for one step


def scroll_by_touch(viewport: QWidget) -> None:
    """Let a finger draw what is shown up and down, without coasting and no further than it goes."""
    QScroller.grabGesture(viewport, QScroller.ScrollerGestureType.TouchGesture)
    scroller = QScroller.scroller(viewport)
    properties = scroller.scrollerProperties()
    metric, policy = QScrollerProperties.ScrollMetric, QScrollerProperties.OvershootPolicy
    properties.setScrollMetric(metric.MaximumVelocity, 0.0)
    properties.setScrollMetric(metric.VerticalOvershootPolicy, policy.OvershootAlwaysOff)
    properties.setScrollMetric(metric.HorizontalOvershootPolicy, policy.OvershootAlwaysOff)
    scroller.setScrollerProperties(properties)


class Scrolled(Protocol):
    """What a rail scrolls."""

    def verticalScrollBar(self) -> QScrollBar:
        """Where it stands."""
        ...

    def make_room(self) -> None:
        """The rail comes or goes."""
        ...


class Rail(Themed, QWidget):
    """The rail of one scroll area, over its outer margin. Gone while everything is in view."""

    for_eyes_only = True  # who moves the focus, or reads object by object, scrolls with it

    def __init__(self, looks: LookSource, area: Scrolled, parent: QWidget) -> None:
        super().__init__(parent)
        self._area, self._bar = area, area.verticalScrollBar()
        self._grip: int | None = None
        self._bar.valueChanged.connect(self.update)
        self._bar.rangeChanged.connect(self._range_changed)
        self.follow(looks)
        self._range_changed()

    def accessible_role(self) -> QAccessible.Role:
        """A scroll bar."""
        return QAccessible.Role.ScrollBar

    def ring(self) -> Ring | None:
        """Takes no focus: the keys of a page scroll it anywhere."""
        return None

    def handle(self) -> QRect:
        """Where the filled part is."""
        whole = self._bar.maximum() + self._bar.pageStep()
        height = max(_SHORTEST, self.height() * self._bar.pageStep() // max(1, whole))
        top = (self.height() - height) * self._bar.value() // max(1, self._bar.maximum())
        width = self.looks.measures.rail
        return from_start(self, QRect(self.width() - _INSET - width, top, width, height))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.looks.colour("bg"))
        handle = self.handle()
        track = QRectF(handle.x(), 0, handle.width(), self.height())
        painter.fillRect(track, self.looks.colour("surface"))
        frame(painter, track, self.looks.colour("border"), 2)
        painter.fillRect(handle, self.looks.colour("text"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        y = round(event.position().y())
        handle = self.handle()
        if handle.top() <= y <= handle.bottom():
            self._grip = y - handle.top()
        else:
            self._bar.setValue(self._bar.value() + (1 if y > handle.bottom() else -1) * int(self._bar.pageStep() * _OVERLAP))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            room = max(1, self.height() - self.handle().height())
            self._bar.setValue((round(event.position().y()) - self._grip) * self._bar.maximum() // room)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        self._grip = None

    def _range_changed(self) -> None:
        self.setVisible(self._bar.maximum() > 0)
        self._area.make_room()
        self.update()


class ScrollRail(Themed, QScrollArea):
    """A scroll area over the whole width of the page; the content keeps the margin that the rail stands in."""

    def __init__(self, looks: LookSource, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        viewport = QWidget(self)  # our own: PySide6 would look for the class of Qt's among all there are
        viewport.setBackgroundRole(QPalette.ColorRole.NoRole)
        viewport.setAutoFillBackground(True)
        self.setViewport(viewport)
        self.looks = looks
        self._making_room = False
        self.rail = Rail(looks, self, self)
        scroll_by_touch(viewport)
        self.follow(looks)
        self._dress()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)

    def ring(self) -> Ring | None:
        """The content has the focus."""
        return None

    def look_changed(self) -> None:
        """Also the ground the content lies on, and the side of the rail."""
        self._dress()
        self._place_rail()
        self.make_room()
        super().look_changed()

    def show_top(self) -> None:
        """Back to the beginning."""
        self.verticalScrollBar().setValue(0)

    def turn(self, pages: float) -> None:
        """Scroll by pages, down or (negative) up."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + int(bar.pageStep() * _OVERLAP * pages))

    def show_part(self, widget: QWidget) -> None:
        """Scroll as little as shows a widget of the content, or the part of it that has the focus."""
        content = self.widget()
        if content is None or not content.isAncestorOf(widget):
            return
        part = widget.focused_part() if isinstance(widget, Themed) else widget.rect()
        centre = widget.mapTo(content, part.center())  # not of the widget: that would show of a text area no more than its caret
        self.ensureVisible(0, centre.y(), 0, part.height() // 2 + _AROUND)

    @staticmethod
    def show_again(widget: QWidget) -> None:
        """Bring a widget that has the focus, and has moved, into sight of whatever it scrolls with."""
        area = widget.parentWidget()
        while area is not None and not isinstance(area, ScrollRail):
            area = area.parentWidget()
        if area is not None and widget.hasFocus():
            area.show_part(widget)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_PageDown:
                self.turn(1)
            case Qt.Key.Key_PageUp:
                self.turn(-1)
            case Qt.Key.Key_Down:
                self.turn(0.15)
            case Qt.Key.Key_Up:
                self.turn(-0.15)
            case _:
                event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_rail()
        self.rail.raise_()

    def make_room(self) -> None:
        """Keep the content so far from the rail, while it shows, that nobody presses one for the other."""
        if self._making_room:
            return  # a page that is too long only while it is wide would go back and forth without end
        self._making_room = True
        shown = self.verticalScrollBar().maximum() > 0
        room = max(0, RAIL_TARGET + _APART - self.looks.measures.margin) if shown else 0
        self.setViewportMargins(*margins(self.looks, 0, 0, room, 0))
        self._making_room = False

    def _place_rail(self) -> None:
        self.rail.setGeometry(from_start(self, QRect(self.width() - RAIL_TARGET, 0, RAIL_TARGET, self.height())))

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self.looks.colour("bg"))
        self.setPalette(palette)

    def _focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None:
            self.show_part(now)
