"""Every component in every state on one page, for the tests that draw it in every look.

The words are examples in English; the page is for people who build screens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.components.buttons import Button, Kind, LinkButton
from ui.components.containers import Container
from ui.components.fields import TextField
from ui.components.focus import RingFrame
from ui.components.keyboard.key import Key
from ui.components.marks import CheckRow, RadioRow
from ui.components.press import Pressable
from ui.components.status import Status, StatusMark
from ui.components.text import BOLD, Laid, Style, TextBlock
from ui.components.tiles import Tile
from ui.components.times import TimeButton
from ui.theme import Icon, LookSource, Role, TextSize

_COLUMN, _WIDTH, _TILE_HEIGHT = 300, 240, 84
_COLUMNS = 4
_STATES = ("rest", "focus", "pressed", "not available")
_SHAPES = (
    ((Status.SAVED, "Saved here"), (Status.SENDING, "Being sent"), (Status.DONE, "Received"), (Status.PUT_ASIDE, "Put aside")),
    ((Status.UNDER_WAY, "Requested"), (Status.ACT_SOON, "Act soon"), (Status.NOT_WORKING, "Not working")),
    ((Status.CANNOT_START, "Cannot start yet"),),
)


class Head(Container):
    """The bar above the page."""

    def __init__(self, looks: LookSource, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.setFixedHeight(80)
        self.follow(looks)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.looks.colour("bar"))
        laid = Laid(self.looks, self._title, Style(Role.LEAD, BOLD))
        box = QRectF(50, (self.height() - laid.height) / 2, self.width() - 100, laid.height)
        laid.paint(painter, box, self.looks.colour("on_bar"))


class Gallery(Container):
    """The page. Rings of posed widgets are placed when it is shown or resized, by `settle`."""

    def __init__(self, looks: LookSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks_given = looks
        self._focused: list[QWidget] = []
        self._rings: list[RingFrame] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(Head(looks, "Components and their states"))
        grid = QGridLayout()
        grid.setContentsMargins(50, 28, 30, 28)
        grid.setHorizontalSpacing(_COLUMN - _WIDTH)
        grid.setVerticalSpacing(14)
        outer.addLayout(grid)
        outer.addStretch(1)
        columns = _COLUMNS if looks.look.size is TextSize.STANDARD else 2
        cells = list(self._cells())
        for number, (caption, sample, span) in enumerate(cells):
            row, column = divmod(number, columns)
            if span > 1:
                wide = columns == _COLUMNS
                row, column = (len(cells) // columns, span * (number - len(cells) + 2)) if wide else (len(cells) + number, 0)
            grid.addLayout(self._cell(caption, sample), row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        self.follow(looks)

    def settle(self) -> None:
        """Draw the rings of the widgets that are posed as focused."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        for ring in self._rings:
            ring.deleteLater()
        self._rings = [RingFrame(self._looks_given, self) for _ in self._focused]
        for ring, widget in zip(self._rings, self._focused, strict=True):
            ring.surround(widget)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        del event
        QPainter(self).fillRect(self.rect(), self.looks.colour("bg"))

    def _cells(self) -> Iterator[tuple[str, QWidget | QLayout, int]]:
        looks = self._looks_given
        buttons = (
            ("Primary", "Continue", Kind.PRIMARY),
            ("Secondary", "Print this", Kind.SECONDARY),
            ("Warning", "Delete it", Kind.WARNING),
        )
        for title, words, kind in buttons:
            for state in _STATES:
                yield f"{title}: {state}", self._in_state(Button(looks, words, kind, minimum=_WIDTH), state), 1
        for state in _STATES[:3]:
            tile = Tile(looks, "Information", icon=Icon.INFO, icon_size=40, height=_TILE_HEIGHT)
            yield f"Tile: {state}", self._in_state(tile, state), 1
        yield "Tile: chosen", TimeButton(looks, "2pm to 3pm", "Your 1st choice", badge=1, chosen=True, height=_TILE_HEIGHT), 1
        for title, text, error in (
            ("rest", "A1234BC", ""),
            ("focus", "A1234", ""),
            ("error", "A12", "!"),
            ("error and focus", "A12", "!"),
        ):
            yield f"Text field: {title}", self._field(text, error, focused="focus" in title), 1
        yield "Radio: rest and chosen", self._marks(RadioRow, ("No", "Yes"), focused=False), 1
        yield "Radio: focus", self._marks(RadioRow, ("No", "Yes"), focused=True), 1
        yield "Checkbox: rest and chosen", self._marks(CheckRow, ("Text message", "Letter"), focused=False), 1
        yield "Link: rest, then focus", self._links(), 1
        yield "Keyboard key: rest, focus, pressed, function, on", self._keys(), 2
        yield "Status: words and shape, never colour alone", self._shapes(), 2

    def _cell(self, caption: str, sample: QWidget | QLayout) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(TextBlock(self._looks_given, caption, Role.STAFF, ink="secondary"))
        if isinstance(sample, QWidget):
            column.addWidget(sample)
        else:
            column.addLayout(sample)
        return column

    def _in_state(self, button: Pressable, state: str) -> Pressable:
        match state:
            case "focus":
                self._focus(button)
            case "pressed":
                button.setDown(True)
            case "not available":
                button.set_available(available=False, reason="Not yet")
        return button

    def _focus(self, widget: Pressable | TextField) -> None:
        widget.looks_focused = lambda: True
        self._focused.append(widget)

    def _field(self, text: str, error: str, *, focused: bool) -> QLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        field = TextField(self._looks_given, "Prison number")
        field.setText(text)
        field.set_error(error)
        if focused:
            self._focus(field)
        if error:
            row.addWidget(_Bar(self._looks_given))
        row.addWidget(field)
        return row

    def _marks(self, make: Callable[..., RadioRow | CheckRow], words: tuple[str, str], *, focused: bool) -> QLayout:
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for word in words:
            row = make(self._looks_given, word)
            row.setChecked(word == words[-1])
            column.addWidget(row)
            if focused:
                self._focus(row)
        outer = QVBoxLayout()
        outer.addWidget(holder)
        return outer

    def _links(self) -> QLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        rest, focused = LinkButton(self._looks_given, "Change"), LinkButton(self._looks_given, "Change")
        self._focus(focused)
        column.addWidget(rest)
        column.addWidget(focused)
        return column

    def _keys(self) -> QLayout:
        looks = self._looks_given
        row = QHBoxLayout()
        row.setSpacing(16)
        keys = [Key(looks, "A") for _ in range(3)]
        self._focus(keys[1])
        keys[2].setDown(True)
        function = Key(looks, "Delete", short="Del", icon=Icon.DELETE, function=True)
        on = Key(looks, "Capitals on", short="ABC", icon=Icon.SHIFT, function=True)
        on.setCheckable(True)
        on.setChecked(True)
        for key, width in (*((key, 72) for key in keys), (function, 120), (on, 150)):
            key.setFixedWidth(width * (1 if looks.look.size is TextSize.STANDARD else 2))
            row.addWidget(key)
        row.addStretch(1)
        return row

    def _shapes(self) -> QLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        for statuses in _SHAPES:
            row = QHBoxLayout()
            row.setSpacing(26)
            for status, words in statuses:
                row.addWidget(StatusMark(self._looks_given, status, words))
            row.addStretch(1)
            column.addLayout(row)
        return column


class _Bar(Container):
    """The bar of an error group."""

    def __init__(self, looks: LookSource) -> None:
        super().__init__()
        self.setFixedWidth(8)
        self.follow(looks)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        del event
        QPainter(self).fillRect(self.rect(), self.looks.colour("error"))
