"""The zones of the window: header, links, page, action bar, keyboard, foot. They stay; pages come and go between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from kiosk_app.use_cases.receipts import Site
from ui.components.base import Themed
from ui.components.buttons import Button, LinkButton
from ui.components.foot import FootBar
from ui.components.header import HeaderBar
from ui.components.keyboard import Keyboard
from ui.components.scroll import ScrollRail
from ui.components.text import TextBlock
from ui.desk.layout import Rule
from ui.desk.screen import Screen, Strip
from ui.desk.words import _
from ui.theme import Icon, LookSource, TextSize

_RULE = 2
_ACTION_BESIDE_KEYBOARD = 92
_STRIP_TOP, _STRIP_HEIGHT = 8, 58
_AROUND = 12  # kept in view around what has the focus
_GAP, _WORDS_WIDTH, _MOST_ROWS, _ROW_GAP = 20, 360, 3, 8
_WORDS_GAP = 10  # more, before words that follow a button


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
        self._rows = tuple(QHBoxLayout() for _row in range(_MOST_ROWS))
        outer = QVBoxLayout(self)
        for row in self._rows:
            outer.addLayout(row)
        self._beside_keyboard = False
        self._heights: tuple[int, ...] = ()  # of the rows, where there is more than one
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
        self._widgets = [*screen.actions, *([screen.far] if screen.far is not None else [])]
        width = screen.stage.content_width
        if _needed(self._widgets) <= width:
            self._lay_in_one(screen)
        else:
            self._lay_in_rows(width)
        self.setVisible(bool(self._widgets))
        self._measure()

    def _lay_in_one(self, screen: Screen) -> None:
        first = self._rows[0]
        self._heights = ()
        for widget in screen.actions:
            words = not isinstance(widget, Button)
            first.addSpacing(_WORDS_GAP if words else 0)
            first.addWidget(widget, int(words), Qt.AlignmentFlag.AlignVCenter)
        if all(isinstance(widget, Button) for widget in screen.actions):
            first.addStretch(1)
        if screen.far is not None:
            first.addWidget(screen.far, 0, Qt.AlignmentFlag.AlignVCenter)

    def _lay_in_rows(self, width: int) -> None:
        """What is pressed first, then words, in as many rows as that takes."""
        ordered = sorted(self._widgets, key=lambda widget: isinstance(widget, TextBlock))
        filled: list[list[QWidget]] = [[]]
        for widget in ordered:
            if filled[-1] and _needed([*filled[-1], widget]) > width and len(filled) < len(self._rows):
                filled.append([])
            filled[-1].append(widget)
        heights = []
        for row, widgets in zip(self._rows, filled, strict=False):
            for widget in widgets:
                row.addWidget(widget, int(isinstance(widget, TextBlock)), Qt.AlignmentFlag.AlignVCenter)
            if not any(isinstance(widget, TextBlock) for widget in widgets):
                row.addStretch(1)
            heights.append(max(_height(widget, width - _needed(widgets) + _needed([widget])) for widget in widgets))
        self._heights = tuple(heights)

    def clear(self) -> None:
        """Let go of the buttons."""
        for row in self._rows:
            while row.count():
                row.takeAt(0)
        for widget in self._widgets:
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
        if self._widgets and self._rows[0].indexOf(self._widgets[0]) < 0:
            self._rows[0].insertWidget(0, self._widgets[0], 0, Qt.AlignmentFlag.AlignVCenter)

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
        self.setContentsMargins(margin, _RULE, margin, 0)
        outer = self.layout()
        if outer is not None:
            above = _ROW_GAP + 2 if self._heights else 0
            outer.setContentsMargins(0, above, 0, above)
            outer.setSpacing(_ROW_GAP if self._heights else 0)
        for row in self._rows:
            row.setSpacing(_GAP)
        plain = self.looks.look.size is TextSize.STANDARD
        height = _ACTION_BESIDE_KEYBOARD if self._beside_keyboard and plain else self.looks.measures.action
        rows = sum(self._heights) + _ROW_GAP * (len(self._heights) + 1) + _RULE + 4 if self._heights else 0
        self.setFixedHeight(max(height, rows))


def _needed(widgets: Sequence[QWidget]) -> int:
    """The width that parts of the action bar should have side by side; words may wrap."""
    widths = ((widget.sizeHint().width(), isinstance(widget, TextBlock)) for widget in widgets)
    return sum(min(width, _WORDS_WIDTH) if words else width for width, words in widths) + _GAP * (len(widgets) - 1)


def _height(widget: QWidget, width: int) -> int:
    """How high a part is in the width it gets."""
    return widget.heightForWidth(width) if isinstance(widget, TextBlock) else widget.sizeHint().height()


class Frame(QWidget):
    """All zones, one below the other."""

    def __init__(self, looks: LookSource, site: Site, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = looks
        self._leaving: list[QWidget] = []
        self.header = HeaderBar(looks, site.organisation, site.name)
        self._edge = Rule(looks, 2, "on_bar")  # where page and header have one colour
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
        zones.addWidget(self._edge)
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
        self._edge.setVisible(screen.dark and not screen.alone and not self._looks.theme.bar_rule)
        self.header.set_service(screen.name)
        self.strip.show_links(screen.strip)
        ground = QPalette(screen.body.palette())
        ground.setColor(QPalette.ColorRole.Window, QColor(screen.looks.theme.bg))
        screen.body.setPalette(ground)
        screen.body.setAutoFillBackground(True)
        self.actions.take_back()
        self._retire()
        self.scroll.setWidget(screen.body)
        self.scroll.show_top()
        self.actions.show_actions(screen)

    def _retire(self) -> None:
        """Delete a page once the event that led away from it has ended; one of its own buttons may have been pressed."""
        old = self.scroll.widget()
        if old is None:
            return
        old.hide()  # while it is a child still: on its own it would be a window for a moment
        self._leaving.append(self.scroll.takeWidget())
        QTimer.singleShot(0, self._forget)

    def _forget(self) -> None:
        for old in self._leaving:
            old.deleteLater()
        self._leaving.clear()

    def settle_scroll(self, value: int) -> None:
        """Scroll to `value`, or as little further as shows what has the focus, once the page has its size."""

        def settle() -> None:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            body, focused = self.scroll.widget(), self.window().focusWidget()
            bar = self.scroll.verticalScrollBar()
            bar.setValue(value)
            if focused is None or focused is body or body is None or not body.isAncestorOf(focused):
                return
            top = focused.mapTo(body, QPoint(0, 0)).y() - _AROUND
            bottom = top + focused.height() + 2 * _AROUND
            lowest = bottom - self.scroll.viewport().height()  # less, and its foot is out of sight
            bar.setValue(min(max(bar.value(), lowest), max(0, top)))

        QTimer.singleShot(0, self, settle)

    def order_focus(self, screen: Screen) -> None:
        """Tab goes from the header down to the foot, in the order things are read."""
        zones = (self.header, self.strip, screen.body, self.actions, self.foot)
        chain = [widget for zone in zones for widget in _in_order(zone) if _takes_focus(widget, screen.heading())]
        for first, second in zip(chain, chain[1:], strict=False):
            QWidget.setTabOrder(first, second)

    def _paint_ground(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self._looks.colour("bg"))
        self.setPalette(palette)
        self.setAutoFillBackground(True)


def _takes_focus(widget: QWidget, heading: QWidget | None) -> bool:
    """Whether Tab stops there, or goes on from there."""
    return widget is heading or bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


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
