"""Whether anybody is still there. Counts time, shows nothing: the window asks once a second what is due.

WCAG 2.2, criterion 2.2.1: people are warned, have more than 20 seconds to answer with one press, and may do so without end.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto


@dataclass(frozen=True, slots=True)
class IdleLimits:
    """Seconds without a touch or a key. A site may set them."""

    attract: float = 60  # until the start screen invites the next person
    warn: float = 90  # until somebody who typed is asked whether they are still there
    countdown: float = 60  # from that question until the answers are cleared
    clear: float = 90  # until a finished page clears itself

    @property
    def longest_save(self) -> float:
        """How long the page of a save that nobody answers stays: as long as it would have stood there without the save."""
        return self.warn + self.countdown


class Presence(Enum):
    """What the desk knows about the person in front of it."""

    NOBODY = auto()  # nothing typed, nothing shown that is anybody's
    SOMEBODY = auto()
    ASKED = auto()  # "Are you still there?" is on the screen
    FINISHED = auto()  # a reference is on the screen


class IdleWatch:
    """Counts from the last touch. `now` gives seconds that only grow."""

    def __init__(self, now: Callable[[], float], limits: IdleLimits) -> None:
        self._now = now
        self._limits = limits
        self.presence = Presence.NOBODY
        self._since = now()

    def enter(self, presence: Presence) -> None:
        """Another kind of page is shown; counting starts again."""
        self.presence = presence
        self._since = self._now()

    def touched(self) -> None:
        """A touch or a key. The question "Are you still there?" takes only an answer."""
        if self.presence is not Presence.ASKED:
            self._since = self._now()

    def now(self) -> float:
        """Seconds that only grow."""
        return self._now()

    def touched_within(self, seconds: float) -> bool:
        """Whether somebody touched something, or was shown another page, so short a time ago."""
        return self.presence is Presence.SOMEBODY and self._now() - self._since < seconds

    def left(self) -> int:
        """Whole seconds until something is due."""
        return max(0, math.ceil(self._limit() - (self._now() - self._since)))

    def due(self) -> bool:
        """Whether the time is up."""
        return self._now() - self._since >= self._limit()

    def _limit(self) -> float:
        match self.presence:
            case Presence.NOBODY:
                return self._limits.attract
            case Presence.SOMEBODY:
                return self._limits.warn
            case Presence.ASKED:
                return self._limits.countdown
            case Presence.FINISHED:
                return self._limits.clear
