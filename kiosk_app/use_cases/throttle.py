"""How often a secret may be guessed: the first wrong ones at once, then after waits that double, then not until it is unlocked.

Pure. Time is counted on the computer's own clock since it started, which nobody can set; what is known is kept over the end of
this program and of the computer. After a new start the whole wait counts from that start, so that switching off and on again
gains nothing, and a date that is wrong or moved changes nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from kiosk_app.ports.operators import Moment, Tries


@dataclass(frozen=True, slots=True)
class Throttle:
    """`free` wrong secrets cost no wait; the wait then doubles from `first_wait` to `longest_wait` seconds; `most` lock."""

    free: int = 3
    first_wait: float = 15.0
    longest_wait: float = 300.0
    most: int = 10

    def wait_after(self, failures: int) -> float:
        """Seconds without a try after so many wrong secrets in a row."""
        if failures < self.free:
            return 0.0
        return min(self.longest_wait, math.ldexp(self.first_wait, min(failures - self.free, 64)))

    def left(self, tries: Tries, now: Moment) -> float:
        """Seconds until the next try; 0 when it may be made now."""
        wait = self.wait_after(tries.failures)
        until = tries.until if tries.boot == now.boot else wait  # since another start: what went by before it is not known
        return min(wait, max(0.0, until - now.seconds))

    def locks(self, tries: Tries) -> bool:
        """Whether there were too many."""
        return tries.failures >= self.most

    def begin(self, tries: Tries, now: Moment) -> Tries | None:
        """What is known once a try is counted, before its secret is looked at; None where none may be made now."""
        if self.locks(tries) or self.left(tries, now) > 0:
            return None
        failures = tries.failures + 1
        return Tries(failures, now.boot, now.seconds + self.wait_after(failures))
