"""A warm spare: a window that is ready but not shown until the supervisor says "show" on standard input.

When standard input ends, the supervisor is gone, and so is the window.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier, Signal

SHOW = b"show"
_STANDARD_INPUT = 0
_CHUNK = 256


class ShowOnRequest(QObject):
    """Watches standard input from the event loop. `asked` when told to show, `abandoned` when it ends."""

    asked = Signal()
    abandoned = Signal()

    def __init__(
        self, read: Callable[[], bytes] = lambda: os.read(_STANDARD_INPUT, _CHUNK), descriptor: int = _STANDARD_INPUT
    ) -> None:
        super().__init__()
        self._read = read
        self._held = b""
        self._notifier = QSocketNotifier(descriptor, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._arrived)

    def _arrived(self) -> None:
        chunk = self._read()
        if not chunk:
            self._notifier.setEnabled(False)
            self.abandoned.emit()
            return
        *lines, self._held = (self._held + chunk).split(b"\n")
        if SHOW in lines:
            self.asked.emit()
