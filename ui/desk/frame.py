"""The zones of the window: header, links, page, action bar, keyboard, foot. They stay; pages come and go between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractButton, QLayout, QVBoxLayout, QWidget

from kiosk_app.site import Site
from ui.components.errors import to_be_seen
from ui.components.foot import FootBar
from ui.components.header import HeaderBar
from ui.components.keyboard import Keyboard
from ui.components.scroll import ScrollRail
from ui.desk.bars import ActionBar, StripBar
from ui.desk.layout import Rule
from ui.desk.screen import Screen
from ui.theme import LookSource
from ui.theme.mirror import from_start

_AROUND = 12  # kept in view around what has the focus
_TURNS = 4  # until a page of two long texts stands still


class Frame(QWidget):
    """All zones, one below the other."""

    def __init__(self, looks: LookSource, site: Site, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = looks
        self._leaving: list[QWidget] = []
        self._bars: list[QWidget] = []  # a page's own head, foot and banner
        self.header = HeaderBar(looks, site.organisation, site.name)
        self._edge = Rule(looks, 2, "on_bar")  # where page and header have one colour
        self.strip = StripBar(looks)
        self.rail = ScrollRail(looks)
        self.action_bar = ActionBar(looks)
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
        self._zones = zones = QVBoxLayout(self)
        zones.setContentsMargins(0, 0, 0, 0)
        zones.setSpacing(0)
        zones.addWidget(self.header)
        zones.addWidget(self._edge)
        zones.addWidget(self.strip)
        zones.addWidget(self.rail, 1)
        zones.addWidget(self.action_bar)
        zones.addWidget(self.keyboard)
        zones.addWidget(self.foot)
        self.keyboard.hide()
        looks.changed.connect(self._paint_ground)
        self._paint_ground()

    def show_screen(self, screen: Screen) -> None:
        """Put a page between header and foot; the one before is deleted."""
        self._take_bars(screen)
        own = screen.alone or screen.bars is not None
        self.header.setVisible(not own)
        self.foot.setVisible(not own)
        self._edge.setVisible(screen.dark and not own and not self._looks.theme.bar_rule)
        self.header.set_service(screen.name)
        self.strip.show_links(screen.strip)
        ground = QPalette(screen.body.palette())
        ground.setColor(QPalette.ColorRole.Window, QColor(screen.looks.theme.bg))
        screen.body.setPalette(ground)
        screen.body.setAutoFillBackground(True)
        self.action_bar.take_back()
        self._retire()
        self.rail.setWidget(screen.body)
        self.rail.show_top()
        self.action_bar.show_actions(screen)

    def give_room(self, screen: Screen, *, give: bool) -> None:
        """Leave out what can be done without while the keyboard takes most of the room: the links, and the status."""
        self.strip.setVisible(screen.strip is not None and not give)
        self.foot.set_brief(brief=give)

    def _take_bars(self, screen: Screen) -> None:
        """Put a page's own head at the top, its banner below, its foot at the bottom; those of the page before are deleted."""
        for bar in self._bars:
            bar.hide()
            self._zones.removeWidget(bar)
        self._leaving += self._bars
        bars = screen.bars
        self._bars = [] if bars is None else [bars.head, bars.foot]
        if screen.banner is not None:
            self._bars.append(screen.banner)
            self._zones.insertWidget(self._zones.indexOf(self._edge) + 1, screen.banner)
        if bars is not None:
            self._zones.insertWidget(0, bars.head)
            self._zones.addWidget(bars.foot)
            bars.pressed.connect(lambda number: self.foot.buttons[number].click())

    def _retire(self) -> None:
        """Delete a page once the event that led away from it has ended; one of its own buttons may have been pressed."""
        old = self.rail.widget()
        if old is None:
            return
        old.hide()  # while it is a child still: on its own it would be a window for a moment
        self._leaving.append(self.rail.takeWidget())
        QTimer.singleShot(0, self._forget)

    def _forget(self) -> None:
        for old in self._leaving:
            old.deleteLater()
        self._leaving.clear()

    def settle_scroll(self, value: int) -> None:
        """Scroll to `value`, or as little further as shows what has the focus, once the page has its size."""

        def settle() -> None:
            for _turn in range(_TURNS):  # what has its width may stand in another way then
                QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            body, focused = self.rail.widget(), self.window().focusWidget()
            bar = self.rail.verticalScrollBar()
            bar.setValue(value)
            if focused is None or focused is body or body is None or not body.isAncestorOf(focused):
                return
            room = self.rail.viewport().height()
            part = to_be_seen(focused, body, room)
            around = max(0, min(_AROUND, (room - part.height()) // 2))
            top = part.top() - around
            lowest = top + part.height() + 2 * around - room  # less, and its foot is out of sight
            bar.setValue(min(max(bar.value(), lowest), max(0, top)))

        QTimer.singleShot(0, self, settle)

    def order_focus(self, screen: Screen) -> None:
        """Tab goes from the header down to the foot, in the order things are read."""
        head, foot = (self.header, self.foot) if screen.bars is None else (screen.bars.head, screen.bars.foot)
        banner = () if screen.banner is None else (screen.banner,)
        zones = (head, *banner, self.strip, screen.body, self.action_bar, foot)
        heading = screen.heading()
        chain = [widget for zone in zones for widget in in_reading_order(zone) if _takes_focus(widget, heading)]
        for first, second in pairwise(chain):
            QWidget.setTabOrder(first, second)

    def _paint_ground(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self._looks.colour("bg"))
        self.setPalette(palette)
        self.setAutoFillBackground(True)


def _takes_focus(widget: QWidget, heading: QWidget | None) -> bool:
    """Whether Tab stops there, or goes on from there.

    Of radio buttons Qt lets Tab stop at the chosen one only, and changes which that is with every choice.
    """
    chosen_from = isinstance(widget, QAbstractButton) and (widget.autoExclusive() or widget.group() is not None)
    return widget is heading or chosen_from or bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def in_reading_order(widget: QWidget) -> Iterator[QWidget]:
    """A widget and all within it, as they are read: layouts in their order, what stands free from where lines begin."""
    yield widget
    inside = [child for child in widget.children() if isinstance(child, QWidget)]
    layout = widget.layout()
    if layout is not None:
        yield from _in_layout(layout, inside)
        return
    for child in sorted(inside, key=lambda each: from_start(widget, each.geometry()).x()):
        yield from in_reading_order(child)


def _in_layout(layout: QLayout, widgets: Sequence[QWidget]) -> Iterator[QWidget]:
    """Those of `widgets` that are in the layout.

    It is not asked for its items: PySide6 keeps each it has handed out, and takes what comes to stand in the same place of the
    memory after it for the item, which ends in a crash.
    """
    inner = [child for child in layout.children() if isinstance(child, QLayout)]
    placed = [(layout.indexOf(widget), in_reading_order(widget)) for widget in widgets]
    placed += [(layout.indexOf(child), _in_layout(child, widgets)) for child in inner]
    for index, part in sorted(placed, key=itemgetter(0)):
        if index >= 0:
            yield from part
