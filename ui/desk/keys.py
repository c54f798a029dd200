"""Every press that reaches the window, in the order in which it is asked about: does it count, is it the keypad's."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.desk.keypad import Keypad, PadDoes
from ui.desk.keys_pace import PACED, KeyPace
from ui.desk.keys_pad import Pad
from ui.desk.keys_plan import KeysPlan
from ui.theme import LookSource

ASKED = PACED | {QEvent.Type.TouchBegin}


class Keys(QObject):
    """One window's. `now` gives seconds that only grow."""

    def __init__(self, window: QWidget, looks: LookSource, plan: KeysPlan, now: Callable[[], float], does: PadDoes) -> None:
        super().__init__(window)
        self.pace = KeyPace(now, plan.pace, self)
        self.pad = Keypad(window, looks, Pad(plan.pad), does)

    @property
    def need_longer(self) -> bool:
        """Whether the person works in a way that takes longer."""
        return self.pad.used or self.pace.slower

    def reset(self) -> None:
        """As the next person should find them."""
        self.pace.set_slower(slower=False)
        self.pad.reset()

    def takes(self, event: QEvent) -> bool:
        """Do what a press is for, if it is a keypad's."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self.pad.takes(event)
        if event.type() is QEvent.Type.MouseButtonPress:
            self.pad.settle()
        return False
