"""The desk worked by a keypad alone: every page, with 0 to 9, star and hash (`docs/keypad.md`).

Where something is typed the digits type, hash goes on and star deletes; everywhere else each key does one thing, the same on
every page. It begins with the first key of a keypad that is pressed where nothing is typed and ends with the first key of a
keyboard, so that the digits of a keyboard's own numeric keypad stay digits in a field.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.a11y import announce
from ui.components.buttons import Button
from ui.components.fields import TextField
from ui.components.keyboard.layouts import KeyboardKind
from ui.components.keyboard.names import spoken
from ui.desk.area import TextArea
from ui.desk.idle import Presence
from ui.desk.keys_entry import LetterEntry, go_to_end
from ui.desk.keys_letters import CAPITAL, direct
from ui.desk.keys_pad import HASH, STAR, Pad, Step
from ui.desk.screen import Screen
from ui.desk.words import _
from ui.theme import LookSource, Said

_FIELDS = (TextField, TextArea)
_MOVES = MappingProxyType(
    {Step.BEFORE: Qt.Key.Key_Backtab, Step.NEXT: Qt.Key.Key_Tab, Step.UP: Qt.Key.Key_Up, Step.DOWN: Qt.Key.Key_Down}
)
_ON_THE_QUESTION = frozenset({*_MOVES, Step.CHOOSE, Step.ON})
_SHARED = frozenset(
    {
        Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down,
        Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_NumLock, *(Qt.Key(Qt.Key.Key_F1 + n) for n in range(12)),
    }
)  # fmt: skip
"""Keys that a keypad may have as well: they end nothing."""

KEYPAD_WELCOME = _(
    "Reading aloud is on. 6 goes to the next thing and 4 to the one before. 5 chooses. Hash goes on and star goes back. "
    "0 says it again, 1 is help, 7 is quieter and 9 is louder."
)
_HOW_TO_TYPE = _("Press a key again for its next letter. Hash takes the letter, and then goes on. Star deletes.")


@dataclass(frozen=True, slots=True)
class PadDoes:
    """What keys do that is not the keypad's own. `ready`: whether a press counts already; `private`: nobody else can hear."""

    screen: Callable[[], Screen | None]
    foot: QWidget
    ready: Callable[[], bool]
    private: Callable[[], bool]
    back: Callable[[], None]
    repeat: Callable[[], None]
    help: Callable[[], None]
    volume: Callable[[int], None]


class Keypad:
    """Follows one window's keys."""

    def __init__(self, window: QWidget, looks: LookSource, pad: Pad, does: PadDoes) -> None:
        self._window, self._looks = window, looks
        self._pad, self._does = pad, does
        self._letters = LetterEntry()
        self._told = False  # how letters are typed
        self.engaged = pad.alone  # the keys of a keypad are the keypad's now
        self.used = False

    def takes(self, event: QKeyEvent) -> bool:
        """Do what a press is for, if it is the keypad's."""
        screen = self._does.screen()
        key = self._pad.key(event, engaged=self.engaged)
        step = self._pad.step(key) if key else self._pad.arrow(event)
        if step is None:
            self._letters.settle()
            if event.key() not in _SHARED:
                self.engaged = self._pad.alone
            return False
        focus = self._window.focusWidget()
        field = focus if isinstance(focus, _FIELDS) else None
        if field is not None and key and not self.engaged:
            return self._type_digit(field, key, event)
        self.engaged = self.used = True
        if screen is not None and screen.alone:
            return False  # any key begins
        if event.isAutoRepeat() and (step not in _MOVES or (field is not None and key)):
            return True
        if field is not None and key:
            self._type(field, key)
        else:
            self._letters.settle()
            self._do(step)
        return True

    def reset(self) -> None:
        """Nobody has used it yet."""
        self._told = self.used = False
        self.engaged = self._pad.alone

    def settle(self) -> None:
        """Something else than a key was pressed: the last character stays as it is."""
        self._letters.settle()

    def _type_digit(self, field: TextField | TextArea, key: str, event: QKeyEvent) -> bool:
        """A digit of a keyboard's own numeric keypad, which without Num Lock would move about in the field instead."""
        if not key.isdigit() or event.text() == key:
            return False
        self._letters.press(field, KeyboardKind.DIGITS, key)
        return True

    def _do(self, step: Step) -> None:
        does, screen = self._does, self._does.screen()
        if screen is not None and screen.presence is Presence.ASKED and step not in _ON_THE_QUESTION:
            step = Step.BACK  # any key that does not move or choose says that somebody is there
        match step:
            case Step.CHOOSE:
                self._press()
            case Step.ON:
                self._go_on()
            case Step.BACK:
                does.back()
            case Step.REPEAT:
                does.repeat()
            case Step.HELP:
                does.help()
            case Step.FOOT:
                does.foot.setFocus(Qt.FocusReason.TabFocusReason)
            case Step.QUIETER | Step.LOUDER:
                does.volume(1 if step is Step.LOUDER else -1)
            case _:
                self._send(_MOVES[step])

    def _go_on(self) -> None:
        """To the page's main button; pressed there it is pressed."""
        screen, focus = self._does.screen(), self._window.focusWidget()
        actions = screen.actions if screen is not None else []
        main = next((each for each in actions if isinstance(each, Button) and each.isVisible()), None)
        if main is None or main is focus:
            self._press()
        else:
            main.setFocus(Qt.FocusReason.TabFocusReason)

    def _press(self) -> None:
        if self._does.ready():
            self._send(Qt.Key.Key_Return)

    def _send(self, key: Qt.Key) -> None:
        target = self._window.focusWidget() or self._window
        modifier = Qt.KeyboardModifier.ShiftModifier if key is Qt.Key.Key_Backtab else Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, key, modifier))
        self._arrive()

    def _arrive(self) -> None:
        """In a field, stand behind what is there, and say once how letters are typed."""
        field = self._window.focusWidget()
        if not isinstance(field, _FIELDS):
            return
        go_to_end(field)
        if not self._told and not direct(field.keyboard):
            self._told = True
            self._say(field, _HOW_TO_TYPE)

    def _type(self, field: TextField | TextArea, key: str) -> None:
        if key == HASH:
            taken = self._letters.settle()
            if taken:
                self._say(field, self._name(field, taken))
            else:
                self._send(Qt.Key.Key_Tab)
        elif key == STAR:
            gone = self._letters.delete(field)
            self._say(field, _("Deleted {what}", what=self._name(field, gone)) if gone else _("There is nothing to delete"))
        else:
            shown = self._letters.press(field, field.keyboard, key)
            self._say(field, self._name(field, shown) if shown else _("There is no room for more"))

    def _name(self, field: TextField | TextArea, character: str) -> Said:
        """What a character is called; where others can hear, or of a secret, only that there is one."""
        if character == CAPITAL:
            return _("Capital letter next")
        secret = isinstance(field, TextField) and field.echoMode() is not TextField.EchoMode.Normal
        return spoken(character) if self._does.private() and not secret else _("letter")

    def _say(self, field: QWidget, words: Said) -> None:
        announce(field, self._looks.say(words), assertive=True)
