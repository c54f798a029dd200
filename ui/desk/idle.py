"""Whether anybody is still there. One state machine for every page: it counts time, shows nothing, and says what is due.

WCAG 2.2, criterion 2.2.1: people are warned, have 20 seconds at least to answer with one press, and may do so without end. So
nothing is ever cleared but from `ASKED`, after the whole countdown; `docs/keypad.md` says for whom all of it lasts longer.
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
    lock: float = 60  # until the screen of an operator who is signed in is locked and hidden
    clear: float = 90  # until somebody on a finished page is asked
    longest_print: float = 180  # for so long at most a print that goes on keeps a page
    longer: float = 2  # times as long for who listens, reads large text, works the keypad or has slow keys

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
    STAFF = auto()  # an operator is signed in


class Due(Enum):
    """What the time that went by calls for."""

    NOTHING = auto()
    INVITE = auto()  # nobody was there, and nobody came
    ASK = auto()
    CLEAR = auto()
    LOCK = auto()  # hide the screen of an operator, who loses nothing
    UNANSWERED = auto()  # a save hangs: nobody can do anything on its page


@dataclass(frozen=True, slots=True)
class UnderWay:
    """What goes on that people wait for without touching anything."""

    saving: bool = False
    printing: bool = False
    speaking: bool = False


_NOTHING_UNDER_WAY = UnderWay()
_DUE = {
    Presence.NOBODY: Due.INVITE,
    Presence.SOMEBODY: Due.ASK,
    Presence.FINISHED: Due.ASK,
    Presence.ASKED: Due.CLEAR,
    Presence.STAFF: Due.LOCK,
}


class IdleWatch:
    """Counts from the last touch. `now` gives seconds that only grow; `longer` whether this person needs more of them."""

    def __init__(self, now: Callable[[], float], limits: IdleLimits, longer: Callable[[], bool] = lambda: False) -> None:
        self._now = now
        self._limits = limits
        self._longer = longer
        self.presence = Presence.NOBODY
        self._since = now()
        self._asked_times = 1.0  # as long; of the question that stands
        self._saving_since: float | None = None
        self._printing_since: float | None = None

    def enter(self, presence: Presence) -> None:
        """Another kind of page is shown; counting starts again."""
        self.presence = presence
        self._since = self._now()
        self._asked_times = 1.0

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
        """Whole seconds until something is due; on a finished page until it is cleared, the question included."""
        whole = self._limit()
        if self.presence is Presence.FINISHED:
            whole += self._limits.countdown * self._times()
        return max(0, math.ceil(whole - (self._now() - self._since)))

    def due(self, under_way: UnderWay = _NOTHING_UNDER_WAY) -> Due:
        """What the time calls for. To be asked once a second or so: what is under way counts from when it was first seen.

        Nothing but the end of a hanging save is due during a save or a print. Whoever waits for them, or is read to, is there;
        their time begins when that ends.
        """
        now = self._now()
        if under_way.saving:
            self._saving_since = now if self._saving_since is None else self._saving_since
            self.touched()
            return Due.UNANSWERED if now - self._saving_since >= self._limits.longest_save * self._times() else Due.NOTHING
        self._saving_since = None
        if self._prints(now, under_way) or (under_way.speaking and self.presence is not Presence.ASKED):
            self.touched()
            return Due.NOTHING
        return _DUE[self.presence] if now - self._since >= self._limit() else Due.NOTHING

    def _prints(self, now: float, under_way: UnderWay) -> bool:
        """Whether a print goes on that has not been going on for too long."""
        if not under_way.printing:
            self._printing_since = None
            return False
        self._printing_since = now if self._printing_since is None else self._printing_since
        return now - self._printing_since < self._limits.longest_print * self._times()

    def _limit(self) -> float:
        match self.presence:
            case Presence.NOBODY:
                return self._limits.attract
            case Presence.SOMEBODY:
                return self._limits.warn * self._times()
            case Presence.STAFF:
                return self._limits.lock * self._times()
            case Presence.ASKED:
                return self._limits.countdown * self._times()
            case Presence.FINISHED:
                return self._limits.clear * self._times()

    def _times(self) -> float:
        """Times as long. While the question stands it only grows: what was promised is not taken back."""
        times = self._limits.longer if self._longer() else 1.0
        if self.presence is not Presence.ASKED:
            return times
        self._asked_times = max(self._asked_times, times)
        return self._asked_times
