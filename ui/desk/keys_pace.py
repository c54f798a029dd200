"""Which presses count: slow keys, double strikes and repeats, for keyboard, keypad and touch alike.

A key that counts only after a while is kept back and sent on then, if it is still down; a touch that was too short is let go
beside what it touched. Off unless the site or the person wants it, but for the pause before a key that is held repeats.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from ui.desk.keys_plan import Pace

PACED = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease}
)  # the only events it asks for
_NEAR = 48.0  # pixels: two touches so near are of the same place
_SOONEST_REPEAT = 0.05  # seconds; sooner it is a scanner or a quick pair of keys, which Qt takes for one key that is held
_BESIDE = QPointF(-1000, -1000)  # of every widget


class KeyPace(QObject):
    """`now` gives seconds that only grow. Events are those of the window's handle, to which kept ones are sent on."""

    def __init__(self, now: Callable[[], float], pace: Pace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._site = pace
        self._pace = pace
        self._sending = False
        self._kept: tuple[QObject, QKeyEvent] | None = None  # pressed, and not for long enough yet
        self._pressed_at = -math.inf
        self._refused: set[int] = set()  # keys that are down and do not count
        self._overtaken: set[int] = set()  # keys that are down, and another was pressed before they counted
        self._last: tuple[int, float] = (0, -math.inf)  # the last key that counted, and when it was let go
        self._repeated_at = -math.inf
        self._touched_at = -math.inf
        self._touch = (_BESIDE, -math.inf)  # the last touch that counted, and when it ended
        self._touch_refused = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)

    @property
    def slower(self) -> bool:
        """Whether this person has asked for slower keys."""
        return self._pace is not self._site

    def set_slower(self, *, slower: bool) -> None:
        """Be slow for this person, or as the site wants it."""
        self._pace = self._site.slower() if slower else self._site
        self._kept = None

    def holds_back(self, watched: QObject, event: QEvent) -> bool:
        """Whether an event of the window's handle does not count, or not yet."""
        if self._sending:
            return False
        if isinstance(event, QKeyEvent):
            return self._holds_key(watched, event)
        if isinstance(event, QMouseEvent):
            return self._holds_touch(watched, event)
        return False

    def look(self) -> None:
        """Send on a key that has been down for long enough."""
        if self._kept is None:
            return
        missing = self._pressed_at + self._pace.accept_after - self._now()
        if missing > 0:
            self._timer.start(math.ceil(missing * 1000))
            return
        watched, event = self._kept
        self._kept = None
        self._send(watched, event)

    def _holds_key(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.isAutoRepeat() and self._now() - self._pressed_at >= _SOONEST_REPEAT:
            return not self._repeats(event)
        if event.type() is QEvent.Type.KeyRelease:
            return self._let_go(event.key())
        if event.type() is not QEvent.Type.KeyPress:
            return False
        now, pace = self._now(), self._pace
        key, at = self._last
        if self._kept is not None:
            self._overtaken.add(self._kept[1].key())
        self._kept = None
        if event.key() == key and now - at < pace.ignore_again:
            self._refused.add(event.key())
            return True
        self._pressed_at = self._repeated_at = now
        if pace.accept_after <= 0:
            return False
        self._kept = (watched, QKeyEvent(event.type(), event.key(), event.modifiers(), event.text()))
        self._timer.start(math.ceil(pace.accept_after * 1000))
        return True

    def _let_go(self, key: int) -> bool:
        """A key is up: whether the window does not hear of it, because it did not hear of the press."""
        self.look()
        if self._kept is not None and self._kept[1].key() == key:
            self._kept = None
            return True
        if key in self._refused:
            self._refused.discard(key)
            return True
        if key in self._overtaken:
            self._overtaken.discard(key)
            return True
        self._last = (key, self._now())
        return False

    def _repeats(self, event: QKeyEvent) -> bool:
        """Whether a key that is held counts once more."""
        now, pace = self._now(), self._pace
        down = self._kept is None and event.key() not in self._refused
        if event.type() is not QEvent.Type.KeyPress or not down or pace.repeat_after <= 0:
            return False
        if now - self._pressed_at < pace.repeat_after or now - self._repeated_at < pace.repeat_every:
            return False
        self._repeated_at = now
        return True

    def _holds_touch(self, watched: QObject, event: QMouseEvent) -> bool:
        now = self._now()
        if event.type() is QEvent.Type.MouseButtonPress:
            where, at = self._touch
            near = (event.position() - where).manhattanLength() < _NEAR
            self._touch_refused = near and now - at < self._pace.ignore_again
            self._touched_at = now
            return self._touch_refused
        if event.type() is not QEvent.Type.MouseButtonRelease:
            return False
        if self._touch_refused:
            self._touch_refused = False
            return True
        if now - self._touched_at < self._pace.accept_after:
            beside = QMouseEvent(event.type(), _BESIDE, _BESIDE, event.button(), event.buttons(), event.modifiers())
            self._send(watched, beside)
            return True
        self._touch = (event.position(), now)
        return False

    def _send(self, watched: QObject, event: QEvent) -> None:
        self._sending = True
        try:
            QApplication.sendEvent(watched, event)
        finally:
            self._sending = False
