"""Which key of a keypad an event is, whatever the keypad calls it and whether or not its Num Lock is on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.desk.keys_plan import PadKeys, PadLayout, PadPlan

STAR, HASH = "*", "#"
_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_WITHOUT_NUM_LOCK: Mapping[int, str] = {
    Qt.Key.Key_Insert: "0", Qt.Key.Key_End: "1", Qt.Key.Key_Down: "2", Qt.Key.Key_PageDown: "3", Qt.Key.Key_Left: "4",
    Qt.Key.Key_Clear: "5", Qt.Key.Key_Right: "6", Qt.Key.Key_Home: "7", Qt.Key.Key_Up: "8", Qt.Key.Key_PageUp: "9",
}  # fmt: skip


class Step(StrEnum):
    """What a key of the keypad does where nothing is typed."""

    REPEAT = "repeat"
    HELP = "help"
    UP = "up"
    FOOT = "foot"
    BEFORE = "before"
    CHOOSE = "choose"
    NEXT = "next"
    QUIETER = "quieter"
    DOWN = "down"
    LOUDER = "louder"
    BACK = "back"
    ON = "on"


_STEPS = {
    "0": Step.REPEAT, "1": Step.HELP, "2": Step.UP, "3": Step.FOOT, "4": Step.BEFORE, "5": Step.CHOOSE, "6": Step.NEXT,
    "7": Step.QUIETER, "8": Step.DOWN, "9": Step.LOUDER, STAR: Step.BACK, HASH: Step.ON,
}  # fmt: skip
_ARROWS: Mapping[int, Step] = MappingProxyType({Qt.Key.Key_Left: Step.BEFORE, Qt.Key.Key_Right: Step.NEXT})
_TURNED = {"2": "8", "8": "2"}


class Pad:
    """One site's keypad."""

    def __init__(self, plan: PadPlan) -> None:
        self._plan = plan
        self._star, self._hash = _Names(plan.star), _Names(plan.hash)

    @property
    def alone(self) -> bool:
        """Whether there is no keyboard beside it."""
        return self._plan.which is PadKeys.ALL

    def key(self, event: QKeyEvent, *, engaged: bool) -> str:
        """A digit, `STAR` or `HASH`; "" for any other key. While `engaged` somebody works the keypad."""
        if self._plan.which is PadKeys.OFF or event.modifiers() & _CHORD:
            return ""
        of_pad = bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)
        if of_pad or engaged:
            if self._star.has(event):
                return STAR
            if self._hash.has(event):
                return HASH
        if not of_pad and not self.alone:
            return ""
        if Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9:
            return chr(event.key())
        return _WITHOUT_NUM_LOCK.get(event.key(), "") if of_pad else ""

    def step(self, key: str) -> Step:
        """What a key does where nothing is typed. Up is what stands above the 5."""
        return _STEPS[_TURNED.get(key, key) if self._plan.layout is PadLayout.CALCULATOR else key]

    def arrow(self, event: QKeyEvent) -> Step | None:
        """What an arrow key does on a keypad that moves with them."""
        if not self._plan.arrows_move or event.modifiers() & (_CHORD | Qt.KeyboardModifier.KeypadModifier):
            return None
        return _ARROWS.get(event.key())


class _Names:
    """Keys by the character they type, or by Qt's name of the key."""

    def __init__(self, names: Iterable[str]) -> None:
        named = tuple(names)
        self._texts = frozenset(name for name in named if len(name) == 1)
        self._keys = frozenset(int(Qt.Key[f"Key_{name}"]) for name in named if len(name) > 1)

    def has(self, event: QKeyEvent) -> bool:
        """Whether an event is of one of them."""
        return event.text() in self._texts or event.key() in self._keys
