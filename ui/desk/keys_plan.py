"""How a site's keys are: which of them are a keypad's, and how fast they take a press."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class PadKeys(StrEnum):
    """Which keys are a keypad's."""

    NUMERIC = "numeric"  # those a keyboard calls its numeric keypad, or that say so of themselves
    ALL = "all"  # every digit: this kiosk has a keypad and no keyboard
    OFF = "off"


class PadLayout(StrEnum):
    """Which digits are above the 5."""

    PHONE = "phone"  # 1 2 3
    CALCULATOR = "calculator"  # 7 8 9


@dataclass(frozen=True, slots=True)
class PadPlan:
    """A keypad. Keys beside its digits are characters, or Qt's names of keys without `Key_`."""

    which: PadKeys = PadKeys.NUMERIC
    layout: PadLayout = PadLayout.PHONE
    star: tuple[str, ...] = ("*",)  # goes back, deletes
    hash: tuple[str, ...] = ("#", "+")  # goes on
    arrows_move: bool = False  # the left and right arrow keys go from control to control


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds. All 0: every press counts at once, and a key that is held never repeats (EN 301 549, 5.7 and 5.8)."""

    accept_after: float = 0.0  # a key or a touch counts once it has lasted so long
    ignore_again: float = 0.0  # the same key, or a touch in the same place, does not count again so soon
    repeat_after: float = 1.0  # a key that is held repeats after so long; 0: never
    repeat_every: float = 0.2

    def slower(self) -> Pace:
        """For somebody whose fingers shake or stay: never quicker than this one."""
        return Pace(max(self.accept_after, 0.3), max(self.ignore_again, 0.5), 0.0, self.repeat_every)


@dataclass(frozen=True, slots=True)
class KeysPlan:
    """Both."""

    pad: PadPlan = field(default_factory=PadPlan)
    pace: Pace = field(default_factory=Pace)
