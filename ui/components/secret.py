"""A field for a PIN or a passphrase: dots on the screen, and nothing of it to assistive technology, speech or the clipboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.components.fields import TextField
from ui.components.keyboard.layouts import KeyboardKind
from ui.theme import LookSource, Said

_LONGEST = 128


class SecretField(TextField):
    """Opens with the digits; letters are one key away."""

    def __init__(self, looks: LookSource, name: Said, *, hint: Said = "", chars: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(looks, name, hint=hint, keyboard=KeyboardKind.SECRET, chars=chars, most=_LONGEST, parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
