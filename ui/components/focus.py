"""The focus ring: an overlay that follows the focused widget and draws outside its shape.

The overlay is a child of the page that scrolls (or of the window), so it scrolls and is cut off with what it surrounds, is
always painted last, and takes no touches.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from ui.components.base import Ring, RingKind, Themed, frame
from ui.theme import LookSource

BAND = 4
REACH = 2 * BAND
LINK_SIDE, LINK_EDGE = 8, 5
_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest})


class RingFrame(Themed, QWidget):
    """One ring, around one widget."""

    def __init__(self, looks: LookSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._ring: Ring | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self.follow(looks)

    def surround(self, widget: QWidget) -> None:
        """Go around `widget`, or away if it shows focus in another way."""
        ring = widget.ring() if isinstance(widget, Themed) else None
        page = self.parentWidget()
        if ring is None or page is None or not widget.isVisibleTo(page):
            self.hide()
            return
        corner = widget.mapTo(page, QPoint(0, 0))
        shape = (_mirrored(ring.shape, widget) if widget.isRightToLeft() else ring.shape).translated(corner.x(), corner.y())
        outer = shape.adjusted(-REACH, -REACH, REACH, REACH).toAlignedRect()
        self._ring = Ring(ring.kind, shape.translated(-outer.x(), -outer.y()))
        self.setGeometry(outer)
        self.setMask(self._mask())
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._ring is None:
            return
        painter = QPainter(self)
        shape, theme = self._ring.shape, self.looks.theme
        inner, outer = (QColor(colour) for colour in theme.ring)
        yellow = QColor(theme.focus)
        match self._ring.kind:
            case RingKind.BOX:
                frame(painter, shape.adjusted(-REACH, -REACH, REACH, REACH), outer, BAND)
                frame(painter, shape.adjusted(-BAND, -BAND, BAND, BAND), inner, BAND)
            case RingKind.FIELD:
                frame(painter, shape.adjusted(-BAND, -BAND, BAND, BAND), yellow, BAND)
            case RingKind.DISC:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(yellow, BAND))
                half = BAND / 2
                painter.drawEllipse(shape.adjusted(-half, -half, half, half))
            case RingKind.LINK:
                wide = shape.adjusted(-LINK_SIDE, 0, LINK_SIDE, 0)
                painter.fillRect(wide, yellow)
                painter.fillRect(QRectF(wide.x(), wide.bottom(), wide.width(), LINK_EDGE), QColor(theme.text))

    def _mask(self) -> QRegion:
        """Everything but the shape itself, so that drawing the ring never paints the widget again."""
        assert self._ring is not None  # noqa: S101 - called by surround only
        shape = self._ring.shape.toRect()
        kind = QRegion.RegionType.Ellipse if self._ring.kind is RingKind.DISC else QRegion.RegionType.Rectangle
        return QRegion(QRect(QPoint(0, 0), self.size())).subtracted(QRegion(shape.adjusted(1, 1, -1, -1), kind))


def _mirrored(shape: QRectF, widget: QWidget) -> QRectF:
    """Where a shape that is counted from where lines begin stands, from the left."""
    return QRectF(widget.width() - shape.right(), shape.y(), shape.width(), shape.height())


class FocusRing(QObject):
    """Shows the ring around whatever has the focus in one window."""

    def __init__(self, window: QWidget, looks: LookSource) -> None:
        super().__init__(window)
        self._window = window
        self._looks = looks
        self._frame: RingFrame | None = None
        self._focused: QWidget | None = None
        self._watched: list[QWidget] = []
        looks.changed.connect(self._place)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)
            self._focus_changed(None, app.focusWidget())

    def frame(self) -> RingFrame | None:
        """The ring shown now."""
        return self._frame if self._frame is not None and isValid(self._frame) and not self._frame.isHidden() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        if event.type() in _MOVES:
            self._place()
        return False

    def _focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        if not isValid(self._window):
            return
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        if self._frame is not None and isValid(self._frame):
            self._frame.hide()
            self._frame.deleteLater()
        self._frame = None
        self._focused = now if now is not None and now.window() is self._window else None
        if self._focused is None:
            return
        page = self._page_of(self._focused)
        self._frame = RingFrame(self._looks, page)
        watched: QWidget | None = self._focused
        while watched is not None and watched is not page:
            watched.installEventFilter(self)
            self._watched.append(watched)
            watched = watched.parentWidget()
        self._place()

    def _place(self) -> None:
        if self._frame is None or self._focused is None or not isValid(self._frame) or not isValid(self._focused):
            return
        self._frame.surround(self._focused)

    def _page_of(self, widget: QWidget) -> QWidget:
        """The content of the scroll area the widget is in, or the window."""
        parent = widget.parentWidget()
        while parent is not None and parent is not self._window:
            viewport = parent.parentWidget()
            area = viewport.parentWidget() if viewport is not None else None
            if isinstance(area, QScrollArea) and area.widget() is parent:
                return parent
            parent = viewport
        return self._window
