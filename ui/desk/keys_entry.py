"""Text from a keypad: a key pressed again gives its next character, for as long as it takes.

The character that may still change is selected in the field, so it can be seen, and nothing of it is kept anywhere else. It is
taken when another key is pressed, never by time.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from shiboken6 import isValid

from ui.components.keyboard.layouts import KeyboardKind
from ui.desk.keys_letters import CAPITAL, begins_capital, characters, direct

Field = QLineEdit | QPlainTextEdit
_KEEP, _MOVE = QTextCursor.MoveMode.KeepAnchor, QTextCursor.MoveMode.MoveAnchor


class LetterEntry:
    """One person's typing with a keypad."""

    def __init__(self) -> None:
        self._field: Field | None = None  # where a character may still change
        self._key = ""
        self._at = 0
        self._shown = ""
        self._upper = False  # the character that may still change is a capital, if it is a letter
        self._capital = False  # the letter that comes next is one

    def press(self, field: Field, kind: KeyboardKind, key: str) -> str:
        """Press a digit key: the character that is in the field now, `CAPITAL`, or "" where there is no room for one."""
        given = characters(kind, key)
        if self._may_change(field) and key == self._key and len(given) > 1:
            self._at = (self._at + 1) % len(given)
        else:
            self.settle()
            self._field, self._key, self._at = field, key, 0
            self._upper = self._capital or begins_capital(kind, _before(field))
        character = given[self._at]
        self._shown = "" if character == CAPITAL else character.upper() if self._upper else character
        if not self._put(field) and self._shown:
            self._field, self._shown = None, ""
            return ""
        if direct(kind) or len(given) == 1:
            self._capital, self._field = False, None
            _unselect(field)
        return self._shown or CAPITAL

    def settle(self) -> str:
        """Take the character that might have changed; "" when there was none."""
        field, shown = self._field, self._shown
        if field is None:
            return ""
        capital = not shown
        if isValid(field) and self._may_change(field):
            _unselect(field)
        self._field, self._shown = None, ""
        self._capital = capital
        return shown or CAPITAL

    def delete(self, field: Field) -> str:
        """Take away the character that might have changed, or the last one; "" where there is none."""
        self._capital = False
        gone = _selected(field) or _before(field)[-1:]
        self._field, self._shown = None, ""
        _press(field, Qt.Key.Key_Backspace)
        return gone

    def _may_change(self, field: Field) -> bool:
        """Whether the character that was shown last is still there as it was."""
        return self._field is field and _selected(field) == self._shown

    def _put(self, field: Field) -> bool:
        """Show the character in the place of the one before, selected. False where there is no room."""
        selected = _selected(field)
        if not self._shown:
            if selected:
                _press(field, Qt.Key.Key_Delete)
            return True
        rest = len(_text(field)) - len(selected)
        event = QInputMethodEvent()
        event.setCommitString(self._shown)
        QApplication.sendEvent(field, event)
        if len(_text(field)) == rest:
            return False
        _select_last(field)
        return True


def go_to_end(field: Field) -> None:
    """Stand after everything that is there, with nothing selected."""
    if isinstance(field, QLineEdit):
        field.end(False)  # noqa: FBT003 - Qt's signature
    else:
        field.moveCursor(QTextCursor.MoveOperation.End)


def _press(field: Field, key: Qt.Key) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(field, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))


def _text(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _before(field: Field) -> str:
    """What stands before the place where is typed."""
    if isinstance(field, QLineEdit):
        at = field.selectionStart() if field.hasSelectedText() else field.cursorPosition()
    else:
        at = field.textCursor().selectionStart()
    return _text(field)[:at]


def _selected(field: Field) -> str:
    return field.selectedText() if isinstance(field, QLineEdit) else field.textCursor().selectedText()


def _select_last(field: Field) -> None:
    if isinstance(field, QLineEdit):
        field.setSelection(field.cursorPosition() - 1, 1)
        return
    cursor = field.textCursor()
    at = cursor.position()
    cursor.setPosition(at - 1, _MOVE)
    cursor.setPosition(at, _KEEP)
    field.setTextCursor(cursor)


def _unselect(field: Field) -> None:
    if isinstance(field, QLineEdit):
        field.deselect()
        return
    cursor = field.textCursor()
    cursor.setPosition(cursor.selectionEnd(), _MOVE)
    field.setTextCursor(cursor)
