"""How long to wait before trying again.

Full jitter (a random part of a doubling, capped span), so that a thousand kiosks do not return at the same second when a centre
comes back. A wait the other side asks for is honoured up to an hour: anyone on the way can ask. There is no last attempt. A wait
is counted from when the sending began, carried on by a clock that nobody sets: one that is put right in between must neither
make an envelope due again at once nor hold it for a year.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import SystemRandom
from time import monotonic

_DOUBLINGS = 30  # beyond every cap; keeps the numbers small


@dataclass(frozen=True, slots=True)
class Backoff:
    """A policy of waiting. `random` gives numbers from 0 up to 1."""

    first: timedelta = timedelta(seconds=2)
    cap: timedelta = timedelta(minutes=10)
    shortest: timedelta = timedelta(seconds=1)
    longest_asked: timedelta = timedelta(hours=1)
    random: Callable[[], float] = SystemRandom().random

    def delay(self, attempts: int, asked: timedelta | None = None) -> timedelta:
        """The wait after `attempts` failures (from 1), not below what the other side asked for."""
        span = min(self.cap, self.first * (1 << min(max(attempts - 1, 0), _DOUBLINGS)))
        wait = max(self.shortest, span * self.random())
        return wait if asked is None else max(wait, min(asked, self.longest_asked))


class SteadyClock:
    """The time from `start` on, whatever is done to the computer's clock."""

    def __init__(self, start: datetime, steady: Callable[[], float] = monotonic) -> None:
        self.start = start
        self._steady = steady
        self._at_start = steady()

    def now(self) -> datetime:
        """This instant, on the clock of the start."""
        return self.start + timedelta(seconds=self._steady() - self._at_start)
