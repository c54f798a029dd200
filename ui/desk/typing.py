"""When the keyboard is on the screen, and where Continue stands while it is.

It comes when a field is touched, stays from page to page, and goes when it is hidden or a real key is pressed. Where there is
little room it also goes while the error summary has the focus or a page comes that says what is wrong, and comes back with the
first field that somebody goes to.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from ui.components.buttons import Button, Kind
from ui.components.errors import ErrorSummary
from ui.components.fields import TextField
from ui.desk.area import TextArea
from ui.desk.frame import Frame
from ui.desk.screen import Screen
from ui.desk.words import _
from ui.theme import Icon, TextSize

FOLLOWED = frozenset({QEvent.Type.MouseButtonRelease, QEvent.Type.KeyPress})  # the only events it asks for
_FIELDS = (TextField, TextArea)


class Typing(QObject):
    """Follows the focus and the last way of typing."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._frame = frame
        self._screen: Screen | None = None
        self._wanted = False
        self._waits = False  # the focus is about to go to what is wrong, by itself
        self._slot: QBoxLayout | None = None  # where Continue is now
        self._opener: Button | None = None
        frame.keyboard.hidden.connect(self.hide)
        frame.keyboard.next_wanted.connect(self._go_to_next)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)

    @property
    def is_open(self) -> bool:
        """Whether the keyboard is on the screen."""
        return not self._frame.keyboard.isHidden()

    def see(self, target: QWidget, event: QEvent) -> None:
        """Look at one event that reached the window, and at what it is for."""
        if event.type() is QEvent.Type.MouseButtonRelease:
            field = target if isinstance(target, _FIELDS) else target.parentWidget()
            if isinstance(field, _FIELDS) and field.hasFocus():
                self.open_for(field)
        elif event.type() is QEvent.Type.KeyPress and self._wanted:
            self.hide()

    def let_go(self) -> None:
        """The page is about to be replaced. The keys come back with the next one: its zones need the room while they change."""
        self._screen = None
        self._slot = None
        self._opener = None
        self._frame.keyboard.hide()

    def show(self, screen: Screen) -> None:
        """A page is on the screen: the keyboard stays if it was wanted and there is something to type."""
        self._screen = screen
        fields = _fields(screen)
        self._waits = screen.has_errors and not self._roomy
        if self._wanted and fields and not self._waits:
            self.open_for(fields[0])
        else:
            self._set_open(is_open=False)

    def open_for(self, field: QWidget) -> None:
        """Show the keys for a field."""
        self._wanted = True
        self._frame.keyboard.open_for_field(field, more=self._screen is not None and len(_fields(self._screen)) > 1)
        self._set_open(is_open=True)

    def hide(self) -> None:
        """Hide the keys."""
        self._wanted = False
        self._set_open(is_open=False)

    @property
    def _roomy(self) -> bool:
        """Whether a page with an error summary fits above the keyboard."""
        look = self._frame.keyboard.looks.look
        return look.size is TextSize.STANDARD and not look.compact

    def _set_open(self, *, is_open: bool) -> None:
        """Show or hide the keys. What goes, goes first: the window grows when its zones need more than it has."""
        if not is_open:
            self._frame.keyboard.hide()
        self._arrange(is_open=is_open)
        if is_open:
            self._frame.keyboard.show()

    def _arrange(self, *, is_open: bool) -> None:
        """Heading, action bar and Continue follow the room that is left."""
        frame, screen = self._frame, self._screen
        look, largest = frame.keyboard.looks.look, frame.keyboard.looks.largest
        tight = largest or look.compact
        frame.action_bar.stand_on_keyboard(beside=is_open)
        if screen is None:
            return
        frame.give_room(screen, give=is_open and largest and look.compact)
        screen.keyboard_changed(is_open=is_open, tight=tight)
        for area in screen.body.findChildren(TextArea):
            area.fit(keyboard=is_open, tight=not self._roomy)
        self._slot = self._slot_on(screen) if is_open and tight else None
        if self._slot is not None:
            frame.action_bar.lend(self._slot)
            frame.action_bar.hide()
        else:
            frame.action_bar.take_back()
            frame.action_bar.setVisible(bool(screen.actions))
        self._offer_keyboard(screen, is_open=is_open)
        frame.settle_scroll(0)

    def _slot_on(self, screen: Screen) -> QBoxLayout | None:
        """Beside the field that has the focus; else where Continue is already, or beside the first field."""
        focused = self._frame.window().focusWidget()
        slot = screen.slot_for(focused) if focused is not None else None
        return slot or self._slot or screen.slot_for(_first_field(screen))

    def _offer_keyboard(self, screen: Screen, *, is_open: bool) -> None:
        """In the largest text a button beside the field says that there is a keyboard."""
        if self._opener is not None:
            self._opener.setVisible(not is_open)
            return
        field = _first_field(screen)
        slot = screen.slot_for(field) if self._frame.keyboard.looks.largest and not is_open else None
        if slot is None:
            return
        self._opener = Button(screen.looks, _("Keyboard"), Kind.SECONDARY, icon=Icon.KEYBOARD)
        self._opener.setObjectName("keyboard")
        self._opener.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # whoever has Tab has a keyboard
        self._opener.clicked.connect(lambda: self._open_from_button(field))
        slot.addWidget(self._opener)

    def _open_from_button(self, field: QWidget) -> None:
        field.setFocus()
        self.open_for(field)

    def _go_to_next(self) -> None:
        """To the field after the one that has the focus; after the last the first."""
        fields = _fields(self._screen) if self._screen is not None else []
        focused = self._frame.window().focusWidget()
        if focused in fields:
            fields[(fields.index(focused) + 1) % len(fields)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or now.window() is not self._frame.window():
            return
        arrives, self._waits = self._waits, False
        if isinstance(now, _FIELDS) and self._wanted and not arrives:
            self.open_for(now)
        elif self.is_open and not self._roomy and _in_summary(now):
            self._set_open(is_open=False)


def _in_summary(widget: QWidget) -> bool:
    return isinstance(widget, ErrorSummary) or isinstance(widget.parentWidget(), ErrorSummary)


def _first_field(screen: Screen) -> QWidget:
    return next(iter(_fields(screen)), screen.body)


def _fields(screen: Screen) -> list[QWidget]:
    """What is typed into on a page, in the order in which it was put there."""
    return [field for kind in _FIELDS for field in screen.body.findChildren(kind)]
