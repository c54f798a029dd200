"""A box in which two keyings differ: both as they were typed, side by side, with the letters in which they differ underlined.

Keep one (F3, F4), type it again (F2), or say that nobody can read it (F5). Whoever shows the panel binds the keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, takewhile

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from services.forms.words import Domain
from ui.components.base import frame
from ui.components.containers import Container
from ui.components.keycap import paint_cap
from ui.components.press import Pressable
from ui.components.staff import StaffButton
from ui.components.status import Status, StatusMark
from ui.components.text import BOLD, Style, TextBlock, measured
from ui.theme import LookSource, Role, Said
from ui.theme.mirror import painter_on

_ = Domain("ui")

_EDGE, _PADDING, _GAP = 4, 20, 16
_CAP, _CAP_PADDING = 46, 18  # of a key: the least width with the gap before it, and what is around its letters
_CARD_PADDING, _CARD_EDGE, _LINE = 16, 2, 3
_VALUE = Style(Role.SECTION, BOLD, figures=True)
KEEP_FIRST, KEEP_SECOND, UNREADABLE, AGAIN = "F3", "F4", "F5", "F2"


class DifferencePanel(Container):
    """See the module."""

    kept = Signal(int)  # 1 or 2: the keying that stands
    again = Signal()
    unreadable = Signal()

    def __init__(self, looks: LookSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = StatusMark(looks, Status.ACT_SOON, "", weight=BOLD)
        self.first, self.second = _Card(looks, KEEP_FIRST), _Card(looks, KEEP_SECOND)
        self.first.setObjectName("keep-first")
        self.second.setObjectName("keep-second")
        self.first.clicked.connect(lambda: self.kept.emit(1))
        self.second.clicked.connect(lambda: self.kept.emit(2))
        self._again = StaffButton(looks, _("Type it again"), key=AGAIN)
        self._again.setObjectName("type-again")
        self._again.clicked.connect(self.again)
        self._unreadable = StaffButton(looks, _("Cannot read it"), key=UNREADABLE)
        self._unreadable.setObjectName("cannot-read")
        self._unreadable.clicked.connect(self.unreadable)
        across = QBoxLayout.Direction.TopToBottom if looks.largest else QBoxLayout.Direction.LeftToRight
        cards, ways = QBoxLayout(across), QBoxLayout(across)
        cards.setSpacing(_GAP)
        cards.addWidget(self.first, 1)
        cards.addWidget(self.second, 1)
        ways.setSpacing(10)
        ways.addWidget(TextBlock(looks, _("Look at the page. Keep one, or type it again."), Role.STAFF), 1)
        ways.addWidget(self._again)
        ways.addWidget(self._unreadable)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_PADDING, _PADDING - 4, _PADDING, _PADDING - 4)
        whole.setSpacing(12)
        whole.addWidget(self._heading)
        whole.addLayout(cards)
        whole.addLayout(ways)
        self.follow(looks)

    def show(
        self,
        box_label: Said = "",
        first_name: Said = "",
        first: Said = "",
        second: Said = "",
        second_label: Said = _("Second keying"),  # noqa: B008 - words, which are never changed
    ) -> None:
        """Show a difference: the box in words, who keyed first, and what each typed, or the words of their mark."""
        self._heading.set(Status.ACT_SOON, _("{box}: the two keyings differ", box=box_label))
        self.first.show_value(_("{name} keyed", name=first_name), self.looks.say(first), self.looks.say(second))
        self.second.show_value(second_label, self.looks.say(second), self.looks.say(first))
        if self.parentWidget() is not None:  # else it would be a window of its own
            super().show()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        frame(QPainter(self), QRectF(self.rect()), self.looks.colour("attention"), _EDGE)


class _Card(Pressable):
    """What one of them typed."""

    def __init__(self, looks: LookSource, key: str) -> None:
        super().__init__()
        self._key = key
        self._label: Said = ""
        self._text, self._other = "", ""
        self.follow(looks)

    def show_value(self, label: Said, text: str, other: str) -> None:
        """Show it."""
        self._label, self._text, self._other = label, text, other
        self.in_the_open = label
        self.look_changed()
        self.updateGeometry()

    def name(self) -> str:
        """Who, and what."""
        return ": ".join(part for part in (self.looks.say(self._label), self._text or self.looks.say(_("empty"))) if part)

    def description(self) -> str:
        """The key that does the same."""
        return self.looks.say(_("Key {key}", key=self._key))

    def sizeHint(self) -> QSize:
        return QSize(260, self.heightForWidth(260))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def heightForWidth(self, width: int) -> int:
        inner = width - 2 * _CARD_PADDING
        label = measured(self.looks, self._label, Style(Role.STAFF), inner - self._cap()).height
        value = measured(self.looks, self._text or " ", _VALUE, inner).height
        return int(label + value) + 2 * _CARD_PADDING + 4

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, box = painter_on(self), QRectF(self.rect())
        on = self.isDown()
        fill, ink = self.looks.colour("fill" if on else "bg"), self.looks.colour("on_fill" if on else "text")
        painter.fillRect(box, fill)
        frame(painter, box, self.looks.colour("border"), _CARD_EDGE)
        inner, cap = box.adjusted(_CARD_PADDING, _CARD_PADDING, -_CARD_PADDING, -_CARD_PADDING), self._cap()
        label = measured(self.looks, self._label, Style(Role.STAFF), inner.width() - cap)
        label.paint(painter, QRectF(inner.x(), inner.y(), inner.width() - cap, label.height), ink)
        middle = inner.y() + label.height / label.lines / 2
        paint_cap(painter, self.looks, self._key, QPointF(inner.right() - cap + _GAP, middle), ink)
        value = measured(self.looks, self._text or " ", _VALUE, inner.width())
        at = QRectF(inner.x(), inner.y() + label.height + 4, inner.width(), value.height)
        value.paint(painter, at, ink)
        if value.lines == 1:
            self._underline(painter, at, value.line_box(0)[1], ink)

    def _cap(self) -> int:
        """How wide the key is, with the gap before it."""
        return max(_CAP, int(measured(self.looks, self._key, Style(Role.STAFF, BOLD)).width) + _CAP_PADDING + _GAP)

    def _underline(self, painter: QPainter, at: QRectF, baseline: float, ink: QColor) -> None:
        metrics = QFontMetricsF(self.looks.font(_VALUE.role, _VALUE.weight, figures=True))
        for start, end in unlike_letters(self._text, self._other):
            left, right = (metrics.horizontalAdvance(self._text[:upto]) for upto in (start, end))
            painter.fillRect(QRectF(at.x() + left, at.y() + baseline + _LINE, max(right - left, _LINE), _LINE), ink)


def unlike_letters(text: str, other: str) -> Iterator[tuple[int, int]]:
    """Where a text is not as another: from and to, as places in it.

    Of two of one length, the letters that are others; else all between what both begin and what both end with.
    """
    if len(text) != len(other):
        start = _alike(text, other)
        after = _alike(text[start:][::-1], other[start:][::-1])
        yield start, len(text) - after
        return
    unlike = [place for place, (one, another) in enumerate(zip(text, other, strict=True)) if one != another]
    for _run, places in groupby(enumerate(unlike), key=lambda numbered: numbered[1] - numbered[0]):
        run = [place for _number, place in places]
        yield run[0], run[-1] + 1


def _alike(text: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(text, other, strict=False)))
