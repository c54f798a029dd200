"""Where a scanned page is painted: as wide as fits, or larger and moved about.

While there is no picture it says why, in words. It holds one picture at a time, and none while it is hidden.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from services.forms.words import Domain
from ui.components.base import Ring, RingKind, Themed, frame
from ui.components.focus import REACH
from ui.components.status import Status
from ui.components.text import BOLD, Style, measured
from ui.theme import LookSource, Role, Said, paint_icon

_ = Domain("ui")

MARGIN = 20
STEP = 80  # pixels that a key moves the page
_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_RAIL, _LEAST_THUMB = 10, 40
_LEAST = QSize(240, 200)
_ICON_GAP, _BETWEEN = 12, 6
_PAPER = QColor("#ffffff")  # a scan is shown as it is in every contrast


class PageCanvas(Themed, QWidget):
    """Paints; the viewer decides what. Where the page begins is kept between 0 and what does not fit."""

    came = Signal()  # shown again, and there is no picture
    resized = Signal()

    def __init__(self, looks: LookSource, described: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._described = described
        self._image: QImage | None = None
        self._page = QSize()  # how large it is shown, in pixels of the window
        self._at = QPointF()  # how far it is moved
        self._status: Status | None = None
        self._title: Said = ""
        self._next: Said = ""
        self._held: QPointF | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.follow(looks)

    @property
    def has_image(self) -> bool:
        """Whether a page is painted."""
        return self._image is not None

    @property
    def room(self) -> int:
        """How many pixels wide a page is that just fits."""
        return max(1, self.width() - 2 * MARGIN)

    def show_image(self, image: QImage, width: int, *, keep: bool) -> None:
        """Paint a page `width` pixels wide; `keep`: it is the same page as before, seen from where it was."""
        middle = self._middle() if keep and self._image is not None else None
        self._image, self._status = image, None
        self._page = QSize(width, max(1, round(image.height() * width / max(1, image.width()))))
        self._move_to(
            QPointF() if middle is None else QPointF(middle.x() * width, middle.y() * self._page.height()), middle is None
        )

    def enlarge(self, width: int) -> None:
        """Show what is painted `width` pixels wide, roughly, until a picture of that size comes."""
        if self._image is not None:
            self.show_image(self._image, width, keep=True)

    def say(self, status: Status | None, title: Said, following: Said = "") -> None:
        """Say why there is no page, and what to do; what was painted is let go."""
        self._image, self._page, self._at = None, QSize(), QPointF()
        self._status, self._title, self._next = status, title, following
        self.look_changed()

    def drop(self) -> None:
        """Let go of the picture."""
        self._image = None
        self.update()

    def move_by(self, dx: float, dy: float) -> None:
        """Move what is seen, by pixels: to the right and down are positive."""
        self._at += QPointF(dx, dy)
        self._hold()

    def accessible_role(self) -> QAccessible.Role:
        """A picture."""
        return QAccessible.Role.Graphic

    def words_changed(self) -> None:
        """Which page it is, or why there is none; and that what stands on it cannot be read aloud."""
        words = [self.looks.say(self._title), self.looks.say(self._next)] if self._image is None else [self._described()]
        self.setAccessibleName(" ".join(each for each in words if each))
        told = _("This is a picture of paper. What stands on it cannot be read aloud.")
        self.setAccessibleDescription("" if self._image is None else self.looks.say(told))

    def ring(self) -> Ring | None:
        """Along its inner edge. Most pages give it no focus: there its keys work wherever that is."""
        return Ring(RingKind.BOX, QRectF(self.rect()).adjusted(REACH, REACH, -REACH, -REACH))

    def sizeHint(self) -> QSize:
        return QSize(540, 720)

    def minimumSizeHint(self) -> QSize:
        return _LEAST

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hold()
        if event.size().width() != event.oldSize().width():
            self.resized.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._image is None:
            self.came.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.drop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While it has the focus the arrows alone move the page."""
        across, down = _ARROWS.get(Qt.Key(event.key()), (0, 0))
        if across or down:
            self.move_by(across * STEP, down * STEP)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            moved, self._held = self._held - event.position(), event.position()
            self.move_by(moved.x(), moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        self._held = None

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)  # never mirrored: a page reads as it was written
        painter.fillRect(self.rect(), self.looks.colour("surface"))
        if self._image is None:
            self._paint_words(painter)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        page = self._placed()
        painter.fillRect(page, _PAPER)
        painter.drawImage(page, self._image)
        frame(painter, page, self.looks.colour("rule"), 1)
        self._paint_rails(painter)

    def _paint_words(self, painter: QPainter) -> None:
        width = self.width() - 2 * MARGIN
        title = measured(self.looks, self._title, Style(Role.BODY, BOLD), width)
        following = measured(self.looks, self._next, Style(Role.BODY), width)
        side = self.looks.measures.status if self._status is not None else 0
        height = title.height + (_BETWEEN + following.height if self._next else 0) + (side + _ICON_GAP if side else 0)
        top = max(MARGIN, min(4 * MARGIN, (self.height() - height) / 2))
        if self._status is not None:
            box = QRectF((self.width() - side) / 2, top, side, side)
            paint_icon(painter, self._status.icon, box, self.looks.colour(self._status.ink), self.looks.colour("surface"))
            top += side + _ICON_GAP
        middle, ink = Qt.AlignmentFlag.AlignHCenter, self.looks.colour("text")
        title.paint(painter, QRectF(MARGIN, top, width, title.height), ink, middle)
        if self._next:
            following.paint(painter, QRectF(MARGIN, top + title.height + _BETWEEN, width, following.height), ink, middle)

    def _paint_rails(self, painter: QPainter) -> None:
        """Where on the page one is, while it does not fit."""
        seen, ink = self._seen(), self.looks.colour("text")
        if (spare := self._page.height() - seen.height()) > 0:
            length = max(_LEAST_THUMB, seen.height() * seen.height() / self._page.height())
            top = MARGIN + (seen.height() - length) * self._at.y() / spare
            painter.fillRect(QRectF(self.width() - _RAIL - 2, top, _RAIL, length), ink)
        if (spare := self._page.width() - seen.width()) > 0:
            length = max(_LEAST_THUMB, seen.width() * seen.width() / self._page.width())
            left = MARGIN + (seen.width() - length) * self._at.x() / spare
            painter.fillRect(QRectF(left, self.height() - _RAIL - 2, length, _RAIL), ink)

    def _seen(self) -> QRectF:
        """The part of the widget that a page is seen through."""
        return QRectF(MARGIN, MARGIN, self.room, max(1, self.height() - 2 * MARGIN))

    def _placed(self) -> QRectF:
        return QRectF(MARGIN - self._at.x(), MARGIN - self._at.y(), self._page.width(), self._page.height())

    def _middle(self) -> QPointF:
        """What is in the middle of sight, in fractions of the page."""
        seen = self._seen()
        across, down = (self._at.x() + seen.width() / 2), (self._at.y() + seen.height() / 2)
        return QPointF(across / max(1, self._page.width()), down / max(1, self._page.height()))

    def _move_to(self, middle: QPointF, to_top: bool) -> None:  # noqa: FBT001 - said by name where it matters
        seen = self._seen()
        self._at = QPointF() if to_top else QPointF(middle.x() - seen.width() / 2, middle.y() - seen.height() / 2)
        self.words_changed()
        self._hold()

    def _hold(self) -> None:
        seen = self._seen()
        most_across, most_down = max(0.0, self._page.width() - seen.width()), max(0.0, self._page.height() - seen.height())
        self._at = QPointF(min(max(0.0, self._at.x()), most_across), min(max(0.0, self._at.y()), most_down))
        self.update()
