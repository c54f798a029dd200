"""The way to the staff corner by touch: five on the same place, quickly. Somebody who points at a name touches it once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

TOUCHES, WITHIN_SECONDS = 5, 4.0
_NAME_WIDTH = 420  # of the header, where it begins: the organisation's name


def on_name(press: QEvent, header: QWidget) -> bool:
    """Whether a press of the window is on the organisation's name in its header."""
    if not isinstance(press, QMouseEvent):
        return False
    place = header.mapFrom(header.window(), press.position().toPoint())
    from_side = header.width() - place.x() if header.isRightToLeft() else place.x()
    return from_side < _NAME_WIDTH and header.rect().contains(place)


class Corner:
    """Counts touches. `now` gives seconds that only grow."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._touches: list[float] = []

    def touched(self) -> bool:
        """One more touch; True when it was the last that was needed."""
        now = self._now()
        self._touches = [at for at in self._touches if now - at < WITHIN_SECONDS] + [now]
        if len(self._touches) < TOUCHES:
            return False
        self._touches.clear()
        return True
