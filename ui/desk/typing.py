"""When the keyboard is on the screen, and where Continue stands while it is.

It comes when a field is touched, stays from page to page, and goes when it is hidden or a real key is pressed.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.components.buttons import Button, Kind
from ui.components.fields import TextField
from ui.desk.area import TextArea
from ui.desk.frame import Frame
from ui.desk.screen import Screen
from ui.desk.words import _
from ui.theme import Icon

_FIELDS = (TextField, TextArea)


class Typing(QObject):
    """Follows the focus and the last way of typing."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._frame = frame
        self._screen: Screen | None = None
        self._wanted = False
        self._opener: Button | None = None
        frame.keyboard.hidden.connect(self.hide)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)

    @property
    def is_open(self) -> bool:
        """Whether the keyboard is on the screen."""
        return not self._frame.keyboard.isHidden()

    def see(self, watched: QObject, event: QEvent) -> None:
        """Look at one event of the application."""
        if event.type() is QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            field = watched if isinstance(watched, _FIELDS) else watched.parent()
            if isinstance(field, _FIELDS) and field.hasFocus():
                self.open_for(field)
        elif event.type() is QEvent.Type.KeyPress and event.spontaneous() and self._wanted:
            self.hide()

    def let_go(self) -> None:
        """The page is about to be replaced."""
        self._screen = None
        self._opener = None

    def show(self, screen: Screen) -> None:
        """A page is on the screen: the keyboard stays if it was wanted and there is something to type."""
        self._screen = screen
        fields = [field for kind in _FIELDS for field in screen.body.findChildren(kind)]
        if self._wanted and fields:
            self.open_for(fields[0])
        else:
            self._frame.keyboard.hide()
            self._arrange()

    def open_for(self, field: QWidget) -> None:
        """Show the keys for a field."""
        self._wanted = True
        self._frame.keyboard.open_for_field(field)
        self._frame.keyboard.show()
        self._arrange()

    def hide(self) -> None:
        """Hide the keys."""
        self._wanted = False
        self._frame.keyboard.hide()
        self._arrange()

    def _arrange(self) -> None:
        """Heading, action bar and Continue follow the room that is left."""
        frame, screen = self._frame, self._screen
        looks = frame.keyboard.looks
        tight = looks.largest or looks.look.compact
        is_open = self.is_open
        frame.action_bar.stand_on_keyboard(beside=is_open)
        if screen is None:
            return
        screen.keyboard_changed(is_open=is_open, tight=tight)
        focused = frame.window().focusWidget()
        slot = screen.slot_for(focused) if is_open and tight and focused is not None else None
        if slot is not None:
            frame.action_bar.lend(slot)
            frame.action_bar.hide()
        elif not (is_open and tight and screen.slot_for(_first_field(screen)) is not None):
            frame.action_bar.take_back()
            frame.action_bar.setVisible(bool(screen.actions))
        self._offer_keyboard(screen, is_open=is_open)
        frame.settle_scroll(0)

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

    def _focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, _FIELDS) and self.is_open and now.window() is self._frame.window():
            self.open_for(now)


def _first_field(screen: Screen) -> QWidget:
    fields = [field for kind in _FIELDS for field in screen.body.findChildren(kind)]
    return fields[0] if fields else screen.body
