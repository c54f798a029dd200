"""The zones of the window: header, links, page, action bar, keyboard, foot. They stay; pages come and go between them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from kiosk_app.use_cases.receipts import Site
from ui.components.base import Themed
from ui.components.buttons import Button, LinkButton
from ui.components.foot import FootBar
from ui.components.header import HeaderBar
from ui.components.keyboard import Keyboard
from ui.components.scroll import ScrollRail
from ui.desk.screen import Screen, Strip
from ui.desk.words import _
from ui.theme import Icon, LookSource, TextSize

_RULE = 2
_ACTION_BESIDE_KEYBOARD = 92
_STRIP_TOP, _STRIP_HEIGHT = 8, 58


class StripBar(QWidget):
    """Back at the left; Your answers, and Stop and clear, at the right."""

    back = Signal()
    answers = Signal()
    stop = Signal()

    def __init__(self, looks: LookSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = looks
        self._row = QHBoxLayout(self)
        self._row.setSpacing(30)
        short = looks.largest
        self._back = self._link(_("Back"), Icon.BACK, "back", self.back)
        self._row.addStretch(1)
        self._answers = self._link(_("Answers") if short else _("Your answers"), Icon.LIST, "your-answers", self.answers)
        self._stop = self._link(_("Stop") if short else _("Stop and clear"), Icon.CLOSE, "stop", self.stop)
        self.follow()
        looks.changed.connect(self.follow)

    def follow(self) -> None:
        """Short words and less room in the largest text."""
        short = self._looks.largest
        margin = self._looks.measures.margin
        compact = self._looks.look.compact
        self._row.setContentsMargins(margin, 0 if compact else _STRIP_TOP, margin, 0)
        self._row.setSpacing(24 if short else 30)
        self._answers.set_words(_("Answers") if short else _("Your answers"), spoken=_("Your answers"))
        self._stop.set_words(_("Stop") if short else _("Stop and clear"), spoken=_("Stop and clear"))

    def show_links(self, strip: Strip | None) -> None:
        """Show the links of a page; none hides the bar."""
        self.setVisible(strip is not None)
        if strip is not None:
            self._back.setVisible(strip.back)
            self._answers.setVisible(strip.answers)
            self._stop.setVisible(strip.stop)

    def _link(self, words: object, icon: Icon, name: str, signal: object) -> LinkButton:
        link = LinkButton(self._looks, words, icon=icon, height=_STRIP_HEIGHT)  # type: ignore[arg-type]
        link.setObjectName(name)
        link.clicked.connect(signal)
        self._row.addWidget(link)
        return link


class ActionBar(Themed, QWidget):
    """What the page offers to do, the green button first."""

    def __init__(self, looks: LookSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._beside_keyboard = False
        self._widgets: list[QWidget] = []
        self.follow(looks)
        self._measure()

    def ring(self) -> None:
        """Takes no focus."""

    def look_changed(self) -> None:
        """Also its height."""
        self._measure()
        super().look_changed()

    def show_actions(self, screen: Screen) -> None:
        """Take the buttons of a page."""
        self.clear()
        across = screen.actions
        for widget in across:
            self._row.addWidget(widget, 0 if isinstance(widget, Button) else 1, Qt.AlignmentFlag.AlignVCenter)
        if all(isinstance(widget, Button) for widget in across):
            self._row.addStretch(1)
        if screen.far is not None:
            self._row.addWidget(screen.far, 0, Qt.AlignmentFlag.AlignVCenter)
        self._widgets = [*across, *([screen.far] if screen.far is not None else [])]
        self.setVisible(bool(self._widgets))

    def clear(self) -> None:
        """Let go of the buttons."""
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.setObjectName("")  # it is still there until the event that pressed it has ended
                widget.deleteLater()
        self._widgets = []

    def lend(self, slot: QBoxLayout) -> None:
        """Put the green button into a slot of the page, beside the field."""
        if self._widgets:
            slot.addWidget(self._widgets[0])

    def take_back(self) -> None:
        """The green button returns to its place."""
        if self._widgets and self._row.indexOf(self._widgets[0]) < 0:
            self._row.insertWidget(0, self._widgets[0], 0, Qt.AlignmentFlag.AlignVCenter)

    def stand_on_keyboard(self, *, beside: bool) -> None:
        """Lower while it stands on the keyboard."""
        self._beside_keyboard = beside
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.looks.colour("bg"))
        painter.fillRect(0, 0, self.width(), _RULE, self.looks.colour("rule"))

    def _measure(self) -> None:
        margin = self.looks.measures.margin
        self._row.setContentsMargins(margin, _RULE, margin, 0)
        self._row.setSpacing(20)
        plain = self.looks.look.size is TextSize.STANDARD
        self.setFixedHeight(_ACTION_BESIDE_KEYBOARD if self._beside_keyboard and plain else self.looks.measures.action)


class Frame(QWidget):
    """All zones, one below the other."""

    def __init__(self, looks: LookSource, site: Site, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = looks
        self._leaving: list[QWidget] = []
        self.header = HeaderBar(looks, site.organisation, site.name)
        self.strip = StripBar(looks)
        self.scroll = ScrollRail(looks)
        self.actions = ActionBar(looks)
        self.keyboard = Keyboard(looks)
        self.keyboard.setObjectName("keyboard-on-screen")
        self.foot = FootBar(looks)
        names = ("text-size", "contrast", "read-aloud", "volume", "get-help")
        for button, name in zip(self.foot.buttons, names, strict=True):
            button.setObjectName(name)
        for segment in self.header.switch.segments:
            segment.setObjectName(f"language:{segment.language.value}")
        self.foot.status.setObjectName("status-line")
        self.header.setObjectName("header")
        zones = QVBoxLayout(self)
        zones.setContentsMargins(0, 0, 0, 0)
        zones.setSpacing(0)
        zones.addWidget(self.header)
        zones.addWidget(self.strip)
        zones.addWidget(self.scroll, 1)
        zones.addWidget(self.actions)
        zones.addWidget(self.keyboard)
        zones.addWidget(self.foot)
        self.keyboard.hide()
        looks.changed.connect(self._paint_ground)
        self._paint_ground()

    def show_screen(self, screen: Screen) -> None:
        """Put a page between header and foot; the one before is deleted."""
        self.header.setVisible(not screen.alone)
        self.foot.setVisible(not screen.alone)
        self.header.set_service(screen.name)
        self.strip.show_links(screen.strip)
        ground = QPalette(screen.body.palette())
        ground.setColor(QPalette.ColorRole.Window, QColor(screen.looks.theme.bg))
        screen.body.setPalette(ground)
        screen.body.setAutoFillBackground(True)
        self.actions.take_back()
        self._retire(self.scroll.takeWidget())
        self.scroll.setWidget(screen.body)
        self.scroll.show_top()
        self.actions.show_actions(screen)
        self.order_focus(screen)

    def _retire(self, old: QWidget | None) -> None:
        """Delete a page once the event that led away from it has ended; one of its own buttons may have been pressed."""
        if old is None:
            return
        old.hide()
        self._leaving.append(old)
        QTimer.singleShot(0, self._forget)

    def _forget(self) -> None:
        for old in self._leaving:
            old.deleteLater()
        self._leaving.clear()

    def order_focus(self, screen: Screen) -> None:
        """Tab goes from the header down to the foot, in the order things are read."""
        zones = (self.header, self.strip, screen.body, self.actions, self.foot)
        chain = [widget for zone in zones for widget in _in_order(zone) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
        for first, second in zip(chain, chain[1:], strict=False):
            QWidget.setTabOrder(first, second)

    def _paint_ground(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self._looks.colour("bg"))
        self.setPalette(palette)
        self.setAutoFillBackground(True)


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    """A widget and all within it, as they are read: layouts in their order, what stands free from left to right."""
    yield widget
    layout = widget.layout()
    if layout is not None:
        yield from _in_layout(layout)
        return
    free = [child for child in widget.children() if isinstance(child, QWidget)]
    for child in sorted(free, key=lambda each: each.mapTo(widget, QPoint(0, 0)).x()):
        yield from _in_order(child)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            yield from _in_order(widget)
        elif inner is not None:
            yield from _in_layout(inner)
